"""Our CSV back into a table, with every file name and label as it was."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from flowersort.core.csv_names import decode_name, decode_text
from flowersort.core.errors import FolderError, UsageError
from flowersort.services.export.atomic import PathName

if TYPE_CHECKING:
    import pandas

_LABELS = ("label", "model_label", "reviewed_label", "model", "error")
_SHARES = ("confidence", "no_flower", "other_flower")
_PIXELS = ("width", "height")


def read_predictions(source: PathName | TextIO) -> pandas.DataFrame:
    """Read a CSV of predictions.

    Texts stay texts, empty ones too: a class called `NA`, `None`, `001` or `1e5` is read as such. `file_name` is the
    exact path with `/` separators, bytes that are no text as surrogates, so that `os.fsencode` gives the
    bytes on disk. Shares are float64 with NaN for unreadable photos, pixels Int64 with NA.

    Args:
        source: a file, or an open stream that leaves line ends as they are (`newline=""`).

    Raises:
        FolderError: the file is missing or can't be read.
        UsageError: it is no CSV of predictions.
    """
    # Half a second of start-up that only reading needs.
    import pandas

    table = _texts(source)
    missing = [name for name in ("file_name", *_LABELS, *_SHARES, *_PIXELS) if name not in table.columns]
    if missing:
        raise UsageError(f"{_name(source)} is not a CSV of predictions: it has no column {missing[0]!r}.")
    table.columns = [decode_text(name) for name in table.columns]
    # As Python objects, because pandas' own text type can't hold surrogates.
    table["file_name"] = pandas.Series([decode_name(cell) for cell in table["file_name"]], table.index, dtype=object)
    for name in _LABELS:
        table[name] = table[name].map(decode_text)
    return _with_numbers(table, source)


def _texts(source: PathName | TextIO) -> pandas.DataFrame:
    try:
        if not isinstance(source, str | os.PathLike):
            return _parsed(source)
        # Spreadsheets put a byte-order mark in front when they save the file again.
        with Path(source).open(encoding="utf-8-sig", newline="") as stream:
            return _parsed(stream)
    except OSError as fault:
        raise FolderError(f"{_name(source)} can't be read: {fault.strerror or fault}.") from fault
    except ValueError as fault:
        raise UsageError(f"{_name(source)} is not a CSV of predictions: {fault}.") from fault


def _parsed(stream: TextIO) -> pandas.DataFrame:
    import pandas

    return pandas.read_csv(stream, dtype=str, keep_default_na=False, na_filter=False)


def _with_numbers(table: pandas.DataFrame, source: PathName | TextIO) -> pandas.DataFrame:
    import pandas

    shares = [name for name in table.columns if name in _SHARES or name.startswith("p_")]
    try:
        for name in shares:
            table[name] = pandas.Series([float(cell or "nan") for cell in table[name]], table.index, dtype="float64")
        for name in _PIXELS:
            table[name] = pandas.Series(
                [int(cell) if cell else None for cell in table[name]], table.index, dtype="Int64"
            )
    except ValueError as fault:
        raise UsageError(f"{_name(source)} is not a CSV of predictions: {fault}.") from fault
    return table


def _name(source: PathName | TextIO) -> str:
    return os.fspath(source) if isinstance(source, str | os.PathLike) else "The stream"
