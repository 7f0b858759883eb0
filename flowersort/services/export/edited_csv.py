"""A CSV of predictions as a spreadsheet saves it again: other orders of columns, and some of them missing."""

from __future__ import annotations

from pathlib import Path

from flowersort.core.csv_names import decode_text, one_line
from flowersort.core.errors import FolderError, UsageError
from flowersort.core.imported import EditedRow
from flowersort.services.export.atomic import PathName
from flowersort.services.export.loose_csv import LooseRow, LooseTable, read_loose

_CONTENT = "content_hash"
_LABELS = ("label", "reviewed_label")
_COLUMNS = ("file_name", "state", "model_label", _CONTENT, *_LABELS)


def read_edited(path: PathName) -> list[EditedRow]:
    """Read the rows of an edited CSV; blank ones are left out.

    Raises:
        FolderError: the file is missing or can't be read.
        UsageError: it is no text, no CSV, or lacks a column that is needed.
    """
    table = read_loose(path)
    places = _places(table)
    return [_row(row, places) for row in table.rows]


def written_at(path: PathName) -> float:
    """Return when a file was last written, seconds since 1970.

    Raises:
        FolderError: it is missing or can't be asked.
    """
    try:
        return Path(path).stat().st_mtime
    except (OSError, ValueError) as fault:
        raise FolderError(f"{one_line(str(path))} can't be read: {fault}.") from fault


def _places(table: LooseTable) -> dict[str, int]:
    if _CONTENT not in table.columns:
        raise UsageError(f"{table.name} has no column “{_CONTENT}”; without it no row can be matched with its photo.")
    if not set(_LABELS) & set(table.columns):
        raise UsageError(
            f"{table.name} has neither a column “label” nor “reviewed_label”, so there is nothing to import."
        )
    places = {column: table.place(column) for column in _COLUMNS}
    return {column: place for column, place in places.items() if place is not None}


def _row(row: LooseRow, places: dict[str, int]) -> EditedRow:
    def text(column: str) -> str | None:
        place = places.get(column)
        return None if place is None else row.cell(place)

    def word(column: str) -> str | None:
        cell = text(column)
        return None if cell is None else decode_text(cell)

    return EditedRow(
        line=row.line,
        name=one_line(text("file_name") or ""),
        content=(text(_CONTENT) or "").lower(),
        label=word("label"),
        reviewed_label=word("reviewed_label"),
        model_label=word("model_label"),
        state=text("state"),
    )
