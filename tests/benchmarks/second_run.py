"""What a second run costs, where every photo is known: unchanged, and after the folder was renamed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.photos import FLOWERS, described, make_photos
from tests.benchmarks.processes import Took, classify_command, machine, measured


@dataclass(frozen=True, slots=True)
class SecondRun:
    """One run after the first.

    Attributes:
        known: photos that it knew from before.
        wall, cpu: how many times as fast as the first run, by seconds and by CPU seconds.
        rate: photos per second, the program's start included.
    """

    name: str
    known: int
    wall: float
    cpu: float
    rate: float


def second_runs(work: Path, *, photos: int, say: Callable[[str], None]) -> list[SecondRun]:
    """Label a folder, label it again, rename it, label it once more; all with one store."""
    folder = make_photos(work / "photos", FLOWERS, photos)
    say(f"{described(folder, FLOWERS)}; {machine()}")
    first = _classify(folder, work)
    again = _compared("unchanged", first, _classify(folder, work), photos)
    moved = _compared("after a rename", first, _classify(folder.rename(work / "renamed"), work), photos)
    say(f"first run: {photos / first.seconds:,.0f} photos per second")
    for run in (again, moved):
        say(
            f"{run.name}: {run.rate:,.0f} photos per second, {run.known:,} of {photos:,} known, "
            f"{run.wall:.1f} × as fast as the first run, {run.cpu:.1f} × by CPU time"
        )
    return [again, moved]


def _classify(folder: Path, work: Path) -> Took:
    return measured(classify_command(folder, csv=work / "predictions.csv", store=True), home=work / "home")


def _compared(name: str, first: Took, took: Took, photos: int) -> SecondRun:
    known = re.search(r"\(([\d,]+) known from before\)", took.talk)
    return SecondRun(
        name,
        known=int(known[1].replace(",", "")) if known else 0,
        wall=first.seconds / took.seconds,
        cpu=first.cpu / took.cpu,
        rate=photos / took.seconds,
    )
