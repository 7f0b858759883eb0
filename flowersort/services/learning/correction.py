"""A correction of a network's own classes from reviews: small, drawn towards none, judged on reviews left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Directions of the embedding along which logits may be moved. More of them learn noise from some dozen reviews.
_DIRECTIONS = 32
# How strongly the correction is drawn to none; the strongest that is about as good as the best is taken.
_STRENGTHS = (100.0, 30.0, 10.0, 3.0)
_FOLDS = 5
# All photos of the pack together count as so many reviews: they keep what the network does well as it is.
_ANCHORED = 50.0
_STEPS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Photos with a class that is known.

    Attributes:
        points: shape (photos, numbers), standardised.
        logits: shape (photos, classes), divided by the temperature.
        given: shape (photos,), the right class.
    """

    points: NDArray[np.float32]
    logits: Floats
    given: NDArray[np.integer]

    def part(self, rows: NDArray[np.bool_]) -> Seen:
        """Return some of the photos."""
        return Seen(self.points[rows], self.logits[rows], self.given[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Correction:
    """What was learnt, and what it says of the reviews left out.

    Attributes:
        weights, levels: shapes (numbers, classes) and (classes,), added to the logits divided by the temperature.
        held_out: shape (reviews, classes), corrected logits of each review by a fit without its picture.
    """

    weights: Floats
    levels: Floats
    held_out: Floats


def fit_correction(reviewed: Seen, pictures: NDArray[np.integer], anchors: Seen) -> Correction:
    """Fit a correction; how strongly it is drawn to none is chosen on reviews left out.

    It has no level of its own: reviews are mostly of doubtful photos, and how many of them are of one class says
    nothing of how many photos are.

    Args:
        pictures: shape (reviews,), the same number for photos of one picture; they are left out together.
        anchors: photos of the pack, which the correction is to leave right.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        centre, directions = _directions(anchors if len(anchors.given) > _DIRECTIONS else reviewed)
        mine, kept = (_projected(each, centre, directions) for each in (reviewed, anchors))
        folds = _fold_numbers(pictures)
        tried = [_left_out(mine, folds, kept, strength) for strength in _STRENGTHS]
        best = int(np.argmin([log_losses(each, mine.given).mean() for each in tried]))
        slopes = directions @ _fit(mine, kept, _STRENGTHS[best])
    return Correction(slopes, -centre.astype(np.float64) @ slopes, tried[best])


def log_losses(logits: Floats, given: NDArray[np.integer]) -> Floats:
    """Return the negative logarithm of each right class's probability."""
    scaled = logits - logits.max(axis=1, keepdims=True)
    found: Floats = np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(given)), given]
    return found


def _directions(seen: Seen) -> tuple[NDArray[np.float32], Floats]:
    from sklearn.utils.extmath import randomized_svd

    centre = seen.points.mean(axis=0)
    spread = seen.points - centre
    kept = max(1, min(_DIRECTIONS, len(spread) - 1, spread.shape[1]))
    # A seed, so that the same reviews teach the same.
    _, sizes, directions = randomized_svd(spread, kept, n_iter=2, random_state=0)
    scale = np.maximum(sizes / np.sqrt(max(1, len(spread))), 1e-6)
    return centre, (directions.T / scale).astype(np.float64)


def _projected(seen: Seen, centre: NDArray[np.float32], directions: Floats) -> Seen:
    return Seen(((seen.points - centre) @ directions).astype(np.float64), seen.logits, seen.given)


def _fold_numbers(pictures: NDArray[np.integer]) -> NDArray[np.integer]:
    _, numbers = np.unique(pictures, return_inverse=True)
    count = int(numbers.max(initial=0)) + 1
    return np.random.default_rng(0).permutation(count)[numbers] % min(_FOLDS, max(2, count))


def _left_out(reviewed: Seen, folds: NDArray[np.integer], anchors: Seen, strength: float) -> Floats:
    found = reviewed.logits.copy()
    for held in _each_fold(folds):
        weights = _fit(reviewed.part(~held), anchors, strength)
        found[held] += reviewed.points[held] @ weights
    return found


def _each_fold(folds: NDArray[np.integer]) -> Iterator[NDArray[np.bool_]]:
    for number in np.unique(folds):
        yield folds == number


def _fit(reviewed: Seen, anchors: Seen, strength: float) -> Floats:
    """Return weights, shape (directions, classes): the most probable under a normal prior around none."""
    from scipy.optimize import minimize

    points = np.concatenate([reviewed.points, anchors.points])
    logits = np.concatenate([reviewed.logits, anchors.logits])
    given = np.concatenate([reviewed.given, anchors.given])
    anchored = min(1.0, _ANCHORED / max(1, len(anchors.given)))
    counted = np.concatenate([np.ones(len(reviewed.given)), np.full(len(anchors.given), anchored)])[:, np.newaxis]
    right = np.zeros_like(logits)
    right[np.arange(len(given)), given] = 1.0
    shape = (points.shape[1], logits.shape[1])

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        moved = logits + points @ weights
        moved -= moved.max(axis=1, keepdims=True)
        chances = np.exp(moved)
        chances /= chances.sum(axis=1, keepdims=True)
        lost = -(counted * right * np.log(np.maximum(chances, 1e-12))).sum()
        slope = points.T @ (counted * (chances - right)) + strength * weights
        return float(lost + 0.5 * strength * np.square(weights).sum()), slope.ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights: Floats = found.x.reshape(shape)
    return weights
