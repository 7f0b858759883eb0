from __future__ import annotations

import pytest

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.labels import NO_LABEL, label_code, label_codes, label_word, verdict_code
from flowersort.core.review import Review, Verdict
from tests.fakes.labelled import CLASSES, sure, unreadable

REVIEWS = [
    None,
    *(Review(Verdict.CLASS, name, at=1.0) for name in CLASSES),
    *(Review(verdict, None, at=1.0) for verdict in Verdict if verdict is not Verdict.CLASS),
]


@pytest.mark.parametrize("review", REVIEWS, ids=str)
def test_a_code_stands_for_the_label_that_outputs_have(review: Review | None) -> None:
    photo = sure("/a.jpg", "tulips")
    reviewed = LabelledPhoto(photo.file, photo.state, photo.content, photo.facts, photo.prediction, review)
    code = label_code(review, CLASSES.index("tulips"), CLASSES)
    assert label_word(code, CLASSES) == reviewed.label(CLASSES)


def test_every_label_has_a_code_of_its_own() -> None:
    words = [label_word(code, CLASSES) for code in label_codes(CLASSES)]
    assert words == [*CLASSES, "no_flower", "other_flower", "excluded"]


def test_without_review_and_prediction_there_is_no_label() -> None:
    assert label_code(None, -1, CLASSES) == NO_LABEL
    assert label_word(NO_LABEL, CLASSES) == unreadable("/a.jpg").label(CLASSES) == ""


def test_a_class_that_this_model_does_not_know_has_no_code() -> None:
    assert label_code(Review(Verdict.CLASS, "orchids", at=1.0), 0, CLASSES) == NO_LABEL


def test_the_verdict_class_alone_is_no_label() -> None:
    assert verdict_code(Verdict.EXCLUDED, CLASSES) == len(CLASSES) + 2
    with pytest.raises(ValueError, match="not in tuple"):
        verdict_code(Verdict.CLASS, CLASSES)
