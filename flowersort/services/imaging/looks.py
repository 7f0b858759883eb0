"""The look of a photo from the one decode: Pillow scales, `core` measures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from flowersort.core import perceptual_hash, picture_measures
from flowersort.core.look import PhotoLook

SQUARE = 224
"""Width and height of the picture that is measured: the usual input of a network, so it is mostly there already."""


def look_of(square: NDArray[np.uint8]) -> PhotoLook:
    """Return how a photo looks, in about a quarter of a millisecond.

    Args:
        square: shape (SQUARE, SQUARE, 3), 8-bit sRGB, the whole photo squeezed to a square.
    """
    rgb = Image.fromarray(square)
    small = rgb.convert("L").reduce(SQUARE // picture_measures.SIDE)
    tiny = rgb.reduce(SQUARE // perceptual_hash.SIDE)
    return picture_measures.measure(np.asarray(small), np.asarray(tiny), np.asarray(tiny.convert("L")))
