from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.calibration import probabilities
from flowersort.core.head import Head
from flowersort.core.prediction import Prediction

TEMPERATURE = 0.8


def head(*, correction: float = 0.0, level: float = 0.0) -> Head:
    """Two own classes and a new one, which the third number of the embedding tells of."""
    weights = np.zeros((3, 3), np.float32)
    weights[0, 0] = correction
    weights[2, 2] = 4.0
    return Head(weights, np.array([0.0, 0.0, level], np.float32), own=2)


def prediction(*logits: float, no_flower: float = 0.1, other_flower: float = 0.9) -> Prediction:
    numbers = np.array(logits, np.float32)
    return Prediction(numbers, probabilities(numbers, TEMPERATURE), no_flower, other_flower)


def test_a_new_class_has_the_chance_that_its_odds_say_and_the_others_keep_their_ratio() -> None:
    before = prediction(2.0, 1.0)
    after = head().revise(before, np.array([1.0, 1.0, 1.0]), temperature=TEMPERATURE)
    assert after.probabilities[2] == pytest.approx(1 / (1 + np.exp(-4.0)), rel=1e-5)
    ratio = before.probabilities[0] / before.probabilities[1]
    assert after.probabilities[0] / after.probabilities[1] == pytest.approx(ratio, rel=1e-5)
    assert after.probabilities.sum() == pytest.approx(1.0)


def test_what_is_surely_a_new_class_is_no_other_flower_and_no_flower_stays() -> None:
    found = head().revise(prediction(2.0, 1.0), np.array([0, 0, 2.0]), temperature=TEMPERATURE)
    assert found.other_flower < 0.01
    assert found.no_flower == 0.1
    left = head().revise(prediction(2.0, 1.0), np.array([0, 0, -2.0]), temperature=TEMPERATURE)
    assert left.other_flower == pytest.approx(0.9, abs=0.01)


def test_a_correction_moves_the_logits_of_the_own_classes() -> None:
    found = head(correction=-3.0, level=-60.0).revise(prediction(2.0, 1.0), np.ones(3), temperature=TEMPERATURE)
    assert found.logits[:2].tolist() == [-1.0, 1.0]
    assert found.top == 1


def test_wild_embeddings_give_finite_numbers() -> None:
    wild = np.array([[0, 0, 1e30], [0, 0, -1e30]], np.float32)
    found = head().outputs(np.zeros((2, 2), np.float32), wild, temperature=TEMPERATURE)
    assert np.isfinite(found.logits).all()
    assert found.not_new == pytest.approx([0.0, 1.0], abs=1e-6)


def test_many_photos_at_once_are_as_one_by_one() -> None:
    random = np.random.default_rng(1)
    logits, embeddings = random.normal(size=(5, 2)).astype(np.float32), random.normal(size=(5, 3)).astype(np.float32)
    together = head(correction=0.5).outputs(logits, embeddings, temperature=TEMPERATURE).logits
    for row in range(5):
        alone = head(correction=0.5).outputs(logits[row], embeddings[row], temperature=TEMPERATURE).logits
        assert alone == pytest.approx(together[row], rel=1e-5)
