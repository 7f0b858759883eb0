"""Folders of generated photos for the benchmarks: natural-like detail, any number, no two with the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from tests.fakes.pictures import flower_like, jpeg_bytes

_PER_FOLDER = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of photo.

    Attributes:
        name: for the output.
        width, height: in pixels.
        grain: strength of the detail, in steps of 0–255; it decides how long a file is.
        distinct: pictures that are drawn; the others repeat these with other bytes after the picture's end.
        quality: of the JPEG.
    """

    name: str
    width: int
    height: int
    grain: float
    distinct: int
    quality: int


FLOWERS = Kind("generated JPEGs of 500 × 330", 500, 330, grain=28.0, distinct=24, quality=88)
CAMERA = Kind("generated JPEGs of 12 megapixels", 4000, 3000, grain=24.0, distinct=3, quality=90)
SMALL = Kind("generated JPEGs of 96 × 64", 96, 64, grain=28.0, distinct=24, quality=80)


def make_photos(folder: Path, kind: Kind, count: int) -> Path:
    """Write `count` photos into subfolders of `folder` and return it."""
    pictures = [_photo(kind, seed) for seed in range(min(count, kind.distinct))]
    for number in range(count):
        place = folder / f"part-{number // _PER_FOLDER}" / f"photo-{number}.jpg"
        place.parent.mkdir(parents=True, exist_ok=True)
        # Readers stop at the picture's end, so these bytes change the content hash and nothing else.
        place.write_bytes(pictures[number % len(pictures)] + number.to_bytes(8, "big"))
    return folder


def described(folder: Path, kind: Kind) -> str:
    """Say how many photos of which kind there are, and how long their files are."""
    lengths = [path.stat().st_size for path in folder.rglob("*.jpg")]
    return f"{len(lengths):,} {kind.name}, {sum(lengths) / len(lengths) / 1000:,.0f} KB each"


def _photo(kind: Kind, seed: int) -> bytes:
    flower = np.asarray(flower_like(seed, kind.width, kind.height), np.float32)
    detail = _detail(kind, seed)[..., None] * np.float32((1.0, 0.9, 0.8))
    return jpeg_bytes(Image.fromarray((flower + detail).clip(0, 255).astype(np.uint8)), quality=kind.quality)


def _detail(kind: Kind, seed: int) -> np.ndarray:
    """Return noise with the spectrum of natural pictures, amplitude ~ 1/frequency, shape (height, width).

    Source: Field, Relations between the statistics of natural images and the response properties of cortical
    cells, J. Opt. Soc. Am. A 4(12), 1987.
    """
    high, wide = _tile(kind.height), _tile(kind.width)
    across, down = np.fft.rfftfreq(wide), np.fft.fftfreq(high)[:, None]
    frequency = np.maximum(np.hypot(across, down), 1 / max(high, wide))
    white = np.fft.rfft2(np.random.default_rng(seed).standard_normal((high, wide)))
    noise = np.fft.irfft2(white / frequency, (high, wide))
    noise *= kind.grain / noise.std()
    # The noise is periodic, so tiles meet without a seam.
    repeats = (-(-kind.height // high), -(-kind.width // wide))
    return np.tile(noise, repeats)[: kind.height, : kind.width].astype(np.float32)


def _tile(length: int) -> int:
    return length if length <= 1000 else 1000
