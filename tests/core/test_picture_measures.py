from __future__ import annotations

import numpy as np
import pytest

from flowersort.core import perceptual_hash
from flowersort.core.look import PhotoLook
from flowersort.core.picture_measures import SIDE, measure, sharpness


def look(colour: tuple[int, int, int]) -> PhotoLook:
    tiny = np.full((perceptual_hash.SIDE, perceptual_hash.SIDE, 3), colour, np.uint8)
    grey = int(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])
    return measure(np.full((SIDE, SIDE), grey, np.uint8), tiny, tiny.mean(axis=2).astype(np.uint8))


def edge(width: int, *, height: int = 100) -> np.ndarray:
    """A picture that goes from dark to bright within `width` points."""
    row = np.clip((np.arange(SIDE) - SIDE // 2) / width + 0.5, 0, 1) * height + 50
    return np.tile(row.round().astype(np.uint8), (SIDE, 1))


def test_black_white_and_red() -> None:
    assert look((0, 0, 0)) == PhotoLook(hash=0, brightest=0.0, blown=0.0, contrast=0.0, sharpness=0.0)
    assert look((255, 255, 255)) == PhotoLook(hash=0, brightest=1.0, blown=1.0, contrast=0.0, sharpness=0.0)
    assert look((255, 0, 0)).brightest == 1.0


def test_white_around_a_flower_is_no_overexposure_and_a_white_flower_is_none() -> None:
    grey = np.full((SIDE, SIDE), 255, np.uint8)
    quarter = SIDE // 4
    grey[quarter:-quarter, quarter:-quarter] = 100
    tiny = np.full((perceptual_hash.SIDE, perceptual_hash.SIDE, 3), 200, np.uint8)
    for picture in (grey, (355 - grey.astype(int)).astype(np.uint8)):
        assert measure(picture, tiny, tiny[..., 0]).blown <= 0.25


def test_the_wider_an_edge_the_less_sharp() -> None:
    found = [sharpness(edge(width)) for width in (1, 2, 4, 8, 16)]
    assert found == sorted(found, reverse=True)
    assert found[0] > 0.4
    assert found[-1] < 0.25


@pytest.mark.parametrize("height", [60, 120, 200])
def test_contrast_hardly_changes_sharpness(height: int) -> None:
    assert sharpness(edge(4, height=height)) == pytest.approx(sharpness(edge(4)), abs=0.05)


def test_the_grain_of_a_flat_picture_is_no_sharpness() -> None:
    grain = np.random.default_rng(0).integers(127, 129, (SIDE, SIDE)).astype(np.uint8)
    assert sharpness(grain) < 0.5
