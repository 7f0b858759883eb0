"""How safe sorting is, and how quick beside `cp` and `mv`."""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.content import content_hash
from flowersort.core.plan import Operation, PlannedFile, PlannedPhoto, SortPlan, SortRules
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import SortEnded
from flowersort.services.sorting.records import SortRecords
from flowersort.workflows.apply_sort import apply_sort
from tests.benchmarks.processes import machine
from tests.fakes.sorting_faults import Counts, all_points, fail_at, some
from tests.fakes.sorting_trials import volumes

# Issue 11: at least so much of the speed of cp and mv.
COPY_BAR = 0.5
MOVE_BAR = 0.2
_CLASSES = ("daisy", "dandelion", "roses", "sunflowers", "tulips")
_SMALLEST, _LARGEST = 4096, 16384
_ROOT = Path(__file__).resolve().parents[2]
_SEED = 23


@dataclass(frozen=True, slots=True)
class Speeds:
    """The middle ratio of the rounds: ours to theirs, 1 is as quick."""

    copy: float
    move: float


def sort_kills(work: Path, *, kills: int, rounds: int, say: Callable[[str], None]) -> Counts:
    """Kill sorts, undos and recoveries that many times, and let ten calls fail for each; say what was lost."""
    total = Counts()
    for seed in range(_SEED, _SEED + rounds):
        command = [sys.executable, "-m", "tests.fakes.sorting_kills", str(kills), str(seed), str(work)]
        counts = json.loads(subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)
        total.kills, total.lost = total.kills + counts["kills"], total.lost + counts["lost"]
        total.wrong += counts["wrong"]
        by = ", ".join(f"{name} {count}" for name, count in sorted(counts["by"].items()))
        say(f"seed {seed}: kills {counts['kills']:,} ({by}), lost {counts['lost']}, wrong {len(counts['wrong'])}")
        with volumes(work) as place:
            points = all_points(place)
            failed = fail_at(place, some(points, count=10 * kills, seed=seed), say)
        total.points, total.lost = total.points + failed.points, total.lost + failed.lost
        total.wrong += failed.wrong
        say(f"seed {seed}: points {failed.points:,} of {len(points):,}, lost {failed.lost}, wrong {len(failed.wrong)}")
    say(f"together: kills {total.kills:,}, points {total.points:,}, lost {total.lost}, wrong {len(total.wrong)}")
    return total


def sort_speed(work: Path, *, files: int, rounds: int, say: Callable[[str], None]) -> Speeds:
    """Copy and move small files with flowersort and with cp and mv, by turns; say and return the middle ratios."""
    say(f"{files:,} files of {_SMALLEST:,} to {_LARGEST:,} bytes in {len(_CLASSES)} folders; {machine()}")
    pristine = work / "pristine"
    _make(pristine, files)
    ratios: dict[Operation, list[float]] = {Operation.COPY: [], Operation.MOVE: []}
    theirs_took: dict[Operation, list[float]] = {Operation.COPY: [], Operation.MOVE: []}
    for turn in range(rounds):
        for operation, theirs in ((Operation.COPY, _cp), (Operation.MOVE, _mv)):
            pair = [lambda op=operation: _ours(work, pristine, op), lambda do=theirs: do(work, pristine)]
            order = (0, 1) if turn % 2 == 0 else (1, 0)
            took = {which: pair[which]() for which in order}
            ratios[operation].append(took[1] / took[0])
            theirs_took[operation].append(took[1])
            say(
                f"{operation.value}: flowersort {took[0]:.2f} s, {theirs.__name__.strip('_')} {took[1]:.2f} s, "
                f"ratio {ratios[operation][-1]:.2f}"
            )
        for operation, times in theirs_took.items():
            # The same work each time: where its times lie far apart, the ratios say more of the disk than of us.
            say(f"{operation.value}: the other program took {min(times):.2f} to {max(times):.2f} s so far")
    speeds = Speeds(statistics.median(ratios[Operation.COPY]), statistics.median(ratios[Operation.MOVE]))
    say(f"copy {speeds.copy:.2f} of cp -r (bar {COPY_BAR}), move {speeds.move:.2f} of mv (bar {MOVE_BAR})")
    return speeds


def _make(folder: Path, files: int) -> None:
    chance = random.Random(_SEED)
    noise = chance.randbytes(2 * _LARGEST)
    for number in range(files):
        place = folder / _CLASSES[number % len(_CLASSES)] / f"photo {number:06}.jpg"
        place.parent.mkdir(parents=True, exist_ok=True)
        start, size = chance.randrange(_LARGEST), chance.randint(_SMALLEST, _LARGEST)
        place.write_bytes(b"%d" % number + noise[start : start + size])


def _plan(source: Path, into: Path, operation: Operation) -> SortPlan:
    photos = []
    for path in sorted(source.rglob("*.jpg")):
        seen, label = path.stat(), path.parent.name
        content = content_hash(path.read_bytes())
        file = PlannedFile(str(path), f"{label}/{path.name}", seen.st_size, seen.st_mtime_ns, content)
        photos.append(PlannedPhoto(file, (), label, label))
    return SortPlan(str(into), (str(source),), SortRules(operation), "flowers 1", tuple(photos), ())


def _fresh(work: Path, pristine: Path, operation: Operation) -> tuple[Path, Path]:
    """Return the files and a folder that is not there, with nothing left for the disk to do."""
    turn = work / f"turn-{len(list(work.iterdir()))}"
    turn.mkdir()
    source = pristine
    if operation is Operation.MOVE:
        source = turn / "source"
        shutil.copytree(pristine, source)
    if hasattr(os, "sync"):
        os.sync()
    return source, turn / "target"


def _ours(work: Path, pristine: Path, operation: Operation) -> float:
    source, target = _fresh(work, pristine, operation)
    plan = _plan(source, target, operation)
    records = SortRecords(target.parent / "records")
    began = time.monotonic()
    ended = [event for event in apply_sort(plan, records=records, cancel=CancelToken()) if isinstance(event, SortEnded)]
    took = time.monotonic() - began
    assert ended[0].summary.outcomes == plan.expected(), ended
    return took


def _cp(work: Path, pristine: Path) -> float:
    source, target = _fresh(work, pristine, Operation.COPY)
    began = time.monotonic()
    subprocess.run(["cp", "-r", source, target], check=True)
    return time.monotonic() - began


def _mv(work: Path, pristine: Path) -> float:
    """Move with one process for each folder, which mv is quickest with."""
    source, target = _fresh(work, pristine, Operation.MOVE)
    folders = [(list(folder.iterdir()), target / folder.name) for folder in source.iterdir()]
    began = time.monotonic()
    for files, place in folders:
        place.mkdir(parents=True)
        # By standard input, because so many names are too long for one command line.
        names = b"\0".join(os.fsencode(file) for file in files)
        subprocess.run(["xargs", "-0", "mv", "-n", "-t", place], input=names, check=True)
    return time.monotonic() - began
