"""One photo large, with what is known of it: for the viewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flowersort.core.content import content_hash
from flowersort.core.photo_details import PhotoDetails
from flowersort.core.picture import Picture
from flowersort.services.imaging.view import decode_for_view
from flowersort.workflows.one_photo import only_photo_errors


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo to look at.

    Attributes:
        picture: upright, perhaps scaled down.
        content: the content hash.
        width, height: upright size in pixels of the photo itself.
        details: what the camera says.
        size: length of the file in bytes.
    """

    picture: Picture
    content: str
    width: int
    height: int
    details: PhotoDetails
    size: int


def view_photo(path: str, *, read: Callable[[str], bytes], longest: int = 4096) -> PhotoView:
    """Read and decode one photo at its full size, or scaled down so that its long side is `longest` pixels.

    Args:
        path: the file.
        read: path → bytes of a photo; raises PhotoError.
        longest: most pixels of the long side, at least 1.

    Raises:
        PhotoError: whatever is wrong with this photo, as a sentence.
    """
    with only_photo_errors():
        data = read(path)
        content = content_hash(data)
        viewed = decode_for_view(data, longest=longest)
        return PhotoView(viewed.picture, content, viewed.width, viewed.height, viewed.details, len(data))
