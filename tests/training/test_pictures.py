from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import TrainingError
from flowersort.core.training_request import TrainingRequest
from flowersort.training.data import TrainingSet, load_rgb, read_training_set
from flowersort.training.pictures import THINGS, Pictures, gather, outlier_paths
from tests.fakes.training_sets import CLASSES, write_flowers, write_other_flowers, write_textures
from tests.training.conftest import FEW_KINDS


@pytest.fixture
def photos(tmp_path: Path) -> TrainingSet:
    return read_training_set(write_flowers(tmp_path / "flowers", photos=2))


def request(folder: Path, *, none: bool = True, other: bool = True, seed: int = 20) -> TrainingRequest:
    return TrainingRequest(
        str(folder / "flowers"),
        str(folder / "out"),
        not_flowers=str(write_textures(folder / "none", photos=4)) if none else None,
        other_flowers=str(write_other_flowers(folder / "other", photos=3)) if other else None,
        seed=seed,
    )


def gathered(folder: Path, photos: TrainingSet, **options: bool) -> Pictures:
    return gather(photos, request(folder, **options), pytest.fail)


def test_known_photos_come_first_then_things_other_flowers_and_painted_pictures(
    tmp_path: Path, photos: TrainingSet
) -> None:
    pictures = gathered(tmp_path, photos)
    painted = np.repeat(FEW_KINDS, 5).tolist()
    flowers = np.repeat(["gentian", "poppy"], 3).tolist()
    assert pictures.kinds.tolist() == [*np.repeat(CLASSES, 2).tolist(), *[THINGS] * 4, *flowers, *painted]
    assert pictures.sorts.tolist()[-15:] == ["document"] * 10 + ["plain"] * 5
    assert pictures.known.tolist() == [0, 1, 2, 3, 4, 5]
    assert pictures.no_flower.tolist() == [6, 7, 8, 9, *range(16, 31)]
    assert pictures.other_flower.tolist() == [10, 11, 12, 13, 14, 15]
    assert pictures.outliers.tolist() == list(range(6, 31))
    assert len(pictures.load) == 31


def test_each_loads_as_its_number_says_and_is_rgb(tmp_path: Path, photos: TrainingSet) -> None:
    pictures = gathered(tmp_path, photos)
    assert {load().mode for load in pictures.load} == {"RGB"}
    assert pictures.load[5]() == load_rgb(photos.photos[5].path)
    assert pictures.load[6]() == load_rgb(tmp_path / "none" / "0.jpg")
    assert pictures.load[10]() == load_rgb(tmp_path / "other" / "gentian" / "0.jpg")


def test_painted_pictures_are_the_same_for_the_same_seed_and_all_different(tmp_path: Path, photos: TrainingSet) -> None:
    one, same = gathered(tmp_path, photos), gathered(tmp_path, photos)
    pages = [one.load[number]().tobytes() for number in range(16, 21)]
    assert pages == [same.load[number]().tobytes() for number in range(16, 21)]
    assert len(set(pages)) == 5


def test_without_outliers_there_are_known_photos_alone(tmp_path: Path, photos: TrainingSet) -> None:
    pictures = gathered(tmp_path, photos, none=False, other=False)
    assert len(pictures.load) == len(pictures.kinds) == 6
    assert len(pictures.outliers) == 0
    assert pictures.folds(3, seed=1).tolist() == [-1] * 6


def test_painted_pictures_come_with_photographed_things_only(tmp_path: Path, photos: TrainingSet) -> None:
    pictures = gathered(tmp_path, photos, none=False)
    assert set(pictures.kinds.tolist()) == {*CLASSES, "gentian", "poppy"}
    assert len(pictures.no_flower) == 0


def test_outliers_that_cant_be_read_are_left_out_and_said(tmp_path: Path, photos: TrainingSet) -> None:
    asked = request(tmp_path)
    (tmp_path / "none" / "2.jpg").write_bytes(b"")
    said: list[str] = []
    pictures = gather(photos, asked, said.append)
    assert (pictures.kinds == THINGS).sum() == 3
    assert [line.partition(": ")[0] for line in said] == [f"left out {tmp_path / 'none' / '2.jpg'}"]


def test_a_folder_of_outliers_without_photos_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"There are no photos in .*empty"):
        outlier_paths(str(tmp_path / "empty"))
    assert outlier_paths(None) == []


def test_a_folder_of_outliers_of_which_none_can_be_read_is_a_sentence(tmp_path: Path, photos: TrainingSet) -> None:
    asked = request(tmp_path)
    for path in (tmp_path / "none").iterdir():
        path.write_bytes(b"words")
    with pytest.raises(TrainingError, match=r"None of the photos in .*none can be read"):
        gather(photos, asked, lambda _: None)


def test_whole_kinds_are_held_back_and_things_one_by_one(tmp_path: Path, photos: TrainingSet) -> None:
    pictures = gathered(tmp_path, photos)
    of = pictures.folds(2, seed=3)
    assert (of[pictures.known] == -1).all()
    assert sorted(of[pictures.kinds == THINGS].tolist()) == [0, 0, 1, 1]
    for kind in ("gentian", "poppy", *FEW_KINDS):
        assert len(set(of[pictures.kinds == kind].tolist())) == 1
    assert set(of[pictures.other_flower].tolist()) == set(of[pictures.no_flower].tolist()) == {0, 1}


def test_the_same_seed_holds_the_same_things_back(tmp_path: Path, photos: TrainingSet) -> None:
    pictures = gathered(tmp_path, photos)
    assert np.array_equal(pictures.folds(2, seed=3), pictures.folds(2, seed=3))
    different = [not np.array_equal(pictures.folds(2, seed=3), pictures.folds(2, seed=seed)) for seed in range(9)]
    assert any(different)
