from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.photo_columns import STATES, UNREADABLE, WAITING, Column, PhotoColumns, taken_key
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review, Verdict
from flowersort.core.state import Thresholds, decide

# Few values, so that scores and confidences often lie on a threshold.
SHARES = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
THRESHOLDS = st.builds(
    Thresholds,
    sure=SHARES,
    no_flower=SHARES,
    other_flower=SHARES,
    class_sure=st.lists(st.none() | SHARES, max_size=4).map(tuple),
)
SCORES = SHARES | st.just(float("nan"))
PHOTOS = st.lists(st.tuples(st.integers(0, 2), SCORES, SCORES, SCORES, st.booleans()), max_size=30)


def test_a_column_grows_with_blanks_and_keeps_what_it_holds() -> None:
    column = Column(np.int16, -1)
    for rows in (0, 1, 64, 65, 1000):
        column.extend(rows)
        column.values[rows - 1 : rows] = rows
    assert {place + 1: int(value) for place, value in enumerate(column.values) if value != -1} == {
        1: 1, 64: 64, 65: 65, 1000: 1000
    }  # fmt: skip


def test_what_is_shown_is_the_column_itself_but_not_for_writing() -> None:
    column = Column(np.float32, 0.0, width=2)
    column.extend(3)
    column.values[1] = 0.5
    assert column.shown.tolist() == [[0, 0], [0.5, 0.5], [0, 0]]
    with pytest.raises(ValueError, match="read-only"):
        column.shown[0] = 1.0


@given(photos=PHOTOS, thresholds=THRESHOLDS)
def test_the_states_of_a_column_are_those_decided_one_by_one(
    photos: list[tuple[int, float, float, float, bool]], thresholds: Thresholds
) -> None:
    columns = PhotoColumns(3)
    columns.extend(len(photos))
    expected = []
    for row, (top, confidence, no_flower, other_flower, reviewed) in enumerate(photos):
        chances = np.full(3, 0.0)
        chances[top] = confidence
        said = Prediction(chances.astype(np.float32), chances, no_flower, other_flower)
        columns.tops.values[row], columns.confidences.values[row] = said.top, said.confidence
        columns.no_flower.values[row], columns.other_flower.values[row] = no_flower, other_flower
        columns.reviewed.values[row] = reviewed
        review = Review(Verdict.EXCLUDED, None, at=0.0) if reviewed else None
        expected.append(decide(said, review, thresholds))
    assert [STATES[code] for code in columns.decide(slice(None), thresholds)] == expected


def test_a_photo_without_a_prediction_keeps_its_state() -> None:
    columns = PhotoColumns(2)
    columns.extend(2)
    columns.states.values[1] = UNREADABLE
    columns.reviewed.values[:] = True
    assert columns.decide(slice(None), Thresholds(0.0, 0.0, 0.0, (0.5,))).tolist() == [WAITING, UNREADABLE]


def test_moments_sort_as_they_followed() -> None:
    moments = ["0099-01-01T00:00:00", "2024-05-06T07:08:09", "2024-05-06T07:08:10", "2024-10-01T00:00:00"]
    keys = [taken_key(moment) for moment in moments]
    assert keys == sorted(set(keys))
    assert keys[1] == 20240506070809.0


@pytest.mark.parametrize("moment", [None, "", "2024-05-06", "yesterday, at seven", "9" * 400])
def test_what_is_no_moment_has_no_place(moment: str | None) -> None:
    assert isnan(taken_key(moment))
