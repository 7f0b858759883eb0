from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.picture import Picture

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(("width", "height", "length"), [(0, 0, 0), (0, 5, 0), (2, 2, 11), (2, 2, 13), (-1, -1, 3)])
def test_bytes_that_do_not_fit_the_size_are_no_picture(width: int, height: int, length: int) -> None:
    with pytest.raises(ValueError, match="no picture"):
        Picture(width, height, bytes(length))


@given(COLOURS, st.integers(1, 9), st.integers(1, 9))
def test_the_average_of_one_colour_is_that_colour(colour: tuple[int, int, int], width: int, height: int) -> None:
    red, green, blue = colour
    assert Picture(width, height, bytes(colour) * width * height).average == red * 65536 + green * 256 + blue


@given(st.lists(COLOURS, min_size=1, max_size=20))
def test_the_average_is_each_channels_mean(pixels: list[tuple[int, int, int]]) -> None:
    average = Picture(len(pixels), 1, b"".join(bytes(pixel) for pixel in pixels)).average
    for channel, mean in enumerate(average.to_bytes(3, "big")):
        assert abs(mean - sum(pixel[channel] for pixel in pixels) / len(pixels)) <= 0.5


def test_a_picture_is_told_without_its_bytes() -> None:
    assert repr(Picture(2, 1, bytes(6))) == "Picture(width=2, height=1)"
