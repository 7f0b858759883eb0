from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowersort.gui.controls.track import HANDLE, Track


@given(value=st.integers(0, 100), width=st.integers(140, 2000))
def test_the_place_of_a_value_is_the_value_s_place(value: int, width: int) -> None:
    track = Track(0, 100, width)
    assert track.value_at(track.x_of(value)) == value


@given(value=st.floats(-1000, 1000), width=st.integers(30, 2000))
def test_no_handle_is_ever_cut_off(value: float, width: int) -> None:
    place = Track(20, 100, width).x_of(value)
    assert HANDLE / 2 <= place <= width - HANDLE / 2


@given(x=st.floats(-1e6, 1e6), width=st.integers(1, 2000))
def test_every_place_is_a_value_of_the_track(x: float, width: int) -> None:
    assert 20 <= Track(20, 100, width).value_at(x) <= 100
