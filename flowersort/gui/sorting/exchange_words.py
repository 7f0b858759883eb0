"""Plans of XMP files and of imported reviews, in the user's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject

from flowersort.core.csv_names import readable
from flowersort.core.filed_reviews import unknown_classes
from flowersort.core.imported import ImportedReview, ImportPlan, RefusedRow, label_change
from flowersort.core.review import Review
from flowersort.core.xmp_export import XmpDeed, XmpPlan
from flowersort.gui.sorting.ask_dialog import Question
from flowersort.gui.sorting.entries import MOST_CHILDREN, Entry
from flowersort.gui.sorting.words import sum_shown
from flowersort.gui.wording import class_name_shown, number, review_shown

_CHANGING = (XmpDeed.MAKE, XmpDeed.MERGE)


class XmpWords(QObject):
    """Says what an export to XMP files would do, and has done; a QObject for its translations."""

    def question(self, plan: XmpPlan) -> Question:
        """Return the plan as a question."""
        counts = plan.counts()
        changing = sum(counts[deed] for deed in _CHANGING)
        titles = {
            XmpDeed.REFUSE: self.tr("Refused; nothing is touched"),
            XmpDeed.MERGE: self.tr("Keywords are added to what others wrote there"),
            XmpDeed.MAKE: self.tr("A new file"),
            XmpDeed.SAME: self.tr("Says all that already"),
            XmpDeed.LEAVE: self.tr("Without a sure label, left"),
        }
        entries = [self._entry(plan, deed, title) for deed, title in titles.items() if counts[deed]]
        return Question(
            title=self.tr("Labels into XMP files"),
            sentence=self._sum(counts, planned=True),
            entries=entries,
            deed=self.tr("Write %Ln XMP files", None, changing) if changing else "",
        )

    def result(self, photos: int, counts: Counter[XmpDeed]) -> str:
        """Return what was done."""
        rest = photos - counts.total()
        done = self._sum(counts, planned=False)
        return self.tr("{done}, {count} not done").format(done=done, count=number(rest)) if rest else done

    def _entry(self, plan: XmpPlan, deed: XmpDeed, title: str) -> Entry:
        steps = [step for step in plan.steps if step.deed is deed]
        children = [
            Entry(readable(step.target or step.photo), readable(step.reason) or _keyword(step.keywords))
            for step in steps[:MOST_CHILDREN]
        ]
        if len(steps) > MOST_CHILDREN:
            children.append(Entry(self.tr("… and {count} more").format(count=number(len(steps) - MOST_CHILDREN))))
        count = self.tr("%Ln photos", None, len(steps))
        return Entry(title, count, tuple(children), open=deed is XmpDeed.REFUSE)

    def _sum(self, counts: Counter[XmpDeed], *, planned: bool) -> str:
        parts = [
            (counts[XmpDeed.MAKE], self.tr("to be made") if planned else self.tr("made")),
            (counts[XmpDeed.MERGE], self.tr("to be merged") if planned else self.tr("merged")),
            (counts[XmpDeed.SAME], self.tr("already so")),
            (counts[XmpDeed.LEAVE], self.tr("left")),
            (counts[XmpDeed.REFUSE], self.tr("refused")),
        ]
        return self.tr("XMP files: {sum}").format(sum=sum_shown(counts.total(), parts))


class ImportWords(QObject):
    """Says what an edited CSV or a file of reviews would change; a QObject for its translations."""

    def question(self, plan: ImportPlan) -> Question:
        """Return the plan as a question: every kind of change with its photos, then what is refused."""
        kinds: dict[tuple[str, str], list[ImportedReview]] = {}
        for each in plan.changes:
            kind = label_change(each.change)
            kinds.setdefault((kind.before, kind.after), []).append(each)
        entries = [self._change(changes) for changes in sorted(kinds.values(), key=len, reverse=True)]
        if plan.refused:
            entries.append(self.refused(plan.refused))
        edited = plan.rows - len(plan.refused) - plan.unchanged
        parts = [
            (edited, self.tr("edited")),
            (plan.unchanged, self.tr("unchanged")),
            (len(plan.refused), self.tr("refused")),
        ]
        return Question(
            title=self.tr("Import an edited CSV"),
            sentence=self.tr("Rows: {sum}").format(sum=sum_shown(plan.rows, parts)),
            entries=entries,
            deed=self.tr("Change %Ln reviews", None, len(plan.changes)) if plan.changes else "",
        )

    def filed_question(self, plan: ImportPlan, classes: tuple[str, ...]) -> Question:
        """Return what a file of reviews would change as a question.

        Args:
            classes: the model's.
        """
        parts = [
            (len(plan.changes), self.tr("taken in")),
            (plan.unchanged, self.tr("unchanged")),
            (plan.kept, self.tr("kept as here, because they are newer")),
            (len(plan.refused), self.tr("refused")),
        ]
        sentence = self.tr("Reviews: {sum}").format(sum=sum_shown(plan.rows, parts))
        unknown = ", ".join(map(class_name_shown, unknown_classes(plan, classes)[:MOST_CHILDREN]))
        if unknown:
            told = self.tr("The model has no class {names}; these reviews are kept all the same.")
            sentence = f"{sentence}\n{told.format(names=unknown)}"
        return replace(self.question(plan), title=self.tr("Import reviews"), sentence=sentence)

    def left(self, rows: Iterable[RefusedRow]) -> Question:
        """Return what an import had to leave, to be read."""
        return Question(
            title=self.tr("Import reviews"),
            sentence=self.tr("Some reviews have changed meanwhile, and were left as they are."),
            entries=[self.refused(tuple(rows))],
            deed="",
        )

    def refused(self, rows: tuple[RefusedRow, ...]) -> Entry:
        """Return rows that ask for something impossible, each with its reason."""
        children = tuple(
            Entry(self.tr("Line {line}: {name}").format(line=number(row.line), name=readable(row.name)), row.reason)
            for row in rows[:MOST_CHILDREN]
        )
        return Entry(self.tr("Refused"), self.tr("%Ln rows", None, len(rows)), children, open=True)

    def _change(self, changes: list[ImportedReview]) -> Entry:
        first = changes[0].change
        children = [Entry(readable(each.name) or each.change.content) for each in changes[:MOST_CHILDREN]]
        if len(changes) > MOST_CHILDREN:
            children.append(Entry(self.tr("… and {count} more").format(count=number(len(changes) - MOST_CHILDREN))))
        words = f"{self._word(first.before)} → {self._word(first.after)}"
        if label_change(first).before == label_change(first).after:
            words = self.tr("{label} as before, said at another time").format(label=self._word(first.after))
        return Entry(words, self.tr("%Ln photos", None, len(changes)), tuple(children))

    def _word(self, review: Review | None) -> str:
        return self.tr("no review") if review is None else review_shown(review)


def _keyword(keywords: object) -> str:
    return getattr(keywords, "label", "")
