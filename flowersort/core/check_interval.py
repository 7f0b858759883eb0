"""What share of a folder is right, by a stratified sample of it, and between which ends it lies."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

# How many photos the whole sample's word weighs beside those of a stratum: with four or five in each, about as much.
_WEIGHT = 4.0
# Fewer photos than this don't speak for a stratum.
_FEWEST = 6
# A sample in proportion is hardly worse than a simple one; where its variance seems larger, that is mostly chance.
_LARGEST_EFFECT = 1.08


@dataclass(frozen=True, slots=True)
class ShareEstimate:
    """A share of a population, and how sure it is.

    Attributes:
        share: the estimate, 0–1; None where nothing was looked at.
        low, high: ends of the interval.
        checked: how many photos were looked at.
    """

    share: float | None
    low: float
    high: float
    checked: int


def estimate_share(
    sizes: NDArray[np.integer],
    checked: NDArray[np.integer],
    right: NDArray[np.integer],
    *,
    confidence: float = 0.95,
) -> ShareEstimate:
    """Estimate the share of right photos in a population of strata, with a two-sided interval.

    The estimate weighs each stratum by its size. The interval is Wilson's, with the effective sample size: that of a
    simple random sample with the same variance. The variance is that of a stratified sample without replacement. In it,
    shares of strata of which few photos were looked at are drawn towards the whole sample's, since five right photos
    don't mean that none is wrong. A stratum of which hardly any was looked at goes with the one beside
    it.

    Args:
        sizes, checked, right: shape (strata,), photos, those of them looked at, and those of these that are right.

    Source: Franco, Little, Louis and Slud, Comparative Study of Confidence Intervals for Proportions in Complex Sample
        Surveys, J. Survey Statistics and Methodology 7 (2019), for Wilson's interval with the effective size; variance
        by Cochran, Sampling Techniques, 3rd edition, 1977, section 5.9. How often it holds the truth:
        `python -m tests.benchmarks check-coverage`.
    """
    total, looked = int(np.sum(sizes)), int(np.sum(checked))
    if looked == 0:
        return ShareEstimate(None, 0.0, 1.0, 0)
    size, seen, good = _joined(np.asarray(sizes), np.asarray(checked), np.asarray(right))
    weights = size / total
    share = float((weights * good / seen).sum())
    usual = (good.sum() + 1.0) / (looked + 2.0)
    shares = (good + _WEIGHT * usual) / (seen + _WEIGHT)
    left = (size - seen) / np.maximum(size - 1.0, 1.0)
    variance = float((weights**2 * shares * (1.0 - shares) * left / seen).sum())
    middle = float((weights * shares).sum())
    if variance <= 0.0:
        return ShareEstimate(share, share, share, looked)
    simple = looked * (total - 1) / (total - looked)
    effective = max(middle * (1.0 - middle) / variance, simple / _LARGEST_EFFECT)
    low, high = _wilson(share, effective, confidence)
    # What was seen right is right, and what was seen wrong is wrong.
    surely, surely_not = float(good.sum()) / total, float((seen - good).sum()) / total
    return ShareEstimate(share, max(low, surely), min(high, 1.0 - surely_not), looked)


def _joined(
    sizes: NDArray[np.integer], checked: NDArray[np.integer], right: NDArray[np.integer]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return strata of which enough was looked at, each joined with those before it of which too little was."""
    owner = np.empty(len(sizes), np.intp)
    used, seen = 0, 0
    for number, count in enumerate(checked.tolist()):
        owner[number] = used
        seen += count
        if seen >= _FEWEST:
            used, seen = used + 1, 0
    # What is left over at the end goes with the last one.
    owner = np.minimum(owner, max(used - 1, 0))
    weights = (np.asarray(each, np.float64) for each in (sizes, checked, right))
    size, looked, good = (np.bincount(owner, each).astype(np.float64) for each in weights)
    return size, looked, good


def _wilson(share: float, size: float, confidence: float) -> tuple[float, float]:
    """Return Wilson's interval of a share that was found in a sample of an effective size."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2.0)
    weight = z * z / size
    middle = share + weight / 2.0
    reach = z * sqrt(share * (1.0 - share) / size + weight / (4.0 * size))
    low = 0.0 if share <= 0.0 else min(share, (middle - reach) / (1.0 + weight))
    high = 1.0 if share >= 1.0 else max(share, (middle + reach) / (1.0 + weight))
    return max(low, 0.0), min(high, 1.0)
