"""What a camera and a file format do to a picture: uneven light, blur, grain, a colour cast, JPEG's blocks."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageFilter

from flowersort.training.painted.chances import Colour, Rng, between, chance, whole
from flowersort.training.painted.planes import Plane, flat, fractal, halo, lit, noise, picture, pixels, ramp


def photographed(rng: Rng, image: Image.Image) -> Image.Image:
    """Return the picture as a camera would have taken it, from a good one to a bad one."""
    image = _blurred(rng, image, most=2.0)
    if chance(rng, 0.4):
        image = _curved(image, between(rng, 0.7, 1.5))
    plane = pixels(image)
    if chance(rng, 0.7):
        plane = lit(plane, _light(rng, image.size))
    if chance(rng, 0.5):
        plane = plane * rng.uniform(0.82, 1.15, 3).astype(np.float32)
    if chance(rng, 0.7):
        plane = plane + grain(rng, image.size, strength=between(rng, 1, 12))
    return compressed(rng, picture(plane)) if chance(rng, 0.75) else picture(plane)


def saved(rng: Rng, image: Image.Image) -> Image.Image:
    """Return the picture as a scanner or a screenshot gives it: clean mostly, at times scaled or compressed."""
    if chance(rng, 0.2):
        image = _blurred(rng, image, most=0.9)
    return compressed(rng, image) if chance(rng, 0.5) else image


def compressed(rng: Rng, image: Image.Image) -> Image.Image:
    """Return the picture after JPEG, of any quality from poor to good."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=whole(rng, 12, 95))
    return Image.open(file).convert("RGB")


def grain(rng: Rng, size: tuple[int, int], *, strength: float) -> Plane:
    """Return a sensor's noise of this deviation, coloured or grey, fine or in soft spots."""
    if chance(rng, 0.3):
        return noise(rng, size, channels=1) * np.float32(strength)
    if chance(rng, 0.4):
        half = (max(1, size[0] // 2), max(1, size[1] // 2))
        spots = picture(128 + 2 * strength * noise(rng, half)).resize(size, Image.Resampling.BILINEAR)
        return pixels(spots) - 128
    return _noise(rng, size) * np.float32(strength)


def tilted(rng: Rng, image: Image.Image, *, most: float = 0.12) -> Image.Image:
    """Return the picture seen at a slant; its borders are cut off."""
    width, height = image.size
    corners = [(0, 0), (0, height), (width, height), (width, 0)]
    quad: list[float] = []
    for x, y in corners:
        inward = (between(rng, 0, most) * width, between(rng, 0, most) * height)
        quad += [x + inward[0] if x == 0 else x - inward[0], y + inward[1] if y == 0 else y - inward[1]]
    return image.transform(image.size, Image.Transform.QUAD, quad, Image.Resampling.BILINEAR)


def laid_on(rng: Rng, sheet: Image.Image, table: Image.Image, *, turn: float) -> Image.Image:
    """Return the table with the sheet on it, turned by up to `turn` degrees, with its shadow."""
    angle = between(rng, -turn, turn)
    turned = sheet.rotate(angle, Image.Resampling.BILINEAR, expand=True)
    mask = Image.new("L", sheet.size, 255).rotate(angle, Image.Resampling.BILINEAR, expand=True)
    left, top = (
        (whole_side - side) // 2 + whole(rng, -whole_side // 12, whole_side // 12)
        for whole_side, side in zip(table.size, turned.size, strict=True)
    )
    table = table.copy()
    shadow = mask.filter(ImageFilter.BoxBlur(3)).point([value * 6 // 10 for value in range(256)])
    offset = whole(rng, 1, 5)
    table.paste((10, 10, 12), (left + offset, top + offset), shadow)
    table.paste(turned, (left, top), mask)
    return table


def faded(plane: Plane, towards: Colour, share: float) -> Plane:
    """Return colours drawn towards one colour, as by haze."""
    size = (plane.shape[1], plane.shape[0])
    return plane * np.float32(1 - share) + flat(size, towards) * np.float32(share)


def _blurred(rng: Rng, image: Image.Image, *, most: float) -> Image.Image:
    radius = most * between(rng, 0, 1) ** 2 * min(image.size) / 240
    how = ImageFilter.GaussianBlur if chance(rng, 0.3) else ImageFilter.BoxBlur
    return image.filter(how(radius)) if radius > 0.15 else image


def _curved(image: Image.Image, gamma: float) -> Image.Image:
    return image.point([round(255 * (value / 255) ** gamma) for value in range(256)] * 3)


def _noise(rng: Rng, size: tuple[int, int]) -> Plane:
    """Return normal noise whose thirds repeat each other, shifted: as good to the eye and three times as quick."""
    numbers = noise(rng, size, channels=1).ravel()
    shifts = [whole(rng, 1, len(numbers) - 1) for _ in range(2)]
    return np.concatenate([numbers, *(np.roll(numbers, shift) for shift in shifts)]).reshape(size[1], size[0], 3)


def _light(rng: Rng, size: tuple[int, int]) -> Plane:
    """Return how bright each place is lit: falling off sideways or to the corners, or with a soft shadow."""
    depth = np.float32(between(rng, 0.1, 0.65))
    kind = rng.random()
    if kind < 0.4:
        return 1.1 - depth * ramp(rng, size)
    if kind < 0.75:
        return 1.1 - depth * halo(rng, size) ** 2
    return 1.1 - depth * fractal(rng, size, cell=(size[0] / 2, size[1] / 2), octaves=2)
