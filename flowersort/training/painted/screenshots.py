"""Screenshots: windows, menus, code, terminals, charts, telephones, web pages."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from flowersort.training.painted.camera import photographed, saved, tilted
from flowersort.training.painted.chances import Colour, Rng, Size, between, chance, colour, near, one_of, whole
from flowersort.training.painted.planes import coloured, fractal, picture, ramp
from flowersort.training.painted.words import Words

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of an interface."""

    ground: Colour
    panel: Colour
    text: Colour
    accent: Colour


def windows(rng: Rng, size: Size) -> Image.Image:
    """Paint a desktop with windows over each other and a bar."""
    screen, unit = _wallpaper(rng, size), _unit(rng, size)
    words = Words(rng, unit * 0.6)
    for _ in range(whole(rng, 1, 4)):
        theme = _theme(rng)
        left, top = between(rng, -0.1, 0.6) * size[0], between(rng, -0.05, 0.6) * size[1]
        box = (left, top, left + between(rng, 0.3, 0.9) * size[0], top + between(rng, 0.3, 0.9) * size[1])
        _window(rng, screen, box, theme, words)
    if chance(rng, 0.7):
        _bar(rng, screen, _theme(rng), words)
    return _shot(rng, screen)


def menus(rng: Rng, size: Size) -> Image.Image:
    """Paint a program with an open menu or a dialog with buttons."""
    theme, unit = _theme(rng), _unit(rng, size)
    screen, words = Image.new("RGB", size, theme.ground), Words(rng, unit * 0.65)
    draw = ImageDraw.Draw(screen)
    _window(rng, screen, (0, 0, size[0], size[1]), theme, words)
    x, y = between(rng, 0, 0.5) * size[0], unit * between(rng, 1.5, 4)
    wide, rows = between(rng, 0.25, 0.5) * size[0], whole(rng, 3, 12)
    draw.rectangle((x + 3, y + 3, x + wide + 3, y + rows * unit * 1.3 + 3), fill=_shifted(theme.panel, -50))
    draw.rectangle((x, y, x + wide, y + rows * unit * 1.3), fill=theme.panel, outline=_shifted(theme.panel, -60))
    chosen = whole(rng, 0, rows - 1)
    for row in range(rows):
        line = y + row * unit * 1.3
        if row == chosen:
            draw.rectangle((x + 1, line, x + wide - 1, line + unit * 1.3), fill=theme.accent)
        words.line(screen, (x + unit, line + unit * 0.3), width=wide * between(rng, 0.4, 0.9), fill=theme.text)
    for number in range(whole(rng, 0, 3)):
        left = size[0] - (number + 1) * unit * 5.5
        draw.rounded_rectangle((left, size[1] - unit * 2, left + unit * 5, size[1] - unit * 0.5), 3, fill=theme.accent)
        words.word(screen, (left + unit, size[1] - unit * 1.6), theme.text)
    return _shot(rng, screen)


def editor(rng: Rng, size: Size) -> Image.Image:
    """Paint a code editor: coloured words on indented lines, line numbers, a side bar."""
    theme, unit = _theme(rng, dark=chance(rng, 0.65)), _unit(rng, size)
    screen, words = Image.new("RGB", size, theme.ground), Words(rng, unit * 0.65)
    draw, numbers = ImageDraw.Draw(screen), Words(rng, unit * 0.5, digits=True)
    light = (0.6, 1.0) if sum(theme.ground) < 380 else (0.2, 0.6)
    inks = [theme.text, *(colour(rng, vivid=(0.4, 0.9), light=light) for _ in range(4))]
    side = between(rng, 0.0, 0.3) * size[0] if chance(rng, 0.7) else 0.0
    if side > unit:
        draw.rectangle((0, 0, side, size[1]), fill=theme.panel)
        words.block(
            screen, (unit * 0.5, unit, side - 2, size[1] * between(rng, 0.3, 1.0)), fill=theme.text, leading=1.7
        )
    indent = 0
    for row in range(int(size[1] / unit)):
        indent = max(0, min(5, indent + one_of(rng, (-1, 0, 0, 0, 1))))
        y, x = row * unit, side + unit * (2.2 + indent)
        numbers.line(screen, (side + 2, y), width=unit * 1.8, fill=_shifted(theme.panel, -60))
        for _ in range(0 if chance(rng, 0.12) else whole(rng, 1, 6)):
            x += words.word(screen, (x, y), one_of(rng, inks)) + unit * 0.3
    return _shot(rng, screen)


