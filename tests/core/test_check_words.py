"""What a check says: each advice in a sentence of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flowersort.core.check_interval import ShareEstimate
from flowersort.core.check_result import Advice, CountEstimate
from flowersort.core.check_words import acceptance_words, advice_words, count_words, percent, share_words
from tests.fakes.checks import PROVEN, RESULT


@pytest.mark.parametrize(("share", "words"), [(1.0, "100 %"), (0.0, "0 %"), (0.9449, "94.5 %"), (0.02, "2 %")])
def test_percent(share: float, words: str) -> None:
    assert percent(share) == words


def test_estimates_have_their_interval() -> None:
    assert share_words(ShareEstimate(0.94, 0.84, 0.98, 50)) == "94 % (84 % to 98 %)"
    assert share_words(ShareEstimate(None, 0.0, 1.0, 0)) == "not known"
    assert count_words(CountEstimate(71.6, 24.2, 1900.0)) == "about 72 (24 to 1,900)"
    assert count_words(CountEstimate(None, 0.0, 1900.0)) == "not known"


def test_a_threshold_says_how_sure_it_is() -> None:
    assert acceptance_words(PROVEN).endswith("target met with 95 % confidence")
    assert acceptance_words(replace(PROVEN, proven=False)).endswith("target met with 99 % confidence")


@pytest.mark.parametrize(
    ("advice", "accepted", "words"),
    [
        (Advice.NOTHING, None, "nothing to check"),
        (Advice.STOP, None, "You may stop: every photo is reviewed."),
        (Advice.STOP, PROVEN, "You may stop: at most 2 %"),
        (Advice.REVIEW, PROVEN, "Review the 213 other photos, and you may stop."),
        (Advice.CANNOT, None, "can't be met"),
        (Advice.CHECK, replace(PROVEN, proven=False), "at the least 99 more checked photos would"),
    ],
)
def test_every_advice_is_a_sentence(advice: Advice, accepted: object, words: str) -> None:
    (sentence,) = advice_words(replace(RESULT, advice=advice, accepted=accepted, below=213, more=99))  # type: ignore[arg-type]
    assert words in sentence


def test_where_no_number_of_photos_proves_it_that_is_said() -> None:
    result = replace(RESULT, advice=Advice.CHECK, accepted=replace(PROVEN, proven=False), more=None)
    assert "can't be shown by checking more photos" in next(iter(advice_words(result)))
