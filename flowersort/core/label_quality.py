"""How far a given label can be trusted, from what something says of the photo that never learnt that label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FOLDS = 5

# Below the first a label is more probably wrong than right; below the second it deserves a look.
WRONG_BELOW, UNSURE_BELOW = 0.5, 0.9

# Share of wrong labels that is expected before looking, and how many photos that expectation weighs.
_USUALLY_WRONG, _USUAL_WEIGHT = 0.03, 50.0
# How many photos of a class the share found in the whole folder weighs for it. Heavier, it would hide mistakes between
# two classes; lighter, it would take the model's own mistakes for the user's. Measured by `benchmarks audit-labels`.
_WEIGHT = 300.0
_ROUNDS = 30
_SETTLED = 1e-4
# The word of a head that learnt from the folder weighs this much beside the model's where there are many photos, and
# half of it with so many. Measured with wrong labels planted among photos that a network had not seen.
_HEAD_WEIGHT, _HEAD_PHOTOS = 0.4, 150
# A class of which more labels than this look wrong has nothing to teach.
_MISLEADING = 1 / 3
_FEWEST_TEACHING = 40
# No probability is nothing: an int8 network's softmax has zeros that it can't mean.
_LEAST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What is known of labels once the mistakes of the folder are taken into account.

    Attributes:
        quality: shape (photos,), chance that the given label is right, 0–1.
        truth: shape (photos, classes), chance of each class, given photo and label together; rows sum to 1.
        mistakes: shape (classes, classes), chance that a photo of the row's class is labelled as the column's.
    """

    quality: NDArray[np.float64]
    truth: NDArray[np.float64]
    mistakes: NDArray[np.float64]

    @property
    def expected_wrong(self) -> float:
        """How many of the labels are expected to be wrong."""
        return float((1.0 - self.quality).sum())


def judge(given: NDArray[np.integer], probabilities: NDArray[np.floating]) -> Judgement:
    """Weigh what is said of the photos against the labels that they were given.

    People confuse some classes more than others. How often each class is labelled as each other is estimated from all
    photos together, by expectation and maximisation, and every label is then judged by photo and habit together: a rose
    among tulips is more suspicious where roses were often put there.

    Args:
        given: shape (photos,), each between 0 and the number of classes - 1.
        probabilities: shape (photos, classes), calibrated and out of sample, rows summing to 1.

    Source: Dawid and Skene, Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm, Applied
        Statistics 28 (1979), with the classifier's word as each photo's prior (Lawrence and Schölkopf, Estimating a
        Kernel Fisher Discriminant in the Presence of Label Noise, ICML 2001) and a Dirichlet prior on the mistakes.
    """
    given = np.asarray(given, int)
    photos, classes = probabilities.shape
    if photos == 0 or classes < 2:
        return Judgement(np.ones(photos), np.ones((photos, classes)), np.eye(classes))
    said = np.maximum(np.asarray(probabilities, np.float64), _LEAST)
    usual, labels = _usual_mistakes(said, given), np.eye(classes)[given]
    mistakes = usual
    for _ in range(_ROUNDS):
        truth = _truth(said, given, mistakes)
        counts = truth.T @ labels + usual * _WEIGHT
        before, mistakes = mistakes, counts / counts.sum(axis=1, keepdims=True)
        if np.abs(mistakes - before).max() < _SETTLED:
            break
    return Judgement(truth[np.arange(photos), given], truth, mistakes)


def _usual_mistakes(said: NDArray[np.float64], given: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return the mistakes of a folder that takes any class for any other one as often, shape (classes, classes)."""
    photos, classes = said.shape
    share = _USUALLY_WRONG
    for _ in range(_ROUNDS):
        mistakes = np.full((classes, classes), share / (classes - 1))
        np.fill_diagonal(mistakes, 1.0 - share)
        right = _truth(said, given, mistakes)[np.arange(photos), given].sum()
        share = (photos - right + _USUALLY_WRONG * _USUAL_WEIGHT) / (photos + _USUAL_WEIGHT)
    return mistakes


def _truth(said: NDArray[np.float64], given: NDArray[np.integer], mistakes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chance of each class by what is said of the photo, its label and the folder's mistakes."""
    weighed = said * mistakes[:, given].T
    truth: NDArray[np.float64] = weighed / weighed.sum(axis=1, keepdims=True)
    return truth


def folder_teaches(given: NDArray[np.integer], probabilities: NDArray[np.floating]) -> bool:
    """Say whether a folder's labels are right enough, by the model's word, for a head to learn from them.

    A head that learns from folders with swapped names would confirm the swap.

    Args:
        given: shape (photos,), each between 0 and the number of classes - 1.
        probabilities: shape (photos, classes), the model's, calibrated.
    """
    present = np.unique(given)
    if len(given) < _FEWEST_TEACHING:
        return False
    mistakes = judge(given, probabilities).mistakes
    return len(present) > 1 and bool((1.0 - mistakes.diagonal()[present] < _MISLEADING).all())


def with_head(probabilities: NDArray[np.floating], head: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the model's word joined with that of a head that learnt from the folder's other photos.

    Both are out of sample and err on different photos: the one knows other people's photos, the other one knows these.

    Args:
        probabilities, head: shape (photos, classes), rows summing to 1; NaN rows of `head` leave the model's word.
    """
    photos = len(probabilities)
    weight = _HEAD_WEIGHT * photos / (photos + _HEAD_PHOTOS)
    said = np.maximum(np.asarray(probabilities, np.float64), _LEAST)
    known = np.isfinite(head).all(axis=1)
    joined = said.copy()
    joined[known] = said[known] ** (1.0 - weight) * np.maximum(head[known], _LEAST) ** weight
    found: NDArray[np.float64] = joined / joined.sum(axis=1, keepdims=True)
    return found


def fold_numbers(given: NDArray[np.integer], groups: Sequence[int] | NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the fold that holds each photo back, 0 to `FOLDS` - 1, shape (photos,).

    Photos of one group show one picture, which must not be judged by what learnt it, and share a fold. The groups of
    each class are dealt out in turn, by chance but always alike.

    Args:
        given: shape (photos,), classes.
        groups: shape (photos,), equal for photos of one picture.
    """
    _, first, of = np.unique(np.asarray(groups), return_index=True, return_inverse=True)
    given = np.asarray(given)[first] if len(first) else np.empty(0, int)
    shuffled = np.random.default_rng(FOLDS).permutation(len(first))
    dealt = shuffled[np.argsort(given[shuffled], kind="stable")]
    folds = np.empty(len(first), np.int64)
    folds[dealt] = np.arange(len(dealt)) % FOLDS
    return folds[of.reshape(-1)] if len(of) else np.empty(0, np.int64)
