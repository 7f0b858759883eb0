from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flowersort.core.errors import TrainingError
from flowersort.training.data import TrainingPhoto, TrainingSet
from flowersort.training.folds import NEAR, divide, same_picture


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


def features_of(*angles: float) -> np.ndarray:
    """Return one feature of length 3 for each angle in degrees."""
    turned = np.deg2rad(angles)
    return np.stack([np.cos(turned), np.sin(turned), np.zeros(len(angles))], axis=1) * 7.0


def test_every_photo_is_held_back_once_and_kept_by_all_other_folds() -> None:
    folds = divide(distinct(50, 30, 20), count=5, seed=1, features=None)
    assert folds.count == 5
    assert sorted(np.concatenate([folds.held_out(fold) for fold in range(5)]).tolist()) == list(range(100))
    for fold in range(5):
        held, kept = folds.held_out(fold), folds.kept(fold)
        assert np.array_equal(np.sort(np.concatenate([held, kept])), np.arange(100))
        assert (np.diff(held) > 0).all()
        assert (np.diff(kept) > 0).all()


def test_each_class_is_spread_evenly() -> None:
    photos = distinct(200, 100, 400)
    folds = divide(photos, count=5, seed=3, features=None)
    for fold in range(5):
        counts = np.bincount(photos.targets[folds.held_out(fold)], minlength=3)
        assert np.allclose(counts / [200, 100, 400], 0.2, atol=0.01)


def test_the_same_seed_divides_alike_and_another_differently() -> None:
    photos = distinct(40, 40)
    one, same, other = (divide(photos, count=4, seed=seed, features=None) for seed in (1, 1, 2))
    assert np.array_equal(one.of, same.of)
    assert not np.array_equal(one.of, other.of)


@pytest.mark.parametrize(("smallest", "folds"), [(2, 2), (3, 3), (4, 4), (5, 5), (6, 5)])
def test_a_small_class_makes_the_folds_fewer(smallest: int, folds: int) -> None:
    assert divide(distinct(20, smallest), count=5, seed=1, features=None).count == folds


LOOKS = st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=30), min_size=2, max_size=4)
SEEDS = st.integers(0, 2**32 - 1)


@given(LOOKS, st.integers(2, 6), SEEDS)
@example([[1, 2, 2, 2], [1, 1, 1, 2]], 2, 0)
@settings(max_examples=60, deadline=None)
def test_copies_are_in_one_fold_even_across_classes_and_no_fold_is_empty(
    classes: list[list[int]], count: int, seed: int
) -> None:
    photos = made(*classes)
    if min(len(set(looks)) for looks in classes) < 2:
        with pytest.raises(TrainingError):
            divide(photos, count=count, seed=seed, features=None)
        return
    folds = divide(photos, count=count, seed=seed, features=None)
    for group in set(photos.groups):
        assert len(set(folds.of[np.array(photos.groups) == group])) == 1
    assert all(len(folds.held_out(fold)) for fold in range(folds.count))


@given(LOOKS, st.integers(2, 6), SEEDS)
@settings(max_examples=60, deadline=None)
def test_every_fold_trains_on_every_class_where_no_picture_is_in_two(
    classes: list[list[int]], count: int, seed: int
) -> None:
    apart = [[*(look + 100 * target for look in looks), -target - 1] for target, looks in enumerate(classes)]
    photos = made(*apart)
    folds = divide(photos, count=count, seed=seed, features=None)
    for fold in range(folds.count):
        assert set(photos.targets[folds.kept(fold)]) == set(range(len(classes)))


def test_a_class_of_one_picture_is_named() -> None:
    with pytest.raises(TrainingError, match=r"class “kind1” show one picture; .* at least 2 different"):
        divide(made([1, 2, 3, 4], [9, 9, 9]), count=5, seed=1, features=None)
    with pytest.raises(TrainingError, match="“kind0”"):
        divide(made([1], [8, 9]), count=5, seed=1, features=None)


def test_near_features_link_photos_and_far_ones_do_not() -> None:
    near, far = np.rad2deg(np.arccos(NEAR + 0.001)), np.rad2deg(np.arccos(NEAR - 0.001))
    groups = same_picture(distinct(3, 2), features_of(0.0, near, near + far, 180.0, 180.0 + near))
    assert groups[0] == groups[1]
    assert groups[1] != groups[2]
    assert groups[3] == groups[4]
    assert len(set(groups.tolist())) == 3


def test_links_reach_from_photo_to_photo_by_hash_and_by_features() -> None:
    """A is near B, B is a copy of C: all three are one picture."""
    groups = same_picture(made([1, 2], [2, 3]), features_of(0.0, 5.0, 120.0, 240.0))
    assert groups[0] == groups[1] == groups[2]
    assert groups[3] != groups[0]


def test_near_duplicates_are_in_one_fold() -> None:
    angles = np.repeat(np.arange(0.0, 360.0, 36.0), 2) + np.tile([0.0, 3.0], 10)
    photos = distinct(10, 10)
    folds = divide(photos, count=5, seed=1, features=features_of(*angles))
    assert np.array_equal(folds.of[::2], folds.of[1::2])
    assert len(set(folds.groups.tolist())) == 10


def test_pairs_are_found_across_the_blocks_that_are_compared_at_once() -> None:
    features = np.eye(1030)
    features[1029] = features[0]
    groups = same_picture(distinct(515, 515), features)
    assert groups[0] == groups[1029]
    assert len(set(groups.tolist())) == 1029


def test_features_of_nothing_divide_by_no_zero() -> None:
    assert len(set(same_picture(distinct(2, 2), np.zeros((4, 3))).tolist())) == 4


@pytest.mark.parametrize("photos", [2, 3, 4])
def test_200_tiny_classes_are_divided(photos: int) -> None:
    folds = divide(distinct(*[photos] * 200), count=5, seed=1, features=None)
    assert folds.count == photos
    assert all(len(folds.held_out(fold)) == 200 for fold in range(photos))
