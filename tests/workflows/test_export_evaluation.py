"""Figures as JSON."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import ExportError
from flowersort.core.evaluation import evaluate
from flowersort.workflows.evaluate import FolderEvaluation
from flowersort.workflows.export_evaluation import export_evaluation


def result(photos: int = 2) -> FolderEvaluation:
    probabilities = np.array([[0.9, 0.1], [0.4, 0.6]])[:photos]
    figures = evaluate(np.array([0, 0])[:photos], probabilities, ("daisy", "röschen"))
    return FolderEvaluation(figures, unreadable=3, left_out=Counter({"weeds": 2, "": 1}))


def written(result: FolderEvaluation) -> dict[str, object]:
    text = io.StringIO()
    export_evaluation(result, "-", model="flowers 1.0.0", standard_output=text)
    return json.loads(text.getvalue())


def test_every_figure_is_there() -> None:
    figures = written(result())
    assert figures["model"] == "flowers 1.0.0"
    assert figures["classes"] == ["daisy", "röschen"]
    assert (figures["photos"], figures["correct"], figures["accuracy"]) == (2, 1, 0.5)
    assert figures["accuracy_95"] == pytest.approx({"low": 0.0945, "high": 0.9055}, abs=1e-3)
    assert figures["confusion"] == [[1, 1], [0, 0]]
    assert len(figures["calibration_bins"]) == 15
    assert [row["name"] for row in figures["per_class"]] == ["daisy", "röschen"]
    assert [point["photos_kept"] for point in figures["coverage"]] == [2, 1]
    assert figures["brier"] == pytest.approx((0.01 + 0.01 + 0.36 + 0.36) / 2)
    assert (figures["unreadable"], figures["left_out"]) == (3, {"": 1, "weeds": 2})


def test_what_cannot_be_told_without_photos_is_null() -> None:
    figures = written(result(photos=0))
    assert (figures["accuracy"], figures["brier"], figures["calibration_error"]) == (None, None, None)


def test_a_file_gets_the_same_and_standard_output_nothing(tmp_path: Path) -> None:
    nothing = io.StringIO()
    export_evaluation(result(), str(tmp_path / "f.json"), model="flowers 1.0.0", standard_output=nothing)
    assert json.loads((tmp_path / "f.json").read_text("utf-8")) == written(result())
    assert nothing.getvalue() == ""


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        export_evaluation(result(), str(tmp_path), model="m", standard_output=io.StringIO())
