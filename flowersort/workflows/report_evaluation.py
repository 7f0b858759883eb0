"""Write an evaluation down as a page with its plots, in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from flowersort.core.csv_names import encode_name, one_line
from flowersort.core.doubt import Doubt, percent, why
from flowersort.core.errors import PhotoError, UsageError
from flowersort.core.evaluated import EvaluatedPhoto
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.scan_faults import shown
from flowersort.services.imaging.thumbnails import thumbnail_jpeg
from flowersort.services.report.build import report_files
from flowersort.services.report.content import (
    DoubtfulPhoto,
    LeftOut,
    Origin,
    Picture,
    Report,
    Tile,
)
from flowersort.services.report.folder import FIGURES, PAGE, check_report_folder, place_report
from flowersort.version import version
from flowersort.workflows.evaluate import FolderEvaluation
from flowersort.workflows.export_evaluation import Findings, json_text
from flowersort.workflows.tools import Tools

_TILES = 24
_SEED = 20


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and by what command a report was asked for.

    Attributes:
        at: the date, with its time zone.
    """

    at: datetime
    command: str


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
        origin=Origin(
            model=one_line(findings.model),
            program=f"flowersort {version()}",
            folder=_name(result.root),
            date=occasion.at.strftime("%Y-%m-%d %H:%M %Z").strip(),
            command=one_line(occasion.command),
        ),
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
            self._made[photo.name] = self._picture(photo.name)
        return Tile(_name(photo.name), classes[photo.given], classes[photo.predicted], self._made[photo.name])

    def _picture(self, name: str) -> Picture | None:
        try:
            decoded = decode(self._tools.read(os.path.join(self._root, *name.split("/"))))  # noqa: PTH118
        except PhotoError:
            return None
        jpeg = thumbnail_jpeg(decoded.rgb)
        return Picture(jpeg, np.asarray(decode(jpeg).rgb))


def _doubtful(doubt: Doubt, classes: tuple[str, ...], pictures: _Pictures) -> DoubtfulPhoto:
    tile = pictures.tile(doubt.photo, classes)
    return DoubtfulPhoto(tile, percent(doubt.photo.confidence), doubt.reason.value, why(doubt, classes))


def _left_out(result: FolderEvaluation) -> Iterator[LeftOut]:
    for folder, count in sorted(result.left_out.items()):
        photos = "1 photo" if count == 1 else f"{count:,} photos"
        if folder:
            yield LeftOut(_name(folder), f"{photos}: the folder is no class of the model.")
        else:
            yield LeftOut("in no subfolder", f"{photos}, which have no label.")
    for photo in result.unreadable:
        yield LeftOut(_name(photo.name), one_line(photo.error))


def _name(name: str) -> str:
    return one_line(encode_name(name))


def _lies_in(path: str, folder: str) -> bool:
    """Say whether a path, which need not exist, is a folder or lies somewhere in it, by whatever name."""
    inner = Path(os.path.realpath(path))
    return any(_same(place, folder) for place in (inner, *inner.parents))


def _same(place: Path, folder: str) -> bool:
    try:
        return place.samefile(folder)
    except (OSError, ValueError):
        return False
