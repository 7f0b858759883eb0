"""Take in reviews from a file, an edited CSV or reviews of another computer: a plan, the storing, and the way back."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flowersort.core.errors import ExportError, StoreError, UsageError
from flowersort.core.filed_reviews import Keep, plan_filed
from flowersort.core.imported import (
    ImportDone,
    ImportedReview,
    ImportPlan,
    ImportRecord,
    Known,
    Moments,
    RefusedRow,
    plan_changes,
)
from flowersort.core.model import ModelFacts
from flowersort.core.review_history import ReviewChange
from flowersort.services.export.edited_csv import read_edited, written_at
from flowersort.services.export.import_records import read_record, record_ids, write_record
from flowersort.services.export.reviews_file import read_reviews
from flowersort.services.store.store import Store

IMPORTS_FOLDER = "imports"
"""Beside the records of sorts."""

_CHANGED = "its review has changed since, so it was left as it is."


def plan_import(path: str, *, store: Store, model: ModelFacts, now: float) -> ImportPlan:
    """Return what an edited CSV would change; nothing is stored.

    Args:
        now: the moment that edited reviews are given, in seconds since 1970. Those that the file brings from elsewhere
            count as given when it was last written.

    Raises:
        FolderError: the file is missing or can't be read.
        UsageError: it is no CSV of predictions.
        StoreError: the store can't be read.
    """

    def model_label(content: str) -> str | None:
        known = store.find_content(content, model.stored_under)
        return None if known is None else model.classes[int(known.logits.argmax())]

    rows = read_edited(path)
    reviews = {each.content: each.review for each in store.reviews()}
    known = Known(reviews=reviews, classes=model.classes, model_label=model_label)
    return plan_changes(rows, source=path, known=known, moments=Moments(now, written_at(path)))


def plan_filed_import(path: str, *, store: Store, keep: Keep) -> ImportPlan:
    """Return what a file of reviews would change; nothing is stored.

    Args:
        keep: whose review holds where the two differ.

    Raises:
        FolderError: the file is missing or can't be read.
        UsageError: it is no file of reviews, was cut short, or is of a newer flowersort.
        StoreError: the store can't be read.
    """
    filed = read_reviews(path)
    here = {each.content: each.review for each in store.reviews()}
    return plan_filed(filed, source=path, here=here, keep=keep)


def apply_import(plan: ImportPlan, *, store: Store, folder: Path, now: float) -> ImportDone:
    """Store what was planned, all of it or nothing, after a record that can undo it.

    A photo whose review has changed since the plan keeps that one, and is said.

    Args:
        folder: holds the records of imports; made where it is missing.

    Raises:
        ExportError: the record can't be written; nothing was stored.
        StoreError: the store can't be written; nothing was stored.
    """
    if not plan.changes:
        return ImportDone("", 0, ())
    record = ImportRecord(_new_id(now, record_ids(folder)), now, plan.source, plan.changes)
    write_record(folder, record)
    try:
        left = _left(plan.changes, store.exchange_reviews([each.change for each in plan.changes]))
    except StoreError:
        _note(folder, replace(record, undone=True))
        raise
    if left:
        lines = {row.line for row in left}
        stored = tuple(each for each in plan.changes if each.line not in lines)
        _note(folder, replace(record, changes=stored, undone=not stored))
    return ImportDone(record.id, len(plan.changes) - len(left), left)


def known_imports(folder: Path) -> list[ImportRecord]:
    """Return the imports that can be undone, the newest first; damaged records are left out."""
    found = []
    for each in record_ids(folder):
        try:
            record = read_record(folder, each)
        except UsageError:
            continue
        if not record.undone:
            found.append(record)
    return found


def find_import(folder: Path, record_id: str | None) -> ImportRecord:
    """Return an import by its ID; None means the newest that is not undone.

    Raises:
        UsageError: there is none, it is damaged, or it is undone already.
    """
    if record_id is None:
        records = known_imports(folder)
        if not records:
            raise UsageError("There is no import to undo.")
        return records[0]
    record = read_record(folder, record_id)
    if record.undone:
        raise UsageError(f"The import {record_id} is undone already.")
    return record


def undo_import(record: ImportRecord, *, store: Store, folder: Path) -> ImportDone:
    """Bring back the reviews that held before an import, where they are still what the import made them.

    Raises:
        StoreError: the store can't be read or written; nothing was brought back.
        ExportError: the reviews are back, but the record can't be marked as undone.
    """
    back = [ReviewChange(each.change.content, each.change.after, each.change.before) for each in record.changes]
    left = _left(record.changes, store.exchange_reviews(back))
    write_record(folder, replace(record, undone=True))
    return ImportDone(record.id, len(record.changes) - len(left), left)


def _left(changes: tuple[ImportedReview, ...], contents: frozenset[str]) -> tuple[RefusedRow, ...]:
    return tuple(RefusedRow(each.line, each.name, _CHANGED) for each in changes if each.change.content in contents)


def _note(folder: Path, record: ImportRecord) -> None:
    # Where it can't be written, an undo finds that these reviews are not the import's, which is as safe.
    with suppress(ExportError):
        write_record(folder, record)


def _new_id(now: float, known: list[str]) -> str:
    """Return the moment in UTC, and a number where several imports were made in one second."""
    moment = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    number = 0
    while f"{moment}-{number:02}" in known:
        number += 1
    return f"{moment}-{number:02}"
