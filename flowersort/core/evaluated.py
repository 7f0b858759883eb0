"""The photos behind an evaluation, each with the label that its folder gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.state import State


@dataclass(frozen=True, slots=True, eq=False)
class EvaluatedPhoto:
    """One photo that stands in a known class and could be read.

    Attributes:
        name: path from the evaluated folder on, with `/` separators; bytes that are no text are kept as surrogates.
        given: place of the class that its folder is named after.
        probabilities: shape (classes,), calibrated, summing to 1.
        no_flower, other_flower: the novelty scores, 0–1.
        state: what the model's thresholds make of it.
    """

    name: str
    given: int
    probabilities: NDArray[np.float64]
    no_flower: float
    other_flower: float
    state: State

    @property
    def predicted(self) -> int:
        """Place of the most probable class."""
        return int(self.probabilities.argmax())

    @property
    def confidence(self) -> float:
        """Calibrated probability of the predicted class."""
        return float(self.probabilities.max())

    @property
    def given_probability(self) -> float:
        """Calibrated probability of the given class: the photo's self-confidence."""
        return float(self.probabilities[self.given])

    @property
    def right(self) -> bool:
        """Whether the prediction agrees with the folder."""
        return self.predicted == self.given


@dataclass(frozen=True, slots=True)
class UnreadablePhoto:
    """One photo that stands in a known class and could not be read; `error` says why, as a sentence."""

    name: str
    error: str


@dataclass(frozen=True, slots=True)
class StateCount:
    """Photos of one state, and how many of them are labelled as given."""

    state: State
    photos: int
    right: int


def count_states(photos: Sequence[EvaluatedPhoto]) -> tuple[StateCount, ...]:
    """Return how many photos have each state, in the order of the states; those that no photo has are passed over."""
    return tuple(
        StateCount(state, len(chosen), sum(photo.right for photo in chosen))
        for state in State
        if (chosen := [photo for photo in photos if photo.state is state])
    )
