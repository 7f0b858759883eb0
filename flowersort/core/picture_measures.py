"""A small grey picture → how the photo looks. What is measured hardly depends on how large the photo was."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from flowersort.core.look import PhotoLook
from flowersort.core.perceptual_hash import perceptual_hash

SIDE = 112
"""Width and height of the grey picture that is measured, the photo squeezed to a square."""

# As in CleanVision's check for dark images: a few bright points don't make a photo bright.
_BRIGHTEST = 0.99
# Of 0–255. In a photo on a white ground the flower in the middle is not white, and a white flower leaves its ground.
_WHITE = 248
_MIDDLE = slice(SIDE // 4, SIDE - SIDE // 4)
# Sharpness is told where the picture is sharpest: what lies behind a flower is often out of focus on purpose.
_SHARPEST = 0.99
_COARSE = 4
# Steps of 0–255; below them a picture is flat, and the finest differences are the noise of its compression.
_LEAST_COARSE = 12


def measure(grey: NDArray[np.uint8], tiny: NDArray[np.uint8], tiny_grey: NDArray[np.uint8]) -> PhotoLook:
    """Return how a photo looks.

    Args:
        grey: brightness, shape (SIDE, SIDE).
        tiny: the photo in red, green and blue, shape (side, side, 3), so small that no single point is left.
        tiny_grey: its brightness, of the shape that `perceptual_hash` takes.
    """
    # Channel by channel, since a deep red rose in full light is not dark.
    place = int(_BRIGHTEST * (tiny.size // 3))
    colours = np.partition(tiny.reshape(-1, 3), place, axis=0)[place]
    return PhotoLook(
        hash=perceptual_hash(tiny_grey),
        brightest=int(colours.max()) / 255,
        blown=min(_white_share(grey), _white_share(grey[_MIDDLE, _MIDDLE])),
        contrast=_deviation(tiny_grey) / 255,
        sharpness=sharpness(grey),
    )


def sharpness(grey: NDArray[np.uint8]) -> float:
    """Return how strong the finest differences are beside coarser ones where either is strongest, 0–1.

    The Laplacian beside the difference between points that are four apart. Their ratio does not depend on contrast:
    along a sharp edge both are about as large, and blur takes the first one away.

    Source: the Laplacian as in S. Pertuz, D. Puig, M. García, Analysis of focus measure operators for shape-from-focus,
        Pattern Recognition 46, 2013; of their measures, and with tiles and other percentiles, this ratio told blurred
        from published photos best on tf_flowers.
    """
    points = grey.astype(np.int16)
    middle = points[1:-1, 1:-1]
    fine = np.abs(points[1:-1, :-2] + points[1:-1, 2:] + points[:-2, 1:-1] + points[2:, 1:-1] - 4 * middle)
    corner = points[_COARSE:, _COARSE:]
    coarse = np.abs(corner - points[_COARSE:, :-_COARSE]) + np.abs(corner - points[:-_COARSE, _COARSE:])
    strongest = _level(np.bincount(fine.ravel()), _SHARPEST)
    return min(1.0, strongest / max(_level(np.bincount(coarse.ravel()), _SHARPEST), _LEAST_COARSE))


def _deviation(grey: NDArray[np.uint8]) -> float:
    """Return the standard deviation, exactly and in a tenth of the time that NumPy's takes for so few points."""
    points = grey.ravel().astype(np.int64)
    total, squares = int(points.sum()), int(points @ points)
    return math.sqrt(points.size * squares - total * total) / points.size


def _white_share(grey: NDArray[np.uint8]) -> float:
    return int(np.count_nonzero(grey >= _WHITE)) / grey.size


def _level(counts: NDArray[np.intp], share: float) -> int:
    """Return the level that this share of all points does not exceed."""
    below = np.cumsum(counts)
    return int(np.searchsorted(below, share * below[-1]))
