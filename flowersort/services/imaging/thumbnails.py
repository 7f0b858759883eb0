"""The small picture that grids show, made from the one decode."""

from __future__ import annotations

import io

from PIL import Image

from flowersort.core.errors import PhotoError
from flowersort.core.picture import Picture
from flowersort.services.imaging.decode import opened
from flowersort.services.imaging.pictures import fitted, to_picture

THUMBNAIL_SIDE = 256
_QUALITY = 80
# What a power cut leaves of a file lacks the end.
_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"


def thumbnail_jpeg(rgb: Image.Image) -> bytes:
    """Return a JPEG whose long side is at most `THUMBNAIL_SIDE` pixels; smaller photos keep their size."""
    small = rgb.copy() if max(rgb.size) <= THUMBNAIL_SIDE else rgb
    if small is rgb:
        small = rgb.resize(fitted(rgb.size, THUMBNAIL_SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def thumbnail_picture(jpeg: bytes) -> Picture:
    """Return the pixels of what `thumbnail_jpeg` made, wherever the bytes have been since.

    Raises:
        PhotoError: they are damaged, cut short, or no thumbnail of ours.
    """
    if not (jpeg.startswith(_JPEG_START) and jpeg.endswith(_JPEG_END)):
        raise PhotoError("The thumbnail is damaged or cut short.")
    with opened(jpeg) as image:
        # Before any pixel is read: a large picture must not be unpacked.
        if (image.format, image.mode) != ("JPEG", "RGB") or max(image.size) > THUMBNAIL_SIDE:
            raise PhotoError("The thumbnail was not made by flowersort.")
        return to_picture(image)
