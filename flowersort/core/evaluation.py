"""Predictions against given labels: everything that can be said of them, as one value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.metrics import (
    ClassMetrics,
    Interval,
    class_metrics,
    confusion_matrix,
    macro_f1,
    wilson_interval,
)
from flowersort.core.reliability import (
    ReliabilityBin,
    brier_score,
    expected_calibration_error,
    negative_log_likelihood,
    reliability_bins,
)
from flowersort.core.risk import CoveragePoint, coverage_curve


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """How predictions agree with given labels. Figures are None where there are no photos.

    Attributes:
        classes: class names, the order of every row and column below.
        photos, correct: how many, and how many of them are labelled as given.
        accuracy, accuracy_interval: their share, and its 95 % Wilson interval.
        confusion: shape (classes, classes), rows given, columns predicted; read-only.
        per_class: figures per class.
        macro_f1: mean F1 over the classes that occur.
        calibration_error: expected calibration error over `bins`.
        bins: 15 equal-width bins of confidence.
        brier, negative_log_likelihood: proper scores of the probabilities, smaller is better.
        coverage: the accuracy–coverage curve by ascending threshold, at most 100 points.
    """

    classes: tuple[str, ...]
    photos: int
    correct: int
    accuracy: float | None
    accuracy_interval: Interval
    confusion: NDArray[np.int64]
    per_class: tuple[ClassMetrics, ...]
    macro_f1: float | None
    calibration_error: float | None
    bins: tuple[ReliabilityBin, ...]
    brier: float | None
    negative_log_likelihood: float | None
    coverage: tuple[CoveragePoint, ...]


def evaluate(given: NDArray[np.integer], probabilities: NDArray[np.floating], classes: tuple[str, ...]) -> Evaluation:
    """Compare calibrated probabilities with given labels; the predicted class is the most probable one.

    Args:
        given: shape (photos,), each between 0 and the number of classes - 1.
        probabilities: shape (photos, classes), each row summing to 1. No photos are shape (0, classes).
        classes: class names in the order of the columns, at least one.

    Raises:
        ValueError: the shapes don't fit each other, or a given label is no class.
    """
    given, probabilities = np.asarray(given), np.asarray(probabilities)
    _check(given, probabilities, len(classes))
    predicted, confidences = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right = predicted == given
    confusion = confusion_matrix(given, predicted, classes=len(classes))
    confusion.setflags(write=False)
    per_class, bins = class_metrics(confusion, classes), reliability_bins(confidences, right)
    photos, correct = len(given), int(right.sum())
    return Evaluation(
        classes=classes,
        photos=photos,
        correct=correct,
        accuracy=correct / photos if photos else None,
        accuracy_interval=wilson_interval(correct, photos),
        confusion=confusion,
        per_class=per_class,
        macro_f1=macro_f1(per_class),
        calibration_error=expected_calibration_error(bins),
        bins=bins,
        brier=brier_score(given, probabilities),
        negative_log_likelihood=negative_log_likelihood(given, probabilities),
        coverage=coverage_curve(confidences, right),
    )


def _check(given: NDArray[np.integer], probabilities: NDArray[np.floating], classes: int) -> None:
    if classes == 0 or probabilities.shape != (len(given), classes):
        raise ValueError(f"{probabilities.shape} is no shape for {len(given)} photos and {classes} classes.")
    if len(given) and (given.min() < 0 or given.max() >= classes):
        raise ValueError(f"The given labels reach from {given.min()} to {given.max()}; there are {classes} classes.")
