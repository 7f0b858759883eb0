"""How good predictions are: accuracy with its interval, per-class figures, confusion matrix, ranking."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of shares, 0–1, both ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ClassMetrics:
    """One class's figures; None where the figure would divide by zero.

    Attributes:
        name: the class.
        precision: share of photos predicted as this class that are; None if none was predicted.
        recall: share of this class's photos that were predicted so; None if there are none.
        f1: harmonic mean of both; None if the class is neither given nor predicted anywhere.
        support: photos of this class.
    """

    name: str
    precision: float | None
    recall: float | None
    f1: float | None
    support: int


def wilson_interval(successes: int, total: int, *, confidence: float = 0.95) -> Interval:
    """Return the two-sided score interval of a share; 0–1 where nothing was counted.

    Raises:
        ValueError: not 0 ≤ successes ≤ total, or `confidence` is not between 0 and 1.

    Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927).
    """
    if not 0 <= successes <= total:
        raise ValueError(f"{successes} of {total} is no share.")
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"The confidence must lie between 0 and 1, not {confidence:g}.")
    if total == 0:
        return Interval(0.0, 1.0)
    z = NormalDist().inv_cdf(0.5 + confidence / 2.0)
    share, weight = successes / total, z * z / total
    middle = share + weight / 2.0
    reach = z * sqrt(share * (1.0 - share) / total + weight / (4.0 * total))
    # At either end the formula gives 0 or 1 exactly; rounding must not push the share itself outside.
    low = 0.0 if successes == 0 else min(share, (middle - reach) / (1.0 + weight))
    high = 1.0 if successes == total else max(share, (middle + reach) / (1.0 + weight))
    return Interval(low, high)


def confusion_matrix(given: NDArray[np.integer], predicted: NDArray[np.integer], *, classes: int) -> NDArray[np.int64]:
    """Return counts of shape (classes, classes): rows are the given labels, columns the predicted ones.

    Args:
        given: shape (photos,), each between 0 and `classes` - 1.
        predicted: the same.
        classes: how many there are.
    """
    cells = np.asarray(given, np.int64) * classes + np.asarray(predicted, np.int64)
    return np.bincount(cells, minlength=classes * classes).reshape(classes, classes).astype(np.int64)


def class_metrics(confusion: NDArray[np.integer], names: tuple[str, ...]) -> tuple[ClassMetrics, ...]:
    """Return the figures of every class, in the order of the confusion matrix."""
    right, given, predicted = confusion.diagonal(), confusion.sum(axis=1), confusion.sum(axis=0)
    return tuple(
        ClassMetrics(
            name=name,
            precision=_share(int(right[place]), int(predicted[place])),
            recall=_share(int(right[place]), int(given[place])),
            f1=_share(2 * int(right[place]), int(given[place] + predicted[place])),
            support=int(given[place]),
        )
        for place, name in enumerate(names)
    )


def macro_f1(per_class: tuple[ClassMetrics, ...]) -> float | None:
    """Return the mean F1 over the classes that have one; None if no class does."""
    defined = [one.f1 for one in per_class if one.f1 is not None]
    return sum(defined) / len(defined) if defined else None


def auroc(scores: NDArray[np.floating], positives: NDArray[np.bool_]) -> float | None:
    """Return the chance that a positive outscores a negative, ties counting half; None if either is missing.

    Args:
        scores: shape (photos,), larger where a positive is expected.
        positives: shape (photos,), whether each photo is one.

    Source: Hanley and McNeil, The Meaning and Use of the Area under a ROC Curve, Radiology 143 (1982):
        the area is the Mann–Whitney statistic, here by mean ranks.
    """
    positive = np.asarray(positives, bool)
    hits, misses = int(positive.sum()), int((~positive).sum())
    if hits == 0 or misses == 0:
        return None
    _, place, count = np.unique(np.asarray(scores, np.float64), return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(count) - (count - 1) / 2.0
    above = mean_rank[place][positive].sum() - hits * (hits + 1) / 2.0
    return float(above / (hits * misses))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
