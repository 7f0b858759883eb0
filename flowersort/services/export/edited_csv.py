"""A CSV of predictions as a spreadsheet saves it again: other separators, line ends, orders and blank columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from flowersort.core.csv_names import decode_text, one_line
from flowersort.core.errors import FolderError, UsageError
from flowersort.core.imported import EditedRow
from flowersort.services.export.atomic import PathName

_SEPARATORS = ",;\t"
_CONTENT = "content_hash"
_LABELS = ("label", "reviewed_label")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_edited(path: PathName) -> list[EditedRow]:
    """Read the rows of an edited CSV; blank ones are left out.

    Raises:
        FolderError: the file is missing or can't be read.
        UsageError: it is no text, no CSV, or lacks a column that is needed.
    """
    name = one_line(str(path))
    text = _text(path, name)
    try:
        return list(_rows(text, name))
    except csv.Error as fault:
        raise UsageError(f"{name} is not a CSV file: {fault}.") from fault


def written_at(path: PathName) -> float:
    """Return when a file was last written, seconds since 1970.

    Raises:
        FolderError: it is missing or can't be asked.
    """
    try:
        return Path(path).stat().st_mtime
    except (OSError, ValueError) as fault:
        raise FolderError(f"{one_line(str(path))} can't be read: {fault}.") from fault


def _text(path: PathName, name: str) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        raise FolderError(f"{name} can't be read: {fault.strerror or fault}.") from fault
    except ValueError as fault:
        raise FolderError(f"{name} can't be read: no file has such a name.") from fault
    try:
        return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(f"{name} is not UTF-8; save it as “CSV UTF-8”.") from fault


def _rows(text: str, name: str) -> Iterator[EditedRow]:
    stream = io.StringIO(text, newline="")
    header = stream.readline()
    skipped = 0
    if header.lower().startswith("sep="):
        # Excel's own first line.
        header, skipped = stream.readline(), 1
    separator = max(_SEPARATORS, key=header.count)
    columns = _columns(next(csv.reader([header], delimiter=separator), []), name)
    table = csv.reader(stream, delimiter=separator)
    for cells in table:
        if any(cell.strip() for cell in cells):
            yield _row(cells, columns, line=table.line_num + 1 + skipped)


def _columns(header: Sequence[str], name: str) -> Mapping[str, int]:
    names = [cell.strip() for cell in header]
    if _CONTENT not in names:
        raise UsageError(f"{name} has no column “{_CONTENT}”; without it no row can be matched with its photo.")
    if not set(_LABELS) & set(names):
        raise UsageError(f"{name} has neither a column “label” nor “reviewed_label”, so there is nothing to import.")
    wanted = ("file_name", "state", "model_label", _CONTENT, *_LABELS)
    for column in wanted:
        if names.count(column) > 1:
            raise UsageError(f"{name} has the column “{column}” twice.")
    return {column: names.index(column) for column in wanted if column in names}


def _row(cells: Sequence[str], columns: Mapping[str, int], *, line: int) -> EditedRow:
    def text(column: str) -> str | None:
        place = columns.get(column)
        if place is None:
            return None
        return cells[place].strip() if place < len(cells) else ""

    def word(column: str) -> str | None:
        cell = text(column)
        return None if cell is None else decode_text(cell)

    return EditedRow(
        line=line,
        name=one_line(text("file_name") or ""),
        content=(text(_CONTENT) or "").lower(),
        label=word("label"),
        reviewed_label=word("reviewed_label"),
        model_label=word("model_label"),
        state=text("state"),
    )
