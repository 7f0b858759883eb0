from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from flowersort.core.errors import SortError
from flowersort.core.plan import Operation
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Ending, Part, Recovery, SortState
from flowersort.services.sorting.disk import Disk
from flowersort.workflows.apply_sort import apply_sort
from flowersort.workflows.recover_sort import cut_off_sorts, recover_sort
from flowersort.workflows.undo_sort import find_sort, known_sorts, undo_sort
from tests.fakes.small_sorts import Place, last

PLAN = {"a.jpg": "roses/a.jpg", "+a.jpg.xmp": "roses/a.jpg.xmp", "deep/b.jpg": "tulips/b.jpg"}


class BrokenJournal(Disk):
    """A disk that takes so many syncs of files and no more: the journal can't be kept from then on."""

    def __init__(self, syncs: int) -> None:
        self._left = syncs

    def sync(self, handle: int) -> None:
        self._left -= not stat.S_ISDIR(os.fstat(handle).st_mode)
        if self._left < 0:
            raise OSError(errno.EIO, "Input/output error")
        super().sync(handle)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "place")
    place.write("a.jpg", b"rose")
    place.write("a.jpg.xmp", b"<x/>")
    place.write("deep/b.jpg", b"tulip", at=1_400_000_000_000_000_001)
    return place


def cut_off(place: Place, operation: Operation) -> None:
    """Break off when the photos are placed and their companions are about to be."""
    ended = place.sort(place.plan(PLAN, operation), disk=BrokenJournal(4))
    assert ended.ending is Ending.FAILED
    assert "flowersort recover" in ended.reason


@pytest.mark.parametrize("operation", Operation)
def test_what_was_cut_off_is_finished_by_the_settings_of_the_journal(place: Place, operation: Operation) -> None:
    cut_off(place, operation)
    (record,) = cut_off_sorts(place.records)
    ended = place.recover(record, Recovery.FINISH)
    assert ended.ending is Ending.FINISHED
    assert (place.into / "roses/a.jpg.xmp").read_bytes() == b"<x/>"
    assert (place.photos / "a.jpg").exists() is (operation is not Operation.MOVE)
    assert known_sorts(place.records)[0].state is SortState.FINISHED


@pytest.mark.parametrize("operation", Operation)
def test_what_was_cut_off_is_taken_back(place: Place, operation: Operation) -> None:
    before = place.tree()
    cut_off(place, operation)
    (record,) = cut_off_sorts(place.records)
    assert place.recover(record, Recovery.ROLL_BACK).ending is Ending.FINISHED
    assert place.tree() == before
    assert cut_off_sorts(place.records) == []


@pytest.mark.parametrize("way", Recovery)
def test_an_undo_that_was_cut_off_is_finished_or_taken_back(place: Place, way: Recovery) -> None:
    before = place.tree()
    place.sort(place.plan(PLAN, Operation.MOVE))
    sorted_tree = {name: seen for name, seen in place.tree().items() if ".flowersort" not in name}
    record = find_sort(place.records, None)
    broken = place.with_disk(BrokenJournal(2))
    assert last(undo_sort(record, part=Part(), records=broken, cancel=CancelToken())).ending is Ending.FAILED
    (record,) = cut_off_sorts(place.records)
    assert place.recover(record, way).ending is Ending.FINISHED
    after = {name: seen for name, seen in place.tree().items() if ".flowersort" not in name}
    assert after == (before if way is Recovery.FINISH else sorted_tree)


@pytest.mark.parametrize("way", Recovery)
def test_a_sort_that_never_began_leaves_nothing_after_recovery(place: Place, way: Recovery) -> None:
    before = place.tree()
    with pytest.raises(SortError, match="Nothing was changed"):
        place.sort(place.plan(PLAN), disk=BrokenJournal(1))
    assert place.tree() == before
    (place.into / ".flowersort").mkdir(parents=True)
    (place.into / ".flowersort/20260101-000000-abcd.journal").write_bytes(b"torn")
    (record,) = cut_off_sorts(place.records, into=str(place.into))
    place.recover(record, way)
    assert not (place.into / ".flowersort").exists()


def test_a_sort_into_a_folder_with_one_that_was_cut_off_waits_for_its_recovery(place: Place) -> None:
    cut_off(place, Operation.MOVE)
    with pytest.raises(SortError, match="was cut off"):
        place.sort(place.plan({"a.jpg.xmp": "x.xmp"}))


def test_a_sort_that_was_cut_off_can_be_undone_at_once(place: Place) -> None:
    before = place.tree()
    cut_off(place, Operation.MOVE)
    assert place.undo().ending is Ending.FINISHED
    assert place.tree() == before


def test_leaving_a_sort_early_waits_for_a_recovery(place: Place) -> None:
    events = apply_sort(place.plan(PLAN), records=place.records, cancel=CancelToken())
    next(events)
    events.close()
    assert known_sorts(place.records)[0].state in {SortState.CUT_OFF, SortState.FINISHED}


def test_a_recovery_that_is_cancelled_can_be_taken_up_again(place: Place) -> None:
    cut_off(place, Operation.MOVE)
    (record,) = cut_off_sorts(place.records)
    cancel = CancelToken()
    cancel.cancel()
    last(recover_sort(record, way=Recovery.FINISH, records=place.records, cancel=cancel))
    assert cut_off_sorts(place.records) == [record]
    assert place.recover(record, Recovery.FINISH).ending is Ending.FINISHED
    assert (place.into / "roses/a.jpg.xmp").exists()


@pytest.mark.parametrize("way", Recovery)
def test_a_sort_whose_first_step_was_never_announced_is_recovered(place: Place, way: Recovery) -> None:
    before = place.tree()
    place.sort(place.plan(PLAN, Operation.MOVE), disk=BrokenJournal(2))
    # As the torn announcement of a power cut leaves it: the plan alone stands.
    (journal,) = (place.into / ".flowersort").glob("*.journal")
    journal.write_bytes(b"".join(line for line in journal.read_bytes().splitlines(True) if b'"t":"run"' not in line))
    (record,) = cut_off_sorts(place.records)
    place.recover(record, way)
    assert cut_off_sorts(place.records) == []
    if way is Recovery.FINISH:
        assert (place.into / "tulips/b.jpg").read_bytes() == b"tulip"
        place.undo()
    assert place.tree() == before


def test_a_sort_whose_rolling_back_was_cut_off_before_any_step_can_still_be_finished(place: Place) -> None:
    place.sort(place.plan(PLAN), disk=BrokenJournal(2))
    (journal,) = (place.into / ".flowersort").glob("*.journal")
    journal.write_bytes(b"".join(line for line in journal.read_bytes().splitlines(True) if b'"t":"run"' not in line))
    (record,) = cut_off_sorts(place.records)
    broken = place.with_disk(BrokenJournal(1))
    ended = last(recover_sort(record, way=Recovery.ROLL_BACK, records=broken, cancel=CancelToken()))
    assert ended.ending is Ending.FAILED
    assert place.recover(record, Recovery.FINISH).summary.outcomes.total() == 2
    assert (place.into / "tulips/b.jpg").exists()
