"""What came of work on files, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QObject

from flowersort.core.csv_names import readable
from flowersort.core.plan import Outcome
from flowersort.core.sorts import Deed, Ending, SortEnded, SortSummary
from flowersort.gui.session.sorting import FilesChanged
from flowersort.gui.sorting.words import outcome_shown, sum_shown

_DONE = (Outcome.COPIED, Outcome.MOVED, Outcome.LINKED)


class ResultWords(QObject):
    """Says how work ended; a QObject for its translations."""

    def title(self, changed: FilesChanged) -> str:
        """Return the heading."""
        last = changed.ended[-1] if changed.ended else None
        if last is None or changed.refusal:
            return self.tr("Not everything could be done")
        undone = last.summary.deed is Deed.UNDO
        if last.ending is Ending.CANCELLED:
            return self.tr("Stopped")
        if last.ending is Ending.FAILED or any(ended.summary.problems for ended in changed.ended):
            return self.tr("Not everything could be done")
        return self.tr("Everything is back") if undone else self.tr("Done")

    def sentence(self, changed: FilesChanged) -> str:
        """Return the arithmetic, where the photos are, and what went wrong with the work itself; a line each."""
        lines = [line for ended in _added_up(changed.ended) for line in self._lines(ended)]
        return "\n".join([*lines, *filter(None, [changed.refusal])])

    def short(self, changed: FilesChanged) -> str:
        """Return what came of the work in one line, for the status line."""
        return "; ".join(self._arithmetic(ended.summary) for ended in _added_up(changed.ended))

    def _lines(self, ended: SortEnded) -> Iterator[str]:
        summary = ended.summary
        yield self._arithmetic(summary) + "."
        if summary.companions:
            yield self.tr("%Ln companions went with their photos.", None, summary.companions)
        if ended.reason:
            yield ended.reason
        if summary.deed is Deed.SORT:
            done = any(summary.outcomes[outcome] for outcome in (*_DONE, Outcome.ALREADY_THERE))
            where = self.tr("The photos are in {folder}.").format(folder=readable(summary.into))
            yield where if done else self.tr("Nothing was changed.")
        elif ended.ending is not Ending.FINISHED:
            yield self.tr("The rest is still in {folder}.").format(folder=readable(summary.into))

    def _arithmetic(self, summary: SortSummary) -> str:
        outcomes = summary.outcomes
        if summary.deed is Deed.SORT:
            parts = [(outcomes[outcome], outcome_shown(outcome)) for outcome in Outcome]
        else:
            parts = [
                (sum(outcomes[outcome] for outcome in _DONE), self.tr("put back")),
                (outcomes[Outcome.ALREADY_THERE], self.tr("already back")),
                (outcomes[Outcome.SKIPPED], self.tr("left as they are")),
                (outcomes[Outcome.FAILED], outcome_shown(Outcome.FAILED)),
            ]
        parts.append((summary.not_done, self.tr("not done")))
        found = self.tr("Photos found: {sum}") if summary.deed is Deed.SORT else self.tr("Photos to put back: {sum}")
        return found.format(sum=sum_shown(summary.found, parts))


def _added_up(ended: tuple[SortEnded, ...]) -> Iterator[SortEnded]:
    """Yield the ends by folder: several pieces of work in one folder are one to the user."""
    by_folder: dict[str, list[SortEnded]] = {}
    for each in ended:
        by_folder.setdefault(each.summary.into, []).append(each)
    for group in by_folder.values():
        yield group[0] if len(group) == 1 else _sum(group)


def _sum(group: list[SortEnded]) -> SortEnded:
    summaries = [each.summary for each in group]
    outcomes: Counter[Outcome] = sum((each.outcomes for each in summaries), Counter())
    last = group[-1]
    return SortEnded(
        SortSummary(
            id=last.summary.id,
            deed=last.summary.deed,
            into=last.summary.into,
            found=sum(each.found for each in summaries),
            outcomes=outcomes,
            not_done=sum(each.not_done for each in summaries),
            companions=sum(each.companions for each in summaries),
            problems=tuple(problem for each in summaries for problem in each.problems),
            seconds=sum(each.seconds for each in summaries),
        ),
        last.ending,
        last.reason,
    )
