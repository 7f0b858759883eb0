"""What a random check says, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flowersort.core.check_interval import ShareEstimate
from flowersort.core.check_target import Acceptance
from flowersort.core.review import Review

METHOD = (
    "stratified random sample by class and confidence, in proportion, without replacement; 95 % interval by Wilson "
    "with the effective sample size"
)


class Advice(StrEnum):
    """What to do next, so that at most the target share of the labels is wrong.

    Attributes:
        CHECK: look at more photos of the sample.
        REVIEW: a threshold is proven; review what lies below it.
        STOP: a threshold is proven, and all below it is reviewed.
        CANNOT: more than the target is wrong at every threshold that was looked at; review on.
        NOTHING: there is nothing to check.
    """

    CHECK = "check"
    REVIEW = "review"
    STOP = "stop"
    CANNOT = "cannot"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Asked:
    """That a check asked for a photo.

    Attributes:
        denied: the label that the user denied without saying which is right; None where a review says it.
        at: when, seconds since 1970.
    """

    denied: str | None
    at: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one photo.

    Attributes:
        review: the user's, if there is one.
        denied: the label that the user denied without saying which is right; None otherwise.
        asked: whether a check asked for it.
    """

    review: Review | None = None
    denied: str | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class CountEstimate:
    """A number of photos, and the ends of its 95 % interval; `count` is None where nothing was looked at."""

    count: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ClassEstimate:
    """The photos predicted as one class: how many there are, and the share of them that is right."""

    name: str
    photos: int
    right: ShareEstimate


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a random check says.

    Attributes:
        model: name and version of the pack whose labels were checked.
        photos: how many photos there are, each content once; unreadable and excluded ones apart.
        sample: how many of them were to be looked at, and `checked` how many count: all up to the first without an
            answer.
        strata: how many the sample has.
        right: share of right labels, as the model gives them: its class, or its word that there is none.
        classes: the same for the photos predicted as each class that occurs.
        wrong: how many of the model's labels are wrong, and `remaining` how many of them no review has set right yet.
        unreviewed: how many photos have no review.
        target: largest share of wrong labels among those that are accepted, 0–1.
        acceptances: what the thresholds looked at are worth, ascending.
        accepted: the one to go by: the smallest that is proven, else the most promising; None where all are refuted.
        below: how many photos it does not accept that have no review.
        more: how many more photos of the sample would prove it at the least; 0 where it is proven, None where no number
            would.
        seed: of the sample.
    """

    model: str
    photos: int
    sample: int
    checked: int
    strata: int
    right: ShareEstimate
    classes: tuple[ClassEstimate, ...]
    wrong: CountEstimate
    remaining: CountEstimate
    unreviewed: int
    target: float
    acceptances: tuple[Acceptance, ...]
    accepted: Acceptance | None
    below: int
    advice: Advice
    more: int | None
    seed: int
