"""Small training sets painted on the spot: three kinds of flower, things that are none, and two kinds more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from tests.fakes.pictures import jpeg_bytes

CLASSES = ("bellis", "crocus", "lilac")
_COLOURS = {
    "bellis": (235, 235, 225),
    "crocus": (240, 190, 20),
    "lilac": (150, 60, 190),
    "poppy": (220, 30, 30),
    "gentian": (30, 60, 220),
}
_SIZE = (120, 90)


def painted(kind: str, seed: int, size: tuple[int, int] = _SIZE) -> Image.Image:
    """Return a flower of one kind, told by its colour, on a meadow that no other seed has."""
    random = np.random.default_rng([seed, *kind.encode()])
    width, height = size
    meadow = np.asarray(_clouds(random, size), np.float64) * (0.3, 0.8, 0.25)
    x = np.linspace(0, 1, width)[None, :] - random.uniform(0.4, 0.6)
    y = np.linspace(0, 1, height)[:, None] - random.uniform(0.4, 0.6)
    reach = random.uniform(0.45, 0.7) * (1 + 0.3 * np.cos(random.integers(5, 9) * np.arctan2(y, x)))
    petal = 1 / (1 + np.exp((np.hypot(x, y) - reach) * 40))[..., None]
    colour = np.array(_COLOURS[kind]) + random.uniform(-15, 15, 3)
    return Image.fromarray((meadow * (1 - petal) + colour * petal).clip(0, 255).round().astype(np.uint8))


def texture(seed: int, size: tuple[int, int] = _SIZE) -> Image.Image:
    """Return grey clouds with stripes, no two seeds alike."""
    random = np.random.default_rng([seed, 99])
    stripes = 60 * np.sin(np.arange(size[0]) * random.uniform(0.3, 1.5))[None, :, None]
    return Image.fromarray((np.asarray(_clouds(random, size), np.float64) + stripes).clip(0, 255).astype(np.uint8))


def write_flowers(folder: Path, *, photos: int = 12, first: int = 0, kinds: tuple[str, ...] = CLASSES) -> Path:
    """Write a folder of class subfolders, and return it."""
    for kind in kinds:
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for number in range(first, first + photos):
            (folder / kind / f"{number}.jpg").write_bytes(jpeg_bytes(painted(kind, number)))
    return folder


def write_other_flowers(folder: Path, *, photos: int = 5) -> Path:
    """Write two kinds that are none of the classes, a subfolder each."""
    return write_flowers(folder, photos=photos, kinds=("gentian", "poppy"))


def write_textures(folder: Path, *, photos: int = 8) -> Path:
    """Write photos without a flower."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(photos):
        (folder / f"{number}.jpg").write_bytes(jpeg_bytes(texture(number)))
    return folder


def _clouds(random: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    grey = Image.fromarray(random.integers(90, 160, (7, 9), dtype=np.uint8)).resize(size, Image.Resampling.BICUBIC)
    return grey.convert("RGB")
