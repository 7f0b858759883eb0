"""One sort, undo or recovery that something befalls, and what must be true of the photos afterwards."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from flowersort.core.errors import FlowersortError
from flowersort.core.plan import Operation
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Deed, Part, Recovery, SortEnded, SortEvent, SortState
from flowersort.services.sorting import work
from flowersort.services.sorting.disk import Disk
from flowersort.workflows.apply_sort import apply_sort
from flowersort.workflows.recover_sort import cut_off_sorts, recover_sort
from flowersort.workflows.undo_sort import known_sorts, undo_sort
from tests.fakes.sorting_disks import Ability, Died, DyingDisk, Moment, TappedDisk
from tests.fakes.sorting_oracle import Oracle
from tests.fakes.sorting_trees import Ground, Sketch, build, records

_OVER = {SortState.UNDONE, SortState.MISSING}
_FILES_AT_ONCE = 3


class Try(StrEnum):
    """What is going on when something happens."""

    SORT = "sort"
    UNDO = "undo"
    FINISH = "recover, finishing"
    ROLL_BACK = "recover, rolling back"


@dataclass(frozen=True, slots=True)
class Scene:
    """How photos are sorted.

    Attributes:
        across: whether photos and target lie on two volumes.
        batches: whether few files are done at once, so that a small tree makes many batches.
    """

    operation: Operation
    ability: Ability = Ability.ALL
    across: bool = False
    into_exists: bool = False
    batches: bool = False

    def __str__(self) -> str:
        where = "to another volume" if self.across else "within a volume"
        extra = ", existing target" * self.into_exists + ", small batches" * self.batches
        return f"{self.operation.value} {where}, file system: {self.ability.value}{extra}"


def scenes(*, two_volumes: bool) -> list[Scene]:
    """Return every way of sorting that this machine can try."""
    within = [
        Scene(operation, ability, into_exists=turn, batches=not turn)
        for operation in Operation
        for turn, ability in (
            (False, Ability.ALL),
            (True, Ability.ALL),
            (True, Ability.NO_RENAME),
            (False, Ability.NO_LINK),
        )
        if not (operation is Operation.LINK and ability is Ability.NO_LINK)
    ]
    alone = [Scene(Operation.COPY, Ability.NO_VOLUME_SYNC, into_exists=True)]
    apart = [
        Scene(operation, ability, across=True, into_exists=turn, batches=turn)
        for operation in (Operation.COPY, Operation.MOVE)
        for turn, ability in ((False, Ability.ALL), (True, Ability.NO_LINK))
    ]
    return within + alone + (apart if two_volumes else [])


@dataclass(frozen=True, slots=True)
class Volumes:
    """Two folders to work in; on one volume where the machine has no second."""

    near: Path
    far: Path

    @property
    def two(self) -> bool:
        """Whether these are two volumes."""
        return self.near.stat().st_dev != self.far.stat().st_dev


@contextmanager
def volumes(folder: Path) -> Iterator[Volumes]:
    """Work in memory where that is possible, because it is quick, with `folder` as the other volume."""
    memory = Path("/dev/shm")
    if not (memory.is_dir() and os.access(memory, os.W_OK) and memory.stat().st_dev != folder.stat().st_dev):
        yield Volumes(folder, folder)
        return
    with tempfile.TemporaryDirectory(prefix="flowersort-", dir=memory) as near:
        yield Volumes(Path(near), folder)


class Trial:
    """A fresh tree and a plan, on which something is tried."""

    def __init__(self, scene: Scene, place: Volumes, sketches: Iterable[Sketch], *, modes: bool = True) -> None:
        self.scene = scene
        self._folder = Path(tempfile.mkdtemp(dir=place.near))
        self._other = Path(tempfile.mkdtemp(dir=place.far)) if scene.across else self._folder
        base, away = self._folder / "ground", self._other / "ground"
        base.mkdir()
        away.mkdir(exist_ok=True)
        self._ground = Ground(base, away, scene.into_exists)
        self.plan = build(self._ground, list(sketches), scene.operation)
        self.oracle = Oracle(self._ground, self.plan, modes=modes)

    def remove(self) -> None:
        """Remove everything."""
        shutil.rmtree(self._folder)
        shutil.rmtree(self._other, ignore_errors=True)

    def prepare(self, deed: Try, at: int) -> None:
        """Bring about what a deed needs: for an undo a sort, for a recovery one that is cut off at that call."""
        if deed is Try.SORT:
            return
        disk: Disk = self.healthy() if deed is Try.UNDO else DyingDisk(at, Moment.AFTER, self.scene.ability)
        try:
            self.run(Try.SORT, disk)
        except Died:
            assert isinstance(disk, TappedDisk)
            disk.abandon()

    def run(self, deed: Try, disk: Disk) -> list[SortEnded]:
        """Do it with a disk; return how it ended."""
        with _batches(self.scene):
            if deed is Try.SORT:
                return [_end(apply_sort(self.plan, records=records(self._folder, disk), cancel=CancelToken()))]
            if deed is Try.UNDO:
                return self._undo(disk)
            return self._recover(disk, Recovery.FINISH if deed is Try.FINISH else Recovery.ROLL_BACK)

    def healthy(self) -> TappedDisk:
        """Return a disk of this kind of file system without any fault."""
        return TappedDisk(self.scene.ability)

    def is_cut_off(self) -> bool:
        """Say whether a sort waits for a recovery."""
        return bool(cut_off_sorts(records(self._folder), into=self.plan.into))

    def is_over(self) -> bool:
        """Say whether no sort is left to undo."""
        return all(record.state in _OVER for record in known_sorts(records(self._folder), into=self.plan.into))

    def recovered(self, way: Try) -> bool:
        """Recover on a healthy disk; say whether there was need."""
        needed = self.is_cut_off()
        self.run(way, self.healthy())
        return needed

    def undone(self) -> list[str]:
        """Undo on a healthy disk, and return how things differ from what stood before."""
        self.run(Try.UNDO, self.healthy())
        wrong = self.oracle.is_before()
        return wrong if self.is_over() else [*wrong, "still not undone"]

    def _undo(self, disk: Disk) -> list[SortEnded]:
        known = records(self._folder, disk)
        return [
            _end(undo_sort(record, part=Part(), records=known, cancel=CancelToken()))
            for record in known_sorts(known, into=self.plan.into)
            if record.state not in _OVER
        ]

    def _recover(self, disk: Disk, way: Recovery) -> list[SortEnded]:
        known = records(self._folder, disk)
        return [
            _end(recover_sort(record, way=way, records=known, cancel=CancelToken()))
            for record in cut_off_sorts(known, into=self.plan.into)
        ]


def calls_of(trial: Trial, deed: Try, at: int) -> list[str]:
    """Return the names of the calls that a deed makes on a healthy disk, in order."""
    names: list[str] = []

    class Listing(TappedDisk):
        def tap(self, name, real, *args, **options):  # type: ignore[no-untyped-def]
            names.append(name)
            return real(self, *args, **options)

    trial.prepare(deed, at)
    trial.run(deed, Listing(trial.scene.ability))
    return names


def deed_of(doing: Try) -> Deed:
    """Return what a recovery has before it."""
    return Deed.UNDO if doing is Try.UNDO else Deed.SORT


def tolerated(trial: Trial, doing: Try, disk: TappedDisk) -> list[str]:
    """Do something on a disk with faults; return what was wrong with how that ended."""
    wrong = []
    try:
        for ended in trial.run(doing, disk):
            if ended.summary.found != ended.summary.outcomes.total() + ended.summary.not_done:
                wrong.append(f"wrong arithmetic {ended}")
    except FlowersortError:
        pass
    except Exception as fault:
        wrong.append(f"raised {fault!r}")
    if disk.open:
        wrong.append(f"left {len(disk.open)} files open")
    disk.abandon()
    return wrong


def _end(events: Iterable[SortEvent]) -> SortEnded:
    ended = [event for event in events if isinstance(event, SortEnded)]
    if len(ended) != 1:
        raise AssertionError(f"{len(ended)} ends")
    return ended[0]


@contextmanager
def _batches(scene: Scene) -> Iterator[None]:
    usual = work._FILES_AT_ONCE
    work._FILES_AT_ONCE = _FILES_AT_ONCE if scene.batches else usual
    try:
        yield
    finally:
        work._FILES_AT_ONCE = usual
