"""What a threshold costs: how many photos it keeps, and how many of those are labelled wrong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.metrics import wilson_interval
from flowersort.core.model import RiskPoint

MOST_POINTS = 100

# Two-sided, so that the upper end alone is exceeded in 5 of 100 cases.
_ONE_SIDED_95 = 0.90


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """One threshold as measured.

    Attributes:
        threshold: smallest confidence that is kept.
        kept, wrong: share of photos kept, and share of wrong labels among them, 0–1.
        photos_kept, photos_wrong: the counts behind the shares.
    """

    threshold: float
    kept: float
    wrong: float
    photos_kept: int
    photos_wrong: int


def coverage_curve(
    confidences: NDArray[np.floating], correct: NDArray[np.bool_], *, most: int | None = MOST_POINTS
) -> tuple[CoveragePoint, ...]:
    """Return the accuracy–coverage curve as measured, by ascending threshold, from keeping all photos on.

    There is a point for every confidence that occurs. Without photos there are no points.

    Args:
        confidences: shape (photos,), 0–1.
        correct: shape (photos,), whether each predicted label is right.
        most: largest number of points, both ends among them; None for all.

    Source: El-Yaniv and Wiener, On the Foundations of Noise-free Selective Classification, JMLR 11 (2010).
    """
    confidence, right = np.asarray(confidences, np.float64), np.asarray(correct, bool)
    # Photos of one confidence are kept or left together.
    thresholds, place = np.unique(confidence, return_inverse=True)
    kept = np.bincount(place, minlength=len(thresholds))[::-1].cumsum()[::-1]
    wrong = np.bincount(place[~right], minlength=len(thresholds))[::-1].cumsum()[::-1]
    points = [
        CoveragePoint(
            threshold=float(thresholds[number]),
            kept=int(kept[number]) / len(confidence),
            wrong=int(wrong[number]) / int(kept[number]),
            photos_kept=int(kept[number]),
            photos_wrong=int(wrong[number]),
        )
        for number in range(len(thresholds))
    ]
    return tuple(points[number] for number in _spread(len(points), most))


def risk_curve(
    confidences: NDArray[np.floating], correct: NDArray[np.bool_], *, most: int | None = MOST_POINTS
) -> tuple[RiskPoint, ...]:
    """Return the thresholds worth choosing, ascending; `wrong` never rises along them.

    The measured share of wrong labels jumps up and down where few photos are kept. Smoothing would invent
    numbers, so every point is as measured, and those are left out that a smaller threshold beats: one that
    keeps more photos and has fewer wrong labels among them. The first point keeps all photos.

    Args:
        confidences: shape (photos,), of photos that the model was not trained on.
        correct: shape (photos,), whether each predicted label is right.
        most: largest number of points, both ends among them; None for all.
    """
    best, chosen = 1.0, list[RiskPoint]()
    for point in coverage_curve(confidences, correct, most=None):
        if point.wrong <= best:
            best = point.wrong
            chosen.append(RiskPoint(threshold=point.threshold, kept=point.kept, wrong=point.wrong))
    return tuple(chosen[number] for number in _spread(len(chosen), most))


def class_risk_curves(
    confidences: NDArray[np.floating],
    *,
    predicted: NDArray[np.integer],
    correct: NDArray[np.bool_],
    classes: int,
    most: int | None = MOST_POINTS,
) -> tuple[tuple[RiskPoint, ...], ...]:
    """Return a `risk_curve` for the photos predicted as each class, in the order of the classes.

    Args:
        confidences, predicted, correct: shape (photos,), of photos that the model was not trained on.
        classes: how many there are; one that is never predicted has an empty curve.
        most: largest number of points of each curve.
    """
    chosen = (np.asarray(predicted) == number for number in range(classes))
    return tuple(risk_curve(np.asarray(confidences)[rows], np.asarray(correct)[rows], most=most) for rows in chosen)


def threshold_for_risk(points: Sequence[RiskPoint], *, at_most: float, photos: int | None = None) -> float | None:
    """Return the threshold that keeps the most photos while the share of wrong labels is `at_most`.

    Of all points that meet the bound this takes the one with the largest kept share, because the estimate
    is surest there: "every larger threshold must meet it too" would let one mislabelled photo among the most
    confident forbid them all. Along a `risk_curve` all larger points meet the bound as well.

    Args:
        points: a `risk_curve`, of any thinning.
        at_most: share of wrong labels among the kept, 0–1.
        photos: how many the points were measured on. If given, a point counts only if the share is, with
            95 % confidence, at most `at_most` (upper end of Wilson's interval), which asks for more evidence.

    Returns:
        The threshold, or None if no point meets the bound.
    """
    meeting = (point for point in points if _share_to_expect(point, photos) <= at_most)
    widest = max(meeting, key=lambda point: (point.kept, -point.threshold), default=None)
    return widest.threshold if widest is not None else None


def point_at(points: Sequence[RiskPoint], threshold: float) -> RiskPoint | None:
    """Return what was measured at a threshold: the last point that does not lie above it.

    Args:
        points: ascending thresholds, such as a `risk_curve`.
        threshold: smallest confidence that is kept, 0–1.

    Returns:
        The point, or None where the threshold lies below all of them.
    """
    place = bisect_right(points, threshold, key=lambda point: point.threshold)
    return points[place - 1] if place else None


def _share_to_expect(point: RiskPoint, photos: int | None) -> float:
    if photos is None:
        return point.wrong
    kept = round(point.kept * photos)
    return wilson_interval(round(point.wrong * kept), kept, confidence=_ONE_SIDED_95).high


def _spread(count: int, most: int | None) -> list[int]:
    """Return at most `most` evenly spread places below `count`, the first and the last among them."""
    if most is None or count <= most:
        return list(range(count))
    return sorted({round(place) for place in np.linspace(0, count - 1, most)})
