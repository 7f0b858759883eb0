"""A CSV with the right label of photos: columns `file_name` and `label`, further ones are passed over."""

from __future__ import annotations

from dataclasses import dataclass

from flowersort.core.csv_names import decode_name, decode_text
from flowersort.core.errors import UsageError
from flowersort.services.export.atomic import PathName
from flowersort.services.export.loose_csv import LooseTable, read_loose


@dataclass(frozen=True, slots=True)
class TrueLabel:
    """One row.

    Attributes:
        line: of the file, counted from 1.
        name: `file_name` as it is on the disk, `/` separators.
        label: as it was typed; empty where it was left open.
    """

    line: int
    name: str
    label: str


def read_truth(path: PathName) -> list[TrueLabel]:
    """Read the rows.

    Raises:
        FolderError: the file is missing or can't be read.
        UsageError: it is no text, no CSV, or lacks one of the columns.
    """
    table = read_loose(path)
    name, label = (_needed(table, column) for column in ("file_name", "label"))
    return [TrueLabel(row.line, decode_name(row.cell(name)), decode_text(row.cell(label))) for row in table.rows]


def _needed(table: LooseTable, column: str) -> int:
    place = table.place(column)
    if place is None:
        raise UsageError(f"{table.name} has no column “{column}”; it needs file_name and label.")
    return place
