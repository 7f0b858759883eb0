"""Every call to the disk fails, one after another: the second harness.

No fault is excused, also not a disk that lies from a call on (not there, or failed though it was done): on a disk that
is well again, one recovery and one undo have to bring everything back and leave nothing.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from flowersort.core.sorts import Deed
from tests.fakes.sorting_disks import Died, DyingDisk, FailingDisk, Failure, Fault, Moment
from tests.fakes.sorting_trees import TINY
from tests.fakes.sorting_trials import Scene, Trial, Try, Volumes, calls_of, deed_of, scenes, tolerated

_WRITES = frozenset({"write"})
_SYNCS = frozenset({"sync", "sync_volume"})
_CUTS = (0.35, 0.7)
"""Where a sort is cut off that a recovery then meets, as parts of its calls."""


@dataclass(frozen=True, slots=True)
class Point:
    """One fault at one call, and how the sort is recovered then.

    Attributes:
        cut: the call after which the sort ended that a recovery meets; 0 for others.
    """

    scene: Scene
    doing: Try
    failure: Failure
    way: Try
    call: str
    cut: int = 0

    def __str__(self) -> str:
        how = "from then on" if self.failure.onwards else "once"
        cut = f" (of a sort that ended after call {self.cut})" if self.cut else ""
        return (
            f"{self.scene}; {self.doing.value}{cut}; call {self.failure.at} ({self.call}) fails {how} with "
            f"{self.failure.fault.value}; then {self.way.value}"
        )


@dataclass(slots=True)
class Counts:
    """What came of a harness.

    Attributes:
        points: calls at which something happened.
        kills: processes that were killed.
        wrong: what the oracle said, each with its point.
        lost: photos and companions that were lost.
    """

    points: int = 0
    kills: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)
    by: Counter[str] = field(default_factory=Counter)

    def note(self, point: object, wrong: Sequence[str]) -> None:
        """Take in what an oracle said."""
        self.lost += len({each for each in wrong if each.startswith("LOST")})
        if wrong:
            self.wrong.append(f"{point}: {'; '.join(wrong[:4])}")


def all_points(place: Volumes) -> list[Point]:
    """Return the full product: of ways to sort, deeds, calls, faults and recoveries."""
    return [point for scene in scenes(two_volumes=place.two) for point in points_of(scene, place)]


def fail_at(place: Volumes, points: Sequence[Point], say: Callable[[str], None]) -> Counts:
    """Let each point happen, and ask the oracle."""
    counts = Counts()
    for point in points:
        # Where permissions can't be set a copy does without them.
        trial = Trial(point.scene, place, TINY, modes=False)
        try:
            wrong, hit = _failed(trial, point)
        finally:
            trial.remove()
        counts.points += hit
        counts.by[point.failure.fault.value] += hit
        if wrong:
            say(f"{point}: {wrong[:4]}")
        counts.note(point, wrong)
    return counts


def some(points: Sequence[Point], *, count: int, seed: int) -> list[Point]:
    """Return that many of the points, by chance."""
    return random.Random(seed).sample(list(points), min(count, len(points)))


def evenly(points: Sequence[Point], *, count: int, seed: int) -> list[Point]:
    """Return about that many of the points by chance, as many of each way to sort, deed and fault as there are."""
    kinds: dict[tuple[Scene, Try, Fault], list[Point]] = {}
    for point in points:
        kinds.setdefault((point.scene, point.doing, point.failure.fault), []).append(point)
    each = -(-count // len(kinds))
    return [point for kind in kinds.values() for point in some(kind, count=each, seed=seed)]


def end_at_every_call(place: Volumes, scene: Scene, *, step: int = 1) -> Counts:
    """End a sort and an undo at every call, or each so-and-so-manieth, around it, and recover each way."""
    counts = Counts()
    for doing in (Try.SORT, Try.UNDO):
        total = len(_calls(scene, doing, place, 0))
        for at in range(1, total + 1, step):
            for moment in Moment:
                for way in (Try.FINISH, Try.ROLL_BACK):
                    trial = Trial(scene, place, TINY)
                    trial.prepare(doing, 0)
                    wrong = _died(trial, doing, DyingDisk(at, moment, scene.ability)) + judged(trial, doing, way)
                    trial.remove()
                    counts.points += 1
                    counts.note(f"{scene}; {doing.value} ends {moment.value} call {at}; then {way.value}", wrong)
    return counts


def judged(trial: Trial, doing: Try, way: Try) -> list[str]:
    """Recover on a healthy disk what was cut off, then undo; return what is wrong on the way.

    Only for what ended at once, with no fault of the disk before: then nothing may have failed.
    """
    wrong = trial.oracle.lost()
    unannounced = doing is Try.UNDO and not trial.oracle.is_after()
    untouched = trial.oracle.placed() == 0 or unannounced
    needed = trial.recovered(way)
    forward = (deed_of(doing) is Deed.SORT) is (way is Try.FINISH)
    unlike_before, unlike_after = trial.oracle.is_before(), trial.oracle.is_after()
    goal, other = (unlike_after, unlike_before) if forward else (unlike_before, unlike_after)
    # What had not begun yet, or had come to its end, is no recovery's business.
    if goal and (other or (needed and not untouched)):
        wrong += goal
    if trial.is_cut_off():
        wrong.append("still cut off")
    if not unlike_before and doing is Try.SORT and way is Try.FINISH:
        trial.run(Try.SORT, trial.healthy())
        wrong += trial.oracle.is_after()
    return wrong + trial.undone()


def _died(trial: Trial, doing: Try, disk: DyingDisk) -> list[str]:
    try:
        trial.run(doing, disk)
    except Died:
        disk.abandon()
        return []
    return ["it did not end where it should"]


def _failed(trial: Trial, point: Point) -> tuple[list[str], bool]:
    trial.prepare(point.doing, point.cut)
    disk = FailingDisk(point.failure, point.scene.ability)
    wrong = tolerated(trial, point.doing, disk) + trial.oracle.lost()
    needed = trial.recovered(point.way)
    wrong += trial.oracle.is_settled()
    if needed and point.way is (Try.FINISH if point.doing is Try.UNDO else Try.ROLL_BACK):
        unlike_before = trial.oracle.is_before()
        # An undo that could not even be announced has changed nothing: then finishing makes the sort whole.
        if unlike_before and (point.doing is not Try.UNDO or trial.oracle.is_after()):
            wrong += unlike_before
    if trial.is_cut_off():
        wrong.append("still cut off")
    return wrong + trial.undone(), bool(disk.hit)


def points_of(scene: Scene, place: Volumes) -> Iterator[Point]:
    total = len(_calls(scene, Try.SORT, place, 0))
    for doing in Try:
        recovery = doing in {Try.FINISH, Try.ROLL_BACK}
        for cut in [int(total * part) for part in _CUTS] if recovery else [0]:
            names = _calls(scene, doing, place, cut)
            for fault in Fault:
                for at, call in enumerate(names, 1):
                    if _matters(fault, call):
                        for onwards in (False, True):
                            for way in (doing,) if recovery else (Try.FINISH, Try.ROLL_BACK):
                                yield Point(scene, doing, Failure(fault, at, onwards), way, call, cut)


def _matters(fault: Fault, call: str) -> bool:
    if fault is Fault.SHORT_WRITE:
        return call in _WRITES
    return fault is not Fault.SYNC or call in _SYNCS


def _calls(scene: Scene, doing: Try, place: Volumes, cut: int) -> list[str]:
    trial = Trial(scene, place, TINY)
    try:
        return calls_of(trial, doing, cut)
    finally:
        trial.remove()
