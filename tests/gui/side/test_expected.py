from __future__ import annotations

from dataclasses import replace

import pytest

from flowersort.core.model import ModelFacts
from flowersort.gui.side.expected import Expected, expected, expected_of_class


@pytest.mark.parametrize(
    ("sure", "found"),
    [
        (0.49, None),
        (0.5, Expected(wrong=0.05, labels=1000)),
        (0.85, Expected(wrong=0.02, labels=900)),
        (1.0, Expected(wrong=0.0, labels=500)),
    ],
)
def test_the_last_point_below_the_threshold_counts(facts: ModelFacts, sure: float, found: Expected | None) -> None:
    assert expected(facts, replace(facts.thresholds, sure=sure)) == found


def test_a_model_that_says_nothing_promises_nothing(facts: ModelFacts) -> None:
    silent = replace(facts, risk=(), risk_photos=None, class_risk=(), class_risk_photos=())
    assert expected(silent, silent.thresholds) is None
    assert expected_of_class(silent, silent.thresholds, 0) is None
    own = replace(silent.thresholds, class_sure=(0.9,))
    assert expected(silent, own) is None


def test_a_model_may_not_say_on_how_many_photos_it_measured(facts: ModelFacts) -> None:
    assert expected(replace(facts, risk_photos=None), facts.thresholds) == Expected(wrong=0.02, labels=None)


def test_thresholds_of_classes_add_up(facts: ModelFacts) -> None:
    thresholds = replace(facts.thresholds, class_sure=(0.5, None, None))
    found = expected(facts, thresholds)
    assert found is not None
    assert found.labels == 300 + 270 + 100 + 270
    assert found.wrong == pytest.approx((300 * 0.05 + 270 * 0.02 + 100 * 0.1 + 270 * 0.02) / 940)


def test_one_class_below_its_measurements_leaves_the_whole_open(facts: ModelFacts) -> None:
    assert expected(facts, replace(facts.thresholds, class_sure=(0.4,))) is None


def test_a_class_that_was_never_predicted_is_not_measured(facts: ModelFacts) -> None:
    assert expected_of_class(facts, facts.thresholds, 4) is None
    assert expected_of_class(facts, facts.thresholds, 2) == Expected(wrong=0.1, labels=100)
