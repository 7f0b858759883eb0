"""One piece of work on a sort, told as events and added up at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace

from flowersort.core.plan import OUTCOME_OF, LeftPhoto, Outcome, SortPlan
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Deed, Ending, Problem, SortEnded, SortEvent, SortProgress, SortSummary
from flowersort.services.sorting.entries import Step, Way
from flowersort.services.sorting.journal import journal_fault
from flowersort.services.sorting.ledger import Standing
from flowersort.services.sorting.records import SortNote, SortRecords
from flowersort.services.sorting.work import Work

_SECONDS_BETWEEN_PROGRESS = 0.1
_UNSETTLED = (
    "Some files could be neither finished nor taken back now. Once the drive is well again, flowersort recover does it."
)


class SortRun:
    """Drives steps to their ends."""

    def __init__(self, work: Work, records: SortRecords, deed: Deed, began: float) -> None:
        """Take a sort in hand; `began` is the reading of a clock that never goes back."""
        self._work, self._records, self._deed, self._began = work, records, deed, began
        self._left: Counter[Outcome] = Counter()
        self._problems: list[Problem] = []

    @staticmethod
    def nothing(plan: SortPlan) -> tuple[SortSummary, Ending]:
        """Return how a sort ends that has nothing to place."""
        problems = tuple(Problem(each.path, each.reason) for each in plan.left if each.outcome is Outcome.FAILED)
        summary = SortSummary("", Deed.SORT, plan.into, plan.found, plan.expected(), problems=problems)
        return summary, Ending.FINISHED

    def left(self, photos: Iterable[LeftPhoto]) -> None:
        """Count photos that the plan leaves."""
        for photo in photos:
            self._left[photo.outcome] += 1
            if photo.outcome is Outcome.FAILED:
                self._problems.append(Problem(photo.path, photo.reason))

    def events(
        self, steps: Sequence[Step], way: Way, cancel: CancelToken, *, resumed: bool = False
    ) -> Generator[SortEvent, None, None]:
        """Do steps, ascending. A resumed piece of work is announced in the journal already."""
        try:
            yield from self._events(steps, way, cancel, resumed=resumed)
        finally:
            self._work.close()

    def _events(
        self, steps: Sequence[Step], way: Way, cancel: CancelToken, *, resumed: bool
    ) -> Generator[SortEvent, None, None]:
        total, done = sum(step.is_photo for step in steps), 0
        ending, reason = Ending.FINISHED, ""
        told = self._began
        try:
            if not resumed:
                self._work.begin(self._deed, steps)
            for count in self._work.drive(steps, way, cancel):
                done += count
                if time.monotonic() - told >= _SECONDS_BETWEEN_PROGRESS:
                    told = time.monotonic()
                    yield SortProgress(done, total)
            cancelled = cancel.cancelled and not self._all_tried(steps, way)
            ending = Ending.CANCELLED if cancelled else Ending.FINISHED
            # A recovery that is cancelled leaves the sort cut off, as it was.
            cut_short = resumed and ending is Ending.CANCELLED
            if not (cut_short or self._finish(way, ending)):
                ending, reason = Ending.FAILED, _UNSETTLED
        except OSError as fault:
            ending, reason = Ending.FAILED, str(journal_fault(fault))
        yield SortProgress(done, total)
        yield SortEnded(self._summary(steps, way), ending, reason)

    def _all_tried(self, steps: Sequence[Step], way: Way) -> bool:
        ledger, goal = self._work.ledger, Standing.PLACED if way is Way.PLACE else Standing.BACK
        return all(ledger.standing[step.n] is goal or step.n in ledger.why for step in steps)

    def _finish(self, way: Way, ending: Ending) -> bool:
        """Close the books: of a sort that is back altogether, nothing stays."""
        work = self._work
        if way is Way.BACK and work.all_back() and ending is Ending.FINISHED:
            note = self._note()
            undone = sum(step.is_photo for step in work.ledger.standing_at(Standing.BACK))
            self._records.put(replace(note, undone=undone))
            work.leave(note.made)
            return True
        ended = work.end(self._deed, ending)
        if ended:
            self._remember()
        return ended

    def _remember(self) -> None:
        """Keep the counts beside the note, so that a list of sorts need not read this journal."""
        standings = Counter(self._work.ledger.standing[step.n] for step in self._work.ledger.photos())
        try:
            length = self._work.journal_bytes()
        except OSError:
            return
        self._records.put(
            replace(
                self._note(),
                journal_bytes=length,
                state=self._work.ledger.state,
                placed=standings[Standing.PLACED],
                back=standings[Standing.BACK],
                failed=standings[Standing.FAILED],
            )
        )

    def _note(self) -> SortNote:
        began = self._work.ledger.began
        note = self._records.note(self._work.sort)
        if note is not None:
            return note
        operation = next(iter(self._work.ledger.steps.values())).operation
        if began is None:
            return SortNote(self._work.sort, 0.0, self._work.into, (), operation, ())
        # Of a folder that has travelled, its parents are somebody else's.
        travelled = (self._work.into,) if began.into in began.made else ()
        made = began.made if began.into == self._work.into else travelled
        return SortNote(began.id, began.at, self._work.into, began.sources, began.operation, made)

    def _summary(self, steps: Sequence[Step], way: Way) -> SortSummary:
        ledger = self._work.ledger
        goal = Standing.PLACED if way is Way.PLACE else Standing.BACK
        outcomes, companions, not_done = Counter(self._left), 0, 0
        problems = list(self._problems)
        for step in steps:
            standing = ledger.standing[step.n]
            if standing is goal and step.n not in ledger.open:
                if step.is_photo:
                    outcomes[OUTCOME_OF[step.operation]] += 1
                companions += not step.is_photo
            elif step.n in ledger.why:
                if step.is_photo:
                    outcomes[Outcome.FAILED] += 1
                where = self._work.old_place(step) if way is Way.PLACE else self._work.place_now(step)
                problems.append(Problem(where, ledger.why[step.n]))
            else:
                not_done += step.is_photo
        found = outcomes.total() + not_done
        seconds = time.monotonic() - self._began
        return SortSummary(
            self._work.sort,
            # Rolling back a sort puts photos back, and rolling back an undo places them.
            Deed.SORT if way is Way.PLACE else Deed.UNDO,
            self._work.into,
            found,
            outcomes,
            not_done,
            companions,
            tuple(problems),
            seconds,
        )
