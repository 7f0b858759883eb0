"""How often the intervals and proofs of random checks are right: folders made up, checked, and compared with the truth.

No photos: a folder is its photos' classes, confidences and whether each label is right. Sizes, accuracies, the model's
honesty and the balance of classes vary; every figure of a table is over all folders of its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.check_interval import ShareEstimate, estimate_share
from flowersort.core.check_sample import Population, Sample, draw_by
from flowersort.core.check_target import candidates, weigh

Say = Callable[[str], None]
LEAST, MOST, WRONG_STOPS, WIDER = 0.94, 0.98, 0.05, 1.05
MODELS = ("calibrated", "overconfident", "underconfident", "useless")
_SIZES = (100, 20_000)
_ACCURACIES = (0.6, 0.995)
_BANDS = ((0.6, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.0))
_TARGETS = (0.01, 0.02, 0.05, 0.1)
_LOOKS = (50, 100, 200, 400)
# As many draws of each folder tell its mean width to a percent or two.
_PAIRS = 200
_TRIALS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Folder:
    """A made-up folder; `right` has shape (photos,)."""

    population: Population
    right: NDArray[np.bool_]
    model: str
    accuracy: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What one check of a folder came to."""

    model: str
    accuracy: float
    photos: int
    held: bool
    plain_held: bool
    width: float
    plain_width: float
    error: float
    classes_held: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures that have a bar."""

    held: float
    bias: float
    wrong_stops: float
    widest: float
    width: float


def check_coverage(*, folders: int, checks: int, say: Say) -> Coverage:
    """Print the tables, and return the figures that have a bar."""
    random = np.random.default_rng(0)
    trials = [_trial(made_up(random), checks, random) for _ in range(folders)]
    held = float(np.mean([each.held for each in trials]))
    say(f"{folders:,} folders, {checks} checks each: the interval holds the truth in {100 * held:.1f} % (bar 94–98)")
    for line in _table(trials):
        say(line)
    errors = np.array([each.error for each in trials])
    bias = float(errors.mean())
    say(f"mean error of the estimate {100 * bias:+.2f} points (its own standard error {_error_of(errors):.2f})")
    stops = wrong_stops(folders=folders, say=say)
    width = usual_width(rounds=max(_TRIALS, folders // 5), say=say)
    widest = widths(folders=max(_TRIALS // 2, folders // 20), checks=checks, say=say)
    return Coverage(held, bias, stops, widest, width)


def made_up(random: np.random.Generator, *, photos: int | None = None, accuracy: float | None = None) -> Folder:
    """Return a folder at random; its model may be calibrated or not."""
    low, high = _SIZES
    count = round(low * (high / low) ** random.random()) if photos is None else photos
    share = random.uniform(*_ACCURACIES) if accuracy is None else accuracy
    classes = int(random.integers(2, 9))
    balance = random.dirichlet(np.full(classes, random.choice([0.5, 1.0, 5.0])))
    spread = random.choice([1.0, 2.0, 4.0])
    chance = random.beta(share * spread, (1.0 - share) * spread, count)
    model = str(random.choice(MODELS))
    shown = {
        "calibrated": chance,
        "overconfident": 1.0 - (1.0 - chance) * 0.2,
        "underconfident": 0.3 + 0.5 * chance,
        "useless": random.random(count),
    }[model]
    population = Population(
        contents=tuple(map(str, range(count))),
        predicted=random.choice(classes, count, p=balance).astype(np.intp),
        confidence=shown,
        flagged=np.zeros(count, np.bool_),
    )
    return Folder(population, random.random(count) < chance, model, share)


def _trial(folder: Folder, checks: int, random: np.random.Generator) -> Trial:
    count = len(folder.population)
    sample = draw_by(folder.population, random.random(count))
    rows = sample.order[:checks]
    found, plain = _of(sample, rows, folder.right), _plain(folder, checks, random)
    truth = float(folder.right.mean())
    return Trial(
        model=folder.model,
        accuracy=folder.accuracy,
        photos=count,
        held=_holds(found, truth),
        plain_held=_holds(plain, truth),
        width=found.high - found.low,
        plain_width=plain.high - plain.low,
        error=(found.share or 0.0) - truth,
        classes_held=tuple(_by_class(folder, sample, rows)),
    )


def _of(sample: Sample, rows: NDArray[np.intp], right: NDArray[np.bool_]) -> ShareEstimate:
    strata, count = sample.strata, int(sample.strata.max()) + 1
    good = np.bincount(strata[rows[right[rows]]], minlength=count)
    return estimate_share(np.bincount(strata, minlength=count), np.bincount(strata[rows], minlength=count), good)


def _plain(folder: Folder, checks: int, random: np.random.Generator) -> ShareEstimate:
    """Estimate by a simple random sample: the same interval, with one stratum."""
    rows = random.permutation(len(folder.population))[:checks]
    sizes = (len(folder.population), len(rows), int(folder.right[rows].sum()))
    return estimate_share(*(np.array([each]) for each in sizes))


def _by_class(folder: Folder, sample: Sample, rows: NDArray[np.intp]) -> Iterator[bool]:
    predicted, count = folder.population.predicted, int(sample.strata.max()) + 1
    for name in np.unique(predicted[rows]):
        chosen, looked = predicted == name, rows[predicted[rows] == name]
        cells = (sample.strata[chosen], sample.strata[looked], sample.strata[looked[folder.right[looked]]])
        sizes, seen, good = (np.bincount(each, minlength=count) for each in cells)
        kept = sizes > 0
        yield _holds(estimate_share(sizes[kept], seen[kept], good[kept]), float(folder.right[chosen].mean()))


def _holds(found: ShareEstimate, truth: float) -> bool:
    return found.low - 1e-9 <= truth <= found.high + 1e-9


def _table(trials: list[Trial]) -> Iterator[str]:
    yield f"{'':<24}{'folders':>8}{'stratified':>12}{'simple':>8}{'by class':>10}{'width':>8}{'simple':>8}"
    yield _row("all", trials)
    for model in MODELS:
        yield _row(model, [each for each in trials if each.model == model])
    for low, high in _BANDS:
        name = f"accuracy {100 * low:g}–{100 * high:g} %"
        yield _row(name, [each for each in trials if low <= each.accuracy < high])
    for few, many in ((100, 500), (500, 3_000), (3_000, 20_001)):
        yield _row(f"{few:,}–{many:,} photos", [each for each in trials if few <= each.photos < many])


def _row(name: str, trials: list[Trial]) -> str:
    if not trials:
        return f"{name:<24}{0:>8}"
    classes = [held for each in trials for held in each.classes_held]
    held = [np.mean([each.held for each in trials]), np.mean([each.plain_held for each in trials])]
    wide = [np.mean([each.width for each in trials]), np.mean([each.plain_width for each in trials])]
    return (
        f"{name:<24}{len(trials):>8}{100 * held[0]:>11.1f}%{100 * held[1]:>7.1f}%{100 * np.mean(classes):>9.1f}%"
        f"{100 * wide[0]:>8.1f}{100 * wide[1]:>8.1f}"
    )


def wrong_stops(*, folders: int, say: Say) -> float:
    """Print how often "you may stop" came up, and was wrong, looked at after each answer; return the worst share.

    Half of the folders have an accuracy near what the target asks for, where being wrong is easiest.
    """
    worst = 0.0
    for target in _TARGETS:
        random = np.random.default_rng(1)
        wrong, proven = dict.fromkeys(_LOOKS, 0), dict.fromkeys(_LOOKS, 0)
        for number in range(folders):
            near = 1.0 - target * random.uniform(1.0, 1.3) if number % 2 else None
            folder = made_up(random, accuracy=near)
            for looks, said in _proofs(folder, target, random):
                proven[looks] += bool(said)
                wrong[looks] += any(share > target for share in said)
        shares = " · ".join(
            f"{n}: {100 * proven[n] / folders:.0f} %, wrong {100 * wrong[n] / folders:.1f} %" for n in _LOOKS
        )
        say(f"“you may stop” at {100 * target:g} % after checks {shares}")
        worst = max(worst, *(wrong[looks] / folders for looks in _LOOKS))
    return worst


def _proofs(folder: Folder, target: float, random: np.random.Generator) -> Iterable[tuple[int, list[float]]]:
    """Yield the true shares of wrong labels above the thresholds that are proven, after so many checks."""
    population, right = folder.population, folder.right
    order = draw_by(population, random.random(len(population))).order
    chosen = candidates(population, target=target)
    for looks in _LOOKS:
        found = []
        for candidate in chosen:
            accepts = population.confidence >= candidate.threshold
            rows = order[:looks][accepts[order[:looks]]]
            wrong = (~right[rows]).tolist()
            if weigh(candidate, photos=int(accepts.sum()), wrong=wrong, target=target).proven:
                found.append(float((~right[accepts]).mean()))
        yield looks, found


def usual_width(*, rounds: int, say: Say) -> float:
    """Print and return the mean width of 60 checks of 5,000 photos at 95 % accuracy, in shares."""
    random = np.random.default_rng(2)
    trials = [_trial(made_up(random, photos=5_000, accuracy=0.95), 60, random) for _ in range(rounds)]
    found = np.array([each.width for each in trials])
    simple = 100 * np.mean([each.plain_width for each in trials])
    say(
        f"60 checks, 5,000 photos, 95 % right: width {100 * found.mean():.1f} points in the mean, "
        f"{100 * np.median(found):.1f} in the middle (bar 12); simple {simple:.1f}"
    )
    return float(found.mean())


def widths(*, folders: int, checks: int, say: Say) -> float:
    """Print and return how much wider a stratified interval is than a simple one on the same folder, at the most."""
    random = np.random.default_rng(3)
    ratios = []
    for _ in range(folders):
        folder = made_up(random, photos=int(random.integers(500, 20_000)))
        wide = np.array([_both_widths(folder, checks, random) for _ in range(_PAIRS)]).mean(axis=0)
        ratios.append(float(wide[0] / wide[1]))
    say(
        f"stratified against simple on {folders} folders, {_PAIRS} draws each: {np.median(ratios):.3f} times as wide "
        f"in the middle, {max(ratios):.3f} at the most (bar {WIDER})"
    )
    return float(max(ratios))


def _both_widths(folder: Folder, checks: int, random: np.random.Generator) -> tuple[float, float]:
    sample = draw_by(folder.population, random.random(len(folder.population)))
    found, plain = _of(sample, sample.order[:checks], folder.right), _plain(folder, checks, random)
    return found.high - found.low, plain.high - plain.low


def _error_of(values: NDArray[np.float64]) -> float:
    return float(100 * values.std(ddof=1) / np.sqrt(len(values)))
