"""Faults that a sample of the sweep found, each with all of its kind around it; and what a power cut asks."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flowersort.core.plan import Operation
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.placing import place
from flowersort.services.sorting.presence import Presence
from tests.fakes.small_sorts import Place
from tests.fakes.sorting_disks import Ability, Fault
from tests.fakes.sorting_faults import Point, fail_at, points_of
from tests.fakes.sorting_trials import Scene, Try, Volumes, volumes
from tests.fakes.trees import needs_posix

PLAN = {"a.jpg": "roses/a.jpg", "deep/b.jpg": "tulips/b.jpg"}


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Volumes]:
    with volumes(tmp_path) as both:
        yield both


@pytest.fixture
def small(tmp_path: Path) -> Place:
    small = Place(tmp_path / "place")
    small.write("a.jpg", b"rose")
    small.write("deep/b.jpg", b"tulip")
    return small


def _link_done(point: Point) -> bool:
    return point.call == "link" and point.failure.fault is Fault.LATE_EIO


def _false_absence(point: Point) -> bool:
    failure = point.failure
    absent = failure.fault is Fault.ENOENT and point.call == "status"
    return absent and failure.onwards and point.doing in {Try.FINISH, Try.ROLL_BACK}


def _absent_while_compared(point: Point) -> bool:
    absent = point.failure.fault is Fault.ENOENT and point.call == "read" and point.failure.onwards
    return absent and point.doing is Try.UNDO


def _kept_lock(point: Point) -> bool:
    return point.call == "unlink" and point.failure.fault is Fault.EDQUOT and not point.failure.onwards


def _deaf_from_the_note_on(point: Point) -> bool:
    late = point.failure.fault is Fault.LATE_EIO and point.failure.onwards
    return late and point.doing is Try.SORT and point.failure.at < 24


@needs_posix
@pytest.mark.parametrize(
    ("scene", "kind"),
    [
        (Scene(Operation.LINK, into_exists=True), _link_done),
        (Scene(Operation.MOVE, Ability.NO_RENAME, into_exists=True), _link_done),
        (Scene(Operation.COPY, into_exists=True), _false_absence),
        (Scene(Operation.MOVE, across=True), _absent_while_compared),
        (Scene(Operation.MOVE, batches=True), _kept_lock),
        (Scene(Operation.COPY, into_exists=True), _deaf_from_the_note_on),
    ],
    ids=["link done", "rename by link done", "not there, it says", "not there, while compared", "lock kept", "deaf"],
)
def test_what_the_sample_found(scene: Scene, kind: Callable[[Point], bool], two: Volumes) -> None:
    if scene.across and not two.two:
        pytest.skip("this machine has no second volume that can be written to")
    points = [point for point in points_of(scene, two) if kind(point)]
    counts = fail_at(two, points, sys.stdout.write)
    assert counts.wrong == []
    assert counts.points > 10


class DoneAllTheSame(Disk):
    """A network share on which links are made and the answer is lost."""

    def rename_no_replace(self, source: str, target: str) -> None:
        raise OSError(errno.EINVAL, "no such call")

    def link(self, source: str, target: str) -> None:
        super().link(source, target)
        raise OSError(errno.EIO, "no answer")


def test_a_link_whose_answer_was_lost_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    place(DoneAllTheSame(), str(tmp_path / "a"), str(tmp_path / "b"))
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("b", b"1")]


class Restarting(Disk):
    """A share that says of every file that it is not there, and lists it all the same."""

    def status(self, path: str) -> os.stat_result:
        raise FileNotFoundError(errno.ENOENT, "not there", path)


def test_what_its_folder_names_is_not_absent(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    with pytest.raises(FileNotFoundError):
        Presence(Restarting()).status(str(tmp_path / "a"))
    assert Presence(Restarting()).status(str(tmp_path / "b")) is None
    assert Presence(Restarting()).status(str(tmp_path / "no folder/b")) is None


def test_what_went_after_its_folder_was_listed_is_absent(tmp_path: Path) -> None:
    presence = Presence(Disk())
    (tmp_path / "a").write_bytes(b"1")
    assert presence.status(str(tmp_path / "b")) is None
    (tmp_path / "a").unlink()
    assert presence.status(str(tmp_path / "a")) is None


class Diary(Disk):
    """Notes which folders were synced, and when files were renamed or removed."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []
        self._open: dict[int, str] = {}

    def open_folder(self, folder: str) -> int:
        handle = super().open_folder(folder)
        self._open[handle] = folder
        return handle

    def sync(self, handle: int) -> None:
        super().sync(handle)
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            self.done.append(("sync", self._open[handle]))

    def rename_no_replace(self, source: str, target: str) -> None:
        super().rename_no_replace(source, target)
        self.done.append(("place", target))

    def unlink(self, path: str) -> None:
        super().unlink(path)
        self.done.append(("unlink", path))


@needs_posix
def test_a_power_cut_takes_no_journal_whose_sort_has_begun(small: Place) -> None:
    diary = Diary()
    small.sort(small.plan(PLAN, Operation.MOVE), disk=diary)
    first = diary.done.index(("place", str(small.into / "roses/a.jpg")))
    synced = {path for what, path in diary.done[:first] if what == "sync"}
    assert {str(small.into / ".flowersort"), str(small.into), str(small.root)} <= synced


@needs_posix
def test_the_journal_goes_only_when_what_it_tells_is_durable(small: Place) -> None:
    small.sort(small.plan(PLAN, Operation.MOVE))
    diary = Diary()
    small.undo(disk=diary)
    gone = next(at for at, (what, path) in enumerate(diary.done) if what == "unlink" and path.endswith(".journal"))
    back = max(at for at, (what, _) in enumerate(diary.done) if what == "place")
    synced = {path for what, path in diary.done[back:gone] if what == "sync"}
    assert {str(small.photos), str(small.photos / "deep"), str(small.into / "roses")} <= synced


class Windows(Disk):
    """A system that removes no file that is open."""

    def __init__(self) -> None:
        self._lock = -1

    def open_new(self, path: str, mode: int = 0o666) -> int:
        handle = super().open_new(path, mode)
        self._note(path, handle)
        return handle

    def open_to_append(self, path: str) -> int:
        handle = super().open_to_append(path)
        self._note(path, handle)
        return handle

    def close(self, handle: int) -> None:
        super().close(handle)
        self._lock = -1 if handle == self._lock else self._lock

    def unlink(self, path: str) -> None:
        if path.endswith("lock") and self._lock >= 0:
            raise PermissionError(errno.EACCES, "in use by another process", path)
        super().unlink(path)

    def _note(self, path: str, handle: int) -> None:
        if path.endswith("lock"):
            self._lock = handle


def test_an_undo_leaves_no_marker_where_open_files_can_not_be_removed(small: Place) -> None:
    small.sort(small.plan(PLAN))
    small.undo(disk=Windows())
    assert not small.into.exists()
