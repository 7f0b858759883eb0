"""A CSV as spreadsheets and people save it: other separators, line ends and encodings, blank lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.csv_names import one_line
from flowersort.core.errors import FolderError, UsageError
from flowersort.services.export.atomic import PathName

_SEPARATORS = ",;\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class LooseRow:
    """One row, blanks around its cells taken off.

    Attributes:
        line: of the file, counted from 1, where the row ends.
        cells: as many as the row has, which need not be as many as there are columns.
    """

    line: int
    cells: tuple[str, ...]

    def cell(self, place: int) -> str:
        """Return one cell, empty where the row is too short."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class LooseTable:
    """A whole file; rows without anything in them are left out.

    Attributes:
        name: of the file, as it may stand in a sentence.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[LooseRow, ...]

    def place(self, column: str) -> int | None:
        """Return where a column stands; None where there is none.

        Raises:
            UsageError: it is there twice.
        """
        if self.columns.count(column) > 1:
            raise UsageError(f"{self.name} has the column “{column}” twice.")
        return self.columns.index(column) if column in self.columns else None


def read_loose(path: PathName) -> LooseTable:
    """Read a CSV.

    Raises:
        FolderError: the file is missing or can't be read.
        UsageError: it is no text, or no CSV.
    """
    name = one_line(str(path))
    stream = io.StringIO(_text(path, name), newline="")
    header = stream.readline()
    skipped = 0
    if header.lower().startswith("sep="):
        # Excel's own first line.
        header, skipped = stream.readline(), 1
    separator = max(_SEPARATORS, key=header.count)
    try:
        columns = _cells(next(csv.reader([header], delimiter=separator), []))
        return LooseTable(name, columns, tuple(_rows(stream, separator, first=skipped + 1)))
    except csv.Error as fault:
        raise UsageError(f"{name} is not a CSV file: {fault}.") from fault


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


def _rows(stream: io.StringIO, separator: str, *, first: int) -> Iterator[LooseRow]:
    table = csv.reader(stream, delimiter=separator)
    for cells in table:
        found = _cells(cells)
        if any(found):
            yield LooseRow(table.line_num + first, found)


def _cells(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cells)
