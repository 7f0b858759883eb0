"""A light head on embeddings, fitted over and over so that it judges each photo without having seen it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Directions of the embedding that are kept. With 64 or 256 the wrong labels planted in tf_flowers stand out less.
_DIRECTIONS = 128
# In small folders, one direction for so many photos: with as many directions as photos, a discriminant separates any
# labels, wrong ones too. Of 22 photos a class and 10 % wrong labels it finds then 0.94 (AUROC), and 0.67 without this.
_PHOTOS_A_DIRECTION = 8
# As many photos tell the directions of any number of them.
_LOOKED_AT = 2000
_FEWEST = 2
_LEAST = 1e-12


def prepare() -> None:
    """Load what heads need, seconds that may pass while something else is waited for."""
    import sklearn.discriminant_analysis
    import sklearn.utils.extmath  # noqa: F401 (loaded, not used)


def fold_probabilities(
    layers: Sequence[NDArray[np.floating]],
    given: NDArray[np.integer],
    folds: NDArray[np.integer],
    *,
    classes: int,
    stopped: Callable[[], bool] = lambda: False,
) -> NDArray[np.float64] | None:
    """Return what a head says of photos that it was not fitted on, shape (photos, classes); None if stopped.

    The head is a linear discriminant with shrunken covariances: of the light heads it takes wrong labels among those
    that it learns from best, since they move a class's mean and spread but little, and its chances are honest. Each
    layer has a head of its own, and what they say is averaged: layers err on different photos.

    A row is NaN where nothing can be said: all photos of its class stand in its own fold, or no other class is left.

    Args:
        layers: at least one, shape (photos, features) each, not negative, as what follows a ReLU is.
        given: shape (photos,), each between 0 and `classes` - 1.
        folds: shape (photos,), numbers of the folds; each is judged by a head that was fitted on the others.

    Source: Friedman, Regularized Discriminant Analysis, JASA 84 (1989); shrinkage by Ledoit and Wolf, Honey, I Shrunk
        the Sample Covariance Matrix, J. Portfolio Management 30 (2004). Square roots before the scaling to length 1:
        Arandjelović and Zisserman, Three things everyone should know to improve object retrieval, CVPR 2012.
    """
    from threadpoolctl import threadpool_limits

    # A linear algebra library has to be there to be limited.
    prepare()
    task = _Task(np.asarray(given), np.asarray(folds), classes, stopped)
    # On matrices of this size the threads of a linear algebra library mostly wait for each other: five times the work.
    with threadpool_limits(limits=1), ThreadPoolExecutor(len(layers)) as pool:
        said = list(pool.map(task.fold_by_fold, layers))
    return None if stopped() else _averaged(said)


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What every layer's head is asked; each works for itself, in a thread of its own."""

    given: NDArray[np.integer]
    folds: NDArray[np.integer]
    classes: int
    stopped: Callable[[], bool]

    def fold_by_fold(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the chances by one layer, shape (photos, classes); NaN where nothing can be said."""
        given, folds = self.given, self.folds
        found = np.full((len(given), self.classes), np.nan)
        points = _directions(features, classes=len(np.unique(given)))
        for fold in np.unique(folds):
            if self.stopped():
                break
            held, others = folds == fold, folds != fold
            counts = np.bincount(given[others], minlength=self.classes)
            learnt = np.flatnonzero(counts >= _FEWEST)
            judged = held & np.isin(given, learnt)
            if len(learnt) < 2 or not judged.any():
                continue
            taught = others & np.isin(given, learnt)
            found[judged] = 0.0
            found[np.ix_(judged, learnt)] = _judge(points[taught], given[taught], points[judged])
        return found


def _directions(features: NDArray[np.floating], *, classes: int) -> NDArray[np.float64]:
    """Return the same photos by fewer numbers, shape (photos, directions), enough to tell `classes` apart."""
    from sklearn.utils.extmath import randomized_svd

    roots = np.sqrt(np.maximum(np.asarray(features, np.float32), 0.0))
    roots /= np.maximum(np.linalg.norm(roots, axis=1, keepdims=True), 1e-9)
    wanted = min(_DIRECTIONS, max(classes, len(roots) // _PHOTOS_A_DIRECTION))
    kept = min(wanted, len(roots) - 1, roots.shape[1])
    if kept < 1:
        return np.zeros((len(roots), 1))
    # Seeds, so that an audit says the same twice.
    some = roots[np.sort(np.random.default_rng(0).permutation(len(roots))[:_LOOKED_AT])]
    mean = some.mean(axis=0)
    _, _, directions = randomized_svd(some - mean, kept, random_state=0)
    found: NDArray[np.float64] = (roots @ directions.T - mean @ directions.T).astype(np.float64)
    return found


def _judge(points: NDArray[np.float64], given: NDArray[np.integer], asked: NDArray[np.float64]) -> NDArray[np.float64]:
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    head = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto").fit(points, given)
    found: NDArray[np.float64] = head.predict_proba(asked)
    return found


def _averaged(said: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the geometric mean of several heads' chances; all of them leave the same rows NaN."""
    logs = np.mean([np.log(np.maximum(each, _LEAST)) for each in said], axis=0)
    chances = np.exp(logs)
    found: NDArray[np.float64] = chances / chances.sum(axis=1, keepdims=True)
    return found
