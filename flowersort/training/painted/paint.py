"""From a kind's name and a seed to a picture."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from PIL import Image

from flowersort.training.painted import abstract, documents, landscapes, plain, screenshots, static, textures
from flowersort.training.painted.chances import Painter, Size

SMALLEST_SIDE = 64

_PAINTERS: Mapping[str, tuple[Painter, ...]] = MappingProxyType(
    {
        "document": (
            documents.page,
            documents.form,
            documents.table,
            documents.receipt,
            documents.handwriting,
            documents.newspaper,
            documents.slide,
        ),
        "screenshot": (
            screenshots.windows,
            screenshots.menus,
            screenshots.editor,
            screenshots.terminal,
            screenshots.chart,
            screenshots.telephone,
            screenshots.web_page,
        ),
        "texture": (
            textures.brick,
            textures.wood,
            textures.cloth,
            textures.stone,
            textures.stripes,
            textures.squares,
            textures.gravel,
            textures.tiles,
            textures.fur,
            textures.metal,
        ),
        "plain": (
            plain.one_colour,
            plain.gradient,
            plain.black,
            plain.white,
            plain.too_dark,
            plain.too_bright,
            plain.dark_corners,
            plain.finger,
        ),
        "noise": (static.uniform, static.normal, static.specks, static.blocks, static.bars, static.lines),
        "landscape": (
            landscapes.sky,
            landscapes.mountains,
            landscapes.sea,
            landscapes.grass,
            landscapes.dunes,
            landscapes.leaves,
            landscapes.snow,
            landscapes.night,
            landscapes.town,
        ),
        "abstract": (
            abstract.shapes,
            abstract.lines,
            abstract.plasma,
            abstract.mosaic,
            abstract.lights,
            abstract.strokes,
            abstract.dots,
        ),
    }
)

_BY_KIND: Mapping[str, Painter] = MappingProxyType(
    {f"{family}-{painter.__name__}": painter for family, painters in _PAINTERS.items() for painter in painters}
)

PAINTED_KINDS: tuple[str, ...] = tuple(_BY_KIND)

PAINTED_FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {family: tuple(kind for kind in PAINTED_KINDS if kind.startswith(f"{family}-")) for family in _PAINTERS}
)


@dataclass(frozen=True, slots=True, eq=False)
class PaintedPicture:
    """A painted picture and what it shows.

    Attributes:
        kind: one of `PAINTED_KINDS`; the part before the dash is its family.
    """

    kind: str
    image: Image.Image


def paint(kind: str, *, seed: int, size: Size = (320, 240)) -> Image.Image:
    """Paint one picture; the same kind, seed and size give the same pixels again.

    Args:
        kind: one of `PAINTED_KINDS`.
        seed: any whole number from 0 on.
        size: width and height in pixels, each at least `SMALLEST_SIDE`.

    Raises:
        ValueError: there is no such kind, the seed is negative, or the size is too small.
    """
    if kind not in _BY_KIND:
        raise ValueError(f"There is no painted kind {kind!r}; there are {', '.join(PAINTED_KINDS)}.")
    if min(size) < SMALLEST_SIDE:
        raise ValueError(f"A painted picture has at least {SMALLEST_SIDE} pixels on each side, not {min(size)}.")
    return _BY_KIND[kind](np.random.default_rng([zlib.crc32(kind.encode()), seed]), size)


def paint_all(per_kind: int, seed: int) -> Iterator[PaintedPicture]:
    """Paint so many pictures of every kind, kind after kind; no two calls with unlike seeds share a picture."""
    for kind in PAINTED_KINDS:
        for number in range(per_kind):
            chosen = int(np.random.SeedSequence([seed, number]).generate_state(1, np.uint64)[0])
            yield PaintedPicture(kind=kind, image=paint(kind, seed=chosen))