def terminal(rng: Rng, size: Size) -> Image.Image:
    """Paint a terminal: a prompt, answers, columns of names."""
    ground = colour(rng, hue=(0.55, 0.9), vivid=(0, 1), light=(0.0, 0.22))
    text = colour(rng, hue=one_of(rng, ((0.3, 0.4), (0.1, 0.14), (0, 1))), vivid=(0.0, 0.8), light=(0.7, 1.0))
    screen, unit = Image.new("RGB", size, ground), _unit(rng, size)
    words, prompt = Words(rng, unit * 0.7), colour(rng, vivid=(0.4, 1.0), light=(0.7, 1.0))
    y = unit * between(rng, 0.2, 1.5)
    while y < size[1]:
        if chance(rng, 0.25):
            after = words.word(screen, (3, y), prompt)
            words.word(screen, (6 + after, y), text)
        elif chance(rng, 0.4):
            for column in range(4):
                words.word(screen, (3 + column * size[0] / 4, y), text)
        else:
            words.line(screen, (3, y), width=size[0] * between(rng, 0.2, 1.0), fill=text)
        y += unit
        if y > size[1] * 0.5 and chance(rng, 0.03):
            break
    return _shot(rng, screen)


def chart(rng: Rng, size: Size) -> Image.Image:
    """Paint charts: bars, lines, areas, a pie, scattered points, with axes and a legend."""
    theme, unit = _theme(rng), _unit(rng, size)
    screen, words = Image.new("RGB", size, theme.ground), Words(rng, unit * 0.6)
    draw = ImageDraw.Draw(screen)
    columns, rows = one_of(rng, ((1, 1), (1, 1), (2, 1), (2, 2), (3, 2)))
    for number in range(columns * rows):
        wide, tall = size[0] / columns, size[1] / rows
        left, top = number % columns * wide, number // columns * tall
        words.line(screen, (left + wide * 0.15, top + 2), width=wide * 0.6, fill=theme.text)
        box = (left + wide * 0.12, top + unit * 1.4, left + wide * 0.95, top + tall * 0.88)
        _plot(rng, draw, box, theme)
        words.line(screen, (box[0], box[3] + 2), width=wide * 0.8, fill=theme.text)
    return _shot(rng, screen)


