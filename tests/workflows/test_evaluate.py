"""A folder of class subfolders → figures."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import FolderError, UsageError
from flowersort.core.events import RunCancelled, RunFinished
from flowersort.core.progress import CancelToken
from flowersort.workflows.classify import ClassifyOptions
from flowersort.workflows.evaluate import EvaluateFolder, FolderEvaluation
from tests.fakes.gardens import photo_bytes
from tests.fakes.runs import by_name, pack, run, threads_left, tools

CLASSES = pack().facts.classes


def evaluation_of(folder: Path, cancel: CancelToken | None = None) -> EvaluateFolder:
    return EvaluateFolder(str(folder), tools=tools(), options=ClassifyOptions(), cancel=cancel or CancelToken())


def evaluated(folder: Path) -> FolderEvaluation:
    evaluation = evaluation_of(folder)
    assert isinstance(list(evaluation)[-1], RunFinished)
    assert evaluation.result is not None
    return evaluation.result


def put(folder: Path, *places: str) -> Path:
    for number, place in enumerate(places):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(photo_bytes(number))
    return folder


def test_figures_are_those_of_the_models_own_answers(tmp_path: Path) -> None:
    places = [f"{name}/{number}-{name}.jpg" for name in CLASSES for number in range(2)]
    folder = put(tmp_path / "sorted", *places)
    result = evaluated(folder)
    confusion = np.zeros((len(CLASSES), len(CLASSES)), int)
    for photo in by_name(run(folder)).values():
        confusion[CLASSES.index(Path(photo.file.path).parent.name), photo.prediction.top] += 1
    assert np.array_equal(result.evaluation.confusion, confusion)
    assert (result.evaluation.photos, result.evaluation.correct) == (2 * len(CLASSES), np.trace(confusion))
    assert (result.unreadable, result.left_out) == ((), {})


def test_class_folders_may_be_written_in_another_case_and_hold_subfolders(tmp_path: Path) -> None:
    folder = put(tmp_path / "sorted", f"{CLASSES[0].upper()}/a.jpg", f"{CLASSES[1].title()}/deep/er/b.jpg")
    assert evaluated(folder).evaluation.confusion.sum(axis=1).tolist()[:2] == [1, 1]


def test_photos_are_told_in_natural_order_with_what_the_model_says_of_them(tmp_path: Path) -> None:
    folder = put(tmp_path / "sorted", *(f"{CLASSES[1]}/{number}.jpg" for number in (10, 9, 1)), f"{CLASSES[0]}/z.jpg")
    result, answers = evaluated(folder), by_name(run(folder))
    names = [photo.name for photo in result.photos]
    assert names == [f"{CLASSES[0]}/z.jpg", *(f"{CLASSES[1]}/{number}.jpg" for number in (1, 9, 10))]
    assert [photo.given for photo in result.photos] == [0, 1, 1, 1]
    assert result.root == str(folder)
    for photo in result.photos:
        answer = answers[Path(photo.name).name]
        assert np.array_equal(photo.probabilities, answer.prediction.probabilities)
        assert (photo.no_flower, photo.state) == (answer.prediction.no_flower, answer.state)


def test_other_folders_and_photos_in_none_are_left_out_and_counted(tmp_path: Path) -> None:
    folder = put(tmp_path / "sorted", f"{CLASSES[0]}/a.jpg", "weeds/b.jpg", "weeds/c.jpg", "d.jpg")
    (folder / "weeds" / "empty.jpg").write_bytes(b"")
    result = evaluated(folder)
    assert (result.evaluation.photos, dict(result.left_out)) == (1, {"weeds": 3, "": 1})
    assert result.unreadable == ()


def test_unreadable_photos_of_a_class_are_counted_and_left_out(tmp_path: Path) -> None:
    folder = put(tmp_path / "sorted", f"{CLASSES[0]}/a.jpg")
    (folder / CLASSES[0] / "empty.jpg").write_bytes(b"")
    result = evaluated(folder)
    assert result.evaluation.photos == 1
    assert [(photo.name, bool(photo.error)) for photo in result.unreadable] == [(f"{CLASSES[0]}/empty.jpg", True)]


def test_photos_that_are_all_unreadable_have_no_figures_and_are_no_fault(tmp_path: Path) -> None:
    folder = put(tmp_path / "sorted", f"{CLASSES[0]}/a.jpg")
    (folder / CLASSES[0] / "a.jpg").write_bytes(b"")
    result = evaluated(folder)
    assert (result.evaluation.accuracy, len(result.unreadable), result.photos) == (None, 1, ())


def test_an_empty_class_folder_counts_for_nothing(tmp_path: Path) -> None:
    folder = put(tmp_path / "sorted", f"{CLASSES[0]}/a.jpg")
    (folder / CLASSES[1]).mkdir()
    assert evaluated(folder).evaluation.photos == 1


@pytest.mark.parametrize("places", [(), ("a.jpg",), ("weeds/a.jpg",)])
def test_a_folder_without_a_class_of_the_model_is_wrong_usage(tmp_path: Path, places: tuple[str, ...]) -> None:
    (tmp_path / "sorted").mkdir()
    evaluation = evaluation_of(put(tmp_path / "sorted", *places))
    list(evaluation)
    with pytest.raises(UsageError, match=f"named like a class of the model .*{CLASSES[0]}"):
        _ = evaluation.result


def test_an_unreadable_photo_outside_every_class_does_not_make_the_folder_fit(tmp_path: Path) -> None:
    (tmp_path / "weeds").mkdir()
    (tmp_path / "weeds" / "a.jpg").write_bytes(b"")
    evaluation = evaluation_of(tmp_path)
    list(evaluation)
    with pytest.raises(UsageError):
        _ = evaluation.result


def test_a_file_is_wrong_usage(tmp_path: Path) -> None:
    folder = put(tmp_path, "a.jpg")
    with pytest.raises(UsageError, match="is a file"):
        evaluation_of(folder / "a.jpg")


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="no file or folder"):
        evaluation_of(tmp_path / "gone")


def test_a_run_cut_short_has_no_figures(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    evaluation = evaluation_of(put(tmp_path, f"{CLASSES[0]}/a.jpg"), cancel)
    assert isinstance(list(evaluation)[-1], RunCancelled)
    assert evaluation.result is None


def test_leaving_early_leaves_no_thread(tmp_path: Path) -> None:
    evaluation = evaluation_of(put(tmp_path, *(f"{CLASSES[0]}/{number}.jpg" for number in range(6))))
    events = iter(evaluation)
    next(events)
    events.close()
    assert threads_left() == []
    assert evaluation.result is None


def test_real_photos_are_mostly_right(shared_photos: Path, tmp_path: Path) -> None:
    for name in CLASSES:
        (tmp_path / name).mkdir()
        for photo in sorted((shared_photos / name).glob("*.jpg"))[:6]:
            shutil.copy(photo, tmp_path / name)
    assert (evaluated(tmp_path).evaluation.accuracy or 0) >= 0.8
