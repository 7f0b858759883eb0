"""One photo for the viewer: as large as it may be, with what the camera says of it."""

from __future__ import annotations

from dataclasses import dataclass

from flowersort.core.photo_details import PhotoDetails
from flowersort.core.picture import Picture
from flowersort.services.imaging.decode import decode_opened, opened
from flowersort.services.imaging.exif import read_exif
from flowersort.services.imaging.exif_details import details_of
from flowersort.services.imaging.pictures import to_picture


@dataclass(frozen=True, slots=True)
class ViewedPhoto:
    """One photo in memory.

    Attributes:
        picture: upright, its long side as long as asked for, or shorter where the photo is smaller.
        width, height: size in pixels of the photo as stored in the file, upright.
        details: what the camera says.
    """

    picture: Picture
    width: int
    height: int
    details: PhotoDetails


def decode_for_view(data: bytes, *, longest: int) -> ViewedPhoto:
    """Decode a photo whose long side comes out with `longest` pixels at most.

    Raises:
        PhotoError: the bytes are no photo of an allowed format, are damaged, or hold too many pixels.
    """
    with opened(data) as image:
        decoded = decode_opened(image, longest=longest)
        details = details_of(read_exif(image))
        return ViewedPhoto(to_picture(decoded.rgb), decoded.width, decoded.height, details)
