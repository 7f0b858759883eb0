from __future__ import annotations

import pytest

from flowersort.core.review import Review, Verdict


def test_a_review_for_a_class_is_labelled_with_the_class() -> None:
    assert Review(Verdict.CLASS, "roses", at=12.5).label == "roses"


@pytest.mark.parametrize("verdict", [Verdict.NO_FLOWER, Verdict.OTHER_FLOWER, Verdict.EXCLUDED])
def test_any_other_review_is_labelled_with_its_verdict(verdict: Verdict) -> None:
    assert Review(verdict, None, at=12.5).label == verdict.value


def test_two_equal_answers_are_the_same_value() -> None:
    assert Review(Verdict.CLASS, "roses", at=1.0) == Review(Verdict.CLASS, "roses", at=1.0)
    assert Review(Verdict.CLASS, "roses", at=1.0) != Review(Verdict.CLASS, "roses", at=2.0)
