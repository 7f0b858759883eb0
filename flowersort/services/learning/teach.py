"""Reviews, a pack's statistics and photos without a review → a head, or the reasons why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.head import Head
from flowersort.core.learning import Gain, Learnt, Lesson, NewClass
from flowersort.core.statistics import ClassStatistics
from flowersort.services.learning.correction import Correction, Seen, fit_correction, log_losses
from flowersort.services.learning.newcomers import Newcomers, fit_newcomers

Examples = tuple[NDArray[np.float32], NDArray[np.integer]]
"""Photos of new classes, and which one each shows."""

# What a new class must be told from, at least.
_FEWEST_OTHERS = 20
# A correction takes so many reviews of at least two classes.
_FEWEST_REVIEWS = 10
# A correction that renames more of the photos that were sure, and that nobody corrected, is no correction.
_MOST_RENAMED = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Everything that there is to learn from, all seen by one network.

    Attributes:
        classes: of the network.
        temperature: divides its logits.
        mean, scale: shape (embedding,), the embedding's statistics.
        lesson: what each photo with a review teaches.
        pictures: shape (reviews,), the same number for photos of one picture.
        embeddings, logits: of the photos with a review, shapes (reviews, embedding) and (reviews, classes).
        sure, sure_logits: the same for photos without a review whose label is sure.
        statistics: of the pack, if it has any.
    """

    classes: tuple[str, ...]
    temperature: float
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    lesson: Lesson
    pictures: NDArray[np.intp]
    embeddings: NDArray[np.float32]
    logits: NDArray[np.float32]
    sure: NDArray[np.float32]
    sure_logits: NDArray[np.float32]
    statistics: ClassStatistics | None

    def points(self, embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return embeddings, standardised."""
        found: NDArray[np.float32] = (embeddings - self.mean) / self.scale
        return found

    def scaled(self, logits: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return logits as they go into the softmax."""
        return logits.astype(np.float64) / self.temperature


def teach(material: Material) -> Learnt:
    """Learn what the material has, and keep what is better than the network alone. Takes well under a second."""
    lesson, remarks = material.lesson, list(material.lesson.remarks)
    newcomers, judged = _new_classes(material, remarks)
    kept = [place for place, each in enumerate(judged) if each.good]
    remarks += [_refusal(each) for each in judged if not each.good]
    correction, gain = _correction(material, remarks)
    head = _head(material, correction, newcomers, kept) if kept or correction is not None else None
    names = tuple(judged[place].name for place in kept)
    return Learnt(
        head=head,
        classes=(*material.classes, *names),
        new=tuple(judged),
        gain=gain,
        corrected=correction is not None,
        counts=lesson.counts(),
        remarks=tuple(remarks),
    )


def _refusal(judged: NewClass) -> str:
    taken = f", and {judged.taken:.1%} of all else is taken for it" if judged.taken else ""
    return (
        f"“{judged.name}” is not learnt: left out in turn, {judged.found} of {judged.examples} examples are found"
        f"{taken}. More examples may help."
    )


def _new_classes(material: Material, remarks: list[str]) -> tuple[Newcomers | None, list[NewClass]]:
    lesson = material.lesson
    if not lesson.new:
        return None, []
    rows = _firsts(material)
    own = np.array([_place(lesson.labels[row], lesson.new) for row in rows])
    taught = material.points(material.embeddings[rows])
    examples = taught[own >= 0], own[own >= 0]
    mine = np.concatenate([taught[own < 0], _told_apart(material, examples)])
    theirs, targets = _of_pack(material)
    if len(mine) + len(theirs) < _FEWEST_OTHERS:
        remarks.append("There is nothing to tell a new class from: label more photos of the known classes first.")
        return None, []
    kinds = targets < -1
    found = _fit(examples, mine, theirs[~kinds], len(lesson.new))
    if kinds.any():
        others = kinds & ~_same_kinds(found, theirs, targets)
        found = _fit(examples, mine, theirs[~kinds | others], len(lesson.new))
    return found, [_judge(name, place, found, examples[1]) for place, name in enumerate(lesson.new)]


def _firsts(material: Material) -> list[int]:
    """Return one photo of each picture that teaches something: copies would count twice."""
    seen: dict[int, int] = {}
    for row, label in enumerate(material.lesson.labels):
        if label is not None:
            seen.setdefault(int(material.pictures[row]), row)
    return list(seen.values())


def _place(label: str | None, new: tuple[str, ...]) -> int:
    return new.index(label) if label in new else -1


def _told_apart(material: Material, examples: Examples) -> NDArray[np.float32]:
    """Return the sure photos that look less like a new class than like the class that the network sees in them.

    The network is sure of some flowers that it does not know, and these are no counterexamples. All that is compared
    are photos of this user, so what their camera does to all of them cancels out.
    """
    sure, tops = material.points(material.sure), material.sure_logits.argmax(axis=1)
    if not len(sure):
        return sure
    means = [sure[tops == top].mean(axis=0) if (tops == top).any() else None for top in range(len(material.classes))]
    known = [sure.mean(axis=0) if mean is None else mean for mean in means]
    news = [examples[0][examples[1] == place].mean(axis=0) for place in range(len(material.lesson.new))]
    centre = np.mean(known, axis=0)
    alike = _units(sure - centre) @ _units(np.stack([*known, *news]) - centre).T
    own = alike[np.arange(len(sure)), tops]
    apart: NDArray[np.float32] = sure[own >= alike[:, len(known) :].max(axis=1)]
    return apart


def _units(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found


def _of_pack(material: Material) -> tuple[NDArray[np.float32], NDArray[np.int16]]:
    if material.statistics is None:
        return np.empty((0, len(material.mean)), np.float32), np.empty(0, np.int16)
    return material.points(material.statistics.embeddings), material.statistics.targets


def _fit(
    examples: Examples,
    mine: NDArray[np.float32],
    theirs: NDArray[np.float32],
    new: int,
) -> Newcomers:
    """Fit new classes against the user's own photos and the pack's, which count the same, however many they are."""
    points = np.concatenate([examples[0], mine, theirs])
    given = np.concatenate([examples[1], np.full(len(mine) + len(theirs), -1)])
    sizes = (len(examples[1]), len(mine), len(theirs))
    return fit_newcomers(points, given, np.repeat([1.0 / max(1, size) for size in sizes], sizes), new=new)


def _same_kinds(found: Newcomers, theirs: NDArray[np.float32], targets: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Return which pictures of other flowers are of a kind that a new class, learnt without them, takes for its own.

    The pack's other flowers are no counterexamples to a new class that is one of them.
    """
    taken = np.any(theirs @ found.weights + found.levels > 0, axis=1)
    mean = {kind: taken[targets == kind].mean() for kind in np.unique(targets[targets < -1]).tolist()}
    return np.array([mean.get(int(target), 0.0) > 0.5 for target in targets], np.bool_)


def _judge(name: str, place: int, found: Newcomers, examples: NDArray[np.integer]) -> NewClass:
    said = found.left_out[:, place] > 0
    own = np.flatnonzero(examples == place)
    return NewClass(name, len(own), int(said[own].sum()), float(said[len(examples) :].mean()))


def _correction(material: Material, remarks: list[str]) -> tuple[Correction | None, Gain | None]:
    labels = material.lesson.labels
    rows = np.array([row for row, label in enumerate(labels) if label in material.classes], np.intp)
    given = np.array([material.classes.index(labels[row] or "") for row in rows], np.intp)
    if len(rows) < _FEWEST_REVIEWS or len(np.unique(given)) < 2:
        if len(rows):
            remarks.append(
                f"The known classes stay as they are: that takes {_FEWEST_REVIEWS} reviews, of two classes at least."
            )
        return None, None
    reviewed = Seen(material.points(material.embeddings[rows]), material.scaled(material.logits[rows]), given)
    correction = fit_correction(reviewed, material.pictures[rows], _anchors(material))
    gain = _gain(reviewed, correction)
    if not gain.good:
        remarks.append("The known classes stay as they are: what the reviews teach is not better on reviews held out.")
        return None, gain
    if _renamed(material, correction) > _MOST_RENAMED:
        remarks.append("The known classes stay as they are: what the reviews teach would rename photos that are sure.")
        return None, gain
    return correction, gain


def _anchors(material: Material) -> Seen:
    statistics = material.statistics
    if statistics is None:
        nothing = np.empty((0, len(material.classes)))
        return Seen(np.empty((0, len(material.mean)), np.float32), nothing, np.empty(0, np.intp))
    known = statistics.targets >= 0
    points = material.points(statistics.embeddings[known])
    return Seen(points, material.scaled(statistics.logits[known]), statistics.targets[known].astype(np.intp))


def _gain(reviewed: Seen, correction: Correction) -> Gain:
    before, after = (log_losses(logits, reviewed.given) for logits in (reviewed.logits, correction.held_out))
    better = before - after
    was, is_now = (logits.argmax(axis=1) == reviewed.given for logits in (reviewed.logits, correction.held_out))
    return Gain(
        reviews=len(better),
        right_before=int(was.sum()),
        right_after=int(is_now.sum()),
        righted=int((is_now & ~was).sum()),
        better=float(better.mean()),
        error=float(better.std(ddof=1) / np.sqrt(len(better))),
    )


def _renamed(material: Material, correction: Correction) -> float:
    """Return the share of sure photos without a review that would get another class."""
    if not len(material.sure):
        return 0.0
    before = material.scaled(material.sure_logits)
    after = before + material.points(material.sure) @ correction.weights + correction.levels
    return float((before.argmax(axis=1) != after.argmax(axis=1)).mean())


def _head(material: Material, correction: Correction | None, newcomers: Newcomers | None, kept: list[int]) -> Head:
    """Put everything together, for embeddings as they are."""
    own, numbers = len(material.classes), len(material.mean)
    slopes, levels = np.zeros((numbers, own + len(kept))), np.zeros(own + len(kept))
    if correction is not None:
        slopes[:, :own] = material.temperature * correction.weights
        levels[:own] = material.temperature * correction.levels
    if newcomers is not None:
        slopes[:, own:], levels[own:] = newcomers.weights[:, kept], newcomers.levels[kept]
    slopes /= material.scale[:, np.newaxis]
    levels -= material.mean @ slopes
    return Head(slopes.astype(np.float32), levels.astype(np.float32), own)
