"""Records of imports as JSON files, so that each can be undone: written before a review changes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flowersort.core.csv_names import readable
from flowersort.core.errors import ExportError, UsageError
from flowersort.core.imported import ImportedReview, ImportRecord
from flowersort.core.review import Review, Verdict
from flowersort.core.review_history import ReviewChange
from flowersort.services.export.atomic import write_whole

_VERSION = 1
_ID = re.compile(r"[0-9a-z][0-9a-z-]{0,60}")
_NOT_A_RECORD = (KeyError, TypeError, ValueError, AttributeError)


def write_record(folder: Path, record: ImportRecord) -> None:
    """Write a record, whole or not at all; the folder is made where it is missing.

    Raises:
        ExportError: it can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise ExportError(f"{folder} can't be made: {fault.strerror or fault}.") from fault
    text = json.dumps(_content(record), ensure_ascii=False, allow_nan=False)
    write_whole(folder / f"{record.id}.json", lambda stream: print(text, file=stream))


def read_record(folder: Path, record_id: str) -> ImportRecord:
    """Read a record back.

    Raises:
        UsageError: there is none of that name, or it is damaged.
    """
    try:
        if not _ID.fullmatch(record_id):
            raise FileNotFoundError
        content = json.loads((folder / f"{record_id}.json").read_text(encoding="utf-8"))
        return _record(record_id, content)
    except FileNotFoundError as fault:
        raise UsageError(f"There is no import {record_id!r}.") from fault
    except OSError as fault:
        raise UsageError(f"The record of import {record_id} can't be read: {fault.strerror or fault}.") from fault
    except _NOT_A_RECORD as fault:
        raise UsageError(f"The record of import {record_id} is damaged, so it can't be undone.") from fault


def record_ids(folder: Path) -> list[str]:
    """Return the names of all records, the newest first; none where the folder is missing or can't be listed."""
    try:
        return sorted((path.stem for path in folder.glob("*.json") if _ID.fullmatch(path.stem)), reverse=True)
    except OSError:
        return []


def _content(record: ImportRecord) -> Mapping[str, object]:
    return {
        "version": _VERSION,
        "at": record.at,
        "source": readable(record.source),
        "undone": record.undone,
        "changes": [
            {
                "line": each.line,
                "name": readable(each.name),
                "content": each.change.content,
                "before": _review_content(each.change.before),
                "after": _review_content(each.change.after),
            }
            for each in record.changes
        ],
    }


def _review_content(review: Review | None) -> Mapping[str, object] | None:
    if review is None:
        return None
    return {"verdict": review.verdict.value, "class_name": review.class_name, "at": review.at}


def _record(record_id: str, content: Mapping[str, Any]) -> ImportRecord:
    if content["version"] != _VERSION:
        raise ValueError("another version")
    changes = tuple(
        ImportedReview(
            int(each["line"]),
            str(each["name"]),
            ReviewChange(str(each["content"]), _review(each["before"]), _review(each["after"])),
        )
        for each in content["changes"]
    )
    return ImportRecord(record_id, float(content["at"]), str(content["source"]), changes, content["undone"] is True)


def _review(content: Mapping[str, Any] | None) -> Review | None:
    if content is None:
        return None
    verdict, class_name, at = Verdict(content["verdict"]), content["class_name"], float(content["at"])
    if (verdict is Verdict.CLASS) != isinstance(class_name, str) or not math.isfinite(at):
        raise ValueError("no review")
    return Review(verdict, class_name if verdict is Verdict.CLASS else None, at)
