"""How right a folder's labels are, by a random check: whom to ask about, and what the answers say.

Reviews count only where the sample asks for the photo: what was looked at because it seemed doubtful says nothing about
the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flowersort.core.check_interval import ShareEstimate, estimate_share
from flowersort.core.check_result import Advice, Answer, CheckResult, ClassEstimate, CountEstimate
from flowersort.core.check_sample import Population, Sample, draw
from flowersort.core.check_target import Acceptance, candidates, weigh
from flowersort.core.check_usual import SEED, USUAL_TARGET
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State, decide

_FLAGS = frozenset({State.NO_FLOWER, State.OTHER_FLOWER})


class RandomCheck:
    """The sample of a folder; for as many answers as there are."""

    def __init__(self, photos: Iterable[LabelledPhoto], facts: ModelFacts, *, seed: int = SEED) -> None:
        """Draw the sample. Copies of one content are one photo; one that the user excluded is none."""
        self._facts, self._seed = facts, seed
        self._photos = _distinct(photos)
        self._population = _population(self._photos, facts)
        self._sample: Sample = draw(self._population, seed=seed)
        self._rows = {content: row for row, content in enumerate(self._population.contents)}

    def __len__(self) -> int:
        return len(self._population)

    @property
    def ordered(self) -> list[LabelledPhoto]:
        """All photos, in the order in which they are to be looked at."""
        return [self._photos[row] for row in self._sample.order]

    def open(self, answers: Mapping[str, Answer], *, sample: int) -> list[LabelledPhoto]:
        """Return the photos among the first `sample` ones that nobody has looked at yet, in their order."""
        wanted = self._sample.order[:sample]
        return [self._photos[row] for row in wanted if self._right(int(row), answers) is None]

    def holds(self, content: str) -> bool:
        """Say whether a photo can be asked for."""
        return content in self._rows

    def below(self, answers: Mapping[str, Answer], *, threshold: float) -> list[str]:
        """Return the contents that a threshold does not accept and that have no review."""
        refused = np.flatnonzero(~self._accepts(threshold)).tolist()
        contents = (self._population.contents[row] for row in refused)
        return [content for content in contents if not self._reviewed(content, answers)]

    def reached(self, answers: Mapping[str, Answer]) -> int:
        """Return how many photos were looked at without a gap, the last of them because a check asked.

        A photo that was reviewed for its own sake must not be the last one: that it was is no chance.
        """
        reached = 0
        for number, row in enumerate(self._sample.order, start=1):
            if self._right(int(row), answers) is None:
                return reached
            if answers[self._population.contents[row]].asked:
                reached = number
        return len(self)

    def result(self, answers: Mapping[str, Answer], *, sample: int, target: float = USUAL_TARGET) -> CheckResult:
        """Return what the answers say.

        Args:
            answers: by content; of any photos.
            sample: how many photos, from the first on, were to be looked at.
            target: largest share of wrong labels among the accepted, 0–1.
        """
        rights = [self._right(row, answers) for row in range(len(self))]
        checked: list[int] = []
        for row in self._sample.order[:sample].tolist():
            if rights[row] is None:
                break
            checked.append(row)
        known = np.array([right is not None for right in rights], np.bool_)
        right = np.array([bool(right) for right in rights], np.bool_)
        share = self._estimate(np.arange(len(self)), np.array(checked, np.intp), right)
        reviewed = np.array([self._reviewed(content, answers) for content in self._population.contents], np.bool_)
        wrong = _wrong(share, len(self))
        mended = int((reviewed & known & ~right).sum())
        acceptances = self._acceptances(checked, right, target)
        accepted = _chosen(acceptances)
        below = int((~reviewed & ~self._accepts(accepted.threshold)).sum()) if accepted is not None else 0
        return CheckResult(
            model=self._facts.title,
            photos=len(self),
            sample=min(sample, len(self)),
            checked=len(checked),
            strata=int(self._sample.strata.max(initial=-1)) + 1,
            right=share,
            classes=tuple(self._by_class(checked, right)),
            wrong=wrong,
            remaining=_remaining(wrong, mended, int((~reviewed).sum())),
            unreviewed=int((~reviewed).sum()),
            target=target,
            acceptances=acceptances,
            accepted=accepted,
            below=below,
            advice=_advice(len(self), bool(reviewed.all()), accepted, below),
            more=self._more(accepted),
            seed=self._seed,
        )

    def _name(self, row: int) -> str:
        return self._facts.classes[int(self._population.predicted[row])]

    def _right(self, row: int, answers: Mapping[str, Answer]) -> bool | None:
        """Return whether the model's word on a photo is right; None where nobody has said."""
        answer = answers.get(self._population.contents[row])
        if answer is None:
            return None
        if answer.review is not None:
            return is_right(answer.review, self._photos[row], self._facts)
        return False if answer.denied == self._name(row) else None

    @staticmethod
    def _reviewed(content: str, answers: Mapping[str, Answer]) -> bool:
        answer = answers.get(content)
        return answer is not None and answer.review is not None

    def _estimate(self, rows: NDArray[np.intp], checked: NDArray[np.intp], right: NDArray[np.bool_]) -> ShareEstimate:
        """Estimate the share of right labels among some rows by those of them that were checked."""
        strata = self._sample.strata
        count = int(strata.max(initial=-1)) + 1
        sizes = np.bincount(strata[rows], minlength=count)
        seen = np.bincount(strata[checked], minlength=count)
        good = np.bincount(strata[checked[right[checked]]], minlength=count)
        return estimate_share(sizes[sizes > 0], seen[sizes > 0], good[sizes > 0])

    def _by_class(self, checked: Sequence[int], right: NDArray[np.bool_]) -> Iterable[ClassEstimate]:
        predicted, looked = self._population.predicted, np.array(checked, np.intp)
        for place, name in enumerate(self._facts.classes):
            rows = np.flatnonzero(predicted == place)
            if len(rows):
                share = self._estimate(rows, looked[predicted[looked] == place], right)
                yield ClassEstimate(name, len(rows), share)

    def _accepts(self, threshold: float) -> NDArray[np.bool_]:
        return ~self._population.flagged & (self._population.confidence >= threshold)

    def _acceptances(self, checked: Sequence[int], right: NDArray[np.bool_], target: float) -> tuple[Acceptance, ...]:
        found = []
        for candidate in candidates(self._population, target=target):
            accepts = self._accepts(candidate.threshold)
            wrong = [not right[row] for row in checked if accepts[row]]
            found.append(weigh(candidate, photos=int(accepts.sum()), wrong=wrong, target=target))
        return tuple(found)

    def _more(self, accepted: Acceptance | None) -> int | None:
        """Return how many more photos of the whole sample hold as many as an acceptance needs."""
        if accepted is None or accepted.more is None:
            return None
        return int(np.ceil(accepted.more * len(self) / accepted.photos)) if accepted.photos else None


