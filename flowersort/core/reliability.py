"""Do the probabilities mean what they say? Calibration error, Brier score, likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 15


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """The photos whose confidence is above `low` and at most `high`: one bar of a reliability diagram.

    Attributes:
        low, high: the bin's ends; the first bin holds 0 as well.
        photos: how many.
        confidence: their mean confidence, None where there are none.
        accuracy: share of them that is right, None where there are none.
    """

    low: float
    high: float
    photos: int
    confidence: float | None
    accuracy: float | None


def reliability_bins(
    confidences: NDArray[np.floating], correct: NDArray[np.bool_], *, bins: int = BINS
) -> tuple[ReliabilityBin, ...]:
    """Return equal-width bins over 0–1, all of them, empty ones too.

    Args:
        confidences: shape (photos,), 0–1.
        correct: shape (photos,), whether each predicted label is right.
        bins: how many.
    """
    confidence, right = np.asarray(confidences, np.float64), np.asarray(correct, np.float64)
    place = np.clip(np.ceil(confidence * bins).astype(np.int64) - 1, 0, bins - 1)
    photos = np.bincount(place, minlength=bins)
    confidence_sum = np.bincount(place, weights=confidence, minlength=bins)
    right_sum = np.bincount(place, weights=right, minlength=bins)
    return tuple(
        ReliabilityBin(
            low=number / bins,
            high=(number + 1) / bins,
            photos=int(photos[number]),
            confidence=float(confidence_sum[number] / photos[number]) if photos[number] else None,
            accuracy=float(right_sum[number] / photos[number]) if photos[number] else None,
        )
        for number in range(bins)
    )


def expected_calibration_error(bins: tuple[ReliabilityBin, ...]) -> float | None:
    """Return the mean gap between confidence and accuracy, weighted by photos; None without photos.

    Source: Naeini et al., Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015;
        15 bins as in Guo et al., On Calibration of Modern Neural Networks, ICML 2017.
    """
    photos = sum(one.photos for one in bins)
    if photos == 0:
        return None
    gaps = (
        one.photos * abs(one.confidence - one.accuracy)
        for one in bins
        if one.confidence is not None and one.accuracy is not None
    )
    return sum(gaps) / photos


def brier_score(given: NDArray[np.integer], probabilities: NDArray[np.floating]) -> float | None:
    """Return the squared error summed over classes, mean over photos: 0 best, 2 worst; None without photos.

    Args:
        given: shape (photos,).
        probabilities: shape (photos, classes).

    Source: Brier, Verification of Forecasts Expressed in Terms of Probability, 1950 (his multi-class form).
    """
    if len(given) == 0:
        return None
    error = np.array(probabilities, np.float64)
    error[np.arange(len(given)), given] -= 1.0
    return float(np.square(error).sum(axis=1).mean())


def negative_log_likelihood(given: NDArray[np.integer], probabilities: NDArray[np.floating]) -> float | None:
    """Return the mean of -log p(given label); None without photos.

    A probability of 0 counts as the smallest positive number of its kind, so that the figure stays finite.
    """
    if len(given) == 0:
        return None
    chances = np.asarray(probabilities, np.float64)[np.arange(len(given)), given]
    return float(-np.log(np.maximum(chances, np.finfo(np.float64).tiny)).mean())
