"""What a pack brings for learning: some photos of each class and pictures of none, as its network sees them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flowersort.core.statistics import NO_FLOWER, ClassStatistics
from flowersort.training.answers import Answers
from flowersort.training.pictures import Pictures

# Enough to tell what is none of them; with as many again the pack grows and new classes are learnt no better.
_OF_A_CLASS, _OF_NONE, _OF_A_KIND = 64, 100, 20


def statistics_of(answers: Answers, targets: np.ndarray) -> ClassStatistics:
    """Return the statistics of pictures that `chosen` chose.

    Args:
        targets: shape (pictures,), as `targets_of` gives them.
    """
    return ClassStatistics(answers.embeddings, answers.logits, targets.astype(np.int16))


def chosen(targets: np.ndarray, *, seed: int) -> np.ndarray:
    """Return numbers of some pictures of each sort, by chance, ascending."""
    order = np.random.default_rng(seed).permutation(len(targets))
    picked = [order[targets[order] == target][: _most(int(target))] for target in np.unique(targets)]
    return np.sort(np.concatenate([*picked, np.empty(0, int)]).astype(int))


def targets_of(pictures: Pictures, given: np.ndarray) -> np.ndarray:
    """Return what each picture shows, as `ClassStatistics` numbers it.

    Args:
        given: shape (known photos,), their classes.
    """
    targets = np.empty(len(pictures.kinds), int)
    targets[pictures.known] = given
    targets[pictures.no_flower] = NO_FLOWER
    for number, kind in enumerate(_kinds(pictures)):
        of_kind = pictures.other_flower[pictures.kinds[pictures.other_flower] == kind]
        targets[of_kind] = NO_FLOWER - 1 - number
    return targets


def learning_card(statistics: ClassStatistics) -> str:
    """Return the section of a model card that tells of the file for learning."""
    targets = statistics.targets
    known, none, other = (int(found.sum()) for found in (targets >= 0, targets == NO_FLOWER, targets < NO_FLOWER))
    return f"""## For learning

`statistics.npz` holds what the network says of {known:,} of its training photos, {none:,} pictures without a flower
and {other:,} flowers of other kinds: embeddings at one byte a number, and logits. `flowersort learn` tells new
classes from them, and holds known classes by them. No photo can be made from its embedding."""


def _most(target: int) -> int:
    if target >= 0:
        return _OF_A_CLASS
    return _OF_NONE if target == NO_FLOWER else _OF_A_KIND


def _kinds(pictures: Pictures) -> Iterator[str]:
    yield from sorted({str(kind) for kind in pictures.kinds[pictures.other_flower]})
