"""Learning from reviews: which of them teach what, and when something learnt is good enough to be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from flowersort.core.head import Head
from flowersort.core.naming import check_class_names, folded
from flowersort.core.review import Review, Verdict

FEWEST_EXAMPLES = 5
"""Different photos that a new class takes."""

# Two photos whose standardised embeddings are closer show one picture: copies, or shots taken one after the other.
_NEAR = 0.95
# A new class is refused if fewer of its left-out examples are found, or more of everything else is taken for it.
_LEAST_FOUND = 0.4
_MOST_TAKEN = 0.02
# A correction is refused unless its gain on held-out reviews is so many times its own standard error, and unless chance
# alone would right so many more reviews than it wrongs this seldom, at most.
_SURE_GAIN = 2.0
_CHANCE = 0.125


@dataclass(frozen=True, slots=True)
class Lesson:
    """What reviews can teach.

    Attributes:
        new: names of the new classes, in the order of their first review.
        labels: what each photo of the reviews teaches: a class's name, old or new, or `no_flower` or `other_flower`;
            None where it teaches nothing.
        remarks: sentences on what was left out, and why.
    """

    new: tuple[str, ...]
    labels: tuple[str | None, ...]
    remarks: tuple[str, ...]

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return how many photos teach each label, in the order of their first photo."""
        return tuple(Counter(label for label in self.labels if label is not None).items())


@dataclass(frozen=True, slots=True)
class NewClass:
    """One new class, judged on examples that were left out in turn.

    Attributes:
        examples: how many different photos taught it.
        found: how many of them are found by what the others teach.
        taken: share of everything else that is taken for it, 0–1, left out in turn, too.
    """

    name: str
    examples: int
    found: int
    taken: float

    @property
    def good(self) -> bool:
        """Whether it is worth having."""
        return self.found >= _LEAST_FOUND * self.examples and self.taken <= _MOST_TAKEN


@dataclass(frozen=True, slots=True)
class Gain:
    """What a correction of the network's own classes is worth on reviews that it was not fitted on.

    Attributes:
        reviews: how many there are.
        right_before, right_after: how many are named right without it and with it.
        righted: how many are named right only with it.
        better: mean gain of the logarithm of the right class's probability.
        error: its standard error.
    """

    reviews: int
    right_before: int
    right_after: int
    righted: int
    better: float
    error: float

    @property
    def good(self) -> bool:
        """Whether the gain is more than chance, by a sign test on the reviews that change and by the logarithms."""
        wronged = self.righted - (self.right_after - self.right_before)
        changed = self.righted + wronged
        chance = sum(comb(changed, wins) for wins in range(self.righted, changed + 1)) / 2**changed
        return chance <= _CHANCE and self.better > _SURE_GAIN * self.error


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """What came of learning.

    Attributes:
        head: what is better than the network alone; None where nothing is.
        classes: all classes that the head knows, the network's own first.
        new: every new class that was tried, good or not.
        gain: of the correction that was tried; None where there was too little to try one.
        corrected: whether the head corrects the network's own classes.
        counts: how many photos taught each label.
        remarks: sentences on what was left out or refused, and why.
    """

    head: Head | None
    classes: tuple[str, ...]
    new: tuple[NewClass, ...]
    gain: Gain | None
    corrected: bool
    counts: tuple[tuple[str, int], ...]
    remarks: tuple[str, ...]


def plan_lesson(
    reviews: Sequence[Review], *, classes: tuple[str, ...], pictures: NDArray[np.integer], wanted: Sequence[str] = ()
) -> Lesson:
    """Say what each review teaches.

    Reviews of one picture that contradict each other teach nothing: whichever is right, the other is not. A class name
    that differs from a known one only in case or Unicode form means that one.

    Args:
        classes: of the network.
        pictures: shape (reviews,), the same number for photos that show one picture.
        wanted: the new classes to learn; empty for all that the reviews name.
    """
    labels = [_label(review, classes) for review in reviews]
    remarks = list(_without_contradictions(labels, pictures))
    named = dict.fromkeys(label for label in labels if label is not None)
    candidates = [name for name in named if name not in classes and name not in _NEGATIVE]
    asked = {folded(name) for name in wanted}
    new: list[str] = []
    for name in candidates:
        examples = len({int(picture) for label, picture in zip(labels, pictures, strict=True) if label == name})
        problem = _problem(name, examples, [*classes, *new]) if not asked or folded(name) in asked else "unwanted"
        if problem is None:
            new.append(name)
            continue
        # Whatever it is, it is no flower that the network knows.
        labels = [Verdict.OTHER_FLOWER.value if label == name else label for label in labels]
        if problem != "unwanted":
            remarks.append(problem)
    missing = [name for name in wanted if folded(name) not in {folded(each) for each in [*candidates, *classes]}]
    remarks += [f"No review says “{name}”." for name in missing]
    remarks += [f"“{name}” is a class of the model already." for name in wanted if _known(name, classes) is not None]
    return Lesson(tuple(new), tuple(labels), tuple(remarks))


def same_pictures(points: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return one number per photo, the same for those that show one picture.

    Args:
        points: shape (photos, embedding), standardised embeddings.
    """
    units = points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
    found = np.arange(len(units))
    for row in range(1, len(units)):
        alike = units[:row] @ units[row]
        nearest = int(alike.argmax())
        if alike[nearest] >= _NEAR:
            found[row] = found[nearest]
    return found


_NEGATIVE = (Verdict.NO_FLOWER.value, Verdict.OTHER_FLOWER.value)


def _label(review: Review, classes: tuple[str, ...]) -> str | None:
    if review.verdict is Verdict.EXCLUDED:
        return None
    return _known(review.label, classes) or review.label


def _known(name: str, classes: tuple[str, ...]) -> str | None:
    return next((each for each in classes if folded(each) == folded(name)), None)


def _without_contradictions(labels: list[str | None], pictures: NDArray[np.integer]) -> list[str]:
    """Take the labels of contradicted pictures away, and return what is to be said of it."""
    said: dict[int, set[str]] = {}
    for label, picture in zip(labels, pictures.tolist(), strict=True):
        if label is not None:
            said.setdefault(picture, set()).add(label)
    torn = {picture for picture, names in said.items() if len(names) > 1}
    for place, picture in enumerate(pictures.tolist()):
        if picture in torn:
            labels[place] = None
    if not torn:
        return []
    words = " / ".join(sorted(next(iter(said[picture] for picture in torn))))
    count = "One picture has" if len(torn) == 1 else f"{len(torn)} pictures have"
    return [f"{count} copies whose reviews contradict each other ({words}); they teach nothing."]


def _problem(name: str, examples: int, others: Sequence[str]) -> str | None:
    problem = check_class_names([*others, name])
    if problem is not None:
        return problem
    if examples < FEWEST_EXAMPLES:
        have = "is one picture" if examples == 1 else f"are {examples} different pictures"
        return f"“{name}” is not learnt yet: there {have} of it, and it takes {FEWEST_EXAMPLES}."
    return None