def telephone(rng: Rng, size: Size) -> Image.Image:
    """Paint a telephone's screen: messages, a list or a grid of icons; bare or between black borders."""
    theme = _theme(rng)
    tall = size[1]
    wide = max(24, round(tall * between(rng, 0.45, 0.6))) if chance(rng, 0.7) else size[0]
    screen, unit = Image.new("RGB", (wide, tall), theme.ground), max(6.0, wide * between(rng, 0.055, 0.09))
    draw, words = ImageDraw.Draw(screen), Words(rng, unit * 0.65)
    draw.rectangle((0, 0, wide, unit * 1.8), fill=theme.accent)
    words.word(screen, (unit, unit * 0.6), theme.text)
    y, style = unit * 2.4, whole(rng, 0, 2)
    while y < tall:
        y += _row(rng, screen, y, (style, unit), theme, words)
    if wide == size[0]:
        return _shot(rng, screen)
    whole_screen = Image.new("RGB", size, one_of(rng, ((0, 0, 0), (255, 255, 255), colour(rng, light=(0, 0.5)))))
    whole_screen.paste(screen, ((size[0] - wide) // 2, 0))
    return _shot(rng, whole_screen)


def web_page(rng: Rng, size: Size) -> Image.Image:
    """Paint a web page: a coloured head, navigation, cards with pictures, paragraphs."""
    theme, unit = _theme(rng, dark=chance(rng, 0.2)), _unit(rng, size)
    screen, words = Image.new("RGB", size, theme.ground), Words(rng, unit * 0.55)
    draw, title = ImageDraw.Draw(screen), Words(rng, unit * between(rng, 1.0, 2.0))
    head = unit * between(rng, 1.5, 5)
    draw.rectangle((0, 0, size[0], head), fill=theme.accent)
    title.line(screen, (unit, head * 0.2), width=size[0] * 0.6, fill=theme.ground)
    columns, y = whole(rng, 1, 4), head + unit
    step = size[0] / columns
    while y < size[1]:
        tall = unit * between(rng, 4, 10)
        for column in range(columns):
            box = (column * step + unit / 2, y, (column + 1) * step - unit / 2, y + tall)
            draw.rectangle(box, fill=theme.panel)
            middle = box[1] + tall * between(rng, 0.0, 0.6)
            draw.rectangle((box[0], box[1], box[2], middle), fill=near(rng, theme.accent, 80))
            words.block(screen, (box[0] + 2, middle + 3, box[2] - 2, box[3]), fill=theme.text)
        y += tall + unit / 2
    return _shot(rng, screen)


def _window(rng: Rng, screen: Image.Image, box: Box, theme: Theme, words: Words) -> None:
    left, top, right, bottom = box
    draw, unit = ImageDraw.Draw(screen), words.height * 1.6
    draw.rectangle(box, fill=theme.panel, outline=_shifted(theme.panel, -70))
    draw.rectangle((left, top, right, top + unit * 1.2), fill=theme.accent)
    words.line(screen, (left + unit, top + unit * 0.2), width=(right - left) * 0.5, fill=theme.text)
    for number, shade in enumerate(((235, 90, 80), (240, 190, 70), (90, 200, 90))):
        x = right - (number + 1) * unit * 0.8
        draw.ellipse((x, top + unit * 0.3, x + unit * 0.5, top + unit * 0.8), fill=shade)
    inner = left + (right - left) * (between(rng, 0.15, 0.35) if chance(rng, 0.5) else 0.02)
    draw.rectangle((inner, top + unit * 1.5, right - 3, bottom - 3), fill=theme.ground)
    words.block(screen, (left + 3, top + unit * 1.6, inner - 3, bottom - 5), fill=theme.text, leading=1.8)
    words.block(screen, (inner + 4, top + unit * 1.8, right - 6, bottom - 5), fill=theme.text)


def _bar(rng: Rng, screen: Image.Image, theme: Theme, words: Words) -> None:
    draw, tall = ImageDraw.Draw(screen), words.height * 2
    draw.rectangle((0, screen.height - tall, screen.width, screen.height), fill=theme.panel)
    for number in range(whole(rng, 3, 10)):
        x, y = number * tall + 3, screen.height - tall + 3
        draw.rounded_rectangle((x, y, x + tall - 6, y + tall - 6), 3, fill=colour(rng, vivid=(0.3, 1.0)))


def _row(rng: Rng, screen: Image.Image, y: float, look: tuple[int, float], theme: Theme, words: Words) -> float:
    """Draw one row of a telephone's screen and return its height."""
    style, unit = look
    draw, wide = ImageDraw.Draw(screen), screen.width
    if style == 0:
        tall, own = unit * between(rng, 1.4, 4.0), chance(rng, 0.5)
        left = wide * between(rng, 0.25, 0.5) if own else unit * 0.5
        right = wide - unit * 0.5 if own else wide * between(rng, 0.5, 0.8)
        draw.rounded_rectangle((left, y, right, y + tall), unit * 0.4, fill=theme.accent if own else theme.panel)
        words.block(screen, (left + 4, y + 3, right - 4, y + tall - 2), fill=theme.text)
        return tall + unit * 0.5
    if style == 1:
        draw.ellipse((unit * 0.5, y, unit * 2, y + unit * 1.5), fill=colour(rng, vivid=(0.2, 0.9), light=(0.3, 0.9)))
        words.line(screen, (unit * 2.6, y), width=wide * 0.5, fill=theme.text)
        words.line(screen, (unit * 2.6, y + unit * 0.9), width=wide * 0.6, fill=_shifted(theme.panel, -70))
        draw.line((unit, y + unit * 1.9, wide, y + unit * 1.9), fill=theme.panel)
        return unit * 2.1
    step = wide / 4
    for column in range(4):
        x = column * step + step * 0.2
        fill = colour(rng, vivid=(0.2, 1.0), light=(0.3, 1.0))
        draw.rounded_rectangle((x, y, x + step * 0.6, y + step * 0.6), step * 0.14, fill=fill)
        words.line(screen, (x, y + step * 0.65), width=step * 0.75, fill=theme.text)
    return step * 1.05


def _plot(rng: Rng, draw: ImageDraw.ImageDraw, box: Box, theme: Theme) -> None:
    left, top, right, bottom = box
    inks = [colour(rng, vivid=(0.4, 1.0), light=(0.3, 1.0)) for _ in range(4)]
    kind = whole(rng, 0, 4)
    if kind == 4:
        _pie(rng, draw, box, inks)
        return
    for step in np.linspace(top, bottom, whole(rng, 2, 7)):
        draw.line((left, step, right, step), fill=_shifted(theme.panel, -30))
    draw.line((left, top, left, bottom, right, bottom), fill=theme.text)
    count = whole(rng, 4, 24)
    x = np.linspace(left + 3, right - 3, count)
    for shade in inks[: whole(rng, 1, 3)]:
        heights = (np.cumsum(rng.normal(0, 1, count)) if chance(rng, 0.6) else rng.random(count)).astype(np.float64)
        y = bottom - 3 - (heights - heights.min()) / max(float(np.ptp(heights)), 1e-6) * (bottom - top) * 0.9
        _series(draw, list(zip(x.tolist(), y.tolist(), strict=True)), (kind, bottom), shade)


def _series(
    draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], form: tuple[int, float], shade: Colour
) -> None:
    """Draw one series; its form is bars, a line, an area or dots, 0–3, and where the axis lies."""
    kind, bottom = form
    if kind == 0:
        wide = (points[1][0] - points[0][0]) * 0.6
        for across, high in points:
            draw.rectangle((across, high, across + wide, bottom), fill=shade)
    elif kind == 1:
        draw.line(points, fill=shade, width=2)
    elif kind == 2:
        draw.polygon([(points[0][0], bottom), *points, (points[-1][0], bottom)], fill=shade)
    else:
        for across, high in points:
            draw.ellipse((across - 2, high - 2, across + 2, high + 2), fill=shade)


def _pie(rng: Rng, draw: ImageDraw.ImageDraw, box: Box, inks: list[Colour]) -> None:
    left, top, right, bottom = box
    radius = min(right - left, bottom - top) / 2
    middle = ((left + right) / 2, (top + bottom) / 2)
    round_ = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    ends = np.concatenate([[0], np.sort(rng.random(whole(rng, 1, 5))), [1]]) * 360
    for number in range(len(ends) - 1):
        draw.pieslice(round_, float(ends[number]), float(ends[number + 1]), fill=inks[number % 4])


def _theme(rng: Rng, *, dark: bool | None = None) -> Theme:
    dark = chance(rng, 0.35) if dark is None else dark
    hue = between(rng, 0, 1)
    tint = (hue, hue + 0.05)
    ground = colour(rng, hue=tint, vivid=(0, 0.3 if dark else 0.06), light=(0.05, 0.22) if dark else (0.92, 1.0))
    text = colour(rng, hue=tint, vivid=(0, 0.2), light=(0.75, 1.0) if dark else (0.0, 0.3))
    panel = _shifted(ground, whole(rng, 10, 35) if dark else -whole(rng, 8, 35))
    accent = colour(rng, vivid=(0.1, 0.9), light=(0.2, 0.6) if dark else (0.6, 1.0))
    return Theme(ground=ground, panel=panel, text=text, accent=accent)


def _wallpaper(rng: Rng, size: Size) -> Image.Image:
    slope = ramp(rng, size) if chance(rng, 0.5) else fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=3)
    return picture(coloured(slope, [colour(rng), colour(rng)]))


def _unit(rng: Rng, size: Size) -> float:
    """Return the height of a line in pixels: from a whole screen made small to a close view."""
    return max(6.0, math.exp(between(rng, math.log(0.035), math.log(0.09))) * min(size))


def _shifted(shade: Colour, by: int) -> Colour:
    red, green, blue = (min(255, max(0, part + by)) for part in shade)
    return red, green, blue


def _shot(rng: Rng, screen: Image.Image) -> Image.Image:
    """Return the screen as saved, or photographed off the glass at times."""
    return photographed(rng, tilted(rng, screen)) if chance(rng, 0.2) else saved(rng, screen)
