"""Write the figures of an evaluation down as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TextIO

import numpy as np

from flowersort.core.csv_names import encode_name, one_line, readable
from flowersort.core.doubt import Doubt, doubts, why
from flowersort.core.evaluated import StateCount, count_states
from flowersort.core.metrics import ClassMetrics, Interval, wilson_interval
from flowersort.core.resampling import FigureIntervals, figure_intervals
from flowersort.core.surest import Surest, surest
from flowersort.services.export.atomic import write_whole
from flowersort.services.export.rows import finite
from flowersort.workflows.evaluate import FolderEvaluation
from flowersort.workflows.export import STANDARD_OUTPUT

DOUBTS_LISTED = 40


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """An evaluation with all that is told of it: what the JSON and the page share.

    Attributes:
        model: name and version of the pack that was measured.
        intervals: 95 % intervals beside the accuracy's own.
        recalls: 95 % Wilson intervals of the classes' recall, in their order.
        states: photos by state.
        surest: what keeping only the surest photos brings.
        doubts: every doubtful photo, the most doubtful first.
    """

    result: FolderEvaluation
    model: str
    intervals: FigureIntervals
    recalls: tuple[Interval, ...]
    states: tuple[StateCount, ...]
    surest: tuple[Surest, ...]
    doubts: tuple[Doubt, ...]

    @property
    def listed(self) -> tuple[Doubt, ...]:
        """The doubtful photos that are told one by one."""
        return self.doubts[:DOUBTS_LISTED]


def find(result: FolderEvaluation, *, model: str) -> Findings:
    """Work out what an evaluation has to tell besides its figures.

    Args:
        model: name and version of the pack that was measured.
    """
    photos, figures = result.photos, result.evaluation
    classes = len(figures.classes)
    given = np.array([photo.given for photo in photos], int)
    probabilities = np.array([photo.probabilities for photo in photos]).reshape(len(photos), classes)
    right = zip(figures.confusion.diagonal().tolist(), figures.per_class, strict=True)
    return Findings(
        result=result,
        model=model,
        intervals=figure_intervals(given, probabilities),
        recalls=tuple(wilson_interval(count, row.support) for count, row in right),
        states=count_states(photos),
        surest=surest(figures.coverage),
        doubts=doubts(photos),
    )


def export_evaluation(findings: Findings, target: str, *, standard_output: TextIO) -> None:
    """Write an evaluation as JSON to a file, whole or not at all, or to standard output.

    Raises:
        ExportError: the file can't be written.
    """
    text = json_text(findings)
    if target == STANDARD_OUTPUT:
        standard_output.write(text)
    else:
        write_whole(target, lambda stream: print(text, end="", file=stream))


def json_text(findings: Findings) -> str:
    """Return an evaluation as JSON: valid UTF-8 and no number that JSON lacks, whatever the photos are named."""
    return json.dumps(_plain(findings), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _plain(findings: Findings) -> dict[str, object]:
    result, intervals = findings.result, findings.intervals
    figures = result.evaluation
    return {
        "model": readable(findings.model),
        "classes": list(figures.classes),
        "photos": figures.photos,
        "correct": figures.correct,
        "accuracy": figures.accuracy,
        "accuracy_95": asdict(figures.accuracy_interval),
        "macro_f1": figures.macro_f1,
        "macro_f1_95": _ends(intervals.macro_f1),
        "calibration_error": figures.calibration_error,
        "calibration_error_95": _ends(intervals.calibration_error),
        "calibration_bins": [asdict(each) for each in figures.bins],
        "brier": figures.brier,
        "brier_95": _ends(intervals.brier),
        "negative_log_likelihood": figures.negative_log_likelihood,
        "per_class": [_class(*each) for each in zip(figures.per_class, findings.recalls, strict=True)],
        "confusion": figures.confusion.tolist(),
        "coverage": [asdict(each) for each in figures.coverage],
        "surest": [asdict(each) for each in findings.surest],
        "states": {each.state.value: {"photos": each.photos, "right": each.right} for each in findings.states},
        "unreadable": len(result.unreadable),
        "unreadable_photos": [
            {"file_name": encode_name(photo.name), "error": one_line(photo.error)} for photo in result.unreadable
        ],
        "left_out": {encode_name(folder): count for folder, count in sorted(result.left_out.items())},
        "doubtful": len(findings.doubts),
        "doubtful_photos": [_doubt(doubt, figures.classes) for doubt in findings.listed],
    }


def _ends(interval: Interval | None) -> dict[str, float] | None:
    return asdict(interval) if interval is not None else None


def _class(row: ClassMetrics, recall: Interval) -> dict[str, object]:
    return {**asdict(row), "recall_95": _ends(recall if row.support else None)}


def _doubt(doubt: Doubt, classes: tuple[str, ...]) -> dict[str, object]:
    photo = doubt.photo
    return {
        "file_name": encode_name(photo.name),
        "given": classes[photo.given],
        "given_probability": finite(photo.given_probability),
        "predicted": classes[photo.predicted],
        "confidence": finite(photo.confidence),
        "no_flower": finite(photo.no_flower),
        "other_flower": finite(photo.other_flower),
        "state": photo.state.value,
        "reason": doubt.reason.value,
        "why": why(doubt, classes),
    }
