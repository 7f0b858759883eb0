from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.errors import TrainingError
from flowersort.training.data import TrainingPhoto, TrainingSet
from flowersort.training.split import Split, split


def made(*looks_of_classes: list[int]) -> TrainingSet:
    """Return a set with one photo per number; equal numbers are copies of one picture."""
    photos = tuple(
        TrainingPhoto(Path(f"{target}/{place}.jpg"), target, f"{target}-{place}", str(look))
        for target, looks in enumerate(looks_of_classes)
        for place, look in enumerate(looks)
    )
    return TrainingSet(tuple(f"kind{target}" for target in range(len(looks_of_classes))), photos, ())


def distinct(*counts: int) -> TrainingSet:
    return made(*(list(range(1000 * number, 1000 * number + count)) for number, count in enumerate(counts)))


def parts(one: Split) -> list[np.ndarray]:
    return [one.train, one.validation, one.test]


def test_every_photo_is_in_exactly_one_part_and_parts_ascend() -> None:
    divided = split(distinct(100, 60, 40), seed=1)
    assert sorted(np.concatenate(parts(divided)).tolist()) == list(range(200))
    assert all((np.diff(part) > 0).all() for part in parts(divided))


def test_the_parts_are_70_15_15_in_each_class() -> None:
    photos = distinct(200, 100, 400)
    for part, share in zip(parts(split(photos, seed=3)), (0.70, 0.15, 0.15), strict=True):
        counts = np.bincount(photos.targets[part], minlength=3)
        assert np.allclose(counts / [200, 100, 400], share, atol=0.02)


def test_the_smallest_possible_set_is_divided_50_25_25() -> None:
    assert [len(part) for part in parts(split(distinct(4, 4), seed=1))] == [4, 2, 2]


def test_the_same_seed_divides_alike_and_another_differently() -> None:
    photos = distinct(40, 40)
    one, same, other = split(photos, seed=1), split(photos, seed=1), split(photos, seed=2)
    assert all(map(np.array_equal, parts(one), parts(same)))
    assert not np.array_equal(one.test, other.test)


@given(
    st.lists(st.lists(st.integers(0, 30), min_size=8, max_size=40), min_size=2, max_size=4),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=40, deadline=None)
def test_copies_of_a_picture_are_on_one_side(classes: list[list[int]], seed: int) -> None:
    photos = made(*classes)
    if min(map(len, map(set, classes))) < 4:
        with pytest.raises(TrainingError):
            split(photos, seed=seed)
        return
    divided = split(photos, seed=seed)
    groups = np.array(photos.groups)
    sides = [set(groups[part]) for part in parts(divided)]
    assert sum(map(len, sides)) == len(set(groups))
    assert sum(map(len, parts(divided))) == len(photos.photos)


def test_a_class_with_fewer_than_four_different_pictures_is_named() -> None:
    with pytest.raises(TrainingError, match=r"“kind1” has only 3 different pictures; .* at least four"):
        split(made([1, 2, 3, 4, 5], [10, 11, 12, 12, 12, 12]), seed=1)
