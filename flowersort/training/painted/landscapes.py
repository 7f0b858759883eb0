"""Landscapes without a flower: skies, mountains, sea, grass, dunes, leaves, snow, night, a town."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from flowersort.training.painted.camera import faded, photographed
from flowersort.training.painted.chances import Colour, Rng, Size, between, chance, colour, one_of, whole
from flowersort.training.painted.planes import (
    Plane,
    coloured,
    flat,
    fractal,
    lit,
    mixed,
    noise,
    picture,
    pixels,
    places,
    stretched,
)


def sky(rng: Rng, size: Size) -> Image.Image:
    """Paint a sky with clouds, of any weather and hour."""
    return photographed(rng, picture(_sky(rng, size)))


def mountains(rng: Rng, size: Size) -> Image.Image:
    """Paint ranges of mountains or hills behind each other, in haze."""
    plane = _sky(rng, size)
    haze = _mean(plane)
    ranges = whole(rng, 2, 5)
    near_hue, vivid = between(rng, 0.05, 0.65), between(rng, 0.1, 0.6)
    rough, hazy = between(rng, 0.35, 0.65), between(rng, 0.2, 1.0)
    for number in range(ranges):
        close = (number + 1) / ranges
        crest = between(rng, 0.4, 0.55) + 0.45 * number / ranges
        land = _land(rng, size, colour(rng, hue=(near_hue, near_hue + 0.05), vivid=(0, vivid), light=(0.2, 0.6)))
        high = between(rng, 0.08, 0.25) if number else between(rng, 0.15, 0.4)
        mask = _below(size, crest - high * _skyline(rng, size[0], rough=rough))
        plane = mixed(mask, faded(land, haze, hazy * (1 - close)), plane)
    return photographed(rng, picture(plane))


def sea(rng: Rng, size: Size) -> Image.Image:
    """Paint a sea or lake under a sky, often with the sun low and its path on the waves."""
    plane, horizon = _sky(rng, size, sun=chance(rng, 0.6)), between(rng, 0.3, 0.65)
    below = max(1, size[1] - int(horizon * size[1]))
    # Waves look flatter and finer the farther they are away.
    waves = fractal(rng, (size[0], below * 2), cell=(between(rng, 30, 120), between(rng, 5, 14)), octaves=4, decay=0.7)
    rows = (np.linspace(0, 1, below) ** 0.6 * (2 * below - 1)).astype(np.int64)
    waves = waves[rows]
    deep = colour(rng, hue=(0.45, 0.65), vivid=(0.3, 0.9), light=(0.1, 0.5))
    water = coloured(waves, [deep, _mixed_colour(deep, _mean(plane), 0.5), _mean(plane)])
    glow = np.asarray(plane[max(0, size[1] - below - 2)], np.float32)
    glint = (waves > between(rng, 0.5, 0.7)) * np.float32(0.45)
    water = water * np.float32(0.75) + lit(np.broadcast_to(glow, water.shape), glint)
    plane = plane.copy()
    plane[size[1] - below :] = water
    return photographed(rng, picture(plane))


def grass(rng: Rng, size: Size) -> Image.Image:
    """Paint a field or lawn: blades in front, haze behind, with or without a strip of sky."""
    blades = fractal(rng, size, cell=(between(rng, 2, 6), between(rng, 8, 40)), octaves=2, decay=0.8)
    patches = fractal(rng, size, cell=(size[0] / 3, size[1] / 8), octaves=4)
    hue = between(rng, 0.13, 0.36)
    shades = [
        colour(rng, hue=(hue - 0.03, hue + 0.03), vivid=(0.35, 0.9), light=(low, low + 0.25))
        for low in (0.05, 0.3, 0.55)
    ]
    plane = coloured(stretched(blades * between(rng, 0.4, 1.4) + patches), shades)
    if chance(rng, 0.5):
        over = _sky(rng, size)
        crest = between(rng, 0.1, 0.5) + between(rng, 0.0, 0.08) * _skyline(rng, size[0], rough=0.4)
        plane = mixed(_below(size, crest), plane, over)
    return photographed(rng, picture(plane))


def dunes(rng: Rng, size: Size) -> Image.Image:
    """Paint sand: dunes with a lit and a shaded side, or ripples close by."""
    hue = between(rng, 0.04, 0.13)
    light = colour(rng, hue=(hue, hue + 0.03), vivid=(0.2, 0.6), light=(0.7, 1.0))
    dark = colour(rng, hue=(hue - 0.03, hue), vivid=(0.3, 0.7), light=(0.25, 0.6))
    plane = _sky(rng, size) if chance(rng, 0.7) else flat(size, light)
    x, y = places(size)
    for number in range(whole(rng, 2, 5)):
        crest = 0.2 + 0.17 * number + between(rng, 0.05, 0.2) * _skyline(rng, size[0], rough=0.15)
        warp = fractal(rng, size, cell=(size[0] / 2, size[1] / 3), octaves=3)
        ripples = np.sin((y * between(rng, 10, 40) + x * between(rng, -8, 8)) + warp * between(rng, 4, 16))
        slope = stretched(warp * between(rng, 1, 4) + between(rng, 0.0, 0.5) * ripples)
        plane = mixed(_below(size, crest), coloured(slope, [dark, light, light]), plane)
    dust = noise(rng, size, channels=1) * np.float32(between(rng, 0, 10))
    return photographed(rng, picture(plane + dust))


def leaves(rng: Rng, size: Size) -> Image.Image:
    """Paint leaves and bushes: pointed blades of one plant over each other, from close by to far away."""
    hue, far = between(rng, 0.16, 0.42), between(rng, 0, 1)
    dark = [colour(rng, hue=(hue, hue + 0.05), vivid=(0.4, 0.9), light=(low, low + 0.15)) for low in (0.0, 0.2)]
    scene = picture(coloured(fractal(rng, size, cell=(size[0] / 3, size[1] / 3), octaves=5, decay=0.7), dark))
    draw = ImageDraw.Draw(scene)
    long, slim = (0.5 - 0.44 * far**0.5) * min(size), between(rng, 0.1, 0.45)
    turn, spread = between(rng, 0, 2 * math.pi), between(rng, 0.3, math.pi)
    count = round(between(rng, 12, 40) + 160 * far)
    vivid = between(rng, 0.3, 0.8)
    for number in range(count):
        light = 0.12 + 0.55 * number / count
        shade = colour(rng, hue=(hue - 0.03, hue + 0.03), vivid=(vivid, vivid + 0.2), light=(light, light + 0.25))
        foot = (between(rng, -0.1, 1.1) * size[0], between(rng, -0.1, 1.1) * size[1])
        _blade(draw, foot, (turn + between(rng, -spread, spread), long * between(rng, 0.6, 1.3), slim), shade)
        if number == count // 3 and chance(rng, 0.5):
            scene = scene.filter(ImageFilter.BoxBlur(between(rng, 1, 4)))
            draw = ImageDraw.Draw(scene)
    veins = 0.75 + 0.4 * fractal(rng, size, cell=(10, 10), octaves=3, decay=0.8)
    return photographed(rng, picture(lit(pixels(scene), veins)))


def snow(rng: Rng, size: Size) -> Image.Image:
    """Paint snow or fog: pale ground and sky, dark trunks or a line of trees at times."""
    tint = colour(rng, hue=(0.52, 0.68), vivid=(0.0, 0.2), light=(0.8, 1.0))
    ground = coloured(fractal(rng, size, cell=(size[0] / 2, size[1] / 6), octaves=5), [_darker(tint, 0.72), tint])
    plane = mixed(
        _below(size, 0.5 + 0.15 * _skyline(rng, size[0], rough=0.3)), ground, faded(_sky(rng, size), tint, 0.7)
    )
    scene = picture(plane)
    draw = ImageDraw.Draw(scene)
    for _ in range(whole(rng, 0, 14)):
        foot, across = between(rng, 0.5, 0.95) * size[1], between(rng, 0, 1) * size[0]
        high = foot * (1.1 if chance(rng, 0.7) else between(rng, 0.2, 0.6))
        trunk = colour(rng, hue=(0.0, 0.12), vivid=(0.0, 0.4), light=(0.05, 0.45))
        draw.line(
            [(across, foot), (across + between(rng, -8, 8), foot - high)],
            fill=trunk,
            width=whole(rng, 1, size[0] // 40),
        )
    if chance(rng, 0.4):
        flakes = rng.random((size[1], size[0]), dtype=np.float32) > between(rng, 0.97, 0.998)
        scene = picture(mixed(flakes.astype(np.float32), flat(size, (250, 250, 250)), np.asarray(scene, np.float32)))
    return photographed(rng, scene)


def night(rng: Rng, size: Size) -> Image.Image:
    """Paint a night sky with stars, at times a moon and a dark horizon."""
    cloud = fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=5)
    shades = [colour(rng, hue=(0.5, 0.8), vivid=(0.2, 0.9), light=(low, low + 0.1)) for low in (0.0, 0.08, 0.3)]
    plane = coloured(cloud, shades)
    stars = rng.random((size[1], size[0]), dtype=np.float32) ** np.float32(between(rng, 60, 600))
    bright = stars * 255
    if chance(rng, 0.4):
        x, y = places(size)
        away = np.hypot(x - between(rng, -0.9, 0.9), y - between(rng, -0.8, 0.3)) / between(rng, 0.05, 0.25)
        bright = bright + ((1 - away) * 20).clip(0, 1) * 230 + between(rng, 20, 120) * np.exp(-away)
    plane = plane + lit(flat(size, colour(rng, vivid=(0, 0.25), light=(0.85, 1.0))), bright / 255)
    if chance(rng, 0.6):
        crest = between(rng, 0.6, 0.95) - between(rng, 0.05, 0.2) * _skyline(rng, size[0], rough=0.6)
        plane = mixed(_below(size, crest), flat(size, colour(rng, light=(0, 0.08))), plane)
    return photographed(rng, picture(plane))


def town(rng: Rng, size: Size) -> Image.Image:
    """Paint a row of houses with windows under a sky."""
    scene = picture(_sky(rng, size))
    draw = ImageDraw.Draw(scene)
    for depth in range(whole(rng, 1, 3)):
        left = -between(rng, 0, 0.1) * size[0]
        while left < size[0]:
            wide, top = between(rng, 0.08, 0.25) * size[0], between(rng, 0.1 + 0.15 * depth, 0.7) * size[1]
            _house(rng, draw, (left, top, left + wide, size[1]))
            left += wide
    return photographed(rng, scene)


def _blade(
    draw: ImageDraw.ImageDraw, foot: tuple[float, float], shape: tuple[float, float, float], shade: Colour
) -> None:
    """Draw one leaf from its foot on; its shape is the direction in radians, the length, and width by length."""
    turn, long, slim = shape
    along, aside = (math.cos(turn) * long, math.sin(turn) * long), (-math.sin(turn) * long, math.cos(turn) * long)
    steps = [(step / 5, slim * math.sin(math.pi * (step / 5) ** 0.8) / 2) for step in range(6)]
    spine = [(foot[0] + along[0] * far, foot[1] + along[1] * far) for far, _ in steps]
    for side, tone in ((1, shade), (-1, _darker(shade, 0.8))):
        edge = [
            (x + side * aside[0] * wide, y + side * aside[1] * wide)
            for (x, y), (_, wide) in zip(spine, steps, strict=True)
        ]
        draw.polygon([*edge, *reversed(spine)], fill=tone)
    draw.line([spine[0], spine[-1]], fill=_mixed_colour(shade, (235, 245, 200), 0.25))


def _house(rng: Rng, draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    wall = colour(rng, vivid=(0, 0.5), light=(0.2, 0.9))
    draw.rectangle(box, fill=wall)
    glass = [_darker(wall, 0.4), colour(rng, hue=(0.5, 0.65), vivid=(0.1, 0.5), light=(0.3, 0.9)), (250, 225, 140)]
    step, rise = (right - left) / whole(rng, 2, 6), between(rng, 10, 28)
    y = top + rise / 3
    while y < bottom:
        for column in range(int((right - left) / step)):
            x = left + (column + 0.25) * step
            draw.rectangle((x, y, x + step / 2, y + rise / 2), fill=one_of(rng, glass))
        y += rise


def _sky(rng: Rng, size: Size, *, sun: bool = False) -> Plane:
    """Return a sky over the whole picture: a slope of colour, clouds, perhaps a low sun."""
    evening = sun or chance(rng, 0.25)
    high = colour(rng, hue=(0.54, 0.68), vivid=(0.05, 0.85), light=(0.35, 0.95))
    low = colour(rng, hue=(-0.02, 0.13) if evening else (0.5, 0.62), vivid=(0.1, 0.8), light=(0.6, 1.0))
    x, y = places(size)
    slope = np.broadcast_to(stretched(y), (size[1], size[0])).astype(np.float32)
    plane = coloured(slope, [high, _mixed_colour(high, low, 0.4), low])
    if sun:
        away = np.hypot(x - between(rng, -0.8, 0.8), y - between(rng, -0.5, 0.2))
        disc = np.exp(-((away / between(rng, 0.06, 0.2)) ** 4)) + 0.5 * np.exp(-away / between(rng, 0.2, 0.6))
        plane = plane + lit(flat(size, (255, 220, 150)), disc)
    cell = between(rng, 0.2, 0.9) * size[0]
    clouds = fractal(rng, size, cell=(cell, cell * between(rng, 0.2, 0.7)), octaves=5, decay=between(rng, 0.45, 0.65))
    cover = ((clouds - between(rng, 0.3, 0.85)) * between(rng, 1.5, 6.0)).clip(0, 1)
    grey = between(rng, 90, 200)
    return mixed(cover, coloured(clouds, [(int(grey),) * 3, (250, 250, 252)]), plane).clip(0, 255)


def _land(rng: Rng, size: Size, shade: Colour) -> Plane:
    rough = fractal(rng, size, cell=(size[0] / 5, size[1] / 5), octaves=5, decay=0.7)
    ridges = stretched(rough - np.roll(rough, (2, 3), axis=(0, 1)) + 0.1 * rough)
    return coloured(
        ridges, [_darker(shade, 0.35), shade, _mixed_colour(shade, (235, 235, 230), between(rng, 0.0, 0.7))]
    )


def _skyline(rng: Rng, width: int, *, rough: float) -> Plane:
    """Return a random outline, shape (width,), 0–1; `rough` near 0 is a smooth hill, near 1 a jagged ridge."""
    line = fractal(rng, (width, 2), cell=(width / between(rng, 1, 4), 2), octaves=7, decay=rough)
    outline: Plane = line[0]
    return outline


def _below(size: Size, crest: Plane | float) -> Plane:
    """Return 1 below the outline `crest`, given as shares of the height, and 0 above it."""
    rows = np.arange(size[1], dtype=np.float32)[:, None]
    edge = np.broadcast_to(np.asarray(crest, np.float32) * size[1], (size[0],))
    return (rows - edge[None] + 0.5).clip(0, 1).astype(np.float32)


def _mean(plane: Plane) -> Colour:
    red, green, blue = plane[::8, ::8].mean(axis=(0, 1)).clip(0, 255)
    return int(red), int(green), int(blue)


def _mixed_colour(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(one + (two - one) * share) for one, two in zip(first, second, strict=True))
    return red, green, blue


def _darker(shade: Colour, share: float) -> Colour:
    return _mixed_colour((0, 0, 0), shade, share)
