"""Planes of numbers, and the way from them to pixels: fractal noise, ramps, cells, colour maps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from flowersort.training.painted.chances import Colour, Rng, Size, between

Plane = NDArray[np.float32]


def fractal(rng: Rng, size: Size, *, cell: tuple[float, float], octaves: int = 4, decay: float = 0.5) -> Plane:
    """Return noise that looks alike at every scale, shape (height, width), 0–1.

    Args:
        cell: width and height of the coarsest spots in pixels; unlike numbers stretch them.
        octaves: how many times finer spots are added, each half as large as those before.
        decay: weight of each octave against the one before it.

    Source: Perlin, An Image Synthesizer, SIGGRAPH 1985; here with bicubic value noise.
    """
    total = np.zeros((2, 2), np.float32)
    for octave in range(octaves):
        grid = tuple(
            max(2, min(side, math.ceil(side / length * 2**octave))) for side, length in zip(size, cell, strict=True)
        )
        spots = rng.random((grid[1], grid[0]), dtype=np.float32)
        total = _resized(total, (grid[0], grid[1])) + np.float32(decay**octave) * spots
    return stretched(_resized(total, size))


def stretched(plane: Plane) -> Plane:
    """Return the plane with its smallest number at 0 and its largest at 1."""
    low, high = float(plane.min()), float(plane.max())
    return ((plane - low) / max(high - low, 1e-6)).astype(np.float32)


def places(size: Size) -> tuple[Plane, Plane]:
    """Return x with shape (1, width) and y with shape (height, 1), both -1 to 1 on the shorter side."""
    width, height = size
    short = min(size) / 2
    across, down = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    return ((across - width / 2) / short)[None, :], ((down - height / 2) / short)[:, None]


def ramp(rng: Rng, size: Size) -> Plane:
    """Return an even slope in any direction, 0–1."""
    x, y = places(size)
    angle = between(rng, 0, 2 * math.pi)
    return stretched(x * math.cos(angle) + y * math.sin(angle))


def halo(rng: Rng, size: Size, *, off: float = 0.5) -> Plane:
    """Return the distance from a point near the middle, 0 at it and 1 at the farthest corner."""
    x, y = places(size)
    return stretched(np.hypot(x - between(rng, -off, off), y - between(rng, -off, off)))


def noise(rng: Rng, size: Size, *, channels: int = 3) -> Plane:
    """Return normal noise, shape (height, width, channels), mean 0 and deviation 1."""
    return rng.standard_normal((size[1], size[0], channels), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """A plane cut into cells around scattered points.

    Attributes:
        distance: from each pixel to its point, in cell widths.
        edge: how far each pixel is from the border of its cell, in cell widths.
        number: which cell each pixel is in.
        count: one more than the largest number.
    """

    distance: Plane
    edge: Plane
    number: NDArray[np.int64]
    count: int


def cells(rng: Rng, size: Size, *, cell: float, wild: float = 1.0, squash: float = 1.0) -> Cells:
    """Cut a plane into irregular cells, at half its resolution so that it stays quick.

    Args:
        cell: typical width of a cell in pixels of the whole plane.
        wild: 0 for a square grid, 1 for points anywhere within their square.
        squash: height of a cell against its width.

    Source: Worley, A Cellular Texture Basis Function, SIGGRAPH 1996.
    """
    width, height = math.ceil(size[0] / 2), math.ceil(size[1] / 2)
    x = (np.arange(width, dtype=np.float32) * 2 / cell + 1)[None, :]
    y = (np.arange(height, dtype=np.float32) * 2 / (cell * squash) + 1)[:, None]
    column, row = x.astype(np.int64), y.astype(np.int64)
    across, down = int(column.max()) + 2, int(row.max()) + 2
    points = 0.5 + wild * (rng.random((2, down, across), dtype=np.float32) - 0.5)
    first = np.full((height, width), 9.0, np.float32)
    second, number = first.copy(), np.zeros((height, width), np.int64)
    for step in range(9):
        there_row, there_column = row + step // 3 - 1, column + step % 3 - 1
        here = there_row * across + there_column
        distance = np.hypot(
            there_column + points[0].ravel()[here] - x, (there_row + points[1].ravel()[here] - y) * squash
        ).astype(np.float32)
        number = np.where(distance < first, here, number)
        second = np.minimum(second, np.maximum(first, distance))
        first = np.minimum(first, distance)
    return Cells(
        distance=_resized(first, size),
        edge=_resized(second - first, size),
        number=_twice(number, size),
        count=across * down,
    )


def _resized(plane: Plane, size: Size) -> Plane:
    return np.asarray(Image.fromarray(plane).resize(size, Image.Resampling.BICUBIC))


def _twice(numbers: NDArray[np.int64], size: Size) -> NDArray[np.int64]:
    return numbers.repeat(2, axis=0).repeat(2, axis=1)[: size[1], : size[0]]


def coloured(plane: Plane, stops: Sequence[Colour]) -> Plane:
    """Return the plane's numbers, 0–1, as colours between evenly spaced stops; shape (height, width, 3), 0–255."""
    steps = np.linspace(0, 255, len(stops))
    table = np.stack([np.interp(np.arange(256), steps, [stop[part] for stop in stops]) for part in range(3)], axis=1)
    return table.astype(np.float32).take((plane * 255).clip(0, 255).astype(np.uint8), axis=0)


def flat(size: Size, shade: Colour) -> Plane:
    """Return one colour everywhere, shape (height, width, 3), 0–255."""
    return pixels(Image.new("RGB", size, shade))


def picked(shades: Sequence[Colour], numbers: NDArray[np.integer]) -> Plane:
    """Return for every number the shade of that number, beginning anew after the last; shape (*numbers, 3), 0–255."""
    return np.asarray(shades, np.float32).take(numbers % len(shades), axis=0)


# Channel by channel, since NumPy is many times slower when it stretches a mask over an axis of three.


def lit(colours: Plane, light: NDArray[np.floating]) -> Plane:
    """Return colours, shape (height, width, 3), each made brighter or darker by its light, shape (height, width)."""
    out = np.empty(colours.shape, np.float32)
    for part in range(3):
        np.multiply(colours[..., part], light, out=out[..., part], casting="same_kind")
    return out


def mixed(mask: NDArray[np.floating], over: Plane, under: Plane) -> Plane:
    """Return `over` where the mask, shape (height, width), is 1 and `under` where it is 0."""
    out = np.empty(under.shape, np.float32)
    for part in range(3):
        out[..., part] = under[..., part] + (over[..., part] - under[..., part]) * mask
    return out


def pixels(picture: Image.Image) -> Plane:
    """Return a picture's pixels, shape (height, width, 3), 0–255."""
    return np.asarray(picture, np.float32)


def picture(plane: Plane) -> Image.Image:
    """Return a plane of colours, 0–255, as a picture; what is beyond is clipped."""
    return Image.fromarray(plane.clip(0, 255).astype(np.uint8))
