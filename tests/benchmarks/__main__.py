"""Prints the figures of the bars of issues 8 to 13: `python -m tests.benchmarks NAME [--photos N] [--rounds K]`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.benchmarks.against_others import against_bare_loop, against_keras, against_keras_camera
from tests.benchmarks.audit_labels import audit_labels
from tests.benchmarks.audit_speed import audit_speed
from tests.benchmarks.check_coverage import check_coverage
from tests.benchmarks.copies import copies_of_photos, duplicates_of_many, photo_problems, strangers
from tests.benchmarks.learning import learning
from tests.benchmarks.learning_speed import learning_speed
from tests.benchmarks.memory import peak_memory
from tests.benchmarks.review_effort import review_effort
from tests.benchmarks.reviews_stick import reviews_stick
from tests.benchmarks.second_run import second_runs
from tests.benchmarks.sorting import sort_kills, sort_speed
from tests.benchmarks.startup import startup
from tests.benchmarks.window import window_grid, window_run, window_start


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark, with the sizes that its bar is about."""

    run: Callable[[Path, int, int], object]
    photos: int
    rounds: int


_say = partial(print, flush=True)

BENCHMARKS = {
    "keras": Benchmark(lambda work, n, k: against_keras(work, photos=n, rounds=k, say=_say), 700, 3),
    "keras-12mp": Benchmark(lambda work, n, k: against_keras_camera(work, photos=n, rounds=k, say=_say), 60, 3),
    "bare": Benchmark(lambda work, n, k: against_bare_loop(work, photos=n, rounds=k, say=_say), 700, 7),
    "bare-10000": Benchmark(lambda work, n, k: against_bare_loop(work, photos=n, rounds=k, say=_say), 10_000, 3),
    "startup": Benchmark(lambda _work, _n, k: startup(rounds=k, say=_say), 0, 5),
    "memory": Benchmark(lambda work, n, _k: peak_memory(work, photos=n, say=_say), 20_000, 1),
    "second-run": Benchmark(lambda work, n, _k: second_runs(work, photos=n, say=_say), 2_000, 1),
    "window-start": Benchmark(lambda _work, _n, k: window_start(rounds=k, say=_say), 0, 5),
    "window-run": Benchmark(lambda work, n, k: window_run(work, photos=n, rounds=k, say=_say), 2_000, 3),
    "window-grid": Benchmark(lambda _work, n, _k: window_grid(rows=n, say=_say), 100_000, 1),
    "review-effort": Benchmark(lambda _work, n, k: review_effort(photos=n, seeds=range(k), say=_say), 1_000, 5),
    "reviews": Benchmark(lambda work, n, _k: reviews_stick(work, photos=n, say=_say), 1_000, 1),
    "photo-problems": Benchmark(lambda _work, n, _k: photo_problems(photos=n, say=_say), 3_000, 1),
    "copies": Benchmark(lambda _work, n, _k: copies_of_photos(photos=n, say=_say), 3_000, 1),
    "duplicates": Benchmark(lambda _work, n, k: duplicates_of_many(photos=n, rounds=k, say=_say), 100_000, 1),
    "strangers": Benchmark(lambda _work, _n, k: strangers(rounds=k, say=_say), 0, 12),
    "audit-labels": Benchmark(lambda _work, _n, k: audit_labels(rounds=k, say=_say), 0, 5),
    "audit-speed": Benchmark(lambda work, n, k: audit_speed(work, photos=n, rounds=k, say=_say), 10_000, 3),
    "check-coverage": Benchmark(lambda _work, n, _k: check_coverage(folders=n, checks=50, say=_say), 1_000, 1),
    "learning": Benchmark(lambda _work, _n, k: learning(rounds=k, say=_say), 0, 2),
    "learning-speed": Benchmark(lambda work, n, k: learning_speed(work, photos=n, rounds=k, say=_say), 20_000, 3),
    "sort-kills": Benchmark(lambda work, n, k: sort_kills(work, kills=n, rounds=k, say=_say), 1_000, 1),
    "sort-speed": Benchmark(lambda work, n, k: sort_speed(work, files=n, rounds=k, say=_say), 20_000, 3),
}


def main() -> None:
    """Run the benchmarks that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", choices=[*BENCHMARKS, "all"])
    parser.add_argument(
        "--photos",
        "--files",
        type=int,
        metavar="N",
        help="how many photos, files or kills (default: as many as the bar says)",
    )
    parser.add_argument("--rounds", type=int, metavar="K", help="how many pairs, or tries")
    arguments = parser.parse_args()
    for name in BENCHMARKS if arguments.name == "all" else [arguments.name]:
        benchmark = BENCHMARKS[name]
        _say(f"== {name}")
        with tempfile.TemporaryDirectory(prefix="flowersort-benchmark-") as work:
            benchmark.run(Path(work), arguments.photos or benchmark.photos, arguments.rounds or benchmark.rounds)


if __name__ == "__main__":
    main()
