"""Predictions as CSV (RFC 4180, UTF-8): one row per photo found, also a Hugging Face `metadata.csv`.

`datasets` guesses a column's type from the first 10,000 rows, so with more photos than that a column that is empty
there and filled later (`error`, `taken`, `reviewed_label`) needs `load_dataset(..., features=...)`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TextIO

from flowersort.core.csv_names import encode_name, encode_text, one_line
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.prediction import Prediction
from flowersort.services.export.atomic import PathName, write_whole
from flowersort.services.export.rows import in_order

# RFC 4180 asks for quotes around the first four. Where lists are separated by semicolons or tabs a spreadsheet
# would start a new cell at those, and spaces at the ends would be lost on some readers.
_TO_QUOTE = re.compile(r'[",\r\n;\t]|^\s|\s$')
_NO_FACTS = ("", "", "")
NO_MORE: Mapping[str, str] = MappingProxyType({})


def columns(classes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the columns in their order."""
    return (
        *("file_name", "label", "state", "confidence", "model_label", "reviewed_label"),
        *(f"p_{name}" for name in classes),
        *("no_flower", "other_flower", "width", "height", "taken", "content_hash", "model", "error"),
    )


def write_predictions(
    path: PathName,
    rows: Sequence[LabelledPhoto],
    facts: ModelFacts,
    *,
    base: str,
    more: Mapping[str, str] = NO_MORE,
) -> None:
    """Write the CSV file, whole or not at all.

    Args:
        path: the file to write.
        rows: photos in any order; the file has them in natural order of their paths.
        facts: the pack that made the predictions.
        base: the folder that `file_name` is relative to.
        more: columns after the others, each with what stands in all of its rows.

    Raises:
        ExportError: the file can't be written.
    """
    write_whole(path, lambda stream: write_predictions_to(stream, rows, facts, base=base, more=more))


def write_predictions_to(
    stream: TextIO,
    rows: Sequence[LabelledPhoto],
    facts: ModelFacts,
    *,
    base: str,
    more: Mapping[str, str] = NO_MORE,
) -> None:
    """Write the CSV to an open stream, which must be UTF-8 and leave line ends as they are (`newline=""`)."""
    stream.write(csv_line(encode_text(name) for name in (*columns(facts.classes), *more)))
    model = encode_text(facts.title)
    for name, row in in_order(rows, base=base):
        stream.write(csv_line((*_cells(name, row, facts.classes, model), *more.values())))


def _cells(name: str, row: LabelledPhoto, classes: tuple[str, ...], model: str) -> Iterable[str]:
    confidence, probabilities, novelty = _prediction_cells(row.prediction, len(classes))
    return (
        encode_name(name),
        encode_text(row.label(classes)),
        row.state.value,
        confidence,
        encode_text(row.model_label(classes)),
        encode_text(row.review.label) if row.review is not None else "",
        *probabilities,
        *novelty,
        *((str(row.facts.width), str(row.facts.height), row.facts.taken or "") if row.facts is not None else _NO_FACTS),
        row.content or "",
        model,
        encode_text(one_line(row.error)) if row.error is not None else "",
    )


def _prediction_cells(prediction: Prediction | None, classes: int) -> tuple[str, Sequence[str], Sequence[str]]:
    if prediction is None:
        return "", [""] * classes, ("", "")
    probabilities = [_number(value) for value in prediction.probabilities.tolist()]
    return (
        _number(prediction.confidence),
        probabilities,
        (_number(prediction.no_flower), _number(prediction.other_flower)),
    )


def _number(value: float) -> str:
    """Return nine digits: the rounded probabilities of 1000 classes still sum to 1 within a millionth."""
    return f"{value:.9f}" if math.isfinite(value) else ""


def csv_line(cells: Iterable[str]) -> str:
    """Return cells as a line of CSV."""
    return ",".join(map(_quoted, cells)) + "\r\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell
