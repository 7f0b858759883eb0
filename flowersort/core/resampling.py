"""How far figures would differ on other photos of the same kind: bootstrap intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.metrics import Interval, class_metrics, macro_f1
from flowersort.core.reliability import BINS

RESAMPLES = 1000
_SEED = 20
_ENDS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class FigureIntervals:
    """95 % intervals of the figures that have no formula for one; None without photos."""

    macro_f1: Interval | None
    calibration_error: Interval | None
    brier: Interval | None


def figure_intervals(
    given: NDArray[np.integer], probabilities: NDArray[np.floating], *, resamples: int = RESAMPLES
) -> FigureIntervals:
    """Return bootstrap intervals; the same photos always give the same.

    Brier score and macro F1 have the percentile interval. The calibration error of few photos is too large, and that
    of a resample larger still, so its interval is the basic one, mirrored at the figure, which takes that off again.

    Args:
        given: shape (photos,), each between 0 and the number of classes - 1.
        probabilities: shape (photos, classes), each row summing to 1.
        resamples: how many times the photos are drawn anew, with replacement.

    Source: Davison and Hinkley, Bootstrap Methods and their Application, 1997, chapter 5.
    """
    given, chances = np.asarray(given, np.int64), np.asarray(probabilities, np.float64)
    photos = len(given)
    if photos == 0:
        return FigureIntervals(None, None, None)
    table = _Table(given, chances)
    random = np.random.default_rng(_SEED)
    drawn = np.array([table.figures(random.integers(photos, size=photos)) for _ in range(resamples)])
    f1, gap, loss = table.figures(np.arange(photos))
    return FigureIntervals(
        macro_f1=_around(f1, np.percentile(drawn[:, 0], _ENDS), most=1.0),
        calibration_error=_around(gap, 2.0 * gap - np.percentile(drawn[:, 1], _ENDS)[::-1], most=1.0),
        brier=_around(loss, np.percentile(drawn[:, 2], _ENDS), most=2.0),
    )


class _Table:
    """What of each photo the figures need, so that a resample costs next to nothing."""

    def __init__(self, given: NDArray[np.integer], chances: NDArray[np.float64]) -> None:
        predicted, self._confidence = chances.argmax(axis=1), chances.max(axis=1)
        self._classes = chances.shape[1]
        self._cells = given * self._classes + predicted
        self._right = (predicted == given).astype(np.float64)
        self._bin = np.clip(np.ceil(self._confidence * BINS).astype(np.int64) - 1, 0, BINS - 1)
        own = chances[np.arange(len(given)), given]
        self._loss = np.square(chances).sum(axis=1) - 2.0 * own + 1.0

    def figures(self, chosen: NDArray[np.int64]) -> tuple[float, float, float]:
        """Return (macro F1, calibration error, Brier score) of the photos at these places."""
        cells = np.bincount(self._cells[chosen], minlength=self._classes**2)
        names = ("",) * self._classes
        f1 = macro_f1(class_metrics(cells.reshape(self._classes, self._classes), names)) or 0.0
        gaps = np.bincount(self._bin[chosen], (self._confidence - self._right)[chosen], minlength=BINS)
        return f1, float(np.abs(gaps).sum()) / len(chosen), float(self._loss[chosen].mean())


def _around(figure: float, ends: NDArray[np.float64], *, most: float) -> Interval:
    """Return the interval within what the figure can be, and never beside the figure itself."""
    low, high = min(float(ends[0]), figure), max(float(ends[1]), figure)
    return Interval(max(0.0, low), min(most, high))
