from __future__ import annotations

from dataclasses import replace

import pytest

from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.core.xmp_export import Keywords, XmpDeed, XmpPlan, XmpStep, keywords_of
from tests.fakes.labelled import facts_of, sure, unreadable

PHOTO = sure("/garden/1.jpg", "roses")


def test_a_sure_photo_says_its_class_and_how_sure() -> None:
    assert keywords_of(PHOTO, facts_of()) == Keywords("roses", State.SURE, 0.9, "flowers 1.0.0")


@pytest.mark.parametrize("state", [State.UNSURE, State.OTHER_FLOWER, State.NO_FLOWER])
def test_a_doubtful_photo_says_nothing(state: State) -> None:
    assert keywords_of(replace(PHOTO, state=state), facts_of()) is None
    assert keywords_of(unreadable("/garden/2.jpg"), facts_of()) is None


def test_a_review_says_its_class_with_the_models_confidence_in_that_class() -> None:
    photo = replace(PHOTO, state=State.REVIEWED, review=Review(Verdict.CLASS, "daisy", 1.0))
    keywords = keywords_of(photo, facts_of())
    assert keywords is not None
    assert (keywords.label, keywords.state, keywords.confidence) == ("daisy", State.REVIEWED, pytest.approx(0.025))
    foreign = replace(photo, review=Review(Verdict.CLASS, "orchids", 1.0))
    assert keywords_of(foreign, facts_of()) == Keywords("orchids", State.REVIEWED, None, "flowers 1.0.0")


@pytest.mark.parametrize("verdict", [Verdict.NO_FLOWER, Verdict.OTHER_FLOWER, Verdict.EXCLUDED])
def test_a_review_that_is_no_class_says_nothing(verdict: Verdict) -> None:
    photo = replace(PHOTO, state=State.REVIEWED, review=Review(verdict, None, 1.0))
    assert keywords_of(photo, facts_of()) is None


def test_the_counts_sum_to_all_photos() -> None:
    steps = [XmpStep("/a.jpg", "/a.jpg.xmp", None, deed) for deed in XmpDeed]
    assert XmpPlan(tuple(steps * 2)).counts() == dict.fromkeys(XmpDeed, 2)
