"""Runs of `classify`: what happens in which order, and how each run ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.errors import FolderError, UsageError
from flowersort.core.events import (
    FolderFailed,
    PhotoFailed,
    PhotoLabelled,
    PhotosFound,
    ProgressMade,
    RunCancelled,
    RunFailed,
    RunFinished,
)
from flowersort.core.photo import PhotoFile
from flowersort.core.progress import CancelToken
from flowersort.core.state import State
from flowersort.workflows import classify as module
from flowersort.workflows.classify import ClassifyOptions, classify
from tests.fakes.clock import SteppingClock
from tests.fakes.gardens import GARDEN, many
from tests.fakes.runs import Reader, by_name, check_ending, decoded, pack, photos, run, threads_left, tools


def test_every_photo_of_a_folder_is_found_then_labelled(garden: Path) -> None:
    events = run(garden)
    found = [file.path for event in events if isinstance(event, PhotosFound) for file in event.files]
    assert found == [str(garden / name) for name in GARDEN]
    assert {photo.file.path for photo in photos(events)} == set(found)
    assert all(photo.prediction is not None and photo.content for photo in photos(events))
    for place, event in enumerate(events):
        if isinstance(event, PhotoLabelled):
            before = [file for other in events[:place] if isinstance(other, PhotosFound) for file in other.files]
            assert event.photo.file in before
    assert isinstance(events[-1], RunFinished)
    assert (events[-1].summary.found, events[-1].summary.decoded) == (6, 6)


def test_subfolders_are_left_out_on_request(garden: Path) -> None:
    assert sorted(by_name(run(garden, recursive=False))) == ["1.jpg", "10.jpg", "2.jpg"]


def test_files_and_folders_mix_and_a_photo_reached_twice_counts_once(garden: Path) -> None:
    events = run(garden / "bed", garden / "1.jpg", garden / "bed" / "a.jpg")
    assert sorted(by_name(events)) == ["1.jpg", "a.jpg", "b.jpg", "c.jpg"]


def test_an_empty_folder_is_a_finished_run(tmp_path: Path) -> None:
    (event,) = [event for event in run(tmp_path) if not isinstance(event, ProgressMade)]
    assert isinstance(event, RunFinished)
    assert event.summary.found == 0


def test_the_threshold_moves_photos_between_sure_and_unsure(garden: Path) -> None:
    states = {limit: run(garden, threshold=limit)[-1].summary.states for limit in (0.0, 1.0)}
    assert states[0.0][State.UNSURE] == 0
    assert states[1.0][State.SURE] == 0
    assert states[0.0][State.SURE] == states[1.0][State.UNSURE]


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_a_threshold_that_is_no_share_is_refused_before_anything_happens(garden: Path, threshold: float) -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        run(garden, threshold=threshold)


def test_a_missing_path_is_refused_before_anything_happens(garden: Path) -> None:
    reader = Reader()
    with pytest.raises(FolderError, match="no file or folder"):
        run(garden, garden / "gone", with_tools=tools(read=reader))
    assert reader.names == []


def test_no_path_is_refused() -> None:
    with pytest.raises(UsageError, match="at least one"):
        run()


def test_thumbnails_come_on_request_alone(garden: Path) -> None:
    for wanted in (True, False):
        labelled = [event for event in run(garden, thumbnails=wanted) if isinstance(event, PhotoLabelled)]
        assert [event.thumbnail is not None for event in labelled] == [wanted] * 6


def test_progress_grows_and_ends_with_everything_done(garden: Path) -> None:
    events = run(garden, with_tools=tools(clock=SteppingClock()))
    steps = [event.progress for event in events if isinstance(event, ProgressMade)]
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert all(step.done <= step.total for step in steps)
    assert all(step.rate == pytest.approx(step.done / step.seconds) for step in steps)
    assert (steps[-1].done, steps[-1].total, steps[-1].scanning, steps[-1].seconds_left) == (6, 6, False, 0.0)


def test_progress_is_not_told_at_every_photo(tmp_path: Path) -> None:
    events = run(many(tmp_path / "many", 30), with_tools=tools(clock=lambda: 5.0))
    assert sum(isinstance(event, ProgressMade) for event in events) == 2


def test_a_run_that_is_never_followed_starts_nothing(garden: Path) -> None:
    events = classify([str(garden)], tools=tools(), options=ClassifyOptions(), cancel=CancelToken())
    assert threads_left() == []
    events.close()
    assert threads_left() == []


# Endings


def test_cancelled_beforehand_nothing_is_read(garden: Path) -> None:
    cancel, reader = CancelToken(), Reader()
    cancel.cancel()
    events = run(garden, with_tools=tools(read=reader), cancel=cancel)
    assert isinstance(events[-1], RunCancelled)
    assert reader.names == []


def test_cancelled_on_the_way_what_is_in_hand_is_finished_and_the_rest_counted(tmp_path: Path) -> None:
    cancel = CancelToken()
    reader = Reader(before=lambda path: cancel.cancel() if path.endswith("005.jpg") else None)
    events = run(many(tmp_path / "many", 60), with_tools=tools(read=reader), cancel=cancel)
    summary = events[-1].summary
    assert isinstance(events[-1], RunCancelled)
    assert len(photos(events)) == len(reader.names) < 60
    assert summary.not_done == summary.found - len(reader.names)


def test_cancelled_after_the_last_photo_the_run_is_finished(garden: Path) -> None:
    cancel = CancelToken()
    events = classify([str(garden)], tools=tools(), options=ClassifyOptions(), cancel=cancel)
    seen = []
    for event in events:
        seen.append(event)
        if len(photos(seen)) == 6:
            cancel.cancel()
    assert isinstance(seen[-1], RunFinished)


def test_cancelled_within_the_walk_the_run_is_cancelled_though_all_found_are_done(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = CancelToken()

    def walk(*_: object, **__: object) -> Iterator[PhotoFile]:
        yield PhotoFile(str(garden / "1.jpg"), size=1, modified_ns=1)
        # As `scan` does: it looks at the token between any two entries, and ends.
        while not cancel.cancelled:
            pass

    monkeypatch.setattr(module, "scan", walk)
    seen = []
    for event in classify([str(garden)], tools=tools(), options=ClassifyOptions(), cancel=cancel):
        seen.append(event)
        if isinstance(event, PhotoLabelled):
            cancel.cancel()
    check_ending(seen)
    assert isinstance(seen[-1], RunCancelled)
    assert (seen[-1].summary.found, seen[-1].summary.not_done) == (1, 0)


def test_a_network_that_cannot_be_loaded_fails_the_run_with_the_packs_sentence(garden: Path) -> None:
    events = run(garden, with_tools=tools(pack=replace(pack(), model=b"no network"), jobs=3))
    assert isinstance(events[-1], RunFailed)
    assert "model.tflite could not be loaded" in events[-1].reason
    assert photos(events) == []


def test_a_fault_of_the_walk_fails_the_run_and_keeps_what_is_done(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk(*_: object, **__: object) -> Iterator[PhotoFile]:
        yield PhotoFile(str(garden / "1.jpg"), size=1, modified_ns=1)
        raise ZeroDivisionError("walked off the edge")

    monkeypatch.setattr(module, "scan", walk)
    events = run(garden)
    assert isinstance(events[-1], RunFailed)
    assert "ZeroDivisionError: walked off the edge" in events[-1].reason
    assert events[-1].summary.found == 1


@settings(max_examples=12, deadline=None)
@given(leave_after=st.integers(1, 14))
@pytest.mark.timeout(60)
def test_a_caller_that_leaves_early_leaves_no_thread(
    leave_after: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = many(tmp_path_factory.mktemp("many"), 12)
    events = classify([str(folder)], tools=tools(), options=ClassifyOptions(), cancel=CancelToken())
    for _ in zip(range(leave_after), events, strict=False):
        pass
    events.close()
    assert threads_left() == []


# Faults of photos and folders


def test_a_photo_that_cannot_be_read_is_a_row_and_no_reason_to_end(garden: Path) -> None:
    (garden / "2.jpg").write_bytes(b"")
    events = run(garden)
    (failed,) = [event.photo for event in events if isinstance(event, PhotoFailed)]
    assert (failed.file.path, failed.state) == (str(garden / "2.jpg"), State.UNREADABLE)
    assert "empty" in (failed.error or "")
    assert isinstance(events[-1], RunFinished)
    assert events[-1].summary.states[State.UNREADABLE] == 1


def test_a_photo_that_vanishes_after_the_walk_is_a_row(garden: Path) -> None:
    reader = Reader(before=lambda path: Path(path).unlink() if path.endswith("2.jpg") else None)
    events = run(garden, with_tools=tools(read=reader))
    assert "no longer there" in (by_name(events)["2.jpg"].error or "")
    assert isinstance(events[-1], RunFinished)
    assert events[-1].summary.folders_failed == ()


def test_a_named_photo_that_vanishes_is_a_row_and_no_folder(garden: Path) -> None:
    events = run(garden / "1.jpg", with_tools=tools(read=Reader(before=os.unlink)))
    assert "no longer there" in (by_name(events)["1.jpg"].error or "")
    assert events[-1].summary.folders_failed == ()


def test_a_folder_that_goes_away_is_said_and_each_photo_has_its_row(tmp_path: Path) -> None:
    folder = many(tmp_path / "many", 6)
    events = run(folder, with_tools=tools(read=Reader(before=lambda _: shutil.rmtree(folder, ignore_errors=True))))
    (failed,) = [event for event in events if isinstance(event, FolderFailed)]
    assert failed.path == str(folder)
    assert "went away" in failed.reason
    assert events[-1].summary.folders_failed == (failed,)
    assert events[-1].summary.states[State.UNREADABLE] == len(photos(events)) == 6


def test_a_drive_that_goes_away_and_leaves_its_mount_point_is_said(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices = iter((7, 1))
    monkeypatch.setattr(module, "_device", lambda _: next(devices))
    assert [event.path for event in run(garden) if isinstance(event, FolderFailed)] == [str(garden)]


def test_the_working_folder_may_go_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = many(tmp_path / "many", 6)
    monkeypatch.chdir(folder)
    events = run(".", with_tools=tools(read=Reader(before=lambda _: shutil.rmtree(folder, ignore_errors=True))))
    assert isinstance(events[-1], RunFinished)
    assert [failed.path for failed in events[-1].summary.folders_failed] == [str(folder)]


def test_a_subfolder_that_cannot_be_listed_is_said_and_the_others_are_done(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("far"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    events = run(garden)
    assert sorted(by_name(events)) == ["1.jpg", "10.jpg", "2.jpg", "a.jpg", "b.jpg"]
    assert [failed.path for failed in events[-1].summary.folders_failed] == [str(garden / "bed" / "far")]
    assert decoded(events)
