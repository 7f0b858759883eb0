"""Abstract pictures: shapes, lines, plasma, mosaics, lights out of focus, strokes."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from flowersort.training.painted.camera import photographed, saved
from flowersort.training.painted.chances import Colour, Rng, Size, between, chance, colour, one_of, whole
from flowersort.training.painted.planes import (
    cells,
    coloured,
    flat,
    fractal,
    lit,
    mixed,
    picked,
    picture,
    pixels,
    places,
    stretched,
)


def shapes(rng: Rng, size: Size) -> Image.Image:
    """Paint triangles, boxes and discs over each other."""
    scene, palette = Image.new("RGB", size, colour(rng)), _palette(rng)
    draw = ImageDraw.Draw(scene, "RGBA")
    for _ in range(whole(rng, 4, 40)):
        fill = (*one_of(rng, palette), whole(rng, 90, 255))
        x, y, reach = between(rng, 0, size[0]), between(rng, 0, size[1]), between(rng, 0.05, 0.5) * min(size)
        kind = whole(rng, 0, 3)
        if kind == 0:
            draw.ellipse((x - reach / 2, y - reach / 2, x + reach / 2, y + reach / 2), fill=fill)
        elif kind == 1:
            draw.rectangle((x, y, x + reach, y + reach * between(rng, 0.2, 2)), fill=fill)
        else:
            corners = [(x + between(rng, -reach, reach), y + between(rng, -reach, reach)) for _ in range(kind + 1)]
            draw.polygon(corners, fill=fill)
    return _shown(rng, scene)


def lines(rng: Rng, size: Size) -> Image.Image:
    """Paint straight lines and arcs: a net, rays, scribbles."""
    scene, palette = Image.new("RGB", size, colour(rng)), _palette(rng)
    draw = ImageDraw.Draw(scene)
    style = whole(rng, 0, 2)
    middle = (between(rng, 0, size[0]), between(rng, 0, size[1]))
    for _ in range(whole(rng, 8, 70)):
        ends = [(between(rng, 0, size[0]), between(rng, 0, size[1])) for _ in range(2)]
        fill, thick = one_of(rng, palette), whole(rng, 1, max(2, min(size) // 40))
        if style == 0:
            draw.line(ends, fill=fill, width=thick)
        elif style == 1:
            draw.line([middle, ends[0]], fill=fill, width=thick)
        else:
            (left, right), (top, bottom) = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
            draw.arc((left, top, right + 1, bottom + 1), between(rng, 0, 360), between(rng, 0, 360), fill, thick)
    return _shown(rng, scene)


def plasma(rng: Rng, size: Size) -> Image.Image:
    """Paint flowing colours, as oil on water or a marbled page."""
    x, y = places(size)
    bend = fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=3) * between(rng, 1, 8)
    waves = np.sin(x * between(rng, 1, 6) + bend) + np.sin(y * between(rng, 1, 6) - bend * between(rng, 0, 1.5))
    return _shown(rng, picture(coloured(stretched(waves), [*_palette(rng), colour(rng)])))


def mosaic(rng: Rng, size: Size) -> Image.Image:
    """Paint stained glass, a mosaic or low polygons."""
    parts = cells(rng, size, cell=between(rng, 0.06, 0.35) * min(size), wild=between(rng, 0.2, 1.0))
    palette = _palette(rng)
    plane = picked([one_of(rng, palette) for _ in range(parts.count)], parts.number)
    if chance(rng, 0.6):
        plane = lit(plane, (parts.edge > between(rng, 0.02, 0.1)).astype(np.float32))
    if chance(rng, 0.5):
        plane = lit(plane, 1.1 - between(rng, 0.1, 0.7) * parts.distance)
    return _shown(rng, picture(plane))


def lights(rng: Rng, size: Size) -> Image.Image:
    """Paint lamps far out of focus: soft discs over a dark or bright blur."""
    soft = fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=2)
    scene = picture(coloured(soft, [colour(rng, light=(0, 0.4)), colour(rng, light=(0.1, 0.7))]))
    draw = ImageDraw.Draw(scene, "RGBA")
    palette, reach = _palette(rng), between(rng, 0.02, 0.15) * min(size)
    for _ in range(whole(rng, 5, 60)):
        x, y, radius = between(rng, 0, size[0]), between(rng, 0, size[1]), reach * between(rng, 0.5, 1.2)
        draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius), fill=(*one_of(rng, palette), whole(rng, 40, 190))
        )
    return photographed(rng, scene.filter(ImageFilter.BoxBlur(between(rng, 0.5, 5))))


def strokes(rng: Rng, size: Size) -> Image.Image:
    """Paint broad brush strokes, as on a canvas or a sprayed wall."""
    scene, palette = Image.new("RGB", size, colour(rng)), _palette(rng)
    draw = ImageDraw.Draw(scene)
    for _ in range(whole(rng, 10, 60)):
        x, y, turn = between(rng, 0, size[0]), between(rng, 0, size[1]), between(rng, 0, 2 * math.pi)
        path = [(x, y)]
        for _ in range(whole(rng, 2, 9)):
            turn += between(rng, -0.6, 0.6)
            x, y = x + math.cos(turn) * min(size) / 12, y + math.sin(turn) * min(size) / 12
            path.append((x, y))
        draw.line(path, fill=one_of(rng, palette), width=whole(rng, 2, max(3, min(size) // 10)), joint="curve")
    streaks = 0.8 + 0.35 * fractal(rng, size, cell=(20, 3), octaves=3, decay=0.8)
    return _shown(rng, picture(lit(pixels(scene), streaks)))


def dots(rng: Rng, size: Size) -> Image.Image:
    """Paint dots: halftone, polka dots, confetti."""
    x, y = np.arange(size[0], dtype=np.float32)[None, :], np.arange(size[1], dtype=np.float32)[:, None]
    turn, step = between(rng, 0, math.pi / 2), between(rng, 0.02, 0.2) * min(size)
    across = (x * math.cos(turn) + y * math.sin(turn)) / step
    down = (y * math.cos(turn) - x * math.sin(turn)) / step
    away = np.hypot(across - np.round(across), down - np.round(down))
    radius = np.full_like(away, between(rng, 0.15, 0.5))
    if chance(rng, 0.5):
        radius = radius * (0.3 + fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=2))
    number = (np.round(across) * 3 + np.round(down) * 5).astype(np.int64)
    fill = picked(_palette(rng), number) if chance(rng, 0.5) else flat(size, colour(rng))
    return _shown(rng, picture(mixed((away < radius).astype(np.float32), fill, flat(size, colour(rng)))))


def _palette(rng: Rng) -> list[Colour]:
    """Return colours that go together, or any."""
    hue, wide = between(rng, 0, 1), between(rng, 0.05, 1.0)
    return [colour(rng, hue=(hue, hue + wide), light=(0.15, 1.0)) for _ in range(whole(rng, 2, 6))]


def _shown(rng: Rng, scene: Image.Image) -> Image.Image:
    return saved(rng, scene) if chance(rng, 0.5) else photographed(rng, scene)
