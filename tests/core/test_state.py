from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.errors import UsageError
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State, Thresholds, decide

THRESHOLDS = Thresholds(sure=0.8, no_flower=0.5, other_flower=0.6)


def prediction(confidence: float = 0.9, *, no_flower: float = 0.0, other_flower: float = 0.0) -> Prediction:
    chances = np.array([confidence, 1.0 - confidence])
    return Prediction(
        logits=np.log(chances).astype(np.float32),
        probabilities=chances,
        no_flower=no_flower,
        other_flower=other_flower,
    )


def test_there_are_exactly_the_six_states_of_the_glossary() -> None:
    assert {state.value for state in State} == {
        *("sure", "unsure", "other_flower", "no_flower", "unreadable", "reviewed")
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (prediction(0.8), State.SURE),
        (prediction(0.7999), State.UNSURE),
        (prediction(0.9, no_flower=0.4999, other_flower=0.5999), State.SURE),
        (prediction(0.9, no_flower=0.5), State.NO_FLOWER),
        (prediction(0.9, other_flower=0.6), State.OTHER_FLOWER),
        (prediction(0.6, other_flower=0.6), State.OTHER_FLOWER),
        (prediction(0.9, no_flower=0.5, other_flower=1.0), State.NO_FLOWER),
    ],
)
def test_a_state_begins_at_its_threshold_and_the_stronger_doubt_wins(said: Prediction, expected: State) -> None:
    assert decide(said, None, THRESHOLDS) is expected


@pytest.mark.parametrize("said", [prediction(0.9), prediction(0.6), prediction(no_flower=1.0, other_flower=1.0)])
def test_a_review_settles_the_state(said: Prediction) -> None:
    assert decide(said, Review(Verdict.CLASS, "roses", at=0.0), THRESHOLDS) is State.REVIEWED


def test_another_threshold_for_sure_leaves_the_rest() -> None:
    assert THRESHOLDS.with_sure(0.5) == Thresholds(sure=0.5, no_flower=0.5, other_flower=0.6)
    assert THRESHOLDS.with_sure(None) is THRESHOLDS


@pytest.mark.parametrize("sure", [0.0, 1.0])
def test_both_ends_are_thresholds(sure: float) -> None:
    assert THRESHOLDS.with_sure(sure).sure == sure


@pytest.mark.parametrize("sure", [-0.01, 1.01, 80.0, float("nan"), float("inf")])
def test_a_threshold_outside_0_and_1_is_refused_with_its_value(sure: float) -> None:
    with pytest.raises(UsageError, match=rf"between 0 and 1, not {sure:g}"):
        THRESHOLDS.with_sure(sure)


def test_a_class_may_have_its_own_threshold_for_sure() -> None:
    cuts = Thresholds(sure=0.8, no_flower=0.5, other_flower=0.6, class_sure=(0.95, None))
    assert [cuts.sure_for(place) for place in range(3)] == [0.95, 0.8, 0.8]
    assert decide(prediction(0.9), None, cuts) is State.UNSURE
    assert decide(prediction(0.1), None, cuts) is State.SURE
    assert decide(prediction(0.95), None, cuts) is State.SURE


def test_another_threshold_for_sure_leaves_those_of_the_classes() -> None:
    cuts = Thresholds(sure=0.8, no_flower=0.5, other_flower=0.6, class_sure=(0.95,)).with_sure(0.5)
    assert (cuts.sure_for(0), cuts.sure_for(1)) == (0.95, 0.5)
