"""flowersort against a plain Keras script and against a bare loop, whole processes in turns."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.photos import CAMERA, FLOWERS, Kind, described, make_photos
from tests.benchmarks.processes import classify_command, machine, python
from tests.benchmarks.race import Ratios, Runner, race

# Issue 8. All are by seconds from a process's start to its end.
KERAS_BAR, KERAS_CAMERA_BAR, BARE_BAR = 8.0, 4.0, 0.85

PLAIN_KERAS = Runner("plain Keras", lambda folder: python("-m", "tests.benchmarks.plain_keras", str(folder)))
BARE_LOOP = Runner("bare loop", lambda folder: python("-m", "tests.benchmarks.bare_loop", str(folder)))

Say = Callable[[str], None]


def against_keras(work: Path, *, photos: int, rounds: int, say: Say) -> list[Ratios]:
    """Photos of 500 × 330 pixels; the bar is for 700."""
    return _compare(PLAIN_KERAS, work, FLOWERS, photos=photos, rounds=rounds, say=say)


def against_keras_camera(work: Path, *, photos: int, rounds: int, say: Say) -> list[Ratios]:
    """Photos of 12 megapixels; the bar is for 60."""
    return _compare(PLAIN_KERAS, work, CAMERA, photos=photos, rounds=rounds, say=say)


def against_bare_loop(work: Path, *, photos: int, rounds: int, say: Say) -> list[Ratios]:
    """Photos of 500 × 330 pixels; the bar is for 700 and for 10,000."""
    return _compare(BARE_LOOP, work, FLOWERS, photos=photos, rounds=rounds, say=say)


def _compare(reference: Runner, work: Path, kind: Kind, *, photos: int, rounds: int, say: Say) -> list[Ratios]:
    folder, warm = make_photos(work / "photos", kind, photos), make_photos(work / "warm", kind, 2)
    say(f"{described(folder, kind)}; {machine()}; against {reference.name}")
    table = work / "predictions.csv"
    found = race(reference, _flowersort(table), photos=folder, warm=warm, rounds=rounds, say=say)
    if _labelled(table) != photos:
        raise RuntimeError(f"flowersort labelled {_labelled(table)} of {photos} photos, so its speed means nothing")
    for ratios in found:
        for line in ratios.lines():
            say(line)
    return found


def _flowersort(table: Path) -> list[Runner]:
    """Return flowersort without a store, and with one that is new in each run."""
    return [
        Runner("flowersort --no-store", lambda folder: classify_command(folder, csv=table, store=False)),
        Runner("flowersort, new store", lambda folder: classify_command(folder, csv=table, store=True)),
    ]


def _labelled(table: Path) -> int:
    with table.open(encoding="utf-8", newline="") as file:
        return sum(row["state"] != "unreadable" for row in csv.DictReader(file))
