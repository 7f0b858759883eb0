"""Noise: even, normal, specks, broken JPEG blocks, television bars, lines of a broken file."""

from __future__ import annotations

import numpy as np
from PIL import Image

from flowersort.training.painted.camera import compressed
from flowersort.training.painted.chances import Rng, Size, between, chance, colour, one_of, whole
from flowersort.training.painted.planes import Plane, coloured, flat, fractal, noise, picture, pixels, ramp


def uniform(rng: Rng, size: Size) -> Image.Image:
    """Paint noise in which every value is as likely, of any spot size, grey or coloured."""
    spots, shape = _spots(rng, size, most=12)
    values = rng.random((*shape, one_of(rng, (1, 3))), dtype=np.float32) * 255
    if chance(rng, 0.2):
        values = np.where(values > between(rng, 60, 200), np.float32(255), np.float32(0))
    return _enlarged(rng, np.broadcast_to(values, (*shape, 3)), size, soft=spots > 1)


def normal(rng: Rng, size: Size) -> Image.Image:
    """Paint normal noise around a colour, faint or strong."""
    spots, shape = _spots(rng, size, most=6)
    values = noise(rng, (shape[1], shape[0]), channels=one_of(rng, (1, 3))) * np.float32(between(rng, 12, 90))
    return _enlarged(rng, values + np.asarray(colour(rng, light=(0.2, 0.9)), np.float32), size, soft=spots > 1)


def specks(rng: Rng, size: Size) -> Image.Image:
    """Paint salt and pepper over a soft background."""
    under = coloured(_soft(rng, size), [colour(rng), colour(rng)])
    spots, shape = _spots(rng, size, most=3)
    thrown = rng.random((*shape, one_of(rng, (1, 3))), dtype=np.float32)
    thrown = thrown.repeat(spots, axis=0).repeat(spots, axis=1)[: size[1], : size[0]]
    share = between(rng, 0.02, 0.35)
    return picture(np.where(thrown < share / 2, 0, np.where(thrown > 1 - share / 2, 255, under)).astype(np.float32))


def blocks(rng: Rng, size: Size) -> Image.Image:
    """Paint a broken JPEG or video: blocks shifted, of one colour, or striped."""
    side = one_of(rng, (8, 8, 16, 16, 24, 32))
    rows, columns = -(-size[1] // side), -(-size[0] // side)
    base = coloured(fractal(rng, (columns, rows), cell=(columns / 2, rows / 2)), [colour(rng) for _ in range(3)])
    base = base + noise(rng, (columns, rows)) * np.float32(between(rng, 5, 60))
    plane = base.repeat(side, axis=0).repeat(side, axis=1)[: size[1], : size[0]]
    wave = np.cos(np.arange(side) * np.pi / side * whole(rng, 1, 6)).astype(np.float32)
    tile = np.tile(wave, columns)[None, : size[0], None] * np.tile(wave, rows)[: size[1], None, None]
    strength = rng.random((rows, columns, 1), dtype=np.float32).repeat(side, axis=0).repeat(side, axis=1)
    plane = plane + tile * strength[: size[1], : size[0]] * np.float32(between(rng, 0, 120))
    if chance(rng, 0.5):
        plane = _torn(rng, plane, side)
    return picture(plane)


def bars(rng: Rng, size: Size) -> Image.Image:
    """Paint a television's test bars, at times with snow, wrong sync or worn colours."""
    count = whole(rng, 5, 12)
    shades = [colour(rng, vivid=(0.5, 1.0), light=(0.2, 1.0)) for _ in range(count)]
    if chance(rng, 0.5):
        full = between(rng, 150, 255)
        shades = [tuple(int(full * (number >> bit & 1)) for bit in (1, 2, 0)) for number in range(7, -1, -1)]  # type: ignore[misc]
    row = np.asarray(shades, np.float32)[np.arange(size[0]) * len(shades) // size[0]]
    plane = np.broadcast_to(row, (size[1], size[0], 3)).copy()
    foot = int(size[1] * between(rng, 0.6, 1.0))
    plane[foot:] = np.asarray([colour(rng) for _ in range(4)], np.float32)[np.arange(size[0]) * 4 // size[0]]
    if chance(rng, 0.3):
        plane = plane.transpose(1, 0, 2).copy() if size[0] == size[1] else plane[:, ::-1]
    if chance(rng, 0.5):
        plane = _torn(rng, plane, whole(rng, 1, 12))
    if chance(rng, 0.6):
        plane = plane + noise(rng, size, channels=1) * np.float32(between(rng, 2, 60))
    return compressed(rng, picture(plane)) if chance(rng, 0.5) else picture(plane)


def lines(rng: Rng, size: Size) -> Image.Image:
    """Paint what a broken sensor or a file cut off gives: rows of stray colour over a ramp."""
    under = coloured(ramp(rng, size), [colour(rng), colour(rng)])
    row = rng.random((size[1], 1, one_of(rng, (1, 3))), dtype=np.float32) * 255
    run = whole(rng, 1, 10)
    row = row[::run].repeat(run, axis=0)[: size[1]]
    share = between(rng, 0.2, 1.0)
    plane = under * (1 - share) + row * share + noise(rng, size, channels=1) * np.float32(between(rng, 0, 40))
    if chance(rng, 0.4):
        plane[whole(rng, size[1] // 4, size[1] - 1) :] = flat((1, 1), colour(rng, vivid=(0, 0.1)))
    return picture(plane if chance(rng, 0.7) else plane[:, ::-1])


def _spots(rng: Rng, size: Size, *, most: int) -> tuple[int, tuple[int, int]]:
    """Return a spot's side in pixels, and how many rows and columns of spots fill the picture."""
    side = 1 if chance(rng, 0.5) else whole(rng, 2, most)
    return side, (-(-size[1] // side), -(-size[0] // side))


def _enlarged(rng: Rng, plane: Plane, size: Size, *, soft: bool) -> Image.Image:
    how = Image.Resampling.BICUBIC if soft and chance(rng, 0.5) else Image.Resampling.NEAREST
    large = picture(plane).resize(size, how)
    return compressed(rng, large) if chance(rng, 0.3) else large


def _soft(rng: Rng, size: Size) -> Plane:
    return fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=3) if chance(rng, 0.7) else ramp(rng, size)


def _torn(rng: Rng, plane: Plane, band: int) -> Plane:
    """Shift bands of rows sideways."""
    torn = pixels(picture(plane))
    shift = 0
    for top in range(0, torn.shape[0], band):
        shift = whole(rng, -torn.shape[1] // 4, torn.shape[1] // 4) if chance(rng, 0.15) else shift
        torn = torn if shift == 0 else _shifted(torn, top, band, shift)
    return torn


def _shifted(plane: Plane, top: int, band: int, shift: int) -> Plane:
    rows = plane.copy() if not plane.flags.writeable else plane
    rows[top : top + band] = np.roll(rows[top : top + band], shift, axis=1)
    return rows
