"""What is known of past sorts: from this user's records, and from the journals that stand in folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from flowersort.core.plan import Operation
from flowersort.core.sorts import SortRecord, SortState
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.folders import journals, left_over
from flowersort.services.sorting.journal import read_journal
from flowersort.services.sorting.ledger import Ledger, Standing
from flowersort.services.sorting.locks import is_locked
from flowersort.services.sorting.names import LOCK, journal_path, marker_folder
from flowersort.services.sorting.records import SortNote, SortRecords


def sorted_above(path: str) -> str | None:
    """Return the nearest folder above a path that was sorted into; None where there is none."""
    return next((str(above) for above in Path(path).parents if os.path.isdir(marker_folder(str(above)))), None)  # noqa: PTH112


def past_sorts(records: SortRecords, into: str | None = None) -> list[SortRecord]:
    """Return past sorts, newest first: those into one folder, or all that this user has a record of."""
    found = {record.id: record for record in _noted(records, into)}
    if into is not None:
        found |= {record.id: record for record in _standing(records.disk, into)}
    return sorted(found.values(), key=lambda record: (record.at, record.id), reverse=True)


def _noted(records: SortRecords, into: str | None) -> Iterator[SortRecord]:
    for note in records.notes():
        if into is None or _same_folder(note.into, into):
            yield _as_noted(records.disk, note) or _as_it_stands(records.disk, note)


def _as_noted(disk: Disk, note: SortNote) -> SortRecord | None:
    """Return a sort as its note has it, where the journal has not changed since; else None."""
    try:
        length = disk.status(journal_path(note.into, note.id)).st_size
    except OSError:
        return None
    if length != note.journal_bytes:
        return None
    return SortRecord(
        note.id, note.at, note.into, note.sources, note.operation, note.state,
        placed=note.placed, undone=note.back, failed=note.failed,
    )  # fmt: skip


def _as_it_stands(disk: Disk, note: SortNote) -> SortRecord:
    ledger = _ledger(disk, into=note.into, sort=note.id)
    return _without_journal(disk, note) if ledger is None else _record(disk, note.into, note.id, ledger)


def _standing(disk: Disk, into: str) -> Iterator[SortRecord]:
    try:
        sorts = journals(disk, into)
    except OSError:
        return
    for sort in sorts:
        ledger = _ledger(disk, into=into, sort=sort)
        if ledger is not None:
            yield _record(disk, into, sort, ledger)


def _ledger(disk: Disk, *, into: str, sort: str) -> Ledger | None:
    try:
        return Ledger.of(read_journal(disk, journal_path(into, sort)))
    except OSError:
        return None


def _record(disk: Disk, into: str, sort: str, ledger: Ledger) -> SortRecord:
    began = ledger.began
    standings = [ledger.standing[step.n] for step in ledger.photos()]
    first = next(iter(ledger.steps.values()), None)
    operation = first.operation if first is not None else Operation.COPY
    return SortRecord(
        id=sort,
        at=began.at if began is not None else 0.0,
        into=into,
        sources=began.sources if began is not None else (),
        operation=began.operation if began is not None else operation,
        state=_state(disk, into, ledger.state),
        placed=standings.count(Standing.PLACED),
        undone=standings.count(Standing.BACK),
        failed=standings.count(Standing.FAILED),
    )


def _without_journal(disk: Disk, note: SortNote) -> SortRecord:
    """Return what is known where the journal is gone: taken back, never begun, or out of reach."""
    if left_over(disk, note.into, note.made):
        state = _state(disk, note.into, SortState.CUT_OFF)
    else:
        state = SortState.MISSING if note.undone is None else SortState.UNDONE
    return SortRecord(
        note.id, note.at, note.into, note.sources, note.operation, state, placed=0, undone=note.undone or 0, failed=0
    )


def _state(disk: Disk, into: str, state: SortState) -> SortState:
    """Return the state, told apart from that of a sort whose end is just being worked at."""
    busy = state is SortState.CUT_OFF and is_locked(disk, os.path.join(marker_folder(into), LOCK))  # noqa: PTH118
    return SortState.RUNNING if busy else state


def _same_folder(one: str, other: str) -> bool:
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
