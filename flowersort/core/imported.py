"""An edited CSV as reviews: what each row asks for, decided without touching anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flowersort.core.content import is_content_hash
from flowersort.core.naming import class_name_problem
from flowersort.core.review import Review, Verdict, review_of
from flowersort.core.review_history import ReviewChange
from flowersort.core.state import State

_VERDICTS = {verdict.value: verdict for verdict in Verdict if verdict is not Verdict.CLASS}


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
        rows: how many rows it has: those of all that follows, and rows for copies of a photo.
        changes: one for each photo, in the order of the file.
        unchanged: rows that ask for nothing.
        kept: rows of photos whose review here says something else, and holds.
    """

    source: str
    rows: int
    changes: tuple[ImportedReview, ...]
    refused: tuple[RefusedRow, ...]
    unchanged: int
    kept: int = 0

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


@dataclass(frozen=True, slots=True)
class Moments:
    """When reviews of a CSV count as given, since the CSV itself does not say; both in seconds since 1970.

    Attributes:
        now: of an edit, which this import brings.
        written: of a review that was given elsewhere, before the file was written, and is none here.
    """

    now: float
    written: float


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
        # What the model and we ourselves call something comes last, and so wins.
        reviewed = sorted({review.class_name for review in reviews.values() if review.class_name is not None})
        self._words = {word.casefold(): word for word in (*reviewed, *classes, *_VERDICTS)}

    def word(self, text: str) -> str | None:
        """Return the label that a text means, whatever its case; None for an unknown one."""
        return self._words.get(text.casefold())

    def is_new(self, content: str) -> bool:
        """Return whether a photo was neither labelled nor reviewed here."""
        return content not in self.reviews and self.model_label(content) is None


def plan_changes(rows: Sequence[EditedRow], *, source: str, known: Known, moments: Moments) -> ImportPlan:
    """Decide what an edited CSV asks for: edits, and the reviews that it brings from another computer."""
    asked: dict[str, list[tuple[EditedRow, Review | None]]] = {}
    refused: list[RefusedRow] = []
    unchanged = 0
    for row in rows:
        outcome = _decide(row, known, moments)
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


def _decide(row: EditedRow, known: Known, moments: Moments) -> RefusedRow | ReviewChange | None:
    before = known.reviews.get(row.content)
    asked = _asked(row, _label(before), known)
    if asked is None:
        return None
    problem = _problem(row, asked, known)
    if problem:
        return RefusedRow(row.line, row.name, problem)
    word = _word(asked[0], row, known) if asked[0] else ""
    if word is None:
        return RefusedRow(row.line, row.name, _why_no_class(asked[0], row))
    if word == _label(before):
        return None
    from_elsewhere = before is None and row.state == State.REVIEWED.value
    at = min(moments.written, moments.now) if from_elsewhere else moments.now
    return ReviewChange(row.content, before, review_of(word, at=at) if word else None)


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


def _word(text: str, row: EditedRow, known: Known) -> str | None:
    """Return the label that a text means, None for none.

    A class that is not known here is no typing error where the whole row says that the photo was reviewed as it.
    """
    word = known.word(text)
    if word is not None or row.content in known.reviews:
        return word
    return text if _as_written(row) and class_name_problem(text) is None else None


def _why_no_class(text: str, row: EditedRow) -> str:
    problem = class_name_problem(text) if _as_written(row) else None
    if problem:
        return f"“{text}” {problem}, so it can't be a class; a file of reviews would carry it."
    return f"“{text}” is no class of the model, nor one of {', '.join(_VERDICTS)}."


def _as_written(row: EditedRow) -> bool:
    return row.state == State.REVIEWED.value and row.label == row.reviewed_label


def _problem(row: EditedRow, asked: tuple[str, ...], known: Known) -> str | None:
    if not row.content:
        return "the photo has no content hash, since it could not be read; it can't be reviewed."
    if not is_content_hash(row.content):
        return "its content hash is not the one that was written; a spreadsheet may have taken it for a number."
    if len(asked) > 1:
        return f"“label” says “{asked[1]}” and “reviewed_label” says “{asked[0]}”; only one of them may be edited."
    if not row.reviewed_label and known.is_new(row.content):
        return "the photo is not known here; label its folder first."
    return None
