"""The beginning of a sort, and the way back to one that stands in a folder."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from flowersort.core.errors import SortError
from flowersort.core.plan import SortPlan
from flowersort.core.sorts import SortState
from flowersort.services.sorting.disk import Disk, let_go
from flowersort.services.sorting.entries import VERSION, Began, Entry, Planned, Step
from flowersort.services.sorting.faults import sentence
from flowersort.services.sorting.folders import (
    journals,
    make_folders,
    missing_folders,
    remove_if_empty,
    sync_folder,
    unmark,
)
from flowersort.services.sorting.journal import Journal, read_journal
from flowersort.services.sorting.ledger import Ledger
from flowersort.services.sorting.locks import take_lock
from flowersort.services.sorting.names import LOCK, folder_of, journal_path, marker_folder
from flowersort.services.sorting.records import SortNote, SortRecords
from flowersort.services.sorting.work import Work


def begin_sort(plan: SortPlan, records: SortRecords, *, now: float) -> Work:
    """Make the folder and the journal with all steps of a plan; no photo is touched yet.

    Args:
        now: seconds since 1970.

    Raises:
        SortBusy: another flowersort is at work in the folder.
        SortError: the folder or the journal can't be made, there is not enough space, or a sort into the folder was
            cut off. Nothing has changed then.
    """
    disk = records.disk
    sort = f"{time.strftime('%Y%m%d-%H%M%S', time.localtime(now))}-{secrets.token_hex(2)}"
    try:
        made = missing_folders(disk, plan.into)
        _refuse_no_folder(disk, plan, made)
    except OSError as fault:
        raise _refused(plan.into, fault) from fault
    note = SortNote(sort, now, plan.into, plan.sources, plan.rules.operation, made)
    records.put(note)
    try:
        return _started(plan, disk, note)
    except (OSError, SortError) as fault:
        if _tidied(disk, note):
            records.forget(sort)
        if isinstance(fault, OSError):
            raise _refused(plan.into, fault) from fault
        raise


def open_work(disk: Disk, *, into: str, sort: str) -> Work:
    """Open a sort that stands in a folder.

    Raises:
        SortBusy: another flowersort is at work in the folder.
        SortError: the journal can't be read or written.
    """
    lock = -1
    try:
        lock = take_lock(disk, os.path.join(marker_folder(into), LOCK))  # noqa: PTH118
        text = read_journal(disk, journal_path(into, sort))
        journal = Journal.reopen(disk, journal_path(into, sort), text.last)
    except OSError as fault:
        if lock >= 0:
            let_go(disk, lock)
        raise SortError(f"The journal in “{into}” can't be opened: {sentence(fault)}") from fault
    return Work(disk, into=into, sort=sort, journal=journal, ledger=Ledger.of(text), lock=lock)


def drop_unbegun(disk: Disk, *, into: str, sort: str, made: Sequence[str]) -> None:
    """Remove what a sort left that was cut off before its journal stood: it has touched no photo.

    Raises:
        SortError: it can't be removed.
    """
    removals: list[Callable[[], None]] = [
        lambda: _unlink(disk, journal_path(into, sort)),
        lambda: unmark(disk, into),
        lambda: remove_if_empty(disk, reversed(made)),
    ]
    faults: list[OSError] = []
    # All is tried, because a fault may come after the deed.
    for remove in removals:
        try:
            remove()
        except OSError as fault:
            faults.append(fault)
    if faults:
        raise SortError(f"What the sort left in “{into}” can't be removed: {sentence(faults[0])}") from faults[0]


def _unlink(disk: Disk, path: str) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        disk.unlink(path)


def _refuse_no_folder(disk: Disk, plan: SortPlan, made: Sequence[str]) -> None:
    parent = os.path.dirname(made[0]) if made else plan.into  # noqa: PTH120
    if not stat.S_ISDIR(disk.followed(parent).st_mode):
        raise SortError(f"“{parent}” is a file, not a folder; name another place to sort into.")
    if plan.bytes_needed and plan.bytes_needed > disk.free_bytes(parent):
        raise SortError(
            f"There is not enough space: the sort needs {plan.bytes_needed:,} bytes, and "
            f"{disk.free_bytes(parent):,} are free. Nothing was changed."
        )


def _started(plan: SortPlan, disk: Disk, note: SortNote) -> Work:
    make_folders(disk, note.made)
    make_folders(disk, [marker_folder(plan.into)])
    lock = take_lock(disk, os.path.join(marker_folder(plan.into), LOCK))  # noqa: PTH118
    try:
        _refuse_cut_off(disk, plan.into)
        journal = Journal.create(disk, journal_path(plan.into, note.id))
        ledger = Ledger()
        try:
            _write_plan(plan, note, journal, ledger)
            # The journal's name, and those of the folders on the way to it, have to be durable like its lines.
            for folder in _changed(plan.into, note.made):
                sync_folder(disk, folder)
        except OSError:
            journal.close()
            raise
    except (OSError, SortError):
        let_go(disk, lock)
        raise
    return Work(disk, into=plan.into, sort=note.id, journal=journal, ledger=ledger, lock=lock)


def _changed(into: str, made: Sequence[str]) -> list[str]:
    """Return the folders in which names appeared before the first photo is touched, innermost first."""
    return [marker_folder(into), into, *(folder_of(folder) for folder in reversed(made))]


def _refuse_cut_off(disk: Disk, into: str) -> None:
    for sort in journals(disk, into):
        if Ledger.of(read_journal(disk, journal_path(into, sort))).state is SortState.CUT_OFF:
            raise SortError(
                f"The sort {sort} into “{into}” was cut off. Finish it or take it back first: flowersort recover."
            )


def _write_plan(plan: SortPlan, note: SortNote, journal: Journal, ledger: Ledger) -> None:
    left = tuple(sorted(Counter(each.outcome.value for each in plan.left).items()))
    began = Began(VERSION, note.id, note.at, note.into, note.sources, note.operation, plan.model, left, note.made)
    steps = list(_steps(plan))
    lines: list[Entry] = [began, *steps, Planned(len(steps))]
    for entry in lines:
        journal.put(entry)
        ledger.take(entry)
    journal.sync()


def _steps(plan: SortPlan) -> Iterator[Step]:
    n = 0
    for planned in plan.photos:
        photo = n
        for file in planned.files:
            yield Step(
                n, photo, plan.rules.operation, file.source, file.target, file.size, file.modified_ns,
                file.content, planned.label,
            )  # fmt: skip
            n += 1


def _tidied(disk: Disk, note: SortNote) -> bool:
    """Take away what a sort made that could not begin; where that fails, its note has to stay for a recovery."""
    try:
        drop_unbegun(disk, into=note.into, sort=note.id, made=note.made)
    except SortError:
        return False
    return True


def _refused(into: str, fault: OSError) -> SortError:
    return SortError(f"Nothing can be sorted into “{into}”: {sentence(fault)} Nothing was changed.")
