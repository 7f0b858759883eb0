from __future__ import annotations

import errno
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.core.errors import SortBusy, SortError
from flowersort.core.plan import LeftPhoto, Operation, Outcome
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Ending, SortState
from flowersort.services.sorting.disk import Disk
from flowersort.workflows.apply_sort import apply_sort
from flowersort.workflows.undo_sort import known_sorts
from tests.fakes.small_sorts import Place, last
from tests.fakes.trees import needs_posix


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "place")
    place.write("a.jpg", b"rose")
    place.write("a.jpg.xmp", b"<x/>")
    place.write("deep/b.jpg", b"tulip", at=1_400_000_000_000_000_001)
    return place


PLAN = {"a.jpg": "roses/a.jpg", "+a.jpg.xmp": "roses/a.jpg.xmp", "deep/b.jpg": "tulips/b.jpg"}


def test_a_copy_is_the_same_photo_with_its_time_and_companions(place: Place) -> None:
    before = place.tree()
    ended = place.sort(place.plan(PLAN))
    assert ended.ending is Ending.FINISHED
    assert (ended.summary.outcomes, ended.summary.companions) == (Counter({Outcome.COPIED: 2}), 1)
    after = place.tree()
    assert {name: after[name] for name in before} == before
    assert after["sorted/roses/a.jpg"] == before["photos/a.jpg"]
    assert after["sorted/roses/a.jpg.xmp"] == before["photos/a.jpg.xmp"]
    assert after["sorted/tulips/b.jpg"] == before["photos/deep/b.jpg"]


def test_a_moved_photo_stands_in_its_new_place_only(place: Place) -> None:
    before = place.tree()
    place.sort(place.plan(PLAN, Operation.MOVE))
    after = place.tree()
    assert after["sorted/tulips/b.jpg"] == before["photos/deep/b.jpg"]
    assert not (place.photos / "deep/b.jpg").exists()


def test_a_linked_photo_is_one_file_with_two_names(place: Place) -> None:
    place.sort(place.plan(PLAN, Operation.LINK))
    assert (place.photos / "a.jpg").samefile(place.into / "roses/a.jpg")


def test_the_permissions_and_attributes_of_a_photo_are_copied(place: Place) -> None:
    (place.photos / "a.jpg").chmod(0o440)
    place.sort(place.plan(PLAN))
    assert (place.into / "roses/a.jpg").stat().st_mode & 0o777 == 0o440


@pytest.mark.parametrize("operation", Operation)
def test_what_changed_since_the_plan_stays_and_is_said(place: Place, operation: Operation) -> None:
    plan = place.plan(PLAN, operation)
    place.write("a.jpg", b"edited", at=1)
    ended = place.sort(plan)
    assert ended.summary.outcomes[Outcome.FAILED] == 1
    assert [problem.path for problem in ended.summary.problems] == [
        str(place.photos / "a.jpg"),
        str(place.photos / "a.jpg.xmp"),
    ]
    assert "changed" in ended.summary.problems[0].reason
    assert (place.photos / "a.jpg").read_bytes() == b"edited"
    assert not (place.into / "roses/a.jpg.xmp").exists()


@pytest.mark.parametrize("operation", Operation)
def test_a_name_that_was_taken_meanwhile_is_never_replaced(place: Place, operation: Operation) -> None:
    plan = place.plan(PLAN, operation)
    (place.into / "roses").mkdir(parents=True)
    (place.into / "roses/a.jpg").write_bytes(b"somebody's")
    ended = place.sort(plan)
    assert ended.summary.outcomes[Outcome.FAILED] == 1
    assert (place.into / "roses/a.jpg").read_bytes() == b"somebody's"
    assert (place.photos / "a.jpg").read_bytes() == b"rose"


def test_the_same_size_and_time_do_not_hide_another_content_from_a_copy(place: Place) -> None:
    plan = place.plan(PLAN)
    place.write("a.jpg", b"rope")
    assert place.sort(plan).summary.outcomes[Outcome.FAILED] == 1
    assert not (place.into / "roses/a.jpg").exists()


class _BadMemory(Disk):
    """Writes something else than it was given, of which only reading again tells."""

    def write(self, handle: int, data: bytes | memoryview) -> int:
        return super().write(handle, bytes(data).replace(b"rose", b"r0se"))


def test_a_copy_that_reads_back_otherwise_is_taken_away(place: Place) -> None:
    ended = place.sort(place.plan({"a.jpg": "x/a.jpg", "deep/b.jpg": "x/b.jpg"}), disk=_BadMemory())
    assert [problem.reason for problem in ended.summary.problems] == [
        "The copy was not the same as the photo when it was read again."
    ]
    assert [path.name for path in (place.into / "x").iterdir()] == ["b.jpg"]


