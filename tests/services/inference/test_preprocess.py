from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from flowersort.services.imaging.decode import decode
from flowersort.services.inference.preprocess import model_input
from tests.fakes.pictures import flower_like, jpeg_bytes


@pytest.mark.parametrize("size", [(500, 330), (330, 500), (224, 224), (1, 1), (1, 5000), (5000, 1), (3000, 40)])
@pytest.mark.parametrize("side", [96, 224])
def test_any_photo_becomes_a_square_of_bytes(size: tuple[int, int], side: int) -> None:
    array = model_input(Image.new("RGB", size, (10, 20, 30)), side)
    assert (array.shape, array.dtype) == ((side, side, 3), np.uint8)
    assert (array == (10, 20, 30)).all()
    assert array.flags.c_contiguous


def test_a_picture_of_the_right_size_passes_unchanged() -> None:
    picture = flower_like(2, 224, 224)
    assert np.array_equal(model_input(picture, 224), np.asarray(picture))


def test_the_whole_photo_is_squeezed_and_nothing_is_cut_away() -> None:
    picture = Image.new("RGB", (600, 200), "black")
    for left, colour in ((0, "red"), (200, "lime"), (400, "blue")):
        picture.paste(colour, (left, 0, left + 200, 200))
    array = model_input(picture, 99).astype(int)
    assert [array[:, at].mean(axis=0).argmax() for at in (2, 49, 96)] == [0, 1, 2]


def test_the_filter_averages_over_the_source_so_that_fine_patterns_become_grey() -> None:
    stripes = np.zeros((896, 896, 3), np.uint8)
    stripes[:, ::2] = 255
    array = model_input(Image.fromarray(stripes), 224)
    assert 110 < array.min() < array.max() < 145
    assert 126 <= array[1:-1, 1:-1].min() <= array[1:-1, 1:-1].max() <= 129


def test_it_stays_close_to_an_exact_resize() -> None:
    picture = flower_like(5, 2000, 1500)
    exact = np.asarray(picture.resize((224, 224), Image.Resampling.BILINEAR), np.float32)
    assert np.abs(model_input(picture, 224) - exact).mean() < 1.0


def test_a_box_picks_the_part_to_use() -> None:
    picture = Image.new("RGB", (400, 300), "black")
    picture.paste("white", (200, 100, 400, 300))
    # The filter reaches a little over the edges of the box.
    assert model_input(picture, 64, box=(200, 100, 400, 300))[1:, 1:].min() == 255
    assert model_input(picture, 64, box=(0.5, 0.5, 150.5, 90.5)).max() == 0
    whole = model_input(picture, 64)
    assert np.array_equal(model_input(picture, 64, box=(0, 0, 400, 300)), whole)


def test_the_picture_itself_stays_as_it_was() -> None:
    picture = flower_like(5, 300, 200)
    before = picture.tobytes()
    model_input(picture, 224)
    assert picture.tobytes() == before


def test_it_takes_what_decode_gives() -> None:
    array = model_input(decode(jpeg_bytes(flower_like(4))).rgb, 224)
    exact = np.asarray(flower_like(4).resize((224, 224), Image.Resampling.BILINEAR), np.float32)
    assert np.abs(array - exact).mean() < 2.0