def word_of(photo: LabelledPhoto, facts: ModelFacts) -> str:
    """Return what the model says of a photo: its flag where it has one, else its class; empty where it says nothing."""
    if photo.prediction is None:
        return ""
    state = decide(photo.prediction, None, facts.thresholds)
    return state.value if state in _FLAGS else photo.model_label(facts.classes)


def is_right(review: Review, photo: LabelledPhoto, facts: ModelFacts) -> bool:
    """Say whether the model's word on a photo is what the user says: its class, or its flag that there is none."""
    if review.verdict is Verdict.CLASS:
        return review.class_name == photo.model_label(facts.classes)
    assert photo.prediction is not None
    return decide(photo.prediction, None, facts.thresholds).value == review.verdict.value


def _distinct(photos: Iterable[LabelledPhoto]) -> list[LabelledPhoto]:
    found: dict[str, LabelledPhoto] = {}
    for photo in photos:
        excluded = photo.review is not None and photo.review.verdict is Verdict.EXCLUDED
        if photo.content is not None and photo.prediction is not None and not excluded:
            found.setdefault(photo.content, photo)
    return list(found.values())


def _population(photos: Sequence[LabelledPhoto], facts: ModelFacts) -> Population:
    said = [photo.prediction for photo in photos if photo.prediction is not None]
    flags = [decide(each, None, facts.thresholds) in _FLAGS for each in said]
    return Population(
        contents=tuple(photo.content for photo in photos if photo.content is not None),
        predicted=np.array([each.top for each in said], np.intp),
        confidence=np.array([each.confidence for each in said], np.float64),
        flagged=np.array(flags, np.bool_),
    )


def _wrong(right: ShareEstimate, photos: int) -> CountEstimate:
    count = None if right.share is None else (1.0 - right.share) * photos
    return CountEstimate(count, (1.0 - right.high) * photos, (1.0 - right.low) * photos)


def _remaining(wrong: CountEstimate, mended: int, unreviewed: int) -> CountEstimate:
    """Take off what reviews have set right: these are known, so the interval keeps its width."""

    def left(count: float) -> float:
        return min(max(count - mended, 0.0), float(unreviewed))

    return CountEstimate(None if wrong.count is None else left(wrong.count), left(wrong.low), left(wrong.high))


def _chosen(acceptances: Sequence[Acceptance]) -> Acceptance | None:
    proven = [each for each in acceptances if each.proven]
    if proven:
        return proven[0]
    hopeful = [each for each in acceptances if not each.refuted and each.more is not None]
    return max(hopeful, key=lambda each: (each.confidence, each.photos), default=None)


def _advice(photos: int, all_reviewed: bool, accepted: Acceptance | None, below: int) -> Advice:
    if photos == 0:
        return Advice.NOTHING
    if all_reviewed:
        return Advice.STOP
    if accepted is None:
        return Advice.CANNOT
    if accepted.proven:
        return Advice.REVIEW if below else Advice.STOP
    return Advice.CHECK
