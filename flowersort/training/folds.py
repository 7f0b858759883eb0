"""Folds for cross-validation: stratified by class, copies and near-duplicates of one picture in one fold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sklearn.model_selection import StratifiedGroupKFold

from flowersort.core.errors import TrainingError
from flowersort.training.data import TrainingSet

# Cosine of two photos' frozen features from which they count as one picture. On tf_flowers, of the 60 closest
# pairs all above it are copies or one photographer's series; below it begin look-alikes by different people.
NEAR = 0.92

_FEWEST = 2
_ROWS = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Folds:
    """Which fold holds each photo back.

    Attributes:
        of: shape (photos,), fold numbers from 0.
        count: number of folds.
        groups: shape (photos,), one number for all photos of one picture.
    """

    of: np.ndarray
    count: int
    groups: np.ndarray

    def held_out(self, fold: int) -> np.ndarray:
        """Return the photo numbers that a fold holds back, ascending."""
        return np.flatnonzero(self.of == fold)

    def kept(self, fold: int) -> np.ndarray:
        """Return the photo numbers that a fold trains on, ascending."""
        return np.flatnonzero(self.of != fold)


def divide(photos: TrainingSet, *, count: int, seed: int, features: np.ndarray | None) -> Folds:
    """Divide photos into `count` folds, or as many as the smallest class has different pictures.

    Args:
        features: shape (photos, features), from a network that has seen the world, to find near-duplicates by;
            None goes by the pictures' hashes alone.

    Raises:
        TrainingError: a class has only one different picture.
    """
    groups = same_picture(photos, features)
    targets = photos.targets
    smallest, name = min((len(set(groups[targets == target])), name) for target, name in enumerate(photos.classes))
    if smallest < _FEWEST:
        raise TrainingError(
            f"All photos of the class “{name}” show one picture; training needs at least {_FEWEST} different ones."
        )
    folds = min(count, smallest)
    splitter = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    of = np.empty(len(targets), dtype=int)
    for number, (_, members) in enumerate(splitter.split(groups, targets, groups)):
        of[members] = number
    return Folds(of, folds, groups)


def same_picture(photos: TrainingSet, features: np.ndarray | None) -> np.ndarray:
    """Return one number per photo, equal for those that equal hashes or near features link."""
    count = len(photos.photos)
    by_hash = np.array(photos.groups)
    first: dict[int, int] = {}
    links = [np.array([(first.setdefault(group, place), place) for place, group in enumerate(by_hash.tolist())])]
    if features is not None:
        links.append(_near_pairs(features))
    left, right = np.concatenate(links).T
    graph = coo_array((np.ones(len(left), bool), (left, right)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1])


def _near_pairs(features: np.ndarray) -> np.ndarray:
    """Return the pairs of rows with a cosine from `NEAR` on, shape (pairs, 2)."""
    unit = features / np.maximum(np.linalg.norm(features, axis=1, keepdims=True), 1e-12)
    pairs = [np.empty((0, 2), int)]
    for start in range(0, len(unit), _ROWS):
        near = np.argwhere(unit[start : start + _ROWS] @ unit.T >= NEAR)
        near[:, 0] += start
        pairs.append(near[near[:, 0] < near[:, 1]])
    return np.concatenate(pairs)
