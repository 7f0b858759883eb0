"""What the user says of one photo."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The kinds of answer that a review can give."""

    CLASS = "class"
    NO_FLOWER = "no_flower"
    OTHER_FLOWER = "other_flower"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Review:
    """The user's answer, never overwritten by a prediction.

    Attributes:
        verdict: the kind of answer.
        class_name: the class where `verdict` is `CLASS`, else None.
        at: when it was given, seconds since 1970.
    """

    verdict: Verdict
    class_name: str | None
    at: float

    @property
    def label(self) -> str:
        """The answer in one word: the class's name, else the verdict."""
        return self.class_name if self.class_name is not None else self.verdict.value


def review_of(word: str, *, at: float) -> Review:
    """Return the review that `Review.label` calls by this word: a verdict's name, or a class."""
    if word in _WORDS:
        return Review(Verdict(word), None, at)
    return Review(Verdict.CLASS, word, at)


_WORDS = frozenset(verdict.value for verdict in Verdict if verdict is not Verdict.CLASS)
