"""Predictions as an XLSX workbook: the columns of the CSV, numbers as numbers, and no text that runs as a formula."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from flowersort.core.csv_names import encode_name, encode_text, one_line
from flowersort.core.errors import ExportError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.services.export.atomic import PathName, write_whole_bytes
from flowersort.services.export.predictions_csv import columns
from flowersort.services.export.rows import finite, in_order

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_PHOTOS = 1_048_575
"""Rows of a sheet, less the one of the names."""

# Source of both limits: support.microsoft.com, "Excel specifications and limits".
_LONGEST_TEXT = 32_767
_OPTIONS = {
    # Rows go to a file of their own as they come, so that a million of them needs no memory.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NAME_WIDTH, _WIDTH = 40, 14
_IN_MEMORY = 32 << 20

_Cell = str | float | None


def check_xlsx_possible(photos: int = 0) -> None:
    """Refuse a workbook that can't be made, before anything is written.

    Raises:
        ExportError: the library for it is not installed, or a sheet has fewer rows than there are photos.
    """
    try:
        import xlsxwriter  # noqa: F401 - only whether it is there
    except ImportError as fault:
        raise ExportError(
            "Writing XLSX needs a library that is not installed: pip install 'flowersort[xlsx]'."
        ) from fault
    if photos > MOST_PHOTOS:
        raise ExportError(
            f"A sheet of an XLSX file has room for {MOST_PHOTOS:,} photos, and there are {photos:,}; write CSV instead."
        )


def write_predictions_xlsx(path: PathName, rows: Sequence[LabelledPhoto], facts: ModelFacts, *, base: str) -> None:
    """Write the workbook, whole or not at all.

    Args:
        path: the file to write.
        rows: photos in any order; the sheet has them in natural order of their paths.
        facts: the pack that made the predictions.
        base: the folder that `file_name` is relative to.

    Raises:
        ExportError: the file can't be written, there are too many photos, or the library is not installed.
    """
    check_xlsx_possible(len(rows))
    from xlsxwriter.exceptions import FileCreateError

    # Not straight into the target: where that fails, the library leaves an archive open, whose end Python complains of.
    with SpooledTemporaryFile(_IN_MEMORY) as book:
        try:
            _write(book, rows, facts, base)
        except FileCreateError as fault:
            raise ExportError(f"The temporary folder can't hold the workbook: {one_line(str(fault))}.") from fault
        book.seek(0)
        write_whole_bytes(path, lambda stream: copyfileobj(book, stream))


def _write(stream: IO[bytes], rows: Sequence[LabelledPhoto], facts: ModelFacts, base: str) -> None:
    from xlsxwriter import Workbook

    names = columns(facts.classes)
    with Workbook(stream, _OPTIONS) as book:
        sheet = book.add_worksheet("photos")
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(names) - 1)
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, len(names) - 1, _WIDTH)
        bold = book.add_format({"bold": True})
        for column, name in enumerate(names):
            sheet.write_string(0, column, _fitting(encode_text(name)), bold)
        model = encode_text(facts.title)
        for number, (name, row) in enumerate(in_order(rows, base=base), start=1):
            _fill_row(sheet, number, _cells(name, row, facts.classes, model))


def _fill_row(sheet: Worksheet, number: int, cells: Iterable[_Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str) and cell:
            sheet.write_string(number, column, _fitting(cell))
        elif isinstance(cell, int | float):
            sheet.write_number(number, column, cell)


def _cells(name: str, row: LabelledPhoto, classes: tuple[str, ...], model: str) -> Iterable[_Cell]:
    prediction, facts = row.prediction, row.facts
    shares = prediction.probabilities.tolist() if prediction is not None else [math.nan] * len(classes)
    return (
        encode_name(name),
        encode_text(row.label(classes)),
        row.state.value,
        finite(prediction.confidence) if prediction is not None else None,
        encode_text(row.model_label(classes)),
        encode_text(row.review.label) if row.review is not None else None,
        *map(finite, shares),
        finite(prediction.no_flower) if prediction is not None else None,
        finite(prediction.other_flower) if prediction is not None else None,
        facts.width if facts is not None else None,
        facts.height if facts is not None else None,
        facts.taken if facts is not None else None,
        row.content,
        model,
        encode_text(one_line(row.error)) if row.error is not None else None,
    )


def _fitting(text: str) -> str:
    """Return the text, with an ellipsis at its end where a cell has no room for all of it."""
    # Excel counts UTF-16 code units, of which a letter has two at most.
    if len(text) * 2 <= _LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= _LONGEST_TEXT:
        return text
    return units[: 2 * (_LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
