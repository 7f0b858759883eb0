from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from flowersort.core.prediction import Prediction


def prediction(*chances: float) -> Prediction:
    return Prediction(
        logits=np.zeros(len(chances), np.float32), probabilities=np.array(chances), no_flower=0.1, other_flower=0.2
    )


def test_the_top_class_is_the_most_probable_and_the_confidence_its_probability() -> None:
    said = prediction(0.2, 0.7, 0.1)
    assert (said.top, said.confidence) == (1, 0.7)
    assert type(said.top) is int
    assert type(said.confidence) is float


def test_of_equally_probable_classes_the_first_is_the_top() -> None:
    assert prediction(0.4, 0.4, 0.2).top == 0


def test_a_prediction_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        prediction(1.0).no_flower = 0.5  # type: ignore[misc]
