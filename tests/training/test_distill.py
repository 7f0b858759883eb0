from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from flowersort.core.errors import TrainingError
from flowersort.training.distill import likely_wrong, soft_targets, teachers_words, with_outliers
from flowersort.training.folds import Folds
from flowersort.training.network import lower_shape
from flowersort.training.views import Views
from tests.training.conftest import assert_whole_or_absent
from tests.training.made import made_folds, made_photos, made_pictures

PHOTOS = made_photos(60)
FOLDS: Folds = made_folds(PHOTOS, count=3)
GIVEN = PHOTOS.targets


def logits(*, views: int = 2, wrong: tuple[int, ...] = ()) -> np.ndarray:
    """Return logits that name the given class, and for some photos firmly the other one."""
    named = GIVEN.copy()
    named[list(wrong)] = 1 - named[list(wrong)]
    sure = np.random.default_rng(1).uniform(1, 5, (views, len(named), 1))
    sure[:, list(wrong)] = 9.0
    # One unsure mistake more, so that the best temperature is no extreme.
    named[-1] = 1 - named[-1]
    sure[:, -1] = 0.5
    return (np.eye(2)[named][np.newaxis] * sure).astype(np.float32)


def test_a_target_is_half_the_given_label_and_half_the_teachers_word() -> None:
    targets = soft_targets(logits(), GIVEN)
    assert targets.shape == (2, 60, 2)
    assert targets.dtype == np.float32
    assert np.allclose(targets.sum(axis=2), 1.0, atol=1e-6)
    at_given = targets[:, np.arange(60), GIVEN]
    assert at_given.min() >= 0.5
    # The surer the teacher, the sharper the target, view by view.
    margins = np.take_along_axis(logits(), GIVEN[None, :, None], 2)[..., 0]
    order = np.argsort(margins[0])
    assert (np.diff(at_given[0][order]) >= -1e-6).all()


def test_a_label_that_the_teachers_hold_for_very_unlikely_is_left_out() -> None:
    wrong = likely_wrong(logits(wrong=(4, 7)), GIVEN)
    assert np.flatnonzero(wrong).tolist() == [4, 7]
    at_given = soft_targets(logits(wrong=(4, 7)), GIVEN)[:, np.arange(60), GIVEN]
    assert at_given[:, [4, 7]].max() < 0.05
    assert np.delete(at_given, [4, 7], axis=1).min() >= 0.5


def test_outliers_get_a_column_for_each_sort() -> None:
    pictures = made_pictures(PHOTOS, things=3, painted=4, kinds=("poppy",))
    words = soft_targets(logits(), GIVEN)
    targets = with_outliers(words, pictures)
    assert targets.shape == (2, 60 + 3 + 30 + 4, 4)
    assert np.array_equal(targets[:, :60, :2], words)
    assert np.allclose(targets.sum(axis=2), 1.0, atol=1e-6)
    assert (targets[:, pictures.no_flower, 2] == 1.0).all()
    assert (targets[:, pictures.other_flower, 3] == 1.0).all()


@pytest.mark.parametrize(("things", "kinds", "width"), [(0, (), 2), (3, (), 3), (0, ("poppy",), 3)])
def test_a_sort_without_outliers_has_no_column(things: int, kinds: tuple[str, ...], width: int) -> None:
    pictures = made_pictures(PHOTOS, things=things, kinds=kinds)
    targets = with_outliers(soft_targets(logits(), GIVEN), pictures)
    assert targets.shape[2] == width
    assert (targets[:, pictures.outliers, 2:] == 1.0).all()


def constant_teacher(fold: int) -> keras.Model:
    """Return a teacher that says its fold's number of everything."""
    maps = keras.Input((None, None, 32))
    pooled = keras.layers.GlobalAveragePooling2D()(maps)
    say = keras.layers.Dense(2, kernel_initializer="zeros", bias_initializer=keras.initializers.Constant(fold))
    return keras.Model(maps, {"logits": say(pooled)})


def some_views(folder: Path) -> Views:
    views = Views(folder, sides=(32, 64), pictures=60)
    for view, side in enumerate(views.sides):
        views.write(view, iter([np.ones((60, *lower_shape(side)), np.float32)]))
    return views


def test_each_photo_is_judged_by_the_teacher_that_held_it_back(tmp_path: Path) -> None:
    words = teachers_words(
        some_views(tmp_path / "views"), FOLDS, constant_teacher, classes=2, file=tmp_path / "teachers.npy"
    )
    assert words.shape == (2, 60, 2)
    assert np.array_equal(words, np.broadcast_to(FOLDS.of[None, :, None], (2, 60, 2)))


def test_words_on_the_disk_are_taken_from_there_without_a_teacher(tmp_path: Path) -> None:
    views, file = some_views(tmp_path / "views"), tmp_path / "teachers.npy"
    words = teachers_words(views, FOLDS, constant_teacher, classes=2, file=file)
    again = teachers_words(views, FOLDS, lambda _: pytest.fail("trained again"), classes=2, file=file)
    assert np.array_equal(words, again)


def test_damaged_words_and_those_of_another_training_are_a_sentence(tmp_path: Path) -> None:
    views, file = some_views(tmp_path / "views"), tmp_path / "teachers.npy"
    file.write_bytes(b"half")
    with pytest.raises(TrainingError, match=r"teachers\.npy is damaged"):
        teachers_words(views, FOLDS, constant_teacher, classes=2, file=file)
    np.save(file, np.zeros((2, 60, 5)))
    with pytest.raises(TrainingError, match=r"teachers\.npy is of another training"):
        teachers_words(views, FOLDS, constant_teacher, classes=2, file=file)


def test_a_full_disk_leaves_words_whole_or_absent(tmp_path: Path) -> None:
    views, out = some_views(tmp_path / "views"), tmp_path / "out"
    out.mkdir()

    def write() -> None:
        (out / "teachers.npy").unlink(missing_ok=True)
        teachers_words(views, FOLDS, constant_teacher, classes=2, file=out / "teachers.npy")

    assert_whole_or_absent(out, write)
