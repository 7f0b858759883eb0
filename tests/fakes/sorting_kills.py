"""Sorts killed for real, with SIGKILL, at calls and at times by chance: the first harness.

`python -m tests.fakes.sorting_kills COUNT SEED FOLDER` prints what came of it as one line of JSON: a process
of its own, because it makes a child for each kill, which one with threads had better not.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.fakes.sorting_disks import KillingDisk, Moment
from tests.fakes.sorting_faults import Counts, judged
from tests.fakes.sorting_trees import large
from tests.fakes.sorting_trials import Scene, Trial, Try, Volumes, calls_of, scenes, volumes

_RECOVERIES = (Try.FINISH, Try.ROLL_BACK)
_FROM_OUTSIDE = 0.15
"""The part of kills that come from outside, at a time by chance."""


class Killer:
    """Sorts, undoes and recovers in children, and kills them."""

    def __init__(self, place: Volumes, seed: int) -> None:
        self._place, self._chance = place, random.Random(seed)
        self._scenes = scenes(two_volumes=place.two)
        self._calls: dict[tuple[Scene, Try], int] = {}
        self._seconds: dict[tuple[Scene, Try], float] = {}
        self.counts = Counts()

    def kill_one(self) -> None:
        """Kill one sort or undo, or that and then two recoveries; recover, and ask the oracle."""
        scene = self._chance.choice(self._scenes)
        doing = self._chance.choice((Try.SORT, Try.UNDO))
        recoveries = self._chance.choice((0, 0, 1, 2))
        trial = Trial(scene, self._place, large())
        told = [f"{scene}; {doing.value}"]
        try:
            trial.prepare(doing, 0)
            wrong = self._killed(trial, doing, told)
            for _ in range(recoveries):
                wrong += self._killed(trial, self._chance.choice(_RECOVERIES), told)
            way = self._chance.choice(_RECOVERIES)
            wrong += judged(trial, doing, way)
        finally:
            trial.remove()
        self.counts.points += 1
        self.counts.note(f"{'; '.join(told)}; then {way.value}", wrong)

    def _killed(self, trial: Trial, doing: Try, told: list[str]) -> list[str]:
        """Do something in a child that is killed, and return what the oracle says of the moment after."""
        if self._chance.random() < _FROM_OUTSIDE:
            wait = self._chance.uniform(0, self._time(trial.scene, doing))
            told.append(f"{doing.value} killed after {wait * 1e3:.1f} ms")
            killed = _child(lambda: trial.run(doing, trial.healthy()), wait)
        else:
            at = self._chance.randint(1, self._total(trial.scene, doing))
            moment = self._chance.choice(tuple(Moment))
            told.append(f"{doing.value} killed {moment.value} call {at}")
            killed = _child(lambda: trial.run(doing, KillingDisk(at, moment, trial.scene.ability)), None)
        self.counts.kills += killed
        self.counts.by[doing.value] += killed
        return trial.oracle.lost()

    def _total(self, scene: Scene, doing: Try) -> int:
        self._measure(scene, doing)
        return self._calls[scene, doing]

    def _time(self, scene: Scene, doing: Try) -> float:
        self._measure(scene, doing)
        return self._seconds[scene, doing]

    def _measure(self, scene: Scene, doing: Try) -> None:
        if (scene, doing) in self._calls:
            return
        trial = Trial(scene, self._place, large())
        try:
            # A recovery is measured on a sort that ended about half way.
            cut = self._total(scene, Try.SORT) // 2 if doing in _RECOVERIES else 0
            began = time.monotonic()
            self._calls[scene, doing] = len(calls_of(trial, doing, cut))
            self._seconds[scene, doing] = time.monotonic() - began
        finally:
            trial.remove()


def kill_sorts(place: Volumes, *, kills: int, seed: int, say: Callable[[str], None]) -> Counts:
    """Kill that many times, and say what was wrong."""
    killer = Killer(place, seed)
    told = 0
    while killer.counts.kills < kills:
        killer.kill_one()
        for each in killer.counts.wrong[told:]:
            say(f"seed {seed}: {each}")
        told = len(killer.counts.wrong)
    return killer.counts


def _child(act: Callable[[], object], wait: float | None) -> bool:
    """Do it in a child, killed from outside after so many seconds if these are given; say whether it was killed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            act()
            status = 0
        finally:
            os._exit(status)
    if wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise AssertionError("a child ended with an error")
    return os.WIFSIGNALED(status)


def main() -> None:
    """Kill as the arguments say."""
    kills, seed, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    with volumes(folder) as place:
        counts = kill_sorts(place, kills=kills, seed=seed, say=lambda text: sys.stderr.write(f"{text}\n"))
    sys.stdout.write(json.dumps({"kills": counts.kills, "lost": counts.lost, "wrong": counts.wrong, "by": counts.by}))


if __name__ == "__main__":
    main()
