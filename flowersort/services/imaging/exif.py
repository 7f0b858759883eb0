"""EXIF data, which may be damaged anywhere: which way is up, when the photo was taken, and single tags."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import datetime
from typing import cast

from PIL import ExifTags, Image

# Damaged EXIF makes Pillow raise nearly anything (a Warning, where the host turns those into errors),
# while the pixels may still be fine.
_DAMAGE = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, AttributeError, EOFError,
    AssertionError, RuntimeError, struct.error, Warning,
)  # fmt: skip

# EXIF 2.32, tag 274: what turns the stored picture upright.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_exif(image: Image.Image) -> Image.Exif | None:
    """Return the photo's EXIF data, or None where it has none or it is damaged beyond reading."""
    try:
        return image.getexif()
    except _DAMAGE:
        return None


def upright(exif: Image.Exif | None) -> Image.Transpose | None:
    """Return the turn that makes the stored picture upright; None where it is already."""
    orientation = value(exif, ExifTags.Base.Orientation) if exif is not None else None
    return _UPRIGHT.get(orientation) if isinstance(orientation, int) else None


def taken_at(exif: Image.Exif | None) -> str | None:
    """Return when the photo was taken as `YYYY-MM-DDTHH:MM:SS` in the camera's own time; None if unknown."""
    if exif is None:
        return None
    details = camera_tags(exif)
    return (
        _moment(details.get(ExifTags.Base.DateTimeOriginal))
        or _moment(details.get(ExifTags.Base.DateTimeDigitized))
        or _moment(value(exif, ExifTags.Base.DateTime))
    )


def camera_tags(exif: Image.Exif) -> Mapping[int, object]:
    """Return the tags of EXIF's own directory, which describe the shot; none where it is damaged or missing."""
    try:
        return cast("Mapping[int, object]", exif.get_ifd(ExifTags.IFD.Exif))
    except _DAMAGE:
        return {}


def value(exif: Image.Exif, tag: int) -> object:
    """Return one tag, None where it is missing or damaged; Pillow reads values only when they are asked for."""
    try:
        return cast("object", exif.get(tag))
    except _DAMAGE:
        return None


def _moment(written: object) -> str | None:
    """Read EXIF's `YYYY:MM:DD HH:MM:SS`; cameras without a clock write zeros or spaces."""
    try:
        return datetime.strptime(str(written).strip("\x00 "), "%Y:%m:%d %H:%M:%S").isoformat()
    except ValueError:
        return None
