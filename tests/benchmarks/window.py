"""What the window costs: start-up, speed of a run beside the command line's, and how quickly it answers meanwhile."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.photos import FLOWERS, described, make_photos
from tests.benchmarks.processes import classify_command, machine, measured, python
from tests.benchmarks.window_grid import GridFigures

# Issue 10: seconds to the first paint; speed beside `classify --no-store`; seconds that the window may not answer.
PAINT_BAR, SPEED_BAR, ANSWER_BAR = 0.7, 0.9, 0.050
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FirstPaint:
    """One start of the window.

    Attributes:
        seconds: from starting the process to the first paint.
        heavy: heavy libraries that were loaded by then.
    """

    seconds: float
    heavy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WindowRun:
    """A run in the window beside one without.

    Attributes:
        of_run: its speed beside the same workflow's, without window and store, pair by pair; larger is better.
        of_command: beside the whole command `flowersort classify --no-store`, start-up included.
        longest: seconds of the longest time without an answer, run by run.
        late_99: seconds, of the 99th percentile.
    """

    of_run: tuple[float, ...]
    of_command: tuple[float, ...]
    longest: tuple[float, ...]
    late_99: tuple[float, ...]


def window_run(work: Path, *, photos: int, rounds: int, say: Say) -> WindowRun:
    """Label the same photos in turns: in the window, by the bare workflow, by the command."""
    folder = make_photos(work / "photos", FLOWERS, photos)
    say(f"{described(folder, FLOWERS)}; {machine()}")
    of_run, of_command, longest, late = list[float](), list[float](), list[float](), list[float]()
    for number in range(1, rounds + 1):
        shown = told_by(folder, "window")
        bare = told_by(folder, "bare")["seconds"]
        command = measured([*classify_command(folder, csv=work / "out.csv", store=False)]).seconds
        gaps = sorted(shown["gaps"])
        of_run.append(bare / shown["seconds"])
        of_command.append(command / shown["seconds"])
        longest.append(gaps[-1])
        late.append(gaps[int(0.99 * len(gaps))])
        say(
            f"round {number}: window {shown['seconds']:.2f} s, workflow {bare:.2f} s, command {command:.2f} s; longest "
            f"without an answer {1000 * longest[-1]:.0f} ms, 99 of 100 beats late by at most {1000 * late[-1]:.0f} ms"
        )
    say(f"speed beside the bare workflow {median(of_run):.2f}, beside the command {median(of_command):.2f} (bar 0.90)")
    unanswered = 1000 * median(longest)
    say(f"longest without an answer {unanswered:.0f} ms (median of rounds; bar {1000 * ANSWER_BAR:.0f} ms)")
    return WindowRun(tuple(of_run), tuple(of_command), tuple(longest), tuple(late))


def window_start(*, rounds: int, say: Say) -> tuple[FirstPaint, ...]:
    """Start the window so many times, and say when it was painted first."""
    tries = list[FirstPaint]()
    for _ in range(rounds + 1):
        began = time.time()
        told = json.loads(measured(python("-m", "tests.benchmarks.window_paint")).output)
        tries.append(FirstPaint(told["painted"] - began, tuple(told["heavy"])))
    # The first one reads files that are cold.
    tries = tries[1:]
    listed = " ".join(f"{each.seconds:.2f}" for each in tries)
    middle = median(each.seconds for each in tries)
    heavy = ", ".join(sorted({name for each in tries for name in each.heavy})) or "none"
    say(f"first paint after {middle:.2f} s (tries {listed}; bar {PAINT_BAR} s); heavy libraries by then: {heavy}")
    return tuple(tries)


def window_grid(*, rows: int, say: Say) -> GridFigures:
    """Measure the grid in a process of its own, so that nothing else counts as its memory."""
    *lines, figures = measured(python("-m", "tests.benchmarks.window_grid", str(rows))).output.splitlines()
    for line in lines:
        say(line)
    return GridFigures(**json.loads(figures))


def told_by(folder: Path, how: str) -> dict[str, Any]:
    """Label a folder in a process of its own, in the `window` or by the `bare` workflow, and return what it tells."""
    told: dict[str, Any] = json.loads(
        measured(python("-m", "tests.benchmarks.window_run", how, str(folder))).output.splitlines()[-1]
    )
    return told
