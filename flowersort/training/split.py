"""Train, validation and test photos: stratified by class, copies of one picture never on two sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from flowersort.core.errors import TrainingError
from flowersort.training.data import TrainingSet

# 70/15/15 as published: of 20 folds, 3 validate, 3 test, 14 train.
_FOLDS = 20


@dataclass(frozen=True, slots=True)
class Split:
    """Photo numbers (indices into `TrainingSet.photos`) of the three parts, each ascending."""

    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray


def split(photos: TrainingSet, *, seed: int) -> Split:
    """Divide photos 70/15/15, the same way for the same files and seed.

    Small sets get as many folds as their smallest class allows, at least 4 (then 50/25/25).

    Raises:
        TrainingError: the smallest class has fewer than four different pictures.
    """
    groups = np.array(photos.groups)
    targets = photos.targets
    smallest, name = min((len(set(groups[targets == target])), name) for target, name in enumerate(photos.classes))
    if smallest < 4:
        raise TrainingError(
            f"The class “{name}” has only {smallest} different pictures; training needs at least four of each."
        )
    folds = min(_FOLDS, smallest)
    share = max(1, round(0.15 * folds))
    splitter = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    fold_of = np.empty(len(targets), dtype=int)
    for number, (_, members) in enumerate(splitter.split(groups, targets, groups)):
        fold_of[members] = number
    return Split(
        train=np.flatnonzero(fold_of >= 2 * share),
        validation=np.flatnonzero(fold_of < share),
        test=np.flatnonzero((fold_of >= share) & (fold_of < 2 * share)),
    )
