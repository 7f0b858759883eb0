from __future__ import annotations

from flowersort.core.review import Review, Verdict
from flowersort.core.true_labels import true_reviews

CLASSES = ("daisy", "roses")
CONTENTS = {"a.jpg": "a", "b.jpg": "b", "copy of a.jpg": "a"}


def reviews(*labels: tuple[str, str]) -> dict[str, str]:
    return {
        content: review.label
        for content, review in true_reviews(labels, contents=CONTENTS, classes=CLASSES, at=1.0).reviews.items()
    }


def test_labels_are_matched_by_case_and_plural() -> None:
    assert reviews(("a.jpg", "Rose"), ("b.jpg", "DAISIES")) == {"a": "roses", "b": "daisy"}


def test_verdicts_are_labels_too() -> None:
    assert reviews(("a.jpg", "No flower"), ("b.jpg", "other_flower")) == {"a": "no_flower", "b": "other_flower"}
    found = true_reviews([("a.jpg", "excluded")], contents=CONTENTS, classes=CLASSES, at=2.0).reviews
    assert found == {"a": Review(Verdict.EXCLUDED, None, 2.0)}


def test_a_word_that_is_no_class_is_one_that_the_model_lacks() -> None:
    found = true_reviews([("a.jpg", "Iris")], contents=CONTENTS, classes=CLASSES, at=1.0)
    assert found.reviews == {"a": Review(Verdict.CLASS, "Iris", 1.0)}
    assert found.strangers == ["Iris"]


def test_copies_that_contradict_don_t_count_and_those_that_agree_do() -> None:
    found = true_reviews([("a.jpg", "roses"), ("copy of a.jpg", "daisy")], contents=CONTENTS, classes=CLASSES, at=1.0)
    assert (found.reviews, found.contradicting) == ({}, ["a.jpg", "copy of a.jpg"])
    assert reviews(("a.jpg", "roses"), ("copy of a.jpg", "rose")) == {"a": "roses"}


def test_empty_labels_and_unknown_names_are_left_out() -> None:
    found = true_reviews([("a.jpg", ""), ("z.jpg", "roses")], contents=CONTENTS, classes=CLASSES, at=1.0)
    assert (found.reviews, found.unknown) == ({}, ["z.jpg"])
