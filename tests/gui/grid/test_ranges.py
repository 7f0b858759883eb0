from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flowersort.gui.grid.ranges import overlap, positions_in, runs_of

POSITIONS = st.lists(st.integers(0, 60), max_size=40)


@given(POSITIONS)
def test_runs_hold_each_position_and_no_other(positions: list[int]) -> None:
    runs = runs_of(np.array(positions, np.intp))
    assert [place for run in runs for place in run] == sorted(set(positions))
    # Nothing could be joined without a gap.
    assert all(one.stop < other.start for one, other in itertools.pairwise(runs))


@given(POSITIONS, st.integers(1, 5))
def test_fewer_ranges_still_hold_each_position(positions: list[int], most: int) -> None:
    runs = runs_of(np.array(positions, np.intp), most)
    assert len(runs) <= most
    assert set(positions) <= {place for run in runs for place in run}
    assert [run.start for run in runs] == sorted(run.start for run in runs)


def test_the_closest_ranges_are_joined() -> None:
    assert runs_of(np.array([1, 3, 40, 90]), 3) == [range(1, 4), range(40, 41), range(90, 91)]


@given(POSITIONS)
def test_positions_come_back_from_ranges(positions: list[int]) -> None:
    assert positions_in(runs_of(np.array(positions, np.intp))).tolist() == sorted(set(positions))


def test_ranges_that_overlap_give_each_position_once() -> None:
    assert positions_in([range(5, 8), range(2, 6)]).tolist() == [2, 3, 4, 5, 6, 7]


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_overlap_is_what_both_hold(a: int, b: int, c: int, d: int) -> None:
    one, other = range(a, b), range(c, d)
    assert set(overlap(one, other)) == set(one) & set(other)
