from __future__ import annotations

from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flowersort.gui.grid.groups import Groups


@given(st.lists(st.integers(-1, 3), max_size=30))
def test_a_group_is_the_run_of_equal_numbers_around_a_tile(numbers: list[int]) -> None:
    groups = Groups(np.array(numbers, np.int32))
    place = 0
    for _, run in groupby(numbers):
        size = len(list(run))
        assert all(groups.bounds(position) == range(place, place + size) for position in range(place, place + size))
        place += size


def test_a_tile_that_is_not_there_has_no_group() -> None:
    assert not Groups(np.array([1, 1], np.int32)).bounds(2)
    assert not Groups(np.array([1, 1], np.int32)).bounds(-1)
    assert not Groups(np.array([], np.int32)).bounds(0)
