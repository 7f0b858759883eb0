"""The state of a photo: exactly one of six, decided here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from flowersort.core.errors import UsageError
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review


class State(StrEnum):
    """How far a photo's label can be trusted, and what to do about it."""

    SURE = "sure"
    UNSURE = "unsure"
    OTHER_FLOWER = "other_flower"
    NO_FLOWER = "no_flower"
    UNREADABLE = "unreadable"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the states begin, all 0–1.

    Attributes:
        sure: smallest confidence that counts as sure.
        no_flower: smallest no-flower score that is flagged.
        other_flower: smallest other-flower score that is flagged.
        class_sure: in place of `sure` for the photos predicted as each class, by class index; None, like a class
            beyond the end, has `sure`.
    """

    sure: float
    no_flower: float
    other_flower: float
    class_sure: tuple[float | None, ...] = ()

    def sure_for(self, class_index: int) -> float:
        """Return the smallest confidence that counts as sure for photos predicted as one class."""
        own = self.class_sure[class_index] if class_index < len(self.class_sure) else None
        return self.sure if own is None else own

    def with_sure(self, sure: float | None) -> Thresholds:
        """Return these thresholds with another `sure`; None leaves it.

        Raises:
            UsageError: `sure` is not between 0 and 1.
        """
        if sure is None:
            return self
        if not 0.0 <= sure <= 1.0:
            raise UsageError(f"The threshold must lie between 0 and 1, not {sure:g}.")
        return replace(self, sure=sure)


def decide(prediction: Prediction, review: Review | None, thresholds: Thresholds) -> State:
    """Return the state of a photo that could be read.

    The order is the order of certainty asked for: a review settles it; a photo without a flower can't be
    of another kind; a flower of another kind has no right class however confident the model is.
    """
    if review is not None:
        return State.REVIEWED
    if prediction.no_flower >= thresholds.no_flower:
        return State.NO_FLOWER
    if prediction.other_flower >= thresholds.other_flower:
        return State.OTHER_FLOWER
    return State.SURE if prediction.confidence >= thresholds.sure_for(prediction.top) else State.UNSURE
