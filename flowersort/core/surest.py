"""What is to be had by keeping only the photos that the model is surest of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flowersort.core.metrics import Interval, wilson_interval
from flowersort.core.risk import CoveragePoint

_SHARES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.5)


@dataclass(frozen=True, slots=True)
class Surest:
    """The surest photos of an evaluation.

    Attributes:
        kept: their share of all photos, 0–1, and `photos` their number.
        threshold: the smallest confidence among them.
        right: share of labels among them that are as given, 0–1.
        right_95: its 95 % Wilson interval.
    """

    kept: float
    photos: int
    threshold: float
    right: float
    right_95: Interval


def surest(points: Sequence[CoveragePoint]) -> tuple[Surest, ...]:
    """Return the fewest photos that are at least all, 95 %, 90 %, 85 %, 80 %, 70 % and half of them, each set once.

    Args:
        points: the accuracy–coverage curve by ascending threshold.
    """
    found = [next((point for point in reversed(points) if point.kept >= share), None) for share in _SHARES]
    return tuple(_told(point) for point in dict.fromkeys(found) if point is not None)


def _told(point: CoveragePoint) -> Surest:
    right = point.photos_kept - point.photos_wrong
    reach = wilson_interval(right, point.photos_kept)
    return Surest(point.kept, point.photos_kept, point.threshold, 1.0 - point.wrong, reach)
