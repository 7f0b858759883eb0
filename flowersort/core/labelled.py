"""A photo with all that is known of it: the row of every output."""

from __future__ import annotations

from dataclasses import dataclass

from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review
from flowersort.core.state import State


@dataclass(frozen=True, slots=True, eq=False)
class LabelledPhoto:
    """One photo after the run.

    Attributes:
        content: content hash, None where the file could not be read.
        facts, prediction: None where the photo could not be decoded.
        look: how it looks as a picture, where the run was asked for looks or the store knew.
        error: why it is unreadable, as a sentence; None otherwise.
    """

    file: PhotoFile
    state: State
    content: str | None = None
    facts: PhotoFacts | None = None
    prediction: Prediction | None = None
    review: Review | None = None
    error: str | None = None
    look: PhotoLook | None = None

    def model_label(self, classes: tuple[str, ...]) -> str:
        """Return the model's class, empty where the photo could not be read."""
        return classes[self.prediction.top] if self.prediction is not None else ""

    def label(self, classes: tuple[str, ...]) -> str:
        """Return the review's answer if there is one, else the model's class, else an empty string."""
        return self.review.label if self.review is not None else self.model_label(classes)
