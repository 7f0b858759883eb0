"""Write labelled photos down: CSV, JSON, or a line each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from flowersort.core.csv_names import encode_name, one_line
from flowersort.core.errors import FolderError, UsageError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.services.export.atomic import writable_problem
from flowersort.services.export.predictions_csv import write_predictions, write_predictions_to
from flowersort.services.export.predictions_json import write_predictions_json, write_predictions_json_to
from flowersort.services.export.predictions_xlsx import check_xlsx_possible, write_predictions_xlsx
from flowersort.services.export.rows import in_order
from flowersort.services.imaging.formats import has_photo_suffix
from flowersort.services.imaging.scan import common_folder
from flowersort.services.imaging.scan_faults import shown

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labelled photos of a run, with what is needed to write them down.

    Attributes:
        rows: in any order; every output has them in natural order of their paths.
        base: the folder that file names are relative to.
    """

    rows: Sequence[LabelledPhoto]
    model: ModelFacts
    base: str


def base_folder(paths: Sequence[str]) -> str:
    """Return the folder that file names are relative to: the given one, or the deepest common one of several.

    Raises:
        UsageError: the paths have no common folder.
        FolderError: the working folder, that a path counts from, no longer exists.
    """
    try:
        return common_folder(paths)
    except FileNotFoundError as fault:
        raise FolderError("The working folder no longer exists; change to another one.") from fault


def check_target(target: str | None, *, inputs: Sequence[str] = ()) -> None:
    """Refuse an output that can't or must not be written, before the run whose result it is to hold.

    Args:
        inputs: paths that the run reads. `--csv *.jpg` would put the first photo in the output's place.

    Raises:
        UsageError: the target is one of the inputs, or named like a photo.
        ExportError: the target is a folder, read-only, or its folder is missing.
    """
    if target is None or target == STANDARD_OUTPUT:
        return
    writable_problem(target)
    if has_photo_suffix(os.path.basename(target)) or any(_same_file(target, path) for path in inputs):  # noqa: PTH119
        raise UsageError(f"{shown(target)} is a photo or named like one; give the results a name of their own.")


def check_targets_differ(one: str | None, other: str | None) -> None:
    """Refuse two outputs in one place, where the second would replace the first.

    Raises:
        UsageError: both are standard output, or both are one file.
    """
    if one is None or other is None:
        return
    if one == other == STANDARD_OUTPUT:
        raise UsageError("CSV and JSON can't both go to standard output; give one of them a file.")
    if STANDARD_OUTPUT not in {one, other} and os.path.realpath(one) == os.path.realpath(other):
        raise UsageError(f"CSV and JSON can't both go to {shown(one)}; give one of them another name.")


def check_xlsx(target: str | None, *, others: Sequence[str | None], photos: int = 0) -> None:
    """Refuse an XLSX file that can't or must not be written; asked again once the number of photos is known.

    Args:
        others: the other outputs of the same call.

    Raises:
        UsageError: it is to go to standard output, or where another output goes.
        ExportError: its library is missing, or there are more photos than a sheet has rows.
    """
    if target is None:
        return
    if target == STANDARD_OUTPUT:
        raise UsageError("An XLSX file can't go to standard output; give it a name.")
    places = {os.path.realpath(other) for other in others if other not in {None, STANDARD_OUTPUT}}
    if os.path.realpath(target) in places:
        raise UsageError(f"Two outputs can't both go to {shown(target)}; give one of them another name.")
    check_xlsx_possible(photos)


def export_xlsx(labels: Labels, target: str) -> None:
    """Write the columns of the CSV as an XLSX workbook, whole or not at all.

    Raises:
        ExportError: the file can't be written, its library is missing, or there are too many photos.
    """
    write_predictions_xlsx(target, labels.rows, labels.model, base=labels.base)


def export_csv(labels: Labels, target: str, *, standard_output: TextIO) -> None:
    """Write the CSV of DESIGN.md's contract to a file, whole or not at all, or to standard output.

    Raises:
        ExportError: the file can't be written.
    """
    if target == STANDARD_OUTPUT:
        write_predictions_to(standard_output, labels.rows, labels.model, base=labels.base)
    else:
        write_predictions(target, labels.rows, labels.model, base=labels.base)


def export_json(labels: Labels, target: str, *, standard_output: TextIO, top: int) -> None:
    """Write JSON with the `top` most probable classes of each photo, to a whole file or to standard output.

    Raises:
        ExportError: the file can't be written.
    """
    if target == STANDARD_OUTPUT:
        write_predictions_json_to(standard_output, labels.rows, labels.model, base=labels.base, top=top)
    else:
        write_predictions_json(target, labels.rows, labels.model, base=labels.base, top=top)


def plain_lines(labels: Labels, *, top: int) -> Iterator[str]:
    """Yield a tab-separated line per photo: name, state, then its `top` most probable classes, or the error."""
    for name, row in in_order(labels.rows, base=labels.base):
        cells = [one_line(encode_name(name)), row.state.value, *_best(row, labels.model.classes, top)]
        yield "\t".join(cells)


def _same_file(one: str, other: str) -> bool:
    return os.path.isfile(one) and os.path.realpath(one) == os.path.realpath(other)  # noqa: PTH113


def _best(row: LabelledPhoto, classes: tuple[str, ...], top: int) -> Iterator[str]:
    if row.prediction is None:
        yield row.error or ""
        return
    if row.review is not None:
        yield f"{row.review.label} (reviewed)"
    for place in (-row.prediction.probabilities).argsort(kind="stable")[:top].tolist():
        yield f"{classes[place]} {row.prediction.probabilities[place]:.1%}"
