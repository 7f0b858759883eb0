"""Finish, or take back, what was cut off."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Generator, Sequence

from flowersort.core.errors import SortError
from flowersort.core.plan import Outcome
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import (
    Deed,
    Ending,
    Recovery,
    SortEnded,
    SortEvent,
    SortRecord,
    SortState,
    SortSummary,
)
from flowersort.services.sorting.beginning import drop_unbegun, open_work
from flowersort.services.sorting.entries import Step, Way
from flowersort.services.sorting.folders import journals
from flowersort.services.sorting.journal import journal_fault, read_journal
from flowersort.services.sorting.ledger import Ledger, Standing, numbers
from flowersort.services.sorting.names import journal_path
from flowersort.services.sorting.overview import past_sorts
from flowersort.services.sorting.records import SortRecords
from flowersort.workflows.sort_run import SortRun

_NOT_DONE = (Standing.PENDING, Standing.BACK)


def cut_off_sorts(records: SortRecords, *, into: str | None = None) -> list[SortRecord]:
    """Return the sorts that wait for a recovery, newest first: those into one folder, or all of this user."""
    found = past_sorts(records, os.path.abspath(into) if into is not None else None)  # noqa: PTH100 (links stay)
    return [record for record in found if record.state is SortState.CUT_OFF]


def recover_sort(
    record: SortRecord, *, way: Recovery, records: SortRecords, cancel: CancelToken
) -> Generator[SortEvent, None, None]:
    """Finish what was cut off, or take it back; by the journal's settings, whatever the user would choose today.

    Of a sort, finishing places the rest, and rolling back undoes all of it; of an undo, finishing puts the rest back,
    and rolling back places again what it had put back. A recovery that is cut off is recovered in the same way.

    Raises:
        SortBusy: another flowersort is at work in the folder.
        SortError: the journal can't be opened, or its drive has a fault.
    """
    began = time.monotonic()
    ledger = _ledger(record, records)
    if not ledger.planned:
        note = records.note(record.id)
        head = note or ledger.began
        made = head.made if head is not None else ()
        drop_unbegun(records.disk, into=record.into, sort=record.id, made=made)
        if note is not None and note.undone is None:
            records.forget(record.id)
        return _nothing(record)
    work = open_work(records.disk, into=record.into, sort=record.id)
    try:
        work.settle_open()
        if not work.ledger.ran:
            # With all its steps, so that whoever recovers after a rolling back that was cut off can still finish it.
            work.begin(Deed.SORT, list(work.ledger.steps.values()))
    except OSError as fault:
        work.close()
        raise journal_fault(fault) from fault
    deed = work.ledger.run.deed if work.ledger.run is not None else Deed.SORT
    steps, direction = _to_do(work.ledger, deed, way)
    return SortRun(work, records, deed, began).events(steps, direction, cancel, resumed=True)


def _ledger(record: SortRecord, records: SortRecords) -> Ledger:
    """Return what a sort's journal comes to: nothing where it never stood."""
    try:
        text = read_journal(records.disk, journal_path(record.into, record.id))
    except OSError as fault:
        # What only looks gone for a moment, as on a network, must not be cleared away.
        if isinstance(fault, FileNotFoundError | NotADirectoryError) and not _is_listed(record, records):
            return Ledger()
        raise SortError(f"The journal in “{record.into}” can't be read: {fault.strerror or fault}.") from fault
    return Ledger.of(text)


def _is_listed(record: SortRecord, records: SortRecords) -> bool:
    try:
        return record.id in journals(records.disk, record.into)
    except OSError:
        return True


def _to_do(ledger: Ledger, deed: Deed, way: Recovery) -> tuple[Sequence[Step], Way]:
    """Return the steps that are not where they should be, and which way they go."""
    run = ledger.run
    chosen = set(numbers(run.steps)) if run is not None else set[int]()
    forward = (deed is Deed.SORT) is (way is Recovery.FINISH)
    if forward:
        return [step for step in ledger.standing_at(*_NOT_DONE) if step.n in chosen], Way.PLACE
    placed = ledger.standing_at(Standing.PLACED)
    return [step for step in placed if step.n in chosen or run is None], Way.BACK


def _nothing(record: SortRecord) -> Generator[SortEvent, None, None]:
    yield SortEnded(SortSummary(record.id, Deed.SORT, record.into, 0, Counter[Outcome]()), Ending.FINISHED)
