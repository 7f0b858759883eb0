"""Documents: pages, forms, tables, receipts, handwriting, newspapers; scanned, or photographed on a desk."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw

from flowersort.training.painted.camera import laid_on, photographed, saved, tilted
from flowersort.training.painted.chances import (
    Colour,
    Rng,
    Size,
    between,
    chance,
    colour,
    ink,
    near,
    one_of,
    paper,
    whole,
)
from flowersort.training.painted.planes import coloured, fractal, picture
from flowersort.training.painted.words import Words


def page(rng: Rng, size: Size) -> Image.Image:
    """Paint a printed page: a heading, paragraphs, one or two columns."""
    sheet, fill = _sheet(rng, size), ink(rng)
    edge, y = between(rng, 0.03, 0.14) * sheet.width, between(rng, 0.03, 0.12) * sheet.height
    if chance(rng, 0.6):
        heading = Words(rng, sheet.width * between(rng, 0.045, 0.09))
        heading.line(sheet, (edge, y), width=sheet.width * between(rng, 0.4, 0.8), fill=ink(rng))
        y += heading.height * 1.8
    columns, print_ = one_of(rng, (1, 1, 1, 2, 3)), Words(rng, sheet.width * between(rng, 0.022, 0.05))
    step = (sheet.width - edge) / columns
    for column in range(columns):
        left = edge + column * step
        end = sheet.height * between(rng, 0.5, 0.98)
        print_.block(sheet, (left, y, left + step - edge, end), fill=fill, leading=between(rng, 1.15, 1.9))
    return _taken(rng, sheet, size)


def form(rng: Rng, size: Size) -> Image.Image:
    """Paint a form: boxes with labels, ticks, some entries by hand."""
    sheet, fill = _sheet(rng, size), ink(rng)
    draw, print_ = ImageDraw.Draw(sheet), Words(rng, sheet.width * between(rng, 0.025, 0.045))
    pen, edge = colour(rng, hue=(0.58, 0.68), vivid=(0.5, 1.0), light=(0.2, 0.6)), sheet.width * 0.06
    print_.line(sheet, (edge, edge / 2), width=sheet.width * 0.6, fill=fill)
    y, tall = edge * 1.5, print_.height * between(rng, 1.8, 3.0)
    while y + tall < sheet.height:
        split = between(rng, 0.25, 0.6) * sheet.width
        print_.line(sheet, (edge, y + tall * 0.25), width=split - edge * 1.5, fill=fill)
        if chance(rng, 0.25):
            side = tall * 0.5
            for number in range(whole(rng, 1, 4)):
                x = split + number * side * 3
                draw.rectangle((x, y + side / 2, x + side, y + side * 1.5), outline=fill)
                if chance(rng, 0.5):
                    draw.line((x, y + side / 2, x + side, y + side * 1.5), fill=pen, width=2)
        else:
            draw.rectangle((split, y, sheet.width - edge, y + tall * 0.85), outline=fill)
            if chance(rng, 0.6):
                _scribble(rng, draw, (split + 4, y + tall * 0.5), width=sheet.width * between(rng, 0.1, 0.35), fill=pen)
        y += tall * between(rng, 1.0, 1.3)
    return _taken(rng, sheet, size)


def table(rng: Rng, size: Size) -> Image.Image:
    """Paint a table of numbers with a head, ruled or banded."""
    sheet, fill = _sheet(rng, size), ink(rng)
    draw, numbers = ImageDraw.Draw(sheet), Words(rng, sheet.width * between(rng, 0.022, 0.04), digits=True)
    words, edge = Words(rng, numbers.height), sheet.width * between(rng, 0.0, 0.08)
    tall, wide = numbers.height * between(rng, 1.3, 2.2), (sheet.width - 2 * edge) / whole(rng, 3, 7)
    band, ruled = near(rng, colour(rng, vivid=(0.02, 0.4), light=(0.8, 0.95)), 8), chance(rng, 0.6)
    top = edge + (0 if chance(rng, 0.5) else sheet.height * 0.1)
    rows, columns = int((sheet.height - edge - top) / tall), round((sheet.width - 2 * edge) / wide)
    for row in range(rows):
        y = top + row * tall
        if row == 0 or (not ruled and row % 2):
            draw.rectangle((edge, y, sheet.width - edge, y + tall), fill=band)
        for column in range(columns):
            chosen = words if row == 0 or column == 0 else numbers
            chosen.line(sheet, (edge + column * wide + 2, y + tall * 0.15), width=wide - 3, fill=fill)
        if ruled:
            draw.line((edge, y, sheet.width - edge, y), fill=fill)
    for column in range(columns + 1 if ruled else 0):
        draw.line((edge + column * wide, top, edge + column * wide, top + rows * tall), fill=fill)
    return _taken(rng, sheet, size)


def receipt(rng: Rng, size: Size) -> Image.Image:
    """Paint a till receipt: narrow, faint print, prices at the right, a bar code."""
    tall = round(size[1] * between(rng, 0.9, 1.4))
    sheet = Image.new("RGB", (round(tall * between(rng, 0.35, 0.6)), tall), paper(rng))
    draw, fill = ImageDraw.Draw(sheet), colour(rng, vivid=(0, 0.3), light=(0.1, 0.5))
    words, edge = Words(rng, sheet.width * between(rng, 0.05, 0.075)), sheet.width * 0.06
    prices, y = Words(rng, words.height, digits=True), sheet.width * 0.08
    title = Words(rng, sheet.width * 0.11)
    title.word(sheet, (sheet.width * 0.25, y), fill)
    y += title.height * 1.6
    while y < tall * 0.82:
        if chance(rng, 0.12):
            draw.line((edge, y, sheet.width - edge, y), fill=fill)
        else:
            words.line(sheet, (edge, y), width=sheet.width * between(rng, 0.2, 0.55), fill=fill)
            prices.word(sheet, (sheet.width * 0.7, y), fill)
        y += words.height * 1.35
    for x in np.cumsum(rng.integers(1, 5, sheet.width // 5)):
        draw.line((edge + x, y, edge + x, y + tall * 0.09), fill=fill, width=whole(rng, 1, 2))
    return photographed(rng, tilted(rng, laid_on(rng, sheet, _desk(rng, size), turn=25), most=0.08))


def handwriting(rng: Rng, size: Size) -> Image.Image:
    """Paint a note by hand on plain, lined or squared paper, or on a board."""
    board = chance(rng, 0.2)
    sheet = Image.new("RGB", size, colour(rng, hue=(0.3, 0.5), light=(0.1, 0.3))) if board else _sheet(rng, size)
    draw = ImageDraw.Draw(sheet)
    pen = colour(rng, vivid=(0, 0.2), light=(0.8, 1.0)) if board else ink(rng)
    step, edge = sheet.height * between(rng, 0.05, 0.16), sheet.width * between(rng, 0.03, 0.12)
    ruled, rule = whole(rng, 0, 2), colour(rng, hue=(0.5, 0.65), vivid=(0.1, 0.4), light=(0.7, 0.95))
    for number in range(int(sheet.height / step) if not board else 0):
        if ruled:
            draw.line((0, number * step, sheet.width, number * step), fill=rule)
    for number in range(int(sheet.width / step) if ruled == 2 and not board else 0):
        draw.line((number * step, 0, number * step, sheet.height), fill=rule)
    for number in range(1, whole(rng, 3, int(sheet.height / step))):
        x = edge
        while x < sheet.width * between(rng, 0.6, 0.95):
            wide = step * between(rng, 0.8, 2.5)
            _scribble(rng, draw, (x, number * step - step * 0.25), width=wide, fill=pen, tall=step * 0.35)
            x += wide + step * 0.4
    return _taken(rng, sheet, size)


def newspaper(rng: Rng, size: Size) -> Image.Image:
    """Paint a newspaper or magazine page: headline, columns, a grey or coloured picture."""
    sheet, fill = _sheet(rng, size), ink(rng)
    draw, edge = ImageDraw.Draw(sheet), sheet.width * 0.03
    headline, print_ = (
        Words(rng, sheet.width * between(rng, 0.08, 0.15)),
        Words(rng, sheet.width * between(rng, 0.02, 0.03)),
    )
    headline.line(sheet, (edge, edge), width=sheet.width - 2 * edge, fill=fill)
    y, columns = edge + headline.height * 1.4, whole(rng, 2, 5)
    draw.line((edge, y - 3, sheet.width - edge, y - 3), fill=fill)
    step = (sheet.width - edge) / columns
    for column in range(columns):
        left = edge + column * step
        print_.block(sheet, (left, y, left + step - edge, sheet.height - edge), fill=fill, leading=1.2)
    tone = colour(rng, vivid=(0, 0.6), light=(0.6, 1.0)) if chance(rng, 0.4) else (235, 235, 235)
    wide, tall = (max(8, round(side * between(rng, 0.3, 0.55))) for side in sheet.size)
    scene = picture(coloured(fractal(rng, (wide, tall), cell=(wide / 3, tall / 3)), [(20, 20, 22), tone]))
    sheet.paste(
        scene, (round(edge + step * whole(rng, 0, columns - 2)), round(y + between(rng, 0, 0.3) * sheet.height))
    )
    return _taken(rng, sheet, size)


def slide(rng: Rng, size: Size) -> Image.Image:
    """Paint a slide, poster or sign: few large words on a strong colour, with bullets or a bar."""
    ground = colour(rng)
    sheet = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(sheet)
    fill = (20, 20, 20) if sum(ground) > 380 else (245, 245, 245)
    if chance(rng, 0.5):
        draw.rectangle((0, 0, size[0], size[1] * between(rng, 0.1, 0.3)), fill=colour(rng))
    title, text = Words(rng, size[1] * between(rng, 0.1, 0.22)), Words(rng, size[1] * between(rng, 0.05, 0.09))
    edge = size[0] * between(rng, 0.04, 0.12)
    title.line(sheet, (edge, size[1] * 0.06), width=size[0] - edge, fill=fill)
    y = size[1] * between(rng, 0.32, 0.5)
    for _ in range(whole(rng, 0, 5)):
        draw.ellipse((edge, y + 2, edge + text.height / 2, y + 2 + text.height / 2), fill=fill)
        text.line(sheet, (edge + text.height, y), width=(size[0] - 2 * edge) * between(rng, 0.4, 1), fill=fill)
        y += text.height * 1.6
    return _taken(rng, sheet, size)


def _sheet(rng: Rng, size: Size) -> Image.Image:
    """Return an empty sheet, upright or as wide as the picture."""
    if chance(rng, 0.4):
        return Image.new("RGB", size, paper(rng))
    tall = round(size[1] * between(rng, 0.8, 1.5))
    return Image.new("RGB", (max(8, round(tall * between(rng, 0.65, 0.8))), tall), paper(rng))


def _taken(rng: Rng, sheet: Image.Image, size: Size) -> Image.Image:
    """Return the sheet as scanned, cut out, or photographed on a desk."""
    if sheet.size != size and chance(rng, 0.7):
        on_desk = laid_on(rng, sheet, _desk(rng, size), turn=one_of(rng, (2, 8, 30)))
        return photographed(rng, tilted(rng, on_desk))
    if sheet.size != size:
        left, top = (max(0, whole(rng, 0, most)) for most in (sheet.width - size[0], sheet.height - size[1]))
        side = (min(size[0], sheet.width), min(size[1], sheet.height))
        sheet = sheet.crop((left, top, left + side[0], top + side[1])).resize(size, Image.Resampling.BILINEAR)
    if chance(rng, 0.4):
        return saved(rng, sheet)
    return photographed(rng, tilted(rng, sheet) if chance(rng, 0.6) else sheet)


def _desk(rng: Rng, size: Size) -> Image.Image:
    stretch = between(rng, 0.3, 6.0)
    grain = fractal(rng, size, cell=(30 * stretch, 30 / stretch), octaves=4, decay=0.7)
    shade: Colour = colour(rng, hue=(0.03, 0.12) if chance(rng, 0.6) else (0, 1), vivid=(0, 0.6), light=(0.1, 0.85))
    return picture(coloured(grain, [near(rng, shade, 30), shade, near(rng, shade, 40)]))


def _scribble(
    rng: Rng,
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    *,
    width: float,
    fill: Colour,
    tall: float = 5.0,
) -> None:
    """Write one word by hand: an upright wave, its letters of unlike height, drawn into loops."""
    letters = max(2, round(width / max(2.0, tall * 0.9)))
    phase = np.linspace(0, letters * 2 * math.pi, letters * 9)
    height = np.repeat(rng.choice([0.5, 0.5, 0.6, 1.0, 1.5], letters), 9) * tall
    height = np.convolve(height, np.full(5, 0.2), mode="same")
    x = at[0] + phase / phase[-1] * width + np.sin(phase + between(rng, 0, 2)) * tall * between(rng, 0.1, 0.5)
    y = at[1] - (1 - np.cos(phase)) * height / 2 + tall / 2
    draw.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=fill, width=whole(rng, 1, 2))
