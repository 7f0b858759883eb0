"""Figures as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from flowersort.core.errors import ExportError
from flowersort.core.evaluated import UnreadablePhoto
from flowersort.core.state import State
from flowersort.workflows.export_evaluation import DOUBTS_LISTED, Findings, export_evaluation, find, json_text
from tests.fakes.reports import findings_of, photo_of, random_photos, result_of

PHOTOS = (photo_of("daisy/a.jpg", (0.9, 0.1)), photo_of("daisy/b.jpg", (0.4, 0.6), state=State.UNSURE))


def findings(photos: int = 2, **more: Any) -> Findings:
    return find(result_of(PHOTOS[:photos], **more), model="flowers 1.0.0")


def written(told: Findings) -> dict[str, Any]:
    text = io.StringIO()
    export_evaluation(told, "-", standard_output=text)
    return json.loads(text.getvalue())


def test_every_figure_is_there() -> None:
    figures = written(findings(left_out={"weeds": 2, "": 1}))
    assert figures["model"] == "flowers 1.0.0"
    assert figures["classes"] == ["daisy", "röschen"]
    assert (figures["photos"], figures["correct"], figures["accuracy"]) == (2, 1, 0.5)
    assert figures["accuracy_95"] == pytest.approx({"low": 0.0945, "high": 0.9055}, abs=1e-3)
    assert figures["confusion"] == [[1, 1], [0, 0]]
    assert len(figures["calibration_bins"]) == 15
    assert [row["name"] for row in figures["per_class"]] == ["daisy", "röschen"]
    assert [point["photos_kept"] for point in figures["coverage"]] == [2, 1]
    assert figures["brier"] == pytest.approx((0.01 + 0.01 + 0.36 + 0.36) / 2)
    assert (figures["unreadable"], figures["left_out"]) == (0, {"": 1, "weeds": 2})


def test_every_headline_figure_lies_in_its_interval() -> None:
    figures = written(findings_of(random_photos(200, classes=2)))
    for name in ("accuracy", "macro_f1", "calibration_error", "brier"):
        reach = figures[f"{name}_95"]
        assert reach["low"] < figures[name] < reach["high"]


def test_recall_has_an_interval_where_the_class_has_photos() -> None:
    daisy, other = written(findings())["per_class"]
    assert daisy["recall_95"] == pytest.approx({"low": 0.0945, "high": 0.9055}, abs=1e-3)
    assert other["recall_95"] is None


def test_states_and_the_surest_photos_are_there() -> None:
    figures = written(findings())
    assert figures["states"] == {"sure": {"photos": 1, "right": 1}, "unsure": {"photos": 1, "right": 0}}
    assert [(row["photos"], row["right"]) for row in figures["surest"]] == [(2, 0.5), (1, 1.0)]


def test_doubtful_photos_are_listed_with_their_reason() -> None:
    figures = written(findings())
    (doubt,) = figures["doubtful_photos"]
    assert (doubt["file_name"], doubt["given"], doubt["predicted"]) == ("daisy/b.jpg", "daisy", "röschen")
    assert (doubt["confidence"], doubt["given_probability"]) == (0.6, 0.4)
    assert (doubt["state"], doubt["reason"]) == ("unsure", "another_class")
    assert "towards röschen (60" in doubt["why"]
    assert figures["doubtful"] == 1


def test_forty_doubtful_photos_are_listed_and_all_are_counted() -> None:
    figures = written(findings_of(random_photos(200, classes=2)))
    assert len(figures["doubtful_photos"]) == DOUBTS_LISTED == 40
    assert figures["doubtful"] > 40


def test_unreadable_photos_are_named_whatever_they_are_named() -> None:
    broken = UnreadablePhoto("daisy/caf\udce9.jpg", "The file is empty.\n")
    told = findings(unreadable=[broken], left_out={"\udcff": 2})
    json_text(told).encode("utf-8")
    figures = written(told)
    assert figures["unreadable_photos"] == [{"file_name": "./\\daisy/caf\\xe9.jpg", "error": "The file is empty."}]
    assert (figures["unreadable"], figures["left_out"]) == (1, {"./\\\\xff": 2})


def test_what_cannot_be_told_without_photos_is_null() -> None:
    figures = written(findings(photos=0))
    for name in ("accuracy", "brier", "calibration_error", "macro_f1_95", "calibration_error_95", "brier_95"):
        assert figures[name] is None
    assert (figures["doubtful_photos"], figures["surest"], figures["states"]) == ([], [], {})


def test_a_file_gets_the_same_and_standard_output_nothing(tmp_path: Path) -> None:
    nothing = io.StringIO()
    export_evaluation(findings(), str(tmp_path / "f.json"), standard_output=nothing)
    assert json.loads((tmp_path / "f.json").read_text("utf-8")) == written(findings())
    assert nothing.getvalue() == ""


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        export_evaluation(findings(), str(tmp_path), standard_output=io.StringIO())
