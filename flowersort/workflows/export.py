"""Write labelled photos down: CSV, JSON, or a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from flowersort.core.csv_names import encode_name, one_line
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.services.export.atomic import writable_problem
from flowersort.services.export.predictions_csv import write_predictions, write_predictions_to
from flowersort.services.export.predictions_json import write_predictions_json, write_predictions_json_to
from flowersort.services.export.rows import in_order
from flowersort.services.imaging.scan import common_folder

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
    """
    return common_folder(paths)


def check_target(target: str | None) -> None:
    """Refuse an output that can't be written, before the run whose result it is to hold.

    Raises:
        ExportError: the target is a folder, read-only, or its folder is missing.
    """
    if target is not None and target != STANDARD_OUTPUT:
        writable_problem(target)


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


def _best(row: LabelledPhoto, classes: tuple[str, ...], top: int) -> Iterator[str]:
    if row.prediction is None:
        yield row.error or ""
        return
    if row.review is not None:
        yield f"{row.review.label} (reviewed)"
    for place in (-row.prediction.probabilities).argsort(kind="stable")[:top].tolist():
        yield f"{classes[place]} {row.prediction.probabilities[place]:.1%}"
