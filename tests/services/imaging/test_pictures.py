from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from flowersort.services.imaging.pictures import average_colour, fitted, to_picture
from tests.fakes.pictures import flower_like

SIDES = st.integers(1, 50_000)


@given(SIDES, SIDES, st.integers(1, 5000))
def test_a_fitted_size_is_within_the_limit_and_of_the_same_shape(width: int, height: int, longest: int) -> None:
    small = fitted((width, height), longest)
    assert max(small) == min(longest, max(width, height))
    scale = max(small) / max(width, height)
    assert abs(small[0] - width * scale) <= 1
    assert abs(small[1] - height * scale) <= 1
    assert min(small) >= 1


def test_the_pixels_are_the_pictures_own() -> None:
    rgb = flower_like(1, 31, 17)
    picture = to_picture(rgb)
    assert Image.frombytes("RGB", (picture.width, picture.height), picture.rgb).tobytes() == rgb.tobytes()


@pytest.mark.parametrize("size", [(330, 220), (500, 375), (1, 1), (1, 5000), (5000, 1), (23, 25)])
@pytest.mark.parametrize("seed", range(3))
def test_the_sampled_colour_is_nearly_the_mean(seed: int, size: tuple[int, int]) -> None:
    rgb = flower_like(seed, *size)
    sampled, mean = average_colour(rgb).to_bytes(3, "big"), to_picture(rgb).average.to_bytes(3, "big")
    assert max(abs(one - other) for one, other in zip(sampled, mean, strict=True)) <= 3


def test_a_colour_is_told_as_red_green_blue() -> None:
    assert average_colour(Image.new("RGB", (40, 30), (0x12, 0x34, 0x56))) == 0x123456
