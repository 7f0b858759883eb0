"""How many keys a user presses until no label is wrong, beside one key for each photo.

A simulated user who knows the truth sits at the real window of 1280 × 800 pixels, at first with everything as it is
after installation. What is in sight is recognised, what is not isn't known; every key and every click counts one, the
choice of an order or a group two. Going through the photos one by one takes one key for each: Enter where the label is
right, else the class's, either of which goes on to the next.

"No label is wrong" means that each photo shows the truth: the review's answer, else the flag that it carries, else the
predicted class. The photos are made up from what was measured of the bundled model (`review_photos`). For photos of
one's own, in a folder for each class: `python -m tests.benchmarks.review_effort --photos-folder FOLDER [--model DIR]`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

from tests.benchmarks.processes import measured, python
from tests.benchmarks.review_trial import LOOK, STRATEGIES

# Issue 10, of one key for each photo.
EFFORT_BAR = 0.2

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Effort:
    """What one way of going through the photos costs.

    Attributes:
        strategy: its name.
        per_1000: presses per 1,000 photos, trial by trial.
        wrong_after: wrong labels that are left, trial by trial.
    """

    strategy: str
    per_1000: tuple[float, ...]
    wrong_after: tuple[int, ...]

    @property
    def share(self) -> float:
        """Presses beside going through one by one: median of the trials."""
        return median(self.per_1000) / 1000


def review_effort(*, photos: int, seeds: Sequence[int], say: Say) -> list[Effort]:
    """Measure every way over made-up photos, and say what each costs."""
    say(f"{photos:,} photos made up from the bundled model's measured errors, {len(seeds)} times")
    say("going through them one by one takes 1,000 keys per 1,000 photos")
    ways = [way for way in STRATEGIES if way != LOOK]
    efforts = [_effort(way, [["--photos", str(photos), "--seed", str(seed)] for seed in seeds], say) for way in ways]
    _say_best(efforts, say)
    return efforts


def review_effort_of(folder: str, model: str, say: Say) -> list[Effort]:
    """Measure every way over the photos of a folder whose subfolders are named after what they show."""
    say(f"photos of {folder}; going through them one by one takes 1,000 keys per 1,000 photos")
    say("The bundled model was trained on tf_flowers: of those photos it knows more than of anybody else's.")
    efforts = [_effort(way, [["--folder", folder, "--model", model]], say) for way in STRATEGIES]
    _say_best(efforts, say)
    return efforts


def _effort(strategy: str, trials: Sequence[Sequence[str]], say: Say) -> Effort:
    found = [_tried(strategy, options) for options in trials]
    effort = Effort(
        strategy,
        tuple(1000 * each["presses"] / each["photos"] for each in found),
        tuple(each["after"] for each in found),
    )
    low, high = min(effort.per_1000), max(effort.per_1000)
    before = median(1000 * each["before"] / each["photos"] for each in found)
    say(
        f"{strategy} ({found[0]['grid']}): {median(effort.per_1000):.0f} presses per 1,000 photos "
        f"({low:.0f}–{high:.0f}), {100 * effort.share:.1f} % of one by one; "
        f"wrong labels per 1,000 before {before:.0f}, left at most {max(effort.wrong_after)}"
    )
    return effort


def _tried(strategy: str, options: Sequence[str]) -> dict[str, int]:
    told: dict[str, int] = json.loads(
        measured(python("-m", "tests.benchmarks.review_trial", strategy, *options)).output.splitlines()[-1]
    )
    return told


def best_of(efforts: Sequence[Effort]) -> Effort:
    """Return the way with the fewest presses among those that leave no label wrong."""
    return min((each for each in efforts if not any(each.wrong_after)), key=lambda each: each.share)


def _say_best(efforts: Sequence[Effort], say: Say) -> None:
    best = best_of(efforts)
    say(f"no label wrong after {100 * best.share:.1f} % of the presses: {best.strategy} (bar {100 * EFFORT_BAR:.0f} %)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.review_effort")
    parser.add_argument("--photos-folder", required=True, metavar="FOLDER")
    parser.add_argument("--model", default="", metavar="DIR")
    arguments = parser.parse_args()
    review_effort_of(arguments.photos_folder, arguments.model, partial(print, flush=True))
