"""Write an evaluation down as a page with its plots, in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from flowersort.core.csv_names import one_line
from flowersort.core.doubt import Doubt, percent, why
from flowersort.core.errors import UsageError
from flowersort.core.evaluated import EvaluatedPhoto
from flowersort.services.imaging.scan_faults import shown
from flowersort.services.report.build import report_files
from flowersort.services.report.content import (
    DoubtfulPhoto,
    LeftOut,
    Picture,
    Report,
    Tile,
)
from flowersort.services.report.folder import FIGURES, PAGE, check_report_folder, place_report
from flowersort.workflows.evaluate import FolderEvaluation
from flowersort.workflows.export_evaluation import Findings, json_text
from flowersort.workflows.report_parts import Occasion, name_shown, origin_of, picture_of
from flowersort.workflows.tools import Tools

_TILES = 24
_SEED = 20


def check_report_target(target: str | None, *, folder: str, json: str | None) -> None:
    """Refuse a report's folder that can't or must not be written, before the run that it is to tell of.

    Args:
        target: the report's folder; None where no report is asked for.
        folder: the folder of photos.
        json: where the figures go besides, if anywhere.

    Raises:
        UsageError: the target lies in the folder of photos, or the figures in the target.
        ExportError: the target is a file, holds something else, or can't be written.
    """
    if target is None:
        return
    if target and _lies_in(target, folder):
        raise UsageError(
            f"The report can't lie in {shown(folder)}: the next run would take its pictures for photos. "
            "Name a folder elsewhere."
        )
    check_report_folder(target)
    if json is not None and json != "-" and _lies_in(json, target):
        raise UsageError(
            f"{shown(json)} lies in the report's folder, which is replaced as a whole; it has a {FIGURES}."
        )


def report_evaluation(findings: Findings, target: str, *, tools: Tools, occasion: Occasion) -> str:
    """Write the report's folder, whole or not at all, and return the path of its page.

    The photos shown are read once more; one that has gone meanwhile is said to be.

    Raises:
        ExportError: the folder can't be written; an earlier report is still there.
    """
    files = report_files(_report(findings, tools, occasion))
    place_report(target, {**files, FIGURES: json_text(findings).encode("utf-8")})
    return os.path.join(target, PAGE)  # noqa: PTH118 (a path may hold anything)


def _report(findings: Findings, tools: Tools, occasion: Occasion) -> Report:
    result = findings.result
    classes = result.evaluation.classes
    pictures = _Pictures(result.root, tools)
    return Report(
        origin=origin_of(result.root, model=findings.model, occasion=occasion),
        figures=result.evaluation,
        intervals=findings.intervals,
        states=findings.states,
        recalls=findings.recalls,
        surest=findings.surest,
        tiles=tuple(pictures.tile(photo, classes) for photo in drawn(result.photos)),
        doubtful=tuple(_doubtful(doubt, classes, pictures) for doubt in findings.listed),
        doubtful_found=len(findings.doubts),
        left_out=tuple(_left_out(result)),
    )


def drawn(photos: Sequence[EvaluatedPhoto]) -> tuple[EvaluatedPhoto, ...]:
    """Return the photos for the grids: drawn at random, and always the same ones of the same photos."""
    places = np.random.default_rng(_SEED).permutation(len(photos))[:_TILES]
    return tuple(photos[place] for place in places.tolist())


class _Pictures:
    """Photos as they are shown, each decoded once."""

    def __init__(self, root: str, tools: Tools) -> None:
        self._root, self._tools = root, tools
        self._made: dict[str, Picture | None] = {}

    def tile(self, photo: EvaluatedPhoto, classes: tuple[str, ...]) -> Tile:
        """Return one photo with its labels and its picture."""
        if photo.name not in self._made:
            path = os.path.join(self._root, *photo.name.split("/"))  # noqa: PTH118 (a path may hold anything)
            self._made[photo.name] = picture_of(path, self._tools)
        return Tile(name_shown(photo.name), classes[photo.given], classes[photo.predicted], self._made[photo.name])


def _doubtful(doubt: Doubt, classes: tuple[str, ...], pictures: _Pictures) -> DoubtfulPhoto:
    tile = pictures.tile(doubt.photo, classes)
    return DoubtfulPhoto(tile, percent(doubt.photo.confidence), doubt.reason.value, why(doubt, classes))


def _left_out(result: FolderEvaluation) -> Iterator[LeftOut]:
    for folder, count in sorted(result.left_out.items()):
        photos = "1 photo" if count == 1 else f"{count:,} photos"
        if folder:
            yield LeftOut(name_shown(folder), f"{photos}: the folder is no class of the model.")
        else:
            yield LeftOut("in no subfolder", f"{photos}, which have no label.")
    for photo in result.unreadable:
        yield LeftOut(name_shown(photo.name), one_line(photo.error))


def _lies_in(path: str, folder: str) -> bool:
    """Say whether a path, which need not exist, is a folder or lies somewhere in it, by whatever name."""
    inner = Path(os.path.realpath(path))
    return any(_same(place, folder) for place in (inner, *inner.parents))


def _same(place: Path, folder: str) -> bool:
    try:
        return place.samefile(folder)
    except (OSError, ValueError):
        return False
