"""EXIF data → the few details that a viewer shows. Whatever a camera, or damage, wrote: a believable text or None."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PIL import ExifTags, Image

from flowersort.core.photo_details import PhotoDetails
from flowersort.services.imaging.exif import camera_tags, taken_at, value

_MOST_LETTERS = 80
# Damage can make a text of a megabyte; what is shown stands at its beginning.
_MOST_READ = 1000
# EXIF 2.32, tag 34855: the largest number that it holds, which says that the true one is in another tag.
_ISO_ELSEWHERE = 65535


def details_of(exif: Image.Exif | None) -> PhotoDetails:
    """Return what the camera says; nothing of it where the data are missing or damaged."""
    if exif is None:
        return PhotoDetails()
    tags = camera_tags(exif)
    return PhotoDetails(
        taken=taken_at(exif),
        camera=_camera(_text(value(exif, ExifTags.Base.Make)), _text(value(exif, ExifTags.Base.Model))),
        lens=_text(tags.get(ExifTags.Base.LensModel)),
        exposure=_exposure(_number(tags.get(ExifTags.Base.ExposureTime))),
        aperture=_aperture(_number(tags.get(ExifTags.Base.FNumber))),
        iso=_iso(tags),
        focal=_focal(_number(tags.get(ExifTags.Base.FocalLength))),
    )


def _camera(make: str | None, model: str | None) -> str | None:
    if make is None or model is None:
        return model or make
    # “NIKON CORPORATION” makes the “NIKON D850”.
    said_twice = model.split()[0].casefold() == make.split()[0].casefold()
    return model if said_twice else f"{make} {model}"[:_MOST_LETTERS].rstrip()


def _exposure(seconds: float | None) -> str | None:
    if seconds is None or not 1e-6 <= seconds <= 1e5:
        return None
    # As cameras show it: a fraction below a quarter of a second.
    return f"1/{round(1 / seconds)} s" if seconds < 0.2501 else f"{_short(seconds)} s"


def _aperture(number: float | None) -> str | None:
    if number is None or not 0.1 <= number <= 1000:
        return None
    return f"f/{_short(number, decimals=2 if number < 1 else 1)}"


def _focal(millimetres: float | None) -> str | None:
    return f"{_short(millimetres)} mm" if millimetres is not None and 0.1 <= millimetres <= 1e5 else None


def _iso(tags: Mapping[int, object]) -> str | None:
    number = _number(tags.get(ExifTags.Base.ISOSpeedRatings))
    if number == _ISO_ELSEWHERE:
        elsewhere = (ExifTags.Base.RecommendedExposureIndex, ExifTags.Base.ISOSpeed)
        number = next((found for tag in elsewhere if (found := _number(tags.get(tag)))), None)
    return str(round(number)) if number is not None and 1 <= number <= 1e8 else None


def _short(number: float, *, decimals: int = 1) -> str:
    """Return a number with that many decimals, without the zeros at its end."""
    return f"{number:.{decimals}f}".rstrip("0").rstrip(".")


def _number(written: object) -> float | None:
    """Return a finite number; of several, the first."""
    first = written[0] if isinstance(written, tuple) and written else written
    if first is None or isinstance(first, str | bytes):
        return None
    try:
        number = float(first)  # type: ignore[arg-type] # whatever isn't a number is refused here
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        return None
    return number if math.isfinite(number) else None


def _text(written: object) -> str | None:
    """Return a text up to its first NUL as one printable line; None where no letter or digit is left of it."""
    if isinstance(written, bytes):
        written = written[:_MOST_READ].decode("latin-1")
    if not isinstance(written, str):
        return None
    known = _as_utf8(written[:_MOST_READ].split("\0", 1)[0])
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in known).split())
    # A lens that the camera doesn't know is often “----”.
    return line[:_MOST_LETTERS].rstrip() if any(letter.isalnum() for letter in line[:_MOST_LETTERS]) else None


def _as_utf8(text: str) -> str:
    """Return a text as it was meant: Pillow reads Latin-1, and many programs write UTF-8."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
