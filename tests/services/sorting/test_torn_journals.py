"""Journals that are torn, repeated, garbled, or partly of a newer flowersort: what can be read of them is undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flowersort.core.plan import MARKER_FOLDER, Operation
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.entries import Planned, Settled, Started, Step, _proof, decode
from flowersort.services.sorting.journal import read_journal
from tests.fakes.sorting_disks import Died, DyingDisk, Moment
from tests.fakes.sorting_trees import SMALL
from tests.fakes.sorting_trials import Scene, Trial, Try, Volumes, calls_of, volumes
from tests.fakes.trees import needs_posix

pytestmark = [needs_posix, pytest.mark.timeout(600)]
_TEXT = b'{"s":7,"t":"teleported","n":3}'
NEWER = _proof(_TEXT) + b" " + _TEXT
"""A whole line, of a kind that this version does not know."""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Volumes]:
    with volumes(tmp_path) as both:
        yield both


@pytest.fixture(params=Operation, ids=lambda operation: operation.value)
def sorted_trial(request: pytest.FixtureRequest, place: Volumes) -> Iterator[Trial]:
    trial = Trial(Scene(request.param, batches=True), place, SMALL)
    trial.run(Try.SORT, trial.healthy())
    yield trial
    trial.remove()


def journal(trial: Trial) -> Path:
    (only,) = (Path(trial.plan.into) / MARKER_FOLDER).glob("*.journal")
    return only


def change(trial: Trial, act: Callable[[list[bytes]], list[bytes]]) -> None:
    path = journal(trial)
    path.write_bytes(b"".join(act(path.read_bytes().splitlines(keepends=True))))


def test_lines_that_came_twice_count_once(sorted_trial: Trial) -> None:
    change(sorted_trial, lambda lines: [line for line in lines for _ in range(2)])
    assert not sorted_trial.is_cut_off()
    assert sorted_trial.undone() == []


def test_the_whole_journal_twice_is_undone(sorted_trial: Trial) -> None:
    change(sorted_trial, lambda lines: lines + lines)
    assert sorted_trial.undone() == []


@pytest.mark.parametrize("garbage", [b"\xff\x00garbage\n", b"\n\n", b"{}\n", b"x" * 70_000 + b"\n"])
def test_garbage_between_the_lines_is_passed_over(sorted_trial: Trial, garbage: bytes) -> None:
    change(sorted_trial, lambda lines: [each for line in lines for each in (garbage, line)])
    assert sorted_trial.undone() == []


def test_lines_of_a_newer_flowersort_are_passed_over(sorted_trial: Trial) -> None:
    change(sorted_trial, lambda lines: [each for line in lines for each in (line, NEWER + b"\n")])
    assert sorted_trial.undone() == []


def test_each_line_that_tells_what_was_done_may_be_gone(sorted_trial: Trial) -> None:
    plain = journal(sorted_trial).read_bytes().splitlines(keepends=True)
    for number, line in enumerate(plain):
        known = decode(line.rstrip(b"\n"))
        assert known is not None
        if isinstance(known[1], Started | Settled | Planned):
            change(sorted_trial, lambda lines, number=number: lines[:number] + lines[number + 1 :])
            assert sorted_trial.oracle.lost() == []
            assert sorted_trial.undone() == [], known
            sorted_trial.run(Try.SORT, sorted_trial.healthy())
            plain = journal(sorted_trial).read_bytes().splitlines(keepends=True)


def test_a_step_that_can_not_be_read_leaves_its_file_and_undoes_the_others(sorted_trial: Trial) -> None:
    lines = journal(sorted_trial).read_bytes().splitlines(keepends=True)
    (torn,) = (
        n for n, line in enumerate(lines) if isinstance((known := decode(line.rstrip()))[1], Step) and known[1].n == 5
    )
    change(sorted_trial, lambda lines: [line[:40] + b"\n" if n == torn else line for n, line in enumerate(lines)])
    sorted_trial.run(Try.UNDO, sorted_trial.healthy())
    assert sorted_trial.oracle.lost() == []
    assert sorted_trial.oracle.placed() == 1


def _cut_off(place: Volumes, operation: Operation) -> Trial:
    scene = Scene(operation, batches=True)
    probe = Trial(scene, place, SMALL)
    calls = calls_of(probe, Try.SORT, 0)
    probe.remove()
    trial = Trial(scene, place, SMALL)
    disk = DyingDisk(len(calls) * 2 // 3, Moment.AFTER)
    with pytest.raises(Died):
        trial.run(Try.SORT, disk)
    disk.abandon()
    return trial


@pytest.mark.parametrize("operation", [Operation.MOVE, Operation.COPY])
def test_a_last_line_torn_at_any_byte_is_recovered_each_way(place: Volumes, operation: Operation) -> None:
    probe = _cut_off(place, operation)
    length = len(journal(probe).read_bytes().splitlines(keepends=True)[-1])
    probe.remove()
    for cut in range(0, length, 5):
        for way in (Try.FINISH, Try.ROLL_BACK):
            trial = _cut_off(place, operation)
            path = journal(trial)
            path.write_bytes(path.read_bytes()[: -cut or None])
            trial.recovered(way)
            wanted = trial.oracle.is_after() if way is Try.FINISH else trial.oracle.is_before()
            assert wanted == [], (cut, way)
            assert not trial.is_cut_off(), (cut, way)
            assert trial.undone() == []
            trial.remove()


def test_what_reading_finds_is_told(sorted_trial: Trial) -> None:
    path = journal(sorted_trial)
    whole = read_journal(Disk(), str(path))
    assert not whole.damaged
    change(sorted_trial, lambda lines: lines[:3] + lines[4:])
    assert read_journal(Disk(), str(path)).damaged
