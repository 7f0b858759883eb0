"""The shipped file against the Keras network that it came from; `tests/training/test_agreement.py` is the twin."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from flowersort.core.content import content_hash
from flowersort.services.imaging.decode import decode
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.pack import load_pack
from tests.fakes.packs import BUNDLED

ANSWERS = Path(__file__).resolve().parents[2] / "data" / "keras_answers.csv"


def keras_answers() -> tuple[list[str], dict[str, np.ndarray]]:
    with ANSWERS.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return rows[0][2:], {row[0]: np.array(row[2:], float) for row in rows[1:]}


def test_there_are_answers_for_500_different_photos_in_the_packs_classes() -> None:
    classes, answers = keras_answers()
    assert tuple(classes) == load_pack(BUNDLED).facts.classes
    assert len(answers) >= 500


def test_the_shipped_file_names_the_class_that_keras_names_on_98_of_100_photos(shared_photos: Path) -> None:
    _, answers = keras_answers()
    classifier = PackClassifier(load_pack(BUNDLED))
    found = dict[str, np.ndarray]()
    for path in shared_photos.rglob("*.jpg"):
        data = path.read_bytes()
        content = content_hash(data)
        if content in answers and content not in found:
            found[content] = classifier.classify(decode(data).rgb).prediction.logits
    assert len(found) == len(answers)
    agreement = np.mean([found[content].argmax() == answers[content].argmax() for content in found])
    assert agreement >= 0.98, f"{agreement:.1%}"
    shipped, keras = (np.array([answers_of[content] for content in found]).ravel() for answers_of in (found, answers))
    assert np.corrcoef(shipped, keras)[0, 1] > 0.98
