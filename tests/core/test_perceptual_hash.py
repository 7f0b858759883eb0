from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from flowersort.core.perceptual_hash import BITS, MIRROR, SIDE, differing_bits, mirrored, perceptual_hash

GREYS = npst.arrays(np.uint8, (SIDE, SIDE))
HASHES = st.integers(0, 2**BITS - 1)


@given(GREYS)
def test_a_hash_is_64_bits_and_the_same_each_time(grey: np.ndarray) -> None:
    assert perceptual_hash(grey) == perceptual_hash(grey.copy())
    assert 0 <= perceptual_hash(grey) < 2**BITS


@given(st.integers(0, 10_000))
def test_a_mirrored_picture_is_told_by_the_mirrored_hash(seed: int) -> None:
    grey = np.random.default_rng(seed).integers(0, 256, (SIDE, SIDE)).astype(np.uint8)
    # A frequency that is next to nothing may have either sign.
    assert differing_bits(perceptual_hash(grey[:, ::-1]), mirrored(perceptual_hash(grey))) <= 2


@given(HASHES)
def test_mirroring_twice_changes_nothing(hashed: int) -> None:
    assert mirrored(mirrored(hashed)) == hashed
    assert differing_bits(hashed, mirrored(hashed)) == MIRROR.bit_count()


@given(HASHES, HASHES, HASHES)
def test_differing_bits_are_a_distance(one: int, other: int, third: int) -> None:
    assert differing_bits(one, other) == differing_bits(other, one)
    assert (differing_bits(one, other) == 0) == (one == other)
    assert differing_bits(one, third) <= differing_bits(one, other) + differing_bits(other, third)


def test_brightness_and_contrast_leave_the_hash_as_it_is() -> None:
    grey = np.random.default_rng(3).integers(60, 120, (SIDE, SIDE)).astype(np.uint8)
    brighter = (grey + 40).astype(np.uint8)
    assert perceptual_hash(brighter) == perceptual_hash(grey)
    assert differing_bits(perceptual_hash((grey * 2).astype(np.uint8)), perceptual_hash(grey)) <= 1


def test_a_picture_of_one_colour_has_no_bits() -> None:
    assert perceptual_hash(np.full((SIDE, SIDE), 200, np.uint8)) == 0


def test_the_hash_is_the_one_that_stores_and_packs_remember() -> None:
    # If this changes, what was remembered is worth nothing: a migration must forget it.
    down, across = np.mgrid[:SIDE, :SIDE]
    grey = ((down * 7 + across * across * 3 + down * across * 5) % 256).astype(np.uint8)
    assert f"{perceptual_hash(grey):016x}" == "000c08b400449079"
    assert f"{MIRROR:016x}" == "952aa5554aaaa955"


def test_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="can't be hashed"):
        perceptual_hash(np.zeros((8, 8), np.uint8))
