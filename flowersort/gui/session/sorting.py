"""What happens to the files of the open photos: plan, sort, undo and recover, each beside the window."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from flowersort.core.errors import FlowersortError, SortError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.plan import Operation as FileOperation
from flowersort.core.plan import SortPlan, SortRules
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Ending, Part, Recovery, SortEnded, SortEvent, SortProgress, SortRecord
from flowersort.gui.background import Operation
from flowersort.gui.session.desk import Desk
from flowersort.workflows.apply_sort import apply_sort
from flowersort.workflows.move_reviewed import Misplaced, plan_moves
from flowersort.workflows.placed import placed_photos, put_back
from flowersort.workflows.plan_corrections import plan_corrections
from flowersort.workflows.plan_sort import check_sort, plan_sort
from flowersort.workflows.recover_sort import recover_sort
from flowersort.workflows.undo_sort import find_sort, undo_sort

Events = Generator[SortEvent, None, None]
Tell = Callable[[SortProgress], None]


@dataclass(frozen=True, slots=True)
class SortRequest:
    """What the user wants sorted, and how; `sources` and `into` are paths.

    Attributes:
        photos: gives them; called beside the window, since very many take a while to put together.
    """

    photos: Callable[[], Sequence[LabelledPhoto]]
    sources: tuple[str, ...]
    into: str
    rules: SortRules


@dataclass(frozen=True, slots=True)
class FilesChanged:
    """What became of files, for those who show them.

    Attributes:
        ended: how each piece of work ended.
        moved: photos that stand elsewhere now, by their old absolute paths.
        placed: photos that a sort copied, linked or moved, and where that is, by their old absolute paths.
        unclear: folders in which photos of unknown paths may have come or gone.
        refusal: why what was left could not begin, as a sentence.
    """

    ended: tuple[SortEnded, ...]
    moved: Mapping[str, str] = field(default_factory=dict)
    placed: Mapping[str, str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    refusal: str = ""


class Sorting(QObject):
    """One piece of work at a time.

    Signals:
        planned: a list of `SortPlan`, to be carried out together.
        progressed: a `SortProgress` over all plans.
        ended: `FilesChanged`, once the work has begun.
        refused: a sentence; nothing has changed.
    """

    planned = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._records = desk, desk.built.sorts
        self._running: Operation[SortProgress] | None = None
        self._cancel = CancelToken()
        # What sorts of this window have moved, by the sort's ID, so that an undo finds the rows again.
        self._moved: dict[str, dict[str, str]] = {}

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._running is not None

    def plan(self, request: SortRequest) -> None:
        """Plan a sort; `planned` or `refused` comes."""
        facts = self._desk.facts

        def work(_tell: Tell, cancel: CancelToken) -> list[SortPlan]:
            check_sort(request.sources, into=request.into, rules=request.rules)
            return _whole([_plan(request, facts, cancel)], cancel)

        self._begin("plan", work, self.planned.emit)

    def plan_moves(self, found: Sequence[Misplaced]) -> None:
        """Plan to move reviewed photos to the folders of their labels; `planned` or `refused` comes."""
        facts = self._desk.facts

        def work(_tell: Tell, cancel: CancelToken) -> list[SortPlan]:
            return _whole(plan_moves(found, model=facts, cancel=cancel), cancel)

        self._begin("plan", work, self.planned.emit)

    def plan_corrections(self, photos: Sequence[LabelledPhoto], *, root: str, holding: Sequence[str]) -> None:
        """Plan to move photos of a sorted folder to the classes of their reviews; `planned` or `refused` comes."""
        facts = self._desk.facts

        def work(_tell: Tell, cancel: CancelToken) -> list[SortPlan]:
            found = plan_corrections(photos, root=root, holding=holding, model=facts, cancel=cancel)
            return _whole(found, cancel)

        self._begin("plan", work, self.planned.emit)

    def apply(self, plans: Sequence[SortPlan]) -> None:
        """Carry plans out, one after the other; one that fails or is cancelled is the last."""
        self._begin("sort", lambda tell, cancel: self._applied(plans, tell, cancel), self.ended.emit)

    def undo(self, record: SortRecord, part: Part) -> None:
        """Put a past sort or a part of it back."""

        def work(tell: Tell, cancel: CancelToken) -> FilesChanged:
            events = undo_sort(record, part=part, records=self._records, cancel=cancel)
            return self._taken_back(record, events, tell)

        self._begin("undo", work, self.ended.emit)

    def undo_by_ids(self, sorts: Sequence[str]) -> None:
        """Put all of some sorts back, in this order; one that fails or is cancelled is the last."""
        self._begin("undo", lambda tell, cancel: self._undone(sorts, tell, cancel), self.ended.emit)

    def recover(self, record: SortRecord, way: Recovery) -> None:
        """Finish or roll back what was cut off."""

        def work(tell: Tell, cancel: CancelToken) -> FilesChanged:
            events = recover_sort(record, way=way, records=self._records, cancel=cancel)
            return self._taken_back(record, events, tell)

        self._begin("recover", work, self.ended.emit)

    def cancel(self) -> None:
        """Stop between files."""
        self._cancel.cancel()

    def close(self) -> None:
        """Stop, and wait for the file in hand."""
        self.cancel()
        if self._running is not None:
            self._running.wait()

    def _applied(self, plans: Sequence[SortPlan], tell: Tell, cancel: CancelToken) -> FilesChanged:
        ended, moved, placed = list[SortEnded](), dict[str, str](), dict[str, str]()
        done, total = 0, sum(len(plan.photos) for plan in plans)
        for plan in plans:
            try:
                events = apply_sort(plan, records=self._records, cancel=cancel)
            except FlowersortError as fault:
                # What the plans before it did must be told as well.
                return FilesChanged(tuple(ended), moved, placed, refusal=str(fault))
            ended.append(_follow(events, partial(_tell_of, tell, done, total)))
            done += len(plan.photos)
            stand = placed_photos(plan)
            placed |= stand
            if plan.rules.operation is FileOperation.MOVE:
                moved |= stand
                self._moved[ended[-1].summary.id] = stand
            if ended[-1].ending is not Ending.FINISHED:
                break
        return FilesChanged(tuple(ended), moved, placed)

    def _undone(self, sorts: Sequence[str], tell: Tell, cancel: CancelToken) -> FilesChanged:
        whole = FilesChanged(())
        for sort in sorts:
            try:
                record = find_sort(self._records, sort)
                events = undo_sort(record, part=Part(), records=self._records, cancel=cancel)
            except FlowersortError as fault:
                return replace(whole, refusal=str(fault))
            done = self._taken_back(record, events, tell)
            whole = FilesChanged(
                (*whole.ended, *done.ended), {**whole.moved, **done.moved}, unclear=(*whole.unclear, *done.unclear)
            )
            if done.ended[-1].ending is not Ending.FINISHED:
                break
        return whole

    def _taken_back(self, record: SortRecord, events: Events, tell: Tell) -> FilesChanged:
        ended = _follow(events, tell)
        known = self._moved.get(record.id)
        # Copying and linking leave the sources as they are; photos that this window has moved are told one by one.
        elsewhere = record.sources if record.operation is FileOperation.MOVE and known is None else ()
        unclear = (record.into, *elsewhere)
        if known is not None and all(within(path, [record.into]) for path in known):
            # Moved between folders of one: whatever shows that folder knows where each photo stands again.
            unclear = ()
        return FilesChanged((ended,), put_back(known or {}), unclear=unclear)

    def _begin(self, name: str, work: Callable[[Tell, CancelToken], object], done: Callable[[object], None]) -> None:
        assert self._running is None
        self._cancel = cancel = CancelToken()
        self._running = running = Operation[SortProgress](name, lambda tell: work(tell, cancel), self)
        running.told.connect(lambda news: self.progressed.emit(news[-1]))
        running.succeeded.connect(lambda result: self._finish(done, result))
        running.failed.connect(lambda reason: self._finish(self.refused.emit, reason))
        running.start()

    def _finish(self, tell: Callable[..., None], result: object) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.deleteLater()
        tell(result)


def within(path: str, folders: Iterable[str]) -> bool:
    """Say whether a path is one of some folders, or lies in one."""
    return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def _plan(request: SortRequest, facts: ModelFacts, cancel: CancelToken) -> SortPlan:
    return plan_sort(
        request.photos(), sources=request.sources, into=request.into, rules=request.rules, model=facts, cancel=cancel
    )


def _whole(plans: list[SortPlan], cancel: CancelToken) -> list[SortPlan]:
    """Return plans unless they were cancelled: then they are not whole, and must not be carried out."""
    if cancel.cancelled:
        raise SortError("Stopped; nothing was changed.")
    return plans


def _tell_of(tell: Tell, done: int, total: int, progress: SortProgress) -> None:
    tell(SortProgress(done + progress.done, total))


def _follow(events: Events, tell: Tell) -> SortEnded:
    """Pass progress on, and return how it ended."""
    with closing(events):
        for event in events:
            if isinstance(event, SortEnded):
                return event
            tell(event)
    raise AssertionError("work on files ends with its end")
