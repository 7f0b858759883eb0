"""Pillow's pictures as the program's own, and what is reckoned of them."""

from __future__ import annotations

from typing import cast

from PIL import Image

from flowersort.core.picture import Picture

# Enough points for a mean, taken by the side of a square; all pixels would take a hundred times as long.
_SAMPLES = 24


def fitted(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Return width and height in the same ratio with a long side of `longest` pixels; smaller sizes as they are."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def to_picture(rgb: Image.Image) -> Picture:
    """Return a picture in mode `RGB` as plain bytes."""
    return Picture(rgb.width, rgb.height, rgb.tobytes())


def average_colour(rgb: Image.Image) -> int:
    """Return about the mean colour of a picture in mode `RGB` as 0xRRGGBB, in some microseconds."""
    sample = rgb.resize((_SAMPLES, _SAMPLES), Image.Resampling.NEAREST)
    red, green, blue = cast("tuple[int, int, int]", sample.reduce(_SAMPLES).getpixel((0, 0)))
    return red << 16 | green << 8 | blue
