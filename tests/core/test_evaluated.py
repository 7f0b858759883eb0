"""Photos beside the label that their folder gives them."""

from __future__ import annotations

import pytest

from flowersort.core.evaluated import StateCount, count_states
from flowersort.core.state import State
from tests.fakes.reports import photo_of


def test_a_photo_knows_what_the_model_says_of_both_labels() -> None:
    photo = photo_of("a.jpg", (0.2, 0.7, 0.1), given=0)
    assert (photo.predicted, photo.right) == (1, False)
    assert (photo.confidence, photo.given_probability) == pytest.approx((0.7, 0.2))
    assert photo_of("a.jpg", (0.2, 0.7, 0.1), given=1).right


def test_states_are_counted_with_the_right_labels_among_them() -> None:
    photos = [
        photo_of("a.jpg", (0.9, 0.1)),
        photo_of("b.jpg", (0.9, 0.1), given=1),
        photo_of("c.jpg", (0.5, 0.5), state=State.NO_FLOWER),
    ]
    assert count_states(photos) == (StateCount(State.SURE, 2, 1), StateCount(State.NO_FLOWER, 1, 1))
    assert count_states([]) == ()
