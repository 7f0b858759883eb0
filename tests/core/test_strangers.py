from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core import strangers
from flowersort.core.look_alikes import DIMENSIONS
from flowersort.core.strangers import SMALLEST_GROUP, _by_size, _distances, _units, _ward, group_strangers


def photos_of(kinds: list[int], *, spread: float = 1.0) -> np.ndarray:
    """One sketch for each number, those of one number alike."""
    random = np.random.default_rng(7)
    middles = np.random.default_rng(3).standard_normal((max(kinds, default=0) + 1, DIMENSIONS))
    made = middles[kinds] + spread * random.standard_normal((len(kinds), DIMENSIONS))
    made *= 500 / np.linalg.norm(made, axis=1, keepdims=True)
    return np.rint(made).clip(-127, 127).astype(np.int8)


def test_kinds_become_groups_the_largest_first() -> None:
    kinds = [0] * 10 + [1] * 30 + [2] * 20
    groups = group_strangers(photos_of(kinds))
    assert groups is not None
    assert groups.tolist() == [2] * 10 + [0] * 30 + [1] * 20


def test_the_order_of_photos_changes_nothing_but_ties() -> None:
    kinds = [0] * 10 + [1] * 30 + [2] * 20
    order = np.random.default_rng(0).permutation(60)
    sketches = photos_of(kinds)
    groups, shuffled = group_strangers(sketches), group_strangers(sketches[order])
    assert groups is not None
    assert shuffled is not None
    assert groups[order].tolist() == shuffled.tolist()


def test_what_is_alone_or_unknown_is_in_no_group() -> None:
    kinds = [0] * 10 + [1] * (SMALLEST_GROUP - 1)
    sketches = np.concatenate([photos_of(kinds), np.zeros((1, DIMENSIONS), np.int8)])
    groups = group_strangers(sketches, apart=1.0)
    assert groups is not None
    assert groups.tolist() == [0] * 10 + [-1] * SMALLEST_GROUP


@pytest.mark.parametrize("count", [0, 1, 2])
def test_next_to_no_photos(count: int) -> None:
    groups = group_strangers(photos_of([0] * count))
    assert groups is not None
    assert groups.tolist() == [-1] * count


def test_equal_photos_are_one_group() -> None:
    groups = group_strangers(photos_of([0] * 50, spread=0.0))
    assert groups is not None
    assert groups.tolist() == [0] * 50


def test_of_very_many_photos_some_stand_for_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = np.random.default_rng(1).integers(0, 3, 400).tolist()
    sketches = photos_of(kinds)
    whole = group_strangers(sketches)
    monkeypatch.setattr(strangers, "_MOST", 60)
    assert whole is not None
    assert np.array_equal(whole, group_strangers(sketches))


def test_it_can_be_stopped() -> None:
    assert group_strangers(photos_of([0] * 10), stopped=lambda: True) is None


@settings(deadline=None)  # SciPy loads within it.
@given(st.integers(0, 2**32), st.integers(2, 40), st.floats(0.3, 3.0))
def test_groups_are_those_that_scipy_finds(seed: int, count: int, apart: float) -> None:
    hierarchy = pytest.importorskip("scipy.cluster.hierarchy")
    distance = pytest.importorskip("scipy.spatial.distance")
    kinds = np.random.default_rng(seed).integers(0, 4, count).tolist()
    squares = _distances(_units(photos_of(kinds, spread=1.5)))
    lengths = np.sqrt(squares.astype(np.float64))
    np.fill_diagonal(lengths, 0)
    expected = hierarchy.fcluster(
        hierarchy.linkage(distance.squareform(lengths, checks=False), "ward"), apart, "distance"
    )
    roots = _ward(squares, apart, lambda: False)
    assert roots is not None
    together = roots[:, None] == roots
    assert np.array_equal(together, expected[:, None] == expected)


@given(st.lists(st.integers(0, 5), max_size=30))
def test_groups_are_numbered_by_size(groups: list[int]) -> None:
    numbered = _by_size(np.array(groups, np.intp), 3)
    sizes = np.bincount(numbered[numbered >= 0])
    assert (np.diff(sizes) <= 0).all()
    assert all(count >= 3 for count in sizes)
