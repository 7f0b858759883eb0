"""Plain pictures: one colour, gradients, black, white, too dark, too bright, dark corners, a finger on the lens."""

from __future__ import annotations

import numpy as np
from PIL import Image

from flowersort.training.painted.camera import compressed, grain, photographed
from flowersort.training.painted.chances import Rng, Size, between, chance, colour, one_of, whole
from flowersort.training.painted.planes import Plane, coloured, flat, fractal, halo, lit, picture, ramp, stretched


def one_colour(rng: Rng, size: Size) -> Image.Image:
    """Paint a single colour, exact or with a camera's grain."""
    return _finished(rng, flat(size, colour(rng)))


def gradient(rng: Rng, size: Size) -> Image.Image:
    """Paint a gradient between two to five colours, straight or round."""
    plane = ramp(rng, size) if chance(rng, 0.6) else halo(rng, size, off=0.9)
    if chance(rng, 0.4):
        plane = plane ** np.float32(between(rng, 0.4, 2.5))
    calm = chance(rng, 0.5)
    hue = between(rng, 0, 1)
    stops = [
        colour(rng, hue=(hue - 0.08, hue + 0.08) if calm else (0, 1), light=(0.2, 1.0)) for _ in range(whole(rng, 2, 5))
    ]
    return _finished(rng, coloured(plane, stops))


def black(rng: Rng, size: Size) -> Image.Image:
    """Paint black: exact, or a lens cap with its grain."""
    return _noisy(rng, flat(size, colour(rng, vivid=(0, 0.5), light=(0.0, 0.06))), most=8)


def white(rng: Rng, size: Size) -> Image.Image:
    """Paint white: exact, or a lit wall."""
    plane = flat(size, colour(rng, vivid=(0, 0.05), light=(0.92, 1.0)))
    if chance(rng, 0.5):
        plane = lit(plane, 1.03 - between(rng, 0.02, 0.15) * _slope(rng, size))
    return _noisy(rng, plane, most=5)


def too_dark(rng: Rng, size: Size) -> Image.Image:
    """Paint a scene at night without enough light: shapes barely seen, much grain, perhaps a lamp."""
    blotches = fractal(rng, size, cell=(size[0] / 2.5, size[1] / 2.5), octaves=3)
    dark = [colour(rng, light=(0.0, 0.05)), colour(rng, vivid=(0.1, 0.9), light=(0.06, 0.22))]
    plane = coloured(blotches, dark)
    for _ in range(whole(rng, 0, 3)):
        glow = np.exp(-((halo(rng, size, off=1.2) * between(rng, 4, 25)) ** 2)).astype(np.float32)
        plane = plane + lit(flat(size, colour(rng, hue=(0.02, 0.18), light=(0.5, 1.0))), glow)
    return compressed(rng, picture(plane + grain(rng, size, strength=between(rng, 3, 16))))


def too_bright(rng: Rng, size: Size) -> Image.Image:
    """Paint a burnt-out scene: white almost everywhere, faint colours at its edges."""
    blotches = fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=3)
    tints = [colour(rng, vivid=(0.1, 0.6), light=(0.6, 0.95)), (255, 255, 255), (255, 255, 255)]
    plane = coloured(blotches ** np.float32(between(rng, 0.25, 0.8)), tints)
    return _noisy(rng, plane, most=5)


def dark_corners(rng: Rng, size: Size) -> Image.Image:
    """Paint a flat or soft background with dark corners, as a tube or a cheap lens gives."""
    edge = halo(rng, size, off=0.25)
    shade = 1 - between(rng, 0.6, 1.0) * (edge ** np.float32(between(rng, 1.0, 5.0)))
    if chance(rng, 0.4):
        shade = shade * (edge < between(rng, 0.4, 0.8))
    under = flat(size, colour(rng, light=(0.4, 1.0)))
    if chance(rng, 0.5):
        spots = fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=3)
        under = coloured(spots, [colour(rng), colour(rng)])
    return _noisy(rng, lit(under, shade), most=8)


def finger(rng: Rng, size: Size) -> Image.Image:
    """Paint what a finger, a pocket or a bag before the lens gives: a soft warm blur, darker to one side."""
    stops = [
        colour(rng, hue=(-0.04, 0.06), vivid=(0.6, 1.0), light=(0.05, 0.4)),
        colour(rng, hue=(-0.03, 0.08), vivid=(0.4, 0.95), light=(0.4, 0.95)),
        colour(rng, hue=(0.0, 0.12), vivid=(0.2, 0.8), light=(0.5, 1.0)),
    ]
    bumps = fractal(rng, size, cell=(size[0], size[1]), octaves=2)
    plane = coloured(stretched(_slope(rng, size) * 2 + bumps), stops[: one_of(rng, (2, 3))])
    return _noisy(rng, plane, most=10)


def _slope(rng: Rng, size: Size) -> Plane:
    return ramp(rng, size) if chance(rng, 0.5) else halo(rng, size, off=0.9)


def _finished(rng: Rng, plane: Plane) -> Image.Image:
    return picture(plane) if chance(rng, 0.4) else photographed(rng, picture(plane))


def _noisy(rng: Rng, plane: Plane, *, most: float) -> Image.Image:
    size = (plane.shape[1], plane.shape[0])
    if chance(rng, 0.75):
        plane = plane + grain(rng, size, strength=between(rng, 0.5, most))
    return compressed(rng, picture(plane)) if chance(rng, 0.6) else picture(plane)
