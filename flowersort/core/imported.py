"""An edited CSV as reviews: what each row asks for, decided without touching anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flowersort.core.review import Review, Verdict
from flowersort.core.review_history import ReviewChange
from flowersort.core.state import State

_VERDICTS = {verdict.value: verdict for verdict in Verdict if verdict is not Verdict.CLASS}
_HASH_DIGITS = frozenset("0123456789abcdef")
_HASH_LENGTH = 32


@dataclass(frozen=True, slots=True)
class EditedRow:
    """One row of an edited CSV; a text is None where the file has no such column.

    Attributes:
        line: of the file, counted from 1, where the row ends.
        name: `file_name`, readable.
    """

    line: int
    name: str
    content: str
    label: str | None
    reviewed_label: str | None
    model_label: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that asks for something impossible, and why, as a sentence."""

    line: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportedReview:
    """A row's change of a review."""

    line: int
    name: str
    change: ReviewChange


@dataclass(frozen=True, slots=True)
class LabelChange:
    """A kind of change, in words: the label before and after."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is stored yet.

    Attributes:
        source: the file.
        rows: how many rows it has: those of `changes`, `refused` and `unchanged`, and rows for copies of a photo.
        changes: one for each photo, in the order of the file.
        unchanged: rows that ask for nothing.
    """

    source: str
    rows: int
    changes: tuple[ImportedReview, ...]
    refused: tuple[RefusedRow, ...]
    unchanged: int

    def counts(self) -> Counter[LabelChange]:
        """Return how many photos each kind of change is about; a label is empty where there is or was no review."""
        return Counter(label_change(each.change) for each in self.changes)


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An import that was made.

    Attributes:
        id: names it in `undo`; later imports have greater ones.
        at: when, in seconds since 1970.
        undone: whether its reviews were taken back.
    """

    id: str
    at: float
    source: str
    changes: tuple[ImportedReview, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What came of an import or its undo.

    Attributes:
        stored: how many reviews changed.
        left: those that stayed, each with its reason.
    """

    id: str
    stored: int
    left: tuple[RefusedRow, ...]


class Known:
    """What is known of photos and classes, as far as rows are decided by it."""

    def __init__(
        self, *, reviews: Mapping[str, Review], classes: tuple[str, ...], model_label: Callable[[str], str | None]
    ) -> None:
        """Take what is known.

        Args:
            reviews: by content hash.
            classes: the model's.
            model_label: content hash → the model's class; None for a photo that was never labelled.
        """
        self.reviews = reviews
        self.model_label = model_label
        self._words = {word.casefold(): word for word in (*_VERDICTS, *classes)}

    def review_label(self, content: str) -> str:
        """Return the review's word; empty where there is no review."""
        review = self.reviews.get(content)
        return "" if review is None else review.label

    def word(self, text: str) -> str | None:
        """Return the label that a text means, whatever its case; None for an unknown one."""
        return self._words.get(text.casefold())


def plan_changes(rows: Sequence[EditedRow], *, source: str, known: Known, at: float) -> ImportPlan:
    """Decide what an edited CSV asks for.

    Args:
        at: the moment that new reviews are given, in seconds since 1970.
    """
    asked: dict[str, list[tuple[EditedRow, Review | None]]] = {}
    refused: list[RefusedRow] = []
    unchanged = 0
    for row in rows:
        outcome = _decide(row, known, at)
        if isinstance(outcome, RefusedRow):
            refused.append(outcome)
        elif outcome is None:
            unchanged += 1
        else:
            asked.setdefault(row.content, []).append((row, outcome.after))
    changes: list[ImportedReview] = []
    for content, wishes in asked.items():
        first, review = wishes[0]
        if len({_label(wish) for _, wish in wishes}) > 1:
            refused += _contradicting([row for row, _ in wishes])
        else:
            change = ReviewChange(content, known.reviews.get(content), review)
            changes.append(ImportedReview(first.line, first.name, change))
    refused.sort(key=lambda row: row.line)
    return ImportPlan(source, len(rows), tuple(changes), tuple(refused), unchanged)


def label_change(change: ReviewChange) -> LabelChange:
    """Return a change in words; a label is empty where there is or was no review."""
    return LabelChange(_label(change.before), _label(change.after))


def _contradicting(rows: Sequence[EditedRow]) -> list[RefusedRow]:
    lines = ", ".join(str(row.line) for row in rows)
    reason = f"lines {lines} are copies of one photo and don't say the same."
    return [RefusedRow(row.line, row.name, reason) for row in rows]


def _label(review: Review | None) -> str:
    return "" if review is None else review.label


def _decide(row: EditedRow, known: Known, at: float) -> RefusedRow | ReviewChange | None:
    before = known.review_label(row.content)
    asked = _asked(row, before, known)
    if asked is None:
        return None
    problem = _problem(row, asked, known)
    if problem:
        return RefusedRow(row.line, row.name, problem)
    word = known.word(asked[0]) if asked[0] else ""
    if word == before:
        return None
    return ReviewChange(row.content, known.reviews.get(row.content), _review(word, at) if word else None)


def _asked(row: EditedRow, before: str, known: Known) -> tuple[str, ...] | None:
    """Return the words that were typed, an empty one where a review is taken back; None where nothing was edited.

    A file that was written before a review is no wish to take the review back: what `state` says tells the two apart.
    """
    was = before if row.state in {None, State.REVIEWED.value} else ""
    typed: list[str] = []
    if row.reviewed_label is not None and row.reviewed_label != was:
        typed.append(row.reviewed_label)
    if row.label:
        model_label = row.model_label if row.model_label is not None else known.model_label(row.content) or ""
        implied = was or model_label
        # With its review emptied, a photo's label is the model's again.
        agrees = typed == [""] and row.label == model_label
        if row.label != implied and not agrees:
            typed.append(row.label)
    return tuple(dict.fromkeys(typed)) or None


def _problem(row: EditedRow, asked: tuple[str, ...], known: Known) -> str | None:
    if not row.content:
        return "the photo has no content hash, since it could not be read; it can't be reviewed."
    if len(row.content) != _HASH_LENGTH or not set(row.content) <= _HASH_DIGITS:
        return "its content hash is not the one that was written; a spreadsheet may have taken it for a number."
    if len(asked) > 1:
        return f"“label” says “{asked[1]}” and “reviewed_label” says “{asked[0]}”; only one of them may be edited."
    if asked[0] and known.word(asked[0]) is None:
        return f"“{asked[0]}” is no class of the model, nor one of {', '.join(_VERDICTS)}."
    if row.content not in known.reviews and known.model_label(row.content) is None:
        return "the photo is not known here; label its folder first."
    return None


def _review(word: str, at: float) -> Review:
    verdict = _VERDICTS.get(word)
    return Review(Verdict.CLASS, word, at) if verdict is None else Review(verdict, None, at)
