from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import ExportError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFile
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.services.export.predictions_json import write_predictions_json, write_predictions_json_to
from tests.fakes.labelled import CLASSES, facts_of, prediction_of, sure, unreadable


def no_constants(name: str) -> None:
    raise AssertionError(f"{name} is no JSON number")


def read(rows: list[LabelledPhoto], *, top: int | None = None) -> dict:
    stream = io.StringIO(newline="")
    write_predictions_json_to(stream, rows, facts_of(), base="/garden", top=top)
    stream.getvalue().encode("utf-8")
    return json.loads(stream.getvalue(), parse_constant=no_constants)


def test_a_run_without_photos_is_an_object_all_the_same() -> None:
    assert read([]) == {
        "model": {"title": "flowers 1.0.0", "name": "flowers", "version": "1.0.0", "fingerprint": "f" * 32},
        "classes": list(CLASSES),
        "thresholds": {"sure": 0.8, "no_flower": 0.5, "other_flower": 0.5},
        "summary": {"photos": 0, "states": dict.fromkeys(State, 0), "labels": {}},
        "photos": [],
    }


def test_a_photo_has_what_its_csv_row_has() -> None:
    (photo,) = read([sure("/garden/sub/1.jpg", "roses")])["photos"]
    assert photo == {
        "file_name": "sub/1.jpg",
        "label": "roses",
        "state": "sure",
        "model_label": "roses",
        "reviewed_label": None,
        "confidence": 0.9,
        "probabilities": {"daisy": 0.025, "dandelion": 0.025, "roses": 0.9, "sunflowers": 0.025, "tulips": 0.025},
        "no_flower": 0.125,
        "other_flower": 0.25,
        "width": 500,
        "height": 333,
        "taken": "2024-05-06T07:08:09",
        "content_hash": sure("/garden/sub/1.jpg").content,
        "error": None,
    }


def test_an_unreadable_photo_has_its_sentence_and_nulls() -> None:
    (photo,) = read([unreadable("/garden/1.jpg")], top=2)["photos"]
    told = {key: value for key, value in photo.items() if value not in (None, [])}
    assert told == {"file_name": "1.jpg", "state": "unreadable", "error": "The file is empty (0 bytes)."}


def test_the_summary_adds_up() -> None:
    reviewed = LabelledPhoto(
        file=PhotoFile("/garden/9.jpg", size=1, modified_ns=1),
        state=State.REVIEWED,
        prediction=prediction_of("roses"),
        review=Review(Verdict.CLASS, "tulips", at=0.0),
    )
    rows = [sure("/garden/1.jpg", "roses"), sure("/garden/2.jpg", "daisy"), unreadable("/garden/3.jpg"), reviewed]
    summary = read(rows)["summary"]
    assert summary["photos"] == sum(summary["states"].values()) == 4
    assert summary["states"] == {**dict.fromkeys(State, 0), "sure": 2, "unreadable": 1, "reviewed": 1}
    assert summary["labels"] == {"daisy": 1, "roses": 1, "tulips": 1}


def test_the_top_list_holds_the_most_probable_classes_first() -> None:
    (photo,) = read([sure("/garden/1.jpg", "tulips")], top=2)["photos"]
    assert photo["top"] == [{"class": "tulips", "probability": 0.9}, {"class": "daisy", "probability": 0.025}]


def test_more_classes_than_there_are_lists_them_all() -> None:
    (photo,) = read([sure("/garden/1.jpg")], top=99)["photos"]
    assert {one["class"] for one in photo["top"]} == set(CLASSES)


def test_a_number_that_is_none_is_null() -> None:
    chances = np.array([np.nan, 1.0, np.inf, 0.0, 0.0])
    said = Prediction(logits=chances.astype(np.float32), probabilities=chances, no_flower=-np.inf, other_flower=0.5)
    photo = LabelledPhoto(PhotoFile("/garden/1.jpg", size=1, modified_ns=1), State.SURE, prediction=said)
    (read_back,) = read([photo], top=5)["photos"]
    assert (read_back["probabilities"]["daisy"], read_back["no_flower"]) == (None, None)


def test_photos_are_in_natural_order_under_the_names_of_the_csv() -> None:
    rows = [sure(f"/garden/{name}") for name in ("10.jpg", "2.jpg", "=x.jpg", "\udcff.jpg", "a\nb🌷.jpg")]
    names = [photo["file_name"] for photo in read(rows)["photos"]]
    assert names == ["2.jpg", "10.jpg", "./=x.jpg", "a\nb🌷.jpg", "./\\\\xff.jpg"]


def test_the_file_is_utf_8_and_whole(tmp_path: Path) -> None:
    target = tmp_path / "predictions.json"
    write_predictions_json(target, [sure("/garden/菊.jpg"), sure("/garden/2.jpg")], facts_of(), base="/garden")
    assert "菊" in target.read_bytes().decode("utf-8")
    assert len(json.loads(target.read_bytes())["photos"]) == 2


def test_a_target_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        write_predictions_json(tmp_path, [], facts_of(), base="/garden")