class _OtherVolume(Disk):
    """A target on another volume, with somebody who edits a photo while the copies are put in place."""

    def __init__(self, edited: Path) -> None:
        self._edited = edited

    def rename_no_replace(self, source: str, target: str) -> None:
        if source == str(self._edited):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        super().rename_no_replace(source, target)
        self._edited.write_bytes(b"edited meanwhile")


def test_a_photo_that_is_edited_while_it_moves_to_another_volume_stays(place: Place) -> None:
    photo = place.photos / "a.jpg"
    ended = place.sort(place.plan({"a.jpg": "x/a.jpg"}, Operation.MOVE), disk=_OtherVolume(photo))
    assert ended.summary.outcomes == {Outcome.FAILED: 1}
    assert photo.read_bytes() == b"edited meanwhile"
    assert not (place.into / "x/a.jpg").exists()


def test_what_the_plan_leaves_is_part_of_the_arithmetic(place: Place) -> None:
    left = (
        LeftPhoto("/x.jpg", "roses", Outcome.SKIPPED, "You left it out."),
        LeftPhoto("/y.jpg", "roses", Outcome.FAILED, "It is gone."),
    )
    summary = place.sort(replace(place.plan(PLAN), left=left)).summary
    assert summary.found == 4 == summary.outcomes.total()
    assert [problem.path for problem in summary.problems] == ["/y.jpg"]


def test_a_plan_without_a_place_to_fill_makes_nothing(place: Place) -> None:
    before = place.tree()
    ended = place.sort(place.plan({}))
    assert (ended.ending, ended.summary.id) == (Ending.FINISHED, "")
    assert place.tree() == before


def test_cancelling_stops_between_files_and_the_rest_is_not_done(place: Place) -> None:
    cancel = CancelToken()
    cancel.cancel()
    ended = last(apply_sort(place.plan(PLAN), records=place.records, cancel=cancel))
    assert (ended.ending, ended.summary.not_done) == (Ending.CANCELLED, 2)
    assert known_sorts(place.records)[0].state is SortState.FINISHED


def test_two_sorts_at_once_into_one_folder_are_kept_apart(place: Place) -> None:
    first = apply_sort(place.plan(PLAN), records=place.records, cancel=CancelToken())
    next(first)
    with pytest.raises(SortBusy, match="Another flowersort"):
        place.sort(place.plan({"deep/b.jpg": "tulips/b.jpg"}))
    assert known_sorts(place.records)[0].state in {SortState.RUNNING, SortState.FINISHED}
    assert last(first).ending is Ending.FINISHED


def test_a_stale_lock_does_not_block(place: Place) -> None:
    (place.into / ".flowersort").mkdir(parents=True)
    (place.into / ".flowersort/lock").write_bytes(b"")
    assert place.sort(place.plan(PLAN)).ending is Ending.FINISHED


@pytest.mark.parametrize("way", ["sorted", "sorted/deeper"])
def test_a_file_where_the_folder_should_be_is_said(place: Place, way: str) -> None:
    (place.root / "sorted").write_bytes(b"a file")
    before = place.tree()
    with pytest.raises(SortError, match=r"a file, not a folder|no longer a folder"):
        place.sort(replace(place.plan(PLAN), into=str(place.root / way)))
    assert place.tree() == before


def test_too_little_space_is_said_before_anything_changes(place: Place) -> None:
    before = place.tree()
    with pytest.raises(SortError, match="not enough space"):
        place.sort(replace(place.plan(PLAN), bytes_needed=1 << 62))
    assert place.tree() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_and_nothing_changes(place: Place) -> None:
    place.into.mkdir()
    place.into.chmod(0o500)
    with pytest.raises(SortError, match="permissions"):
        place.sort(place.plan(PLAN))


@needs_posix
@pytest.mark.parametrize("operation", [Operation.COPY, Operation.MOVE])
def test_a_folder_that_goes_away_meanwhile_is_not_told_as_the_photo_s_loss(place: Place, operation: Operation) -> None:
    before = place.tree()
    events = apply_sort(place.plan(PLAN, operation), records=place.records, cancel=CancelToken())
    place.into.rename(place.root / "records/away")
    ended = last(events)
    reasons = {problem.reason for problem in ended.summary.problems}
    assert "The folder that it was to go into is no longer there, so it stays where it is." in reasons
    assert ended.summary.outcomes == {Outcome.FAILED: 2}
    assert place.tree() == before


def test_records_that_cannot_be_kept_are_no_fault(place: Place) -> None:
    (place.root / "records").write_bytes(b"a file where the folder should be")
    assert place.sort(place.plan(PLAN)).ending is Ending.FINISHED
    assert [record.placed for record in known_sorts(place.records, into=str(place.into))] == [2]
