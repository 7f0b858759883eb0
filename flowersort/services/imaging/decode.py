"""The bytes of one photo → one upright sRGB picture, from which model input and thumbnail are both made.

The viewer's larger picture comes out of the same steps.

Training decodes through this function too, so the network never sees other pixels at run time
than those it learned from.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from flowersort.core.errors import PhotoError
from flowersort.services.imaging.colour import to_rgb
from flowersort.services.imaging.exif import read_exif, taken_at, upright
from flowersort.services.imaging.formats import ALLOWED_FORMATS, MAX_PIXELS, readable_formats
from flowersort.services.imaging.pictures import fitted

# The larger of the thumbnail's and the model's need; a decoded picture is never scaled below it.
WORKING_SIDE = 256

# What Pillow and its plugins raise on damaged files, found by fuzzing; a Warning only where the host turns
# warnings into errors.
_DAMAGE = (
    OSError, SyntaxError, ValueError, struct.error, zlib.error, EOFError, LookupError, TypeError, AttributeError,
    ArithmeticError, RuntimeError, AssertionError, Warning,
)  # fmt: skip

_LYING = frozenset(
    {Image.Transpose.TRANSPOSE, Image.Transpose.TRANSVERSE, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270}
)
_CONTROLS = frozenset(range(9)) | frozenset(range(14, 27)) | {0x7F}


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """One photo in memory.

    Attributes:
        rgb: upright 8-bit sRGB in mode `RGB`, without metadata; large photos are scaled down. From `decode` the
            short side has at least `WORKING_SIDE` pixels where the photo has as many.
        width, height: size in pixels of the photo as stored in the file, upright.
        taken: `YYYY-MM-DDTHH:MM:SS` in the camera's time, or None.
    """

    rgb: Image.Image
    width: int
    height: int
    taken: str | None


def allow_large_photos() -> None:
    """Raise Pillow's process-wide pixel limit to ours, so that photos of 200-megapixel phones open.

    Called by programs at start-up (see `pillow_setup`), never on import: a library must not change Pillow for
    its host.
    """
    if Image.MAX_IMAGE_PIXELS is not None:
        Image.MAX_IMAGE_PIXELS = max(Image.MAX_IMAGE_PIXELS, MAX_PIXELS)


def decode(data: bytes) -> DecodedPhoto:
    """Decode a photo once, JPEG at the smallest scale that leaves `WORKING_SIDE` pixels.

    Args:
        data: the whole file. The format is told by the content, not by the file's name.

    Raises:
        PhotoError: the bytes are no photo of an allowed format, are damaged, or hold too many pixels.
    """
    with opened(data) as image:
        return decode_opened(image)


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Open a photo of an allowed format and size, without reading its pixels yet.

    Raises:
        PhotoError: it can't be opened, or anything that its damage makes Pillow raise in the block.
    """
    if not data:
        raise PhotoError("The file is empty (0 bytes).")
    try:
        with _open(data) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise PhotoError(f"The photo has {width} × {height} pixels, more than the {MAX_PIXELS:,} allowed.")
            yield image
    except Image.DecompressionBombError as fault:
        raise PhotoError(f"The photo claims more than the {MAX_PIXELS:,} pixels allowed.") from fault
    except MemoryError as fault:
        raise PhotoError("There is not enough memory to decode this photo.") from fault
    except _DAMAGE as fault:
        raise PhotoError(f"The photo is damaged or cut short ({_brief(fault)}).") from fault


def _open(data: bytes) -> Image.Image:
    formats = readable_formats() if data[4:8] == b"ftyp" else ALLOWED_FORMATS
    try:
        return Image.open(io.BytesIO(data), formats=formats)
    except UnidentifiedImageError as fault:
        raise PhotoError(_unidentified(data)) from fault


def _unidentified(data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"hev", b"mif", b"msf") and "HEIF" not in readable_formats():
        return "HEIC photos need the extra reader: pip install 'flowersort[heic]'."
    if _CONTROLS.isdisjoint(data[:512]):
        return "The content is text, not a photo."
    return "The content is not a photo in a format that flowersort reads, or its beginning is damaged."


def decode_opened(image: Image.Image, *, longest: int | None = None) -> DecodedPhoto:
    """Decode what `opened` gives.

    Args:
        image: the open photo.
        longest: most pixels of the long side, to which a larger photo is scaled exactly; None scales as `decode` does.
    """
    width, height = image.size
    exif = read_exif(image)
    wanted = (WORKING_SIDE, WORKING_SIDE) if longest is None else fitted(image.size, longest)
    image.draft("RGB" if image.mode in ("RGB", "YCbCr") else None, wanted)
    image.load()
    rgb = to_rgb(_shrink(image)) if longest is None else _fit(to_rgb(_fit(image, longest)), longest)
    # Only now: loading a TIFF turns its pixels, and takes the orientation out of `exif`.
    turn = upright(exif)
    if turn is not None:
        rgb = rgb.transpose(turn)
        if turn in _LYING:
            width, height = height, width
    # Else Pillow would copy comments and the like into whatever is made of the picture.
    rgb.info = {}
    return DecodedPhoto(rgb=rgb, width=width, height=height, taken=taken_at(exif))


def _shrink(image: Image.Image) -> Image.Image:
    """Halve, third, … formats that can't be decoded at a smaller scale, so that the steps after cost little."""
    factor = min(image.size) // (2 * WORKING_SIDE)
    if factor < 2 or not _can_be_averaged(image):
        return image
    reduced = image.reduce(factor)
    reduced.info = image.info
    return reduced


def _fit(image: Image.Image, longest: int) -> Image.Image:
    """Scale a picture to a long side of `longest` where it is larger and its pixels can be averaged."""
    if max(image.size) <= longest or not _can_be_averaged(image):
        return image
    small = image.resize(fitted(image.size, longest), Image.Resampling.BICUBIC, reducing_gap=2.0)
    small.info = image.info
    return small


def _can_be_averaged(image: Image.Image) -> bool:
    # Averaging would hide the one colour that a `tRNS` chunk makes transparent.
    return image.mode in ("RGB", "RGBA", "L", "CMYK") and "transparency" not in image.info


def _brief(fault: BaseException) -> str:
    """Return the library's own words on one line, without what a terminal can't show."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(fault))
    return " ".join(text.split())[:160] or type(fault).__name__
