"""Chance and colours: small drawings of lots that every painter needs."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from PIL import Image

Rng = np.random.Generator
Size = tuple[int, int]
Span = tuple[float, float]
Colour = tuple[int, int, int]
Painter = Callable[[Rng, Size], Image.Image]

Thing = TypeVar("Thing")

ANY: Span = (0.0, 1.0)


def chance(rng: Rng, share: float) -> bool:
    """Say yes in this share of the calls."""
    return bool(rng.random() < share)


def between(rng: Rng, low: float, high: float) -> float:
    """Return an evenly drawn number."""
    return float(rng.uniform(low, high))


def whole(rng: Rng, low: int, high: int) -> int:
    """Return an evenly drawn whole number, both ends among them; `low` if `high` is below it."""
    return int(rng.integers(low, max(low, high) + 1))


def one_of(rng: Rng, things: Sequence[Thing]) -> Thing:
    """Return one of these."""
    return things[int(rng.integers(len(things)))]


def colour(rng: Rng, *, hue: Span = ANY, vivid: Span = ANY, light: Span = ANY) -> Colour:
    """Return a colour of this span of hue (may go beyond 0–1), saturation and value."""
    red, green, blue = colorsys.hsv_to_rgb(between(rng, *hue) % 1.0, between(rng, *vivid), between(rng, *light))
    return int(red * 255), int(green * 255), int(blue * 255)


def paper(rng: Rng) -> Colour:
    """Return the colour of a sheet: white mostly, sometimes yellowed or tinted."""
    if chance(rng, 0.5):
        return colour(rng, vivid=(0.0, 0.04), light=(0.93, 1.0))
    return colour(rng, hue=(0.05, 0.17) if chance(rng, 0.7) else ANY, vivid=(0.02, 0.2), light=(0.75, 1.0))


def ink(rng: Rng) -> Colour:
    """Return the colour of print or a pen."""
    if chance(rng, 0.75):
        return colour(rng, vivid=(0.0, 0.3), light=(0.0, 0.35))
    return colour(rng, hue=(0.55, 0.7) if chance(rng, 0.7) else ANY, vivid=(0.5, 1.0), light=(0.2, 0.7))


def near(rng: Rng, shade: Colour, by: int) -> Colour:
    """Return a colour close to this one."""
    red, green, blue = (min(255, max(0, part + whole(rng, -by, by))) for part in shade)
    return red, green, blue
