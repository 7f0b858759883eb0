"""Thumbnails by content hash, in a folder of limited size that may fail or vanish at any time."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from flowersort.services.cache import files
from flowersort.services.cache.pruning import prune

_log = logging.getLogger(__name__)

# All thumbnails are measured again after putting this share of the limit, since other processes put, too.
_MEASURED_EVERY = 16


class ThumbnailCache:
    """Keeps thumbnails between runs; for any number of threads and processes at once.

    Whatever is wrong with the disk, nothing is raised: there is simply no thumbnail, or it is not kept, and the log
    tells so once. What `get` returns was put as a whole, but a power cut may have damaged it since.

    One thread keeps the files within the limit; several threads, and each further process, may go over it by a
    sixteenth of it for a while.
    """

    def __init__(self, folder: Path, limit: int = 512 << 20) -> None:
        """Use `folder`, which need not exist yet, for at most `limit` bytes."""
        self._folder, self._limit = folder, limit
        self._counting, self._pruning = threading.Lock(), threading.Lock()
        # Bytes that may be put before all is measured again: none until the first time, so that a program which
        # only looks on measures nothing.
        self._room = 0
        self._told = False

    def get(self, content: str) -> bytes | None:
        """Return the JPEG that was put for a content hash, None where there is none."""
        path = files.place(self._folder, content)
        if path is None:
            return None
        try:
            return files.read(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as fault:
            self._tell(fault)
            return None

    def put(self, content: str, jpeg: bytes) -> None:
        """Keep a JPEG for a content hash, in place of the one there may be; what can't be a thumbnail is not kept."""
        path = files.place(self._folder, content)
        if path is None or len(jpeg) > min(self._limit, files.MOST_BYTES):
            return
        try:
            if self._has_room(len(jpeg)) or self._make_room(len(jpeg)):
                files.write(path, jpeg)
        except (OSError, ValueError) as fault:
            self._tell(fault)

    def _has_room(self, size: int) -> bool:
        """Take room for a file, if there is enough."""
        with self._counting:
            if size > self._room:
                return False
            self._room -= size
            return True

    def _make_room(self, size: int) -> bool:
        """Measure what is there, remove what is too much, and take room for a file, if there is enough then."""
        if not self._pruning.acquire(blocking=False):
            # Another thread does it, and more was put meanwhile than may be: rather than wait, keep one less.
            return False
        share, free = self._limit // _MEASURED_EVERY, 0
        with self._counting:
            self._room = share
        try:
            free = self._limit - size - prune(self._folder, self._limit - size)
            return free >= 0
        finally:
            with self._counting:
                put_meanwhile = share - self._room
                self._room = max(0, min(free, share)) - put_meanwhile
            self._pruning.release()

    def _tell(self, fault: Exception) -> None:
        if not self._told:
            self._told = True
            _log.warning("Thumbnails can't be kept or found again: %s", fault)
