from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.training_request import TrainingRequest
from flowersort.training.data import TrainingSet, read_training_set
from flowersort.training.groundwork import lay_ground, near_features, view_sides
from flowersort.training.pictures import Pictures, gather
from tests.fakes.training_sets import write_flowers


def request(folder: Path, **changes: object) -> TrainingRequest:
    asked = TrainingRequest(str(folder / "flowers"), str(folder / "out"), weights="none", side=32, epochs=2)
    return replace(asked, **changes)


@pytest.fixture
def photos(tmp_path: Path) -> TrainingSet:
    (tmp_path / "out").mkdir()
    return read_training_set(write_flowers(tmp_path / "flowers", photos=2))


@pytest.fixture
def pictures(tmp_path: Path, photos: TrainingSet) -> Pictures:
    return gather(photos, request(tmp_path), pytest.fail)


@pytest.mark.parametrize(
    ("side", "epochs", "sides"),
    [
        (224, 12, [192] * 9 + [224] * 3),
        (224, 1, [224]),
        (224, 4, [192] * 3 + [224]),
        (224, 40, [192] * 9 + [224] * 3),
        (32, 3, [32] * 3),
        (64, 2, [64] * 2),
        (288, 8, [256] * 6 + [288] * 2),
    ],
)
def test_views_are_smaller_first_and_full_in_the_end_and_never_more_than_12(
    tmp_path: Path, side: int, epochs: int, sides: list[int]
) -> None:
    assert list(view_sides(request(tmp_path, side=side, epochs=epochs))) == sides


def test_the_frozen_networks_word_is_kept_and_random_weights_are_drawn_again_the_same(
    tmp_path: Path, photos: TrainingSet, pictures: Pictures
) -> None:
    """Else an interrupted training would go on with views of another network."""
    first = lay_ground(request(tmp_path), photos, pictures)
    assert first.features.shape == (6, 1280)
    assert set(first.lowers) == {32}
    assert first.bench.views.sides == (32, 32)
    assert near_features(request(tmp_path, weights="imagenet"), first) is first.features
    # Random weights take all photos for near-duplicates.
    assert near_features(request(tmp_path), first) is None
    changed = np.zeros((6, 1280), np.float32)
    np.save(tmp_path / "out" / "frozen.npy", changed)
    again = lay_ground(request(tmp_path), photos, pictures)
    assert np.array_equal(again.features, changed)
    for name, (kernel, _) in first.bench.kernels.items():
        assert np.array_equal(kernel, again.bench.kernels[name][0])
