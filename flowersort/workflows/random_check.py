"""A random check of a folder: which photos it asks for, what is known of them, and how answers are remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flowersort.core.check_result import Answer, CheckResult
from flowersort.core.check_usual import SEED, USUAL_SAMPLE
from flowersort.core.csv_names import encode_name, encode_text
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.random_check import RandomCheck
from flowersort.core.review import Review
from flowersort.core.review_history import ReviewChange
from flowersort.core.true_labels import Truth, true_reviews
from flowersort.services.export.predictions_csv import csv_line
from flowersort.services.export.rows import relative_name
from flowersort.services.export.truth_csv import read_truth
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredCheck


@dataclass(frozen=True, slots=True, eq=False)
class FolderCheck:
    """The check of a folder as far as it has come.

    Attributes:
        photos: the labelled photos, those that can't be checked among them.
        base: the folder that names are relative to.
        answers: what is known, by content.
        sample: how many photos are looked at.
    """

    photos: Sequence[LabelledPhoto]
    model: ModelFacts
    base: str
    check: RandomCheck
    answers: Mapping[str, Answer]
    sample: int

    @property
    def open(self) -> list[LabelledPhoto]:
        """The photos of the sample without an answer, in the order in which they are to be looked at."""
        return self.check.open(self.answers, sample=self.sample)

    def name(self, photo: LabelledPhoto) -> str:
        """Return a photo's name relative to the folder."""
        return relative_name(photo.file.path, base=self.base)

    def result(self, *, target: float) -> CheckResult:
        """Return what the answers say; `target` is the largest share of wrong labels among the accepted."""
        return self.check.result(self.answers, sample=self.sample, target=target)

    def enlarged(self, sample: int) -> FolderCheck:
        """Return the check with at least so many photos to look at, as far as there are."""
        return replace(self, sample=max(self.sample, min(sample, len(self.check))))

    def following(self, changed: Mapping[str, Answer]) -> FolderCheck:
        """Return the check with what became known of photos meanwhile; an empty answer takes one back."""
        known = {content: answer for content, answer in {**self.answers, **changed}.items() if answer != Answer()}
        return replace(self, answers=known)

    def answered(self, given: Mapping[str, Review]) -> FolderCheck:
        """Return the check with the answers to open photos of its sample; what it did not ask is left."""
        asked = {photo.content for photo in self.open} & given.keys()
        new = {content: Answer(given[content], asked=True) for content in asked if content is not None}
        return replace(self, answers={**self.answers, **new})


def begin_check(
    photos: Sequence[LabelledPhoto],
    model: ModelFacts,
    *,
    base: str,
    store: Store | None,
    sample: int | None = None,
    seed: int = SEED,
) -> FolderCheck:
    """Draw the sample of labelled photos, and ask the store what is known already.

    Args:
        base: the folder that names are relative to.
        sample: how many photos to look at; None takes the usual number, or as many as were looked at before.

    Raises:
        StoreError: the store can't be read.
    """
    check = RandomCheck(photos, model, seed=seed)
    answers = known_answers(photos, store)
    wanted = max(USUAL_SAMPLE, check.reached(answers)) if sample is None else sample
    return FolderCheck(photos, model, base, check, answers, min(wanted, len(check)))


def known_answers(photos: Iterable[LabelledPhoto], store: Store | None) -> dict[str, Answer]:
    """Return what is known of photos, by content: their reviews, and what earlier checks asked.

    Raises:
        StoreError: the store can't be read.
    """
    asked = {} if store is None else {each.content: each for each in store.checks()}
    found: dict[str, Answer] = {}
    for photo in photos:
        check = asked.get(photo.content) if photo.content is not None else None
        if photo.content is not None and (check is not None or photo.review is not None):
            denied = check.denied if check is not None else None
            found[photo.content] = Answer(photo.review, denied, asked=check is not None)
    return found


def truth_for(check: FolderCheck, path: str, *, now: float) -> Truth:
    """Read the right labels of photos from a CSV.

    Args:
        now: when the labels are given, seconds since 1970.

    Raises:
        FolderError: the file is missing or can't be read.
        UsageError: it is no CSV with the columns `file_name` and `label`.
    """
    rows = ((row.name, row.label) for row in read_truth(path))
    contents = {check.name(photo): photo.content for photo in check.photos if photo.content is not None}
    return true_reviews(rows, contents=contents, classes=check.model.classes, at=now)


def remember_answers(check: FolderCheck, before: FolderCheck, *, store: Store, now: float) -> int:
    """Store what a check knows more than it did before: the reviews, and that it asked for them; return how many.

    A review that another program gave meanwhile stays.

    Raises:
        StoreError: the store can't be written.
    """
    new = {content: answer for content, answer in check.answers.items() if before.answers.get(content) != answer}
    given = [(content, answer.review) for content, answer in new.items() if answer.review is not None]
    store.exchange_reviews([ReviewChange(content, None, review) for content, review in given])
    store.put_checks([StoredCheck(content, answer.denied, now) for content, answer in new.items() if answer.asked])
    return len(new)


def question_lines(check: FolderCheck) -> Iterator[str]:
    """Yield the open photos as lines of a CSV to be filled in: `file_name`, `label` (empty), `model_label`."""
    yield csv_line(("file_name", "label", "model_label"))
    for photo in check.open:
        yield csv_line((encode_name(check.name(photo)), "", encode_text(photo.model_label(check.model.classes))))
