"""Bring an edited CSV back as reviews: first a plan, then the storing, and the way back."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from flowersort.core.errors import ExportError, StoreError, UsageError
from flowersort.core.imported import (
    ImportDone,
    ImportedReview,
    ImportPlan,
    ImportRecord,
    Known,
    RefusedRow,
    plan_changes,
)
from flowersort.core.model import ModelFacts
from flowersort.core.review import Review
from flowersort.services.export.edited_csv import read_edited
from flowersort.services.export.import_records import read_record, record_ids, write_record
from flowersort.services.store.store import Store

IMPORTS_FOLDER = "imports"
"""Beside the records of sorts."""

_CHANGED = "its review has changed since, so it was left as it is."


def plan_import(path: str, *, store: Store, model: ModelFacts, now: float) -> ImportPlan:
    """Return what an edited CSV would change; nothing is stored.

    Args:
        now: the moment that new reviews are given, in seconds since 1970.

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
    return plan_changes(rows, source=path, known=known, at=now)


def apply_import(plan: ImportPlan, *, store: Store, folder: Path, now: float) -> ImportDone:
    """Store what was planned, all of it or nothing, after a record that can undo it.

    A photo whose review has changed since the plan keeps that one, and is said.

    Args:
        folder: holds the records of imports; made where it is missing.

    Raises:
        ExportError: the record can't be written; nothing was stored.
        StoreError: the store can't be written; nothing was stored.
    """
    changes, left = _standing(plan.changes, store, after=False)
    if not changes:
        return ImportDone("", 0, left)
    record = ImportRecord(_new_id(now, record_ids(folder)), now, plan.source, changes)
    write_record(folder, record)
    try:
        store.change_reviews({each.change.content: each.change.after for each in changes})
    except StoreError:
        _mark_undone(folder, record)
        raise
    return ImportDone(record.id, len(changes), left)


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
    changes, left = _standing(record.changes, store, after=True)
    store.change_reviews({each.change.content: each.change.before for each in changes})
    write_record(folder, replace(record, undone=True))
    return ImportDone(record.id, len(changes), left)


def _standing(
    changes: tuple[ImportedReview, ...], store: Store, *, after: bool
) -> tuple[tuple[ImportedReview, ...], tuple[RefusedRow, ...]]:
    """Part the changes whose review is still the one of before or after from the others."""
    reviews: dict[str, Review] = {each.content: each.review for each in store.reviews()}
    standing, left = [], []
    for each in changes:
        expected = each.change.after if after else each.change.before
        if reviews.get(each.change.content) == expected:
            standing.append(each)
        else:
            left.append(RefusedRow(each.line, each.name, _CHANGED))
    return tuple(standing), tuple(left)


def _mark_undone(folder: Path, record: ImportRecord) -> None:
    # Without the mark an undo finds that none of the reviews is the import's, which is as safe.
    try:
        write_record(folder, replace(record, undone=True))
    except ExportError:
        return


def _new_id(now: float, known: list[str]) -> str:
    """Return the moment in UTC, and a number where several imports were made in one second."""
    moment = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    number = 0
    while f"{moment}-{number:02}" in known:
        number += 1
    return f"{moment}-{number:02}"
