"""The small picture of one photo: from the cache, or made and kept there."""

from __future__ import annotations

from collections.abc import Callable

from flowersort.core.content import content_hash
from flowersort.core.errors import PhotoError
from flowersort.core.picture import Picture
from flowersort.services.cache.thumbnail_cache import ThumbnailCache
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.thumbnails import thumbnail_jpeg, thumbnail_picture
from flowersort.workflows.one_photo import only_photo_errors


class ThumbnailMaker:
    """Gives thumbnails by path; may be called by several threads at once."""

    def __init__(self, read: Callable[[str], bytes], cache: ThumbnailCache | None) -> None:
        """Take what reads a photo (path → bytes; raises PhotoError), and the cache if there is one."""
        self._read, self._cache = read, cache

    def __call__(self, path: str, content: str | None) -> Picture:
        """Return a picture whose long side is at most 256 pixels.

        Args:
            path: the file; not even opened where `content` is in the cache.
            content: its content hash as far as known.

        Raises:
            PhotoError: whatever is wrong with this photo, as a sentence.
        """
        with only_photo_errors():
            kept = self._kept(content) if content is not None else None
            return kept or self._made(self._read(path), content)

    def _made(self, data: bytes, looked_for: str | None) -> Picture:
        content = content_hash(data)
        # The file may have been replaced since its content was noted.
        kept = self._kept(content) if content != looked_for else None
        if kept is not None:
            return kept
        jpeg = thumbnail_jpeg(decode(data).rgb)
        if self._cache is not None:
            self._cache.put(content, jpeg)
        # Of the JPEG, so that a thumbnail looks the same today and tomorrow.
        return thumbnail_picture(jpeg)

    def _kept(self, content: str) -> Picture | None:
        jpeg = self._cache.get(content) if self._cache is not None else None
        if jpeg is None:
            return None
        try:
            return thumbnail_picture(jpeg)
        except PhotoError:
            # Cut short by a crash, or not ours; making it anew replaces it.
            return None
