"""Painted pictures: the same again from the same seed, many kinds, and much variety within each."""

from __future__ import annotations

import time
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from flowersort.training.painted import PAINTED_FAMILIES, PAINTED_KINDS, paint, paint_all

# Kinds that are meant to be hardly anything: their pictures differ in a few values only.
NEARLY_NOTHING = {"plain-black", "plain-white"}


def thumbnail(image: Image.Image, side: int = 12) -> NDArray[np.float64]:
    return np.asarray(image.resize((side, side), Image.Resampling.BOX), np.float64)


def edges(image: Image.Image) -> float:
    """Return how much neighbouring pixels differ, in the mean, 0–255."""
    grey = np.asarray(image.convert("L"), np.float64)
    return float(np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean())


@pytest.mark.parametrize("kind", PAINTED_KINDS)
def test_the_same_seed_paints_the_same_pixels_again(kind: str) -> None:
    assert paint(kind, seed=5).tobytes() == paint(kind, seed=5).tobytes()


@pytest.mark.parametrize("kind", PAINTED_KINDS)
def test_no_two_seeds_paint_one_picture(kind: str) -> None:
    pictures = [paint(kind, seed=seed, size=(96, 72)) for seed in range(12)]
    # An exact black is an exact black: there are few of them.
    assert len({picture.tobytes() for picture in pictures}) >= (6 if kind in NEARLY_NOTHING else 12)


@pytest.mark.parametrize("kind", sorted(set(PAINTED_KINDS) - NEARLY_NOTHING))
def test_a_kind_is_varied(kind: str) -> None:
    pictures = [paint(kind, seed=seed, size=(160, 120)) for seed in range(12)]
    small = np.stack([thumbnail(picture) for picture in pictures])
    away = np.abs(small[:, None] - small[None]).mean(axis=(2, 3, 4))[np.triu_indices(12, 1)]
    sharpness = [edges(picture) for picture in pictures]
    # Typical pairs differ in their large shapes and colours, or, as noise does, in how rough they are.
    assert np.median(away) > 8 or max(sharpness) > 1.5 * min(sharpness)


@settings(deadline=None, max_examples=60)
@given(
    kind=st.sampled_from(PAINTED_KINDS),
    seed=st.integers(0, 2**64 - 1),
    size=st.tuples(st.integers(64, 400), st.integers(64, 400)),
)
def test_any_seed_and_size_give_a_whole_rgb_picture(kind: str, seed: int, size: tuple[int, int]) -> None:
    picture = paint(kind, seed=seed, size=size)
    assert (picture.mode, picture.size) == ("RGB", size)
    assert len(picture.tobytes()) == 3 * size[0] * size[1]


def test_a_picture_is_320_by_240_where_no_size_is_asked_for() -> None:
    assert paint(PAINTED_KINDS[0], seed=0).size == (320, 240)


def test_kinds_have_plain_names_and_one_family_each() -> None:
    assert len(set(PAINTED_KINDS)) == len(PAINTED_KINDS) > 40
    assert [kind for kinds in PAINTED_FAMILIES.values() for kind in kinds] == list(PAINTED_KINDS)
    assert {"document", "screenshot", "texture", "plain", "noise"} <= set(PAINTED_FAMILIES)
    for family, kinds in PAINTED_FAMILIES.items():
        assert all(kind.startswith(f"{family}-") for kind in kinds)


def test_kinds_differ_from_each_other() -> None:
    pictures = [paint(kind, seed=1, size=(96, 72)).tobytes() for kind in PAINTED_KINDS]
    assert len(set(pictures)) == len(PAINTED_KINDS)


def test_what_a_kind_promises_is_to_be_seen() -> None:
    def mean(kind: str) -> float:
        return float(np.mean([np.asarray(paint(kind, seed=seed)).mean() for seed in range(4)]))

    def rough(kind: str) -> float:
        return float(np.mean([edges(paint(kind, seed=seed)) for seed in range(4)]))

    assert mean("plain-black") < 20
    assert mean("plain-too_dark") < 60
    assert min(mean("plain-white"), mean("plain-too_bright")) > 215
    assert rough("noise-uniform") > 3 * rough("plain-gradient")
    assert rough("document-page") > rough("plain-white")
    green = np.mean([np.asarray(paint("landscape-leaves", seed=seed)).mean(axis=(0, 1)) for seed in range(6)], axis=0)
    assert green[1] > max(green[0], green[2])


def test_all_kinds_come_in_turn_and_the_same_again() -> None:
    first = list(islice(paint_all(2, seed=3), 8))
    again = list(islice(paint_all(2, seed=3), 8))
    other = list(islice(paint_all(2, seed=4), 8))
    assert [painted.kind for painted in first] == [kind for kind in PAINTED_KINDS[:4] for _ in range(2)]
    assert [painted.image.tobytes() for painted in first] == [painted.image.tobytes() for painted in again]
    assert not {painted.image.tobytes() for painted in first} & {painted.image.tobytes() for painted in other}


def test_every_kind_comes_as_often_as_asked() -> None:
    assert [painted.kind for painted in paint_all(1, seed=0)] == list(PAINTED_KINDS)
    assert list(paint_all(0, seed=0)) == []


@pytest.mark.parametrize(
    ("kind", "seed", "size", "sentence"),
    [
        ("plain-rose", 0, (320, 240), "no painted kind 'plain-rose'"),
        ("plain-black", 0, (320, 63), "at least 64 pixels on each side, not 63"),
        ("plain-black", -1, (320, 240), "non-negative"),
    ],
)
def test_what_cant_be_painted_is_refused(kind: str, seed: int, size: tuple[int, int], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        paint(kind, seed=seed, size=size)


def test_painting_is_quick() -> None:
    # Processor time, with room for a loaded machine: 9 ms a picture on one free core.
    began = time.process_time()
    count = sum(1 for _ in paint_all(2, seed=0))
    assert (time.process_time() - began) / count < 0.06
