"""Which photos of a sorted folder to look at first, and why.

First the photos that the model surely gives another class than the folder does; then, in turn, those where it leans
towards another class and those that look like none of the classes; last those where it wavers and the folder is right.

Source: Northcutt, Jiang and Chuang, Confident Learning: Estimating Uncertainty in Dataset Labels, JAIR 70 (2021): a
    label is doubtful where another class reaches the mean probability that it has among its own photos, and the most
    doubtful one has the lowest probability for its given class. Where the model leans or wavers, the order is that of
    their normalised margin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from flowersort.core.evaluated import EvaluatedPhoto
from flowersort.core.state import State

_NOVEL = (State.NO_FLOWER, State.OTHER_FLOWER)
_MAJORITY = 0.5


class Reason(StrEnum):
    """Why a photo is doubtful."""

    MISLABELLED = "mislabelled"
    NO_FLOWER = "no_flower"
    OTHER_FLOWER = "other_flower"
    ANOTHER_CLASS = "another_class"
    UNSURE = "unsure"


_NOVELTIES = (Reason.NO_FLOWER, Reason.OTHER_FLOWER)


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """One doubtful photo with its reason."""

    photo: EvaluatedPhoto
    reason: Reason


def doubts(photos: Sequence[EvaluatedPhoto]) -> tuple[Doubt, ...]:
    """Return the doubtful ones among evaluated photos, the most doubtful first.

    A photo that is right and sure has no part in it, nor has one that the user has reviewed.

    Args:
        photos: in any order, all of one model.
    """
    usual = usual_confidence(photos)
    found = [Doubt(photo, reason) for photo in photos if (reason := _reason(photo, usual)) is not None]
    # In turn, so that neither kind hides the other where only the first few are shown.
    middle = _in_turn(_chosen(found, Reason.ANOTHER_CLASS), _chosen(found, *_NOVELTIES))
    return (*_chosen(found, Reason.MISLABELLED), *middle, *_chosen(found, Reason.UNSURE))


def usual_confidence(photos: Sequence[EvaluatedPhoto]) -> NDArray[np.float64]:
    """Return, for each class, the mean probability of that class among the photos given it, shape (classes,).

    A class without photos gets the mean over all photos; without any photo the result is empty.
    """
    if not photos:
        return np.empty(0)
    given = np.array([photo.given for photo in photos])
    chances = np.array([photo.given_probability for photo in photos])
    classes = len(photos[0].probabilities)
    count = np.bincount(given, minlength=classes)
    total = np.bincount(given, weights=chances, minlength=classes)
    return np.where(count > 0, total / np.maximum(count, 1), chances.mean())


def why(doubt: Doubt, classes: tuple[str, ...]) -> str:
    """Return the reason in a sentence, with the numbers that it rests on."""
    photo = doubt.photo
    given, predicted = classes[photo.given], classes[photo.predicted]
    sure = percent(photo.confidence)
    match doubt.reason:
        case Reason.MISLABELLED:
            return f"Given {given}, the model says {predicted} with {sure}: perhaps mislabelled.{_also_novel(photo)}"
        case Reason.NO_FLOWER:
            return f"Looks as if no flower were on it ({photo.no_flower:.2f})."
        case Reason.OTHER_FLOWER:
            return f"A flower of another kind? ({photo.other_flower:.2f})"
        case Reason.ANOTHER_CLASS:
            against = percent(photo.given_probability)
            return f"Given {given}, the model leans towards {predicted} ({sure} / {against})."
        case Reason.UNSURE:
            second = int(photo.probabilities.argsort(kind="stable")[-2])
            chance = percent(float(photo.probabilities[second]))
            return f"Unsure between {predicted} and {classes[second]} ({sure} / {chance})."


def percent(share: float) -> str:
    """Return a share in percent; only what is all or nothing says 100 or 0."""
    if share >= 0.995:
        number = "100" if share >= 1.0 else f"{min(100.0 * share, 99.9):.1f}"
    elif share < 0.005:
        number = "0" if share <= 0.0 else f"{max(100.0 * share, 0.1):.1f}"
    else:
        number = f"{100.0 * share:.0f}"
    return f"{number}\u00a0%"


def _reason(photo: EvaluatedPhoto, usual: NDArray[np.float64]) -> Reason | None:
    if photo.state is State.REVIEWED:
        return None
    # A class that the model knows badly has a low mean, which alone would be no disagreement to speak of.
    if not photo.right and photo.confidence >= max(_MAJORITY, float(usual[photo.predicted])):
        return Reason.MISLABELLED
    if photo.state in _NOVEL:
        return Reason(photo.state.value)
    if not photo.right:
        return Reason.ANOTHER_CLASS
    return Reason.UNSURE if photo.state is State.UNSURE else None


def _chosen(found: Sequence[Doubt], *reasons: Reason) -> list[Doubt]:
    """Return the doubts of some reasons, the most doubtful first."""
    return sorted((doubt for doubt in found if doubt.reason in reasons), key=_place)


def _in_turn(one: Sequence[Doubt], other: Sequence[Doubt]) -> Iterator[Doubt]:
    for pair in zip_longest(one, other):
        yield from (doubt for doubt in pair if doubt is not None)


def _place(doubt: Doubt) -> tuple[float, float, str]:
    photo = doubt.photo
    if doubt.reason is Reason.MISLABELLED:
        return photo.given_probability, -photo.confidence, photo.name
    first = -_novelty(doubt) if doubt.reason in _NOVELTIES else _margin(photo)
    return first, photo.given_probability, photo.name


def _novelty(doubt: Doubt) -> float:
    return doubt.photo.no_flower if doubt.reason is Reason.NO_FLOWER else doubt.photo.other_flower


def _margin(photo: EvaluatedPhoto) -> float:
    """Return how far the given class leads the best other one, -1 to 1."""
    others = np.delete(photo.probabilities, photo.given)
    return photo.given_probability - float(others.max(initial=0.0))


def _also_novel(photo: EvaluatedPhoto) -> str:
    if photo.state is State.NO_FLOWER:
        return f" Or no flower is on it ({photo.no_flower:.2f})."
    if photo.state is State.OTHER_FLOWER:
        return f" Or it is of another kind ({photo.other_flower:.2f})."
    return ""
