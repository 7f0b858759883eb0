"""New classes from a few examples: how much a photo looks like each, against everything that it is not.

A ridge regression on −1 and 1, which is a linear discriminant with a regularised covariance. What it says of every
photo without having seen it follows from one factorisation.

Source: leaving one out by one factorisation: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd
    ed., equation 7.64.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Of 1 to 100 the best on kinds left out in turn (`python -m tests.benchmarks learning` has the bars' figures).
_RIDGE = 1.0
# One more number in every row, so large that the level is hardly regularised.
_CONSTANT = 30.0
# A photo of a known class lost counts as much as so many of a new class missed: the goal is a recall of 0.8 at one
# point of the known classes.
_COST = 20.0
# Few examples tell their spread badly, so it is drawn to one that is usual, as if so many more had been seen.
_USUAL_SPREAD, _DRAWN = 0.25, 4.0
# However much is taken for it, a new class is to be found this often: half a standard deviation below its mean.
_AT_MOST_MISSED = 0.5
# Log-odds for one unit of the regression.
_STEEPNESS = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class Newcomers:
    """What was learnt of new classes.

    Attributes:
        weights, levels: shapes (numbers, new) and (new,): log-odds of each.
        left_out: shape (photos, new), the log-odds of each fitted photo as if it had been left out.
    """

    weights: NDArray[np.float64]
    levels: NDArray[np.float64]
    left_out: NDArray[np.float64]


def fit_newcomers(
    points: NDArray[np.float32], given: NDArray[np.integer], weights: NDArray[np.float64], *, new: int
) -> Newcomers:
    """Fit all new classes at once.

    Args:
        points: shape (photos, numbers), standardised.
        given: shape (photos,), the new class, or -1 for everything else.
        weights: shape (photos,), above 0: how much each photo that is no example counts; those of examples are not
            looked at, since each new class counts as much as everything else together.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        counted = _balanced(given, weights, new)
        slopes, left_out = _ridge(points, _targets(given, new), counted)
        cuts = np.array([_cut(left_out[:, each], given == each, counted) for each in range(new)])
        return Newcomers(
            weights=_STEEPNESS * slopes[:-1],
            levels=_STEEPNESS * (slopes[-1] * _CONSTANT - cuts),
            left_out=_STEEPNESS * (left_out - cuts),
        )


def _balanced(given: NDArray[np.integer], weights: NDArray[np.float64], new: int) -> NDArray[np.float64]:
    counted = weights / weights[given < 0].sum()
    for each in range(new):
        counted[given == each] = 1.0 / max(1, int((given == each).sum()))
    found: NDArray[np.float64] = counted * len(given) / 2.0
    return found


def _targets(given: NDArray[np.integer], new: int) -> NDArray[np.float64]:
    targets = np.full((len(given), new), -1.0)
    rows = np.flatnonzero(given >= 0)
    targets[rows, given[rows]] = 1.0
    return targets


def _ridge(
    points: NDArray[np.float32], targets: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return slopes, the last one of the constant, and what is said of each photo left out."""
    from scipy.linalg import cho_factor, cho_solve

    rows = np.concatenate([points, np.full((len(points), 1), _CONSTANT, np.float32)], axis=1)
    kernel = (rows @ rows.T).astype(np.float64) / points.shape[1]
    kernel[np.diag_indices(len(kernel))] += _RIDGE / weights
    inverse = cho_solve(cho_factor(kernel), np.eye(len(kernel)))
    dual = inverse @ targets
    slopes = rows.T.astype(np.float64) @ dual / points.shape[1]
    return slopes, targets - dual / np.diag(inverse)[:, np.newaxis]


def _cut(said: NDArray[np.float64], own: NDArray[np.bool_], weights: NDArray[np.float64]) -> float:
    """Return where the class begins: where missing it and taking others for it cost least."""
    from scipy.stats import norm

    examples, others = said[own], said[~own]
    centre = float(examples.mean())
    spread = float(
        np.sqrt((np.square(examples - centre).sum() + _DRAWN * _USUAL_SPREAD**2) / (len(examples) - 1 + _DRAWN))
    )
    places = np.linspace(-1.0, 1.0, 81)
    missed = norm.cdf((places - centre) / spread)
    counted = weights[~own] / weights[~own].sum()
    taken = norm.cdf((others[:, np.newaxis] - places) / 0.05)
    cost = missed + _COST * (counted @ taken)
    return min(float(places[int(np.argmin(cost))]), centre - _AT_MOST_MISSED * spread)
