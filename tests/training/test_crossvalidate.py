from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import TrainingError
from flowersort.training.crossvalidate import Lesson, hard_targets, train_judge, tuned_upper, verdicts
from flowersort.training.folds import Folds
from flowersort.training.groundwork import Ground
from flowersort.training.recipes import student_recipe
from tests.training.conftest import SmallTraining
from tests.training.made import made_folds, made_judge, made_photos, made_pictures


def test_targets_are_one_hot_but_for_the_smoothing() -> None:
    targets = hard_targets(made_photos(6, ("a", "b", "c")), np.array([0, 4]), smoothing=0.3)
    assert np.allclose(targets, [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1]])
    assert targets.dtype == np.float32


@pytest.mark.parametrize("count", [1, 2])
def test_verdicts_take_each_photo_from_the_judge_that_held_it_back(count: int) -> None:
    photos = made_photos(40)
    folds, pictures = made_folds(photos), made_pictures(photos, things=3)
    judges = [made_judge(pictures, photos, folds.held_out(fold), seed=fold) for fold in range(count)]
    judged = verdicts(folds, judges)
    assert judged.photos.tolist() == [*folds.held_out(0), *(folds.held_out(1) if count == 2 else [])]
    assert np.array_equal(judged.folds, folds.of[judged.photos])
    for photo, fold, logits, source in zip(judged.photos, judged.folds, judged.logits, judged.source, strict=True):
        assert np.array_equal(logits, judges[fold].answers.logits[photo])
        assert np.array_equal(source, logits)


def lesson_of(ground: Ground, folds: Folds, work: Path) -> Lesson:
    """Return what the first judge was taught, as far as it matters to what is on the disk."""
    known = folds.kept(0)
    return Lesson(known, np.zeros((1, len(known), 5), np.float32), len(known), student_recipe(1), 20, work)


@pytest.fixture
def work(trained: SmallTraining, tmp_path: Path) -> Path:
    return Path(shutil.copytree(trained.out / "student0", tmp_path / "student0"))


def test_a_judge_on_the_disk_is_taken_from_there(ground: Ground, folds: Folds, work: Path) -> None:
    shutil.rmtree(work / "backup")
    (work / "finetuned.weights.h5").unlink()
    judge = train_judge(ground.bench, lesson_of(ground, folds, work), watched=folds.held_out(0), say=pytest.fail)
    assert judge.model == (work / "model.tflite").read_bytes()
    assert judge.answers.logits.shape == (len(ground.bench.pictures.kinds), 3)
    assert judge.answers.embeddings.shape[1] == 1856
    assert judge.source.shape == (18, 3)


@pytest.mark.parametrize("name", ["model.tflite", "source.npy", "answers.npz"])
def test_a_damaged_file_of_a_judge_is_a_sentence(ground: Ground, folds: Folds, work: Path, name: str) -> None:
    (work / name).write_bytes((work / name).read_bytes()[:100])
    with pytest.raises(TrainingError, match=rf"{name} is damaged \(.*\)\. Delete it to make it again\."):
        train_judge(ground.bench, lesson_of(ground, folds, work), watched=folds.held_out(0), say=pytest.fail)


def test_damaged_weights_are_a_sentence(ground: Ground, folds: Folds, work: Path) -> None:
    file = work / "finetuned.weights.h5"
    file.write_bytes(file.read_bytes()[:1_000_000])
    with pytest.raises(TrainingError, match=r"finetuned\.weights\.h5 is damaged \("):
        tuned_upper(ground.bench, lesson_of(ground, folds, work), say=pytest.fail)
