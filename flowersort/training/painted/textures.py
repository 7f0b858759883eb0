"""Textures that fill the picture: brick, wood, cloth, stone, stripes, squares, gravel, tiles, fur, metal."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from flowersort.training.painted.camera import photographed, tilted
from flowersort.training.painted.chances import Rng, Size, between, chance, colour, near, one_of, whole
from flowersort.training.painted.planes import (
    Plane,
    cells,
    coloured,
    flat,
    fractal,
    lit,
    mixed,
    noise,
    picked,
    picture,
    places,
    stretched,
)


def brick(rng: Rng, size: Size) -> Image.Image:
    """Paint a wall of bricks or blocks, in any bond, with rough faces and mortar."""
    tall = between(rng, 0.04, 0.2) * min(size)
    wide, joint = tall * between(rng, 1.6, 4.0), max(1.0, tall * between(rng, 0.05, 0.2))
    y, x = np.arange(size[1])[:, None] + between(rng, 0, tall), np.arange(size[0])[None, :] + between(rng, 0, wide)
    row = (y // tall).astype(np.int64)
    along = x + row * wide * one_of(rng, (0.5, 0.5, 0.33, 0.25))
    column = (along // wide).astype(np.int64)
    hue = one_of(rng, (0.02, 0.02, 0.05, 0.09, 0.6))
    vivid = between(rng, 0.05, 0.7)
    shades = [
        colour(rng, hue=(hue - 0.02, hue + 0.02), vivid=(vivid, vivid + 0.2), light=(0.35, 0.8)) for _ in range(9)
    ]
    faces = picked(shades, row * 7 + column * 5 + row * column)
    rough = fractal(rng, size, cell=(tall, tall), octaves=4, decay=0.7)
    faces = lit(faces, 0.65 + 0.6 * rough)
    mortar = lit(flat(size, colour(rng, vivid=(0, 0.15), light=(0.3, 0.9))), 0.8 + 0.3 * rough)
    inside = ((y % tall > joint) & (along % wide > joint)).astype(np.float32)
    return _seen(rng, mixed(inside, faces, mortar))


def wood(rng: Rng, size: Size) -> Image.Image:
    """Paint wood: grain along one direction, rings, knots at times, perhaps boards."""
    upright = chance(rng, 0.5)
    shape = size[::-1] if upright else size
    length = between(rng, 0.5, 3.0) * shape[0]
    bend = fractal(rng, shape, cell=(length, shape[1] / between(rng, 1, 6)), octaves=3)
    rings = 0.5 + 0.5 * np.sin(bend * between(rng, 15, 90)).astype(np.float32)
    fibre = fractal(rng, shape, cell=(length / 2, between(rng, 2, 6)), octaves=3, decay=0.8)
    grain = stretched(rings * between(rng, 0.2, 0.8) + fibre)
    hue = between(rng, 0.04, 0.11)
    dark = colour(rng, hue=(hue, hue), vivid=(0.4, 0.8), light=(0.12, 0.45))
    light = colour(rng, hue=(hue, hue + 0.03), vivid=(0.2, 0.6), light=(0.5, 0.95))
    plane = coloured(grain, [dark, near(rng, light, 30), light])
    if chance(rng, 0.5):
        plane = plane * _boards(rng, shape)[:, None, None]
    return _seen(rng, plane.transpose(1, 0, 2) if upright else plane)


def cloth(rng: Rng, size: Size) -> Image.Image:
    """Paint woven cloth: threads over and under, plain, checked or striped, with folds at times."""
    thread = between(rng, 1.5, 7.0)
    y, x = np.arange(size[1])[:, None], np.arange(size[0])[None, :]
    row, column = (y / thread).astype(np.int64), (x / thread).astype(np.int64)
    twill = one_of(rng, (2, 2, 3, 4))
    over = (row + column) % twill == 0
    first, second = colour(rng), colour(rng)
    if chance(rng, 0.5):
        second = near(rng, first, 30)
    warp, weft = (_threads(rng, number, [first, second]) for number in (column, row))
    plane = np.where(over[..., None], np.broadcast_to(warp, (*over.shape, 3)), np.broadcast_to(weft, (*over.shape, 3)))
    round_x, round_y = (np.abs(np.sin(place * math.pi / thread)) for place in (x, y))
    fuzz = (0.55 + 0.45 * np.where(over, round_x, round_y)) * (1 + 0.12 * noise(rng, size, channels=1)[..., 0])
    if chance(rng, 0.5):
        fuzz = fuzz * (0.6 + 0.6 * fractal(rng, size, cell=(size[0] / 2, size[1] / 5), octaves=2))
    return _seen(rng, lit(plane, fuzz))


def stone(rng: Rng, size: Size) -> Image.Image:
    """Paint stone, plaster or concrete: cloudy, veined or speckled."""
    large = between(rng, 0.1, 0.8) * min(size)
    clouds = fractal(rng, size, cell=(large, large * between(rng, 0.5, 2.0)), octaves=6, decay=between(rng, 0.5, 0.85))
    if chance(rng, 0.4):
        clouds = stretched(np.abs(clouds - 0.5) ** np.float32(between(rng, 0.3, 1.0)))
    vivid, hue = between(rng, 0, 0.35), between(rng, 0, 1)
    shades = [colour(rng, hue=(hue, hue + 0.1), vivid=(0, vivid), light=(0.2, 0.95)) for _ in range(whole(rng, 2, 4))]
    plane = coloured(clouds, shades)
    if chance(rng, 0.5):
        plane = plane + np.where(noise(rng, size, channels=1) > between(rng, 0.8, 2.2), between(rng, -90, 90), 0)
    return _seen(rng, plane.astype(np.float32))


def stripes(rng: Rng, size: Size) -> Image.Image:
    """Paint stripes in any direction: sharp, soft, corrugated, blinds, or bent."""
    x, y = places(size)
    angle = one_of(rng, (0.0, math.pi / 2, between(rng, 0, math.pi)))
    along = x * math.cos(angle) + y * math.sin(angle)
    if chance(rng, 0.3):
        along = along + between(rng, 0.05, 0.4) * fractal(rng, size, cell=(size[0], size[1]), octaves=2)
    along = along * between(rng, 2, 22)
    if chance(rng, 0.4):
        plane = coloured(stretched(np.sin(along * math.pi)), [colour(rng), colour(rng), colour(rng)])
    else:
        shades = [colour(rng) for _ in range(whole(rng, 2, 7))]
        plane = picked(shades, np.floor(along * 2).astype(np.int64))
    return _seen(rng, plane)


def squares(rng: Rng, size: Size) -> Image.Image:
    """Paint squares: a chequered floor, tartan or graph paper."""
    step = between(rng, 0.03, 0.3) * min(size)
    x, y = np.arange(size[0])[None, :] + between(rng, 0, step), np.arange(size[1])[:, None] + between(rng, 0, step)
    first, second = (flat(size, colour(rng)) for _ in range(2))
    style = rng.random()
    if style < 0.45:
        mask = ((x // step + y // step) % 2).astype(np.float32)
    elif style < 0.75:
        mask = ((x % step < step / 2) * 0.5 + (y % step < step / 2) * 0.5).astype(np.float32)
    else:
        line = max(1.0, step * between(rng, 0.03, 0.12))
        mask = ((x % step < line) | (y % step < line)).astype(np.float32)
    worn = 0.75 + 0.35 * fractal(rng, size, cell=(step, step), octaves=4, decay=0.7)
    return _seen(rng, lit(mixed(mask, first, second), worn))


def gravel(rng: Rng, size: Size) -> Image.Image:
    """Paint gravel, pebbles or crushed stone, each stone lit from one side."""
    lumps = cells(rng, size, cell=between(rng, 0.035, 0.2) * min(size), squash=between(rng, 0.6, 1.0))
    hue, vivid = between(rng, 0.02, 0.15), between(rng, 0.02, 0.35)
    shades = [
        colour(rng, hue=(hue - 0.05, hue + 0.05), vivid=(0, vivid), light=(0.25, 0.95)) for _ in range(lumps.count)
    ]
    plane = picked(shades, lumps.number * 7 + lumps.number // 11)
    swell = np.sqrt(lumps.edge.clip(0, 0.5) * 2)
    side = np.roll(swell, whole(rng, 1, 3), axis=one_of(rng, (0, 1))) - swell
    light = 0.15 + 0.85 * swell + between(rng, 0.5, 1.5) * side
    dust = 0.8 + 0.4 * fractal(rng, size, cell=(12, 12), octaves=4, decay=0.9)
    return _seen(rng, lit(plane, light * dust))


def tiles(rng: Rng, size: Size) -> Image.Image:
    """Paint tiles or paving of many shapes, from even squares to crazy paving."""
    side = between(rng, 0.1, 0.45) * min(size)
    parts = cells(rng, size, cell=side, wild=one_of(rng, (0.0, 0.1, 0.6, 1.0)), squash=between(rng, 0.5, 1.5))
    base = colour(rng, vivid=(0, 0.6), light=(0.3, 0.95))
    by = whole(rng, 3, 45)
    plane = picked([near(rng, base, by) for _ in range(parts.count)], parts.number)
    plane = lit(plane, 0.8 + 0.4 * fractal(rng, size, cell=(side, side), octaves=5, decay=0.7))
    inside = (parts.edge > between(rng, 0.03, 0.12)).astype(np.float32)
    return _seen(rng, mixed(inside, plane, flat(size, colour(rng, vivid=(0, 0.2), light=(0.1, 0.9)))))


def fur(rng: Rng, size: Size) -> Image.Image:
    """Paint fur, carpet, straw or hair: short or long streaks along a bent direction."""
    long, thin = between(rng, 8, 60), between(rng, 1.2, 4.0)
    streaks = fractal(rng, size, cell=(thin, long), octaves=2, decay=0.9)
    if chance(rng, 0.5):
        streaks = stretched(streaks + fractal(rng, size, cell=(long, thin), octaves=2))
    tufts = fractal(rng, size, cell=(size[0] / 5, size[1] / 5), octaves=3)
    hue = between(rng, 0.02, 0.13) if chance(rng, 0.7) else between(rng, 0, 1)
    shades = [colour(rng, hue=(hue, hue + 0.04), vivid=(0, 0.7), light=(low, low + 0.3)) for low in (0.05, 0.3, 0.65)]
    return _seen(rng, coloured(stretched(streaks * between(rng, 0.5, 1.5) + tufts), shades))


def metal(rng: Rng, size: Size) -> Image.Image:
    """Paint brushed, rusty or painted sheet metal with bands of shine."""
    scratches = fractal(rng, size, cell=(size[0], 2.0), octaves=3, decay=0.8)
    x, y = places(size)
    angle = between(rng, 0, math.pi)
    shine = 0.5 + 0.5 * np.sin((x * math.cos(angle) + y * math.sin(angle)) * between(rng, 1, 6) + between(rng, 0, 6))
    shade = colour(rng, vivid=(0, 0.3), light=(0.3, 0.9))
    plane = lit(flat(size, shade), 0.5 + 0.35 * scratches + 0.5 * shine)
    if chance(rng, 0.5):
        spots = fractal(rng, size, cell=(size[0] / 4, size[1] / 4), octaves=5, decay=0.7)
        rust = coloured(fractal(rng, size, cell=(8, 8), octaves=3), [(70, 30, 12), (150, 75, 30), (190, 110, 60)])
        plane = mixed(((spots - between(rng, 0.4, 0.7)) * 8).clip(0, 1), rust, plane)
    return _seen(rng, plane.astype(np.float32))


def _boards(rng: Rng, size: Size) -> Plane:
    """Return how bright each row of pixels is, with dark gaps between boards of unlike brightness."""
    tall = between(rng, 0.1, 0.4) * size[1]
    place = np.arange(size[1]) + between(rng, 0, tall)
    bright = rng.uniform(0.75, 1.1, int(place[-1] // tall) + 1)[(place // tall).astype(np.int64)]
    return np.where(place % tall < max(1.0, tall * 0.03), 0.35, bright).astype(np.float32)


def _threads(rng: Rng, number: NDArray[np.int64], shades: list[tuple[int, int, int]]) -> Plane:
    run = whole(rng, 1, 14)
    return picked(shades, number // run if chance(rng, 0.5) else number * 0)


def _seen(rng: Rng, plane: Plane) -> Image.Image:
    seen = picture(plane)
    return photographed(rng, tilted(rng, seen, most=0.2) if chance(rng, 0.5) else seen)
