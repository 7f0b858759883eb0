from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flowersort.gui.grid.places import Places


@given(st.permutations(range(12)), st.integers(0, 12))
def test_rows_and_positions_are_each_others_inverse(order: list[int], shown: int) -> None:
    places = Places(np.array(order[:shown], np.intp), photos=12)
    assert len(places) == shown
    assert [places.position_of(row) for row in order[:shown]] == list(range(shown))
    assert all(places.position_of(row) is None for row in order[shown:])
    assert places.positions_of(np.array(order, np.intp)).tolist() == [*range(shown), *[-1] * (12 - shown)]


def test_rows_beyond_the_table_stand_nowhere() -> None:
    places = Places(np.array([1, 0]), photos=2)
    assert places.position_of(2) is None
    assert places.position_of(-1) is None
    assert places.positions_of(np.array([5, 1])).tolist() == [-1, 0]


def test_more_rows_follow_at_the_end() -> None:
    more = Places(np.array([1, 0]), photos=2).with_rows(np.array([3]), photos=4)
    assert more.rows.tolist() == [1, 0, 3]
    assert more.position_of(3) == 2
    assert more.position_of(2) is None
