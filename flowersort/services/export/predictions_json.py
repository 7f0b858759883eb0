"""Predictions as one JSON object: the CSV's content with the model and a summary, no number that JSON lacks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from flowersort.core.csv_names import encode_name, one_line, readable
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.prediction import Prediction
from flowersort.core.state import State
from flowersort.services.export.atomic import PathName, write_whole
from flowersort.services.export.rows import finite, in_order


def write_predictions_json(
    path: PathName, rows: Sequence[LabelledPhoto], facts: ModelFacts, *, base: str, top: int | None = None
) -> None:
    """Write the JSON file, whole or not at all.

    Args:
        path: the file to write.
        rows: photos in any order; the file has them in natural order of their paths.
        facts: the pack that made the predictions.
        base: the folder that `file_name` is relative to.
        top: how many of the most probable classes each photo lists under `top`; None leaves the list out.

    Raises:
        ExportError: the file can't be written.
    """
    write_whole(path, lambda stream: write_predictions_json_to(stream, rows, facts, base=base, top=top))


def write_predictions_json_to(
    stream: TextIO, rows: Sequence[LabelledPhoto], facts: ModelFacts, *, base: str, top: int | None = None
) -> None:
    """Write the JSON object to an open UTF-8 stream, a line per photo, so that a million need no memory."""
    for key, value in _head(rows, facts).items():
        stream.write(f"{'{' if key == 'model' else ','}\n{_text(key)}: {_text(value)}")
    stream.write(',\n"photos": [')
    for number, (name, row) in enumerate(in_order(rows, base=base)):
        stream.write(",\n" if number else "\n")
        stream.write(_text(_photo(name, row, facts.classes, top)))
    stream.write("\n]\n}\n")


def _head(rows: Sequence[LabelledPhoto], facts: ModelFacts) -> dict[str, object]:
    thresholds = facts.thresholds
    return {
        "model": {
            "title": readable(facts.title),
            "name": readable(facts.name),
            "version": readable(facts.version),
            "fingerprint": readable(facts.fingerprint),
        },
        "classes": [readable(name) for name in facts.classes],
        "thresholds": {
            "sure": finite(thresholds.sure),
            "no_flower": finite(thresholds.no_flower),
            "other_flower": finite(thresholds.other_flower),
        },
        "summary": _summary(rows, facts.classes),
    }


def _summary(rows: Sequence[LabelledPhoto], classes: tuple[str, ...]) -> dict[str, object]:
    states = Counter(row.state for row in rows)
    labels = Counter(label for row in rows if (label := readable(row.label(classes))))
    return {
        "photos": len(rows),
        "states": {state.value: states[state] for state in State},
        "labels": dict(sorted(labels.items())),
    }


def _photo(name: str, row: LabelledPhoto, classes: tuple[str, ...], top: int | None) -> dict[str, object]:
    photo: dict[str, object] = {
        "file_name": encode_name(name),
        "label": readable(row.label(classes)) or None,
        "state": row.state.value,
        "model_label": readable(row.model_label(classes)) or None,
        "reviewed_label": readable(row.review.label) if row.review is not None else None,
        **_prediction(row.prediction, classes),
        "width": row.facts.width if row.facts is not None else None,
        "height": row.facts.height if row.facts is not None else None,
        "taken": row.facts.taken if row.facts is not None else None,
        "content_hash": row.content,
        "error": one_line(row.error) if row.error is not None else None,
    }
    if top is not None:
        photo["top"] = _top(row.prediction, classes, top)
    return photo


def _prediction(prediction: Prediction | None, classes: tuple[str, ...]) -> dict[str, object]:
    if prediction is None:
        return dict.fromkeys(("confidence", "probabilities", "no_flower", "other_flower"))
    return {
        "confidence": finite(prediction.confidence),
        "probabilities": {
            readable(name): finite(value)
            for name, value in zip(classes, prediction.probabilities.tolist(), strict=True)
        },
        "no_flower": finite(prediction.no_flower),
        "other_flower": finite(prediction.other_flower),
    }


def _top(prediction: Prediction | None, classes: tuple[str, ...], top: int) -> list[dict[str, object]]:
    if prediction is None:
        return []
    best = (-prediction.probabilities).argsort(kind="stable")[:top]
    return [
        {"class": readable(classes[place]), "probability": finite(float(prediction.probabilities[place]))}
        for place in best.tolist()
    ]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
