"""What the user says of photos: into the table at once, into the store behind it, and back by undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from flowersort.core.photo_table import STATES, PhotoTable
from flowersort.core.review import Review, Verdict
from flowersort.core.review_history import AskedChange, ReviewChange, ReviewHistory, ReviewStep
from flowersort.core.state import State
from flowersort.gui.wording import class_name_shown
from flowersort.workflows.review import ReviewWriter

Rows = NDArray[np.intp]

_FLAGGED = {State.NO_FLOWER: Verdict.NO_FLOWER, State.OTHER_FLOWER: Verdict.OTHER_FLOWER}


class Reviewing(QObject):
    """Reviews photos of one table, with undo and redo without end.

    `changed` brings the rows that look different now, `said` a sentence on what was done, and `asked`, before both,
    what a random check asked or no longer did, as `AskedChange`s.
    """

    asked = Signal(object)
    changed = Signal(object)
    said = Signal(str)

    def __init__(
        self, table: PhotoTable, writer: ReviewWriter, clock: Callable[[], float], parent: QObject | None = None
    ) -> None:
        """Begin without anything to undo.

        Args:
            clock: seconds since 1970.
        """
        super().__init__(parent)
        self._table, self._writer, self._clock = table, writer, clock
        self._history = ReviewHistory()

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to undo."""
        return self._history.can_undo

    @property
    def last(self) -> ReviewStep | None:
        """What undo would take back."""
        return self._history.last

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to redo."""
        return self._history.can_redo

    def give_class(self, rows: Rows, class_index: int) -> int:
        """Say that these photos are of one class; return how many photos changed."""
        name = self._table.facts.classes[class_index]
        return self._give(rows, lambda _row: self._review(Verdict.CLASS, name))

    def give_verdict(self, rows: Rows, verdict: Verdict) -> int:
        """Say that these photos show no flower or another one, or are to be left out; return how many changed."""
        return self._give(rows, lambda _row: self._review(verdict))

    def give_labels(self, labels: Mapping[int, str]) -> int:
        """Say what each photo is, a class that the model need not know or another answer; return how many changed."""
        answers = {row: self._labelled(label) for row, label in labels.items()}
        return self._give(np.fromiter(answers, np.intp), answers.__getitem__)

    def accept(self, rows: Rows) -> int:
        """Say that what each photo shows as its label is right; return how many changed."""
        return self._give(rows, self._accepted)

    def answer(self, row: int, label: str | None, asked: AskedChange) -> None:
        """Answer a random check: what the photo is, or with None only that its label is wrong.

        Both are one step, so that undo takes back that the check asked, too.
        """
        given = self._labelled(label) if label is not None else None
        changes = self._changes(np.array([row], np.intp), lambda _row: given) if given is not None else {}
        self._do(ReviewStep(tuple(changes.values()), photos=0, asked=(asked,)))

    def withdraw(self, rows: Rows) -> int:
        """Take reviews back, so that the model's word stands again; return how many changed."""
        return self._give(rows, lambda _row: None)

    def take(self, changes: Sequence[ReviewChange]) -> int:
        """Take in reviews that were stored elsewhere, as a step that can be undone; return how many photos changed."""
        step = ReviewStep(tuple(changes), photos=len(changes), imported=True)
        rows = self._table.set_reviews(step.reviews)
        self._history.do(step)
        self.changed.emit(rows)
        return len(rows)

    def undo(self) -> None:
        """Take the last step back."""
        step = self._history.undo()
        if step is not None:
            self.changed.emit(self._settle(step.inverse))
            self.said.emit(self.tr("Undone: {what}").format(what=self._described(step)))

    def redo(self) -> None:
        """Do again what was undone last."""
        step = self._history.redo()
        if step is not None:
            self.changed.emit(self._settle(step))
            self.said.emit(self.tr("Done again: {what}").format(what=self._described(step)))

    def _give(self, rows: Rows, answer: Callable[[int], Review | None]) -> int:
        changes = tuple(self._changes(rows, answer).values())
        if not changes:
            return 0
        return len(self._do(ReviewStep(changes, photos=0)))

    def _do(self, step: ReviewStep) -> Rows:
        rows = self._settle(step)
        step = replace(step, photos=len(rows))
        self._history.do(step)
        self.changed.emit(rows)
        self.said.emit(self._described(step))
        return rows

    def _changes(self, rows: Rows, answer: Callable[[int], Review | None]) -> Mapping[str, ReviewChange]:
        """Return what changes, by content: copies of a photo share their review."""
        changes: dict[str, ReviewChange] = {}
        for row in rows.tolist():
            content = self._table.content(row)
            if content is None or content in changes or int(self._table.tops[row]) < 0:
                continue
            before, after = self._table.review(row), answer(row)
            if _word(before) != _word(after):
                changes[content] = ReviewChange(content, before, after)
        return changes

    def _accepted(self, row: int) -> Review | None:
        state = STATES[int(self._table.states[row])]
        if state is State.REVIEWED:
            return self._table.review(row)
        if state in _FLAGGED:
            return self._review(_FLAGGED[state])
        return self._review(Verdict.CLASS, self._table.facts.classes[int(self._table.tops[row])])

    def _labelled(self, label: str) -> Review:
        known = label in set(Verdict) - {Verdict.CLASS}
        return self._review(Verdict(label)) if known else self._review(Verdict.CLASS, label)

    def _review(self, verdict: Verdict, class_name: str | None = None) -> Review:
        return Review(verdict, class_name, self._clock())

    def _settle(self, step: ReviewStep) -> Rows:
        if step.asked:
            self.asked.emit(step.asked)
        self._writer.put(step.changes)
        rows = self._table.set_reviews(step.reviews)
        # A label that is only denied changes no photo's look, but somebody waits for it.
        return rows if step.changes else self._table.rows_of(each.content for each in step.asked)

    def _described(self, step: ReviewStep) -> str:
        """Return what a step did, as a sentence."""
        count = step.photos
        if step.imported:
            return self.tr("%Ln reviews imported", None, count)
        if not step.changes:
            return self.tr("%Ln labels said to be wrong", None, count)
        words = {_word(each.after) for each in step.changes}
        if len(words) > 1:
            return self.tr("%Ln photos accepted", None, count)
        ((verdict, name),) = words
        if verdict is Verdict.CLASS:
            labelled = self.tr("%Ln photos labelled as {name}", None, count)
            return labelled.format(name=class_name_shown(name or ""))
        return {
            None: self.tr("%Ln reviews taken back", None, count),
            Verdict.NO_FLOWER: self.tr("%Ln photos labelled as without a flower", None, count),
            Verdict.OTHER_FLOWER: self.tr("%Ln photos labelled as another flower", None, count),
            Verdict.EXCLUDED: self.tr("%Ln photos excluded", None, count),
        }[verdict]


def _word(review: Review | None) -> tuple[Verdict | None, str | None]:
    return (None, None) if review is None else (review.verdict, review.class_name)
