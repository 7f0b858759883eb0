"""Take a past sort back, all of it or a part."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Sequence

from flowersort.core.errors import UsageError
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Deed, Part, SortEvent, SortRecord, SortState
from flowersort.services.sorting.beginning import open_work
from flowersort.services.sorting.carrying import Carrier
from flowersort.services.sorting.entries import Step, Way
from flowersort.services.sorting.journal import journal_fault
from flowersort.services.sorting.ledger import Standing
from flowersort.services.sorting.overview import past_sorts
from flowersort.services.sorting.records import SortRecords
from flowersort.services.sorting.work import Work
from flowersort.workflows.sort_run import SortRun

_GONE = frozenset({SortState.UNDONE, SortState.MISSING})


def known_sorts(records: SortRecords, *, into: str | None = None) -> list[SortRecord]:
    """Return past sorts, newest first: those into one folder, or all that this user has made."""
    return past_sorts(records, os.path.abspath(into) if into is not None else None)  # noqa: PTH100 (links stay)


def find_sort(records: SortRecords, where: str | None) -> SortRecord:
    """Return the newest sort that can be undone: of all, of a folder, or the one of this id.

    Raises:
        UsageError: there is none.
    """
    if where is None:
        found = known_sorts(records)
        nothing = "There is no sort to undo."
    elif any(record.id == where for record in known_sorts(records)):
        found = [record for record in known_sorts(records) if record.id == where]
        nothing = f"The sort {where} was undone already, or its folder can't be reached now."
    else:
        found = known_sorts(records, into=where)
        nothing = f"There is no sort to undo in “{where}”. flowersort history lists all."
    for record in found:
        if record.state not in _GONE:
            return record
    raise UsageError(nothing)


def undo_sort(
    record: SortRecord, *, part: Part, records: SortRecords, cancel: CancelToken
) -> Generator[SortEvent, None, None]:
    """Put photos and companions back: content, name, folder, time. What can't go back is said, and the rest goes on.

    Raises:
        UsageError: no photo of the sort is in that part.
        SortBusy: another flowersort is at work in the folder.
        SortError: the journal can't be opened.
    """
    began = time.monotonic()
    work = open_work(records.disk, into=record.into, sort=record.id)
    try:
        # What was cut off is looked at first, so that it can be taken back as well.
        work.settle_open()
        steps = _chosen(work, part, Carrier(records.disk))
    except OSError as fault:
        work.close()
        raise journal_fault(fault) from fault
    except UsageError:
        work.close()
        raise
    return SortRun(work, records, Deed.UNDO, began).events(steps, Way.BACK, cancel)


def _chosen(work: Work, part: Part, carrier: Carrier) -> Sequence[Step]:
    placed = work.ledger.standing_at(Standing.PLACED)
    photos = {step.n for step in work.ledger.photos()}
    if part.label is not None:
        photos &= {step.n for step in placed if step.label == part.label}
        if not photos:
            raise UsageError(f"No photo of this sort is labelled “{part.label}”, or all of them are back already.")
    if part.photo is not None:
        photos &= _at(work, part.photo, carrier)
        if not photos:
            raise UsageError(f"“{part.photo}” is no photo of this sort.")
    return [step for step in placed if step.photo in photos or part == Part()]


def _at(work: Work, path: str, carrier: Carrier) -> set[int]:
    """Return the photos that stood or stand at a path; one that was moved since is known by its content."""
    wanted = os.path.normcase(os.path.abspath(path))  # noqa: PTH100 (links stay)
    photos = list(work.ledger.photos())
    named = {
        step.n
        for step in photos
        if wanted in {os.path.normcase(work.old_place(step)), os.path.normcase(work.place_now(step))}
    }
    if named:
        return named
    try:
        content = carrier.content(path)
    except OSError:
        return set()
    return {step.n for step in photos if step.content == content}
