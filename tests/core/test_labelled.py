from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFile
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State

CLASSES = ("daisy", "roses")
FILE = PhotoFile(path="/garden/1.jpg", size=10, modified_ns=0)
ROSES = Prediction(
    logits=np.array([0.0, 1.0], np.float32), probabilities=np.array([0.3, 0.7]), no_flower=0.0, other_flower=0.0
)


def test_without_a_review_the_models_class_is_the_label() -> None:
    photo = LabelledPhoto(FILE, State.UNSURE, prediction=ROSES)
    assert (photo.label(CLASSES), photo.model_label(CLASSES)) == ("roses", "roses")


@pytest.mark.parametrize(
    ("review", "label"),
    [(Review(Verdict.CLASS, "daisy", at=0.0), "daisy"), (Review(Verdict.EXCLUDED, None, at=0.0), "excluded")],
)
def test_a_review_is_the_label_and_the_models_word_stays_beside_it(review: Review, label: str) -> None:
    photo = LabelledPhoto(FILE, State.REVIEWED, prediction=ROSES, review=review)
    assert (photo.label(CLASSES), photo.model_label(CLASSES)) == (label, "roses")


def test_an_unreadable_photo_has_no_label() -> None:
    photo = LabelledPhoto(FILE, State.UNREADABLE, error="The file is empty (0 bytes).")
    assert (photo.label(CLASSES), photo.model_label(CLASSES)) == ("", "")
