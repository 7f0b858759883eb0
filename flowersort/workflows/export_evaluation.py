"""Write the figures of an evaluation down as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TextIO

from flowersort.services.export.atomic import write_whole
from flowersort.workflows.evaluate import FolderEvaluation
from flowersort.workflows.export import STANDARD_OUTPUT


def export_evaluation(result: FolderEvaluation, target: str, *, model: str, standard_output: TextIO) -> None:
    """Write an evaluation as JSON to a file, whole or not at all, or to standard output.

    Args:
        model: name and version of the pack that was measured.

    Raises:
        ExportError: the file can't be written.
    """
    text = json.dumps(_plain(result, model), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    if target == STANDARD_OUTPUT:
        standard_output.write(text)
    else:
        write_whole(target, lambda stream: print(text, end="", file=stream))


def _plain(result: FolderEvaluation, model: str) -> dict[str, object]:
    figures = result.evaluation
    return {
        "model": model,
        "classes": list(figures.classes),
        "photos": figures.photos,
        "correct": figures.correct,
        "accuracy": figures.accuracy,
        "accuracy_95": asdict(figures.accuracy_interval),
        "macro_f1": figures.macro_f1,
        "calibration_error": figures.calibration_error,
        "calibration_bins": [asdict(each) for each in figures.bins],
        "brier": figures.brier,
        "negative_log_likelihood": figures.negative_log_likelihood,
        "per_class": [asdict(each) for each in figures.per_class],
        "confusion": figures.confusion.tolist(),
        "coverage": [asdict(each) for each in figures.coverage],
        "unreadable": result.unreadable,
        "left_out": dict(sorted(result.left_out.items())),
    }
