from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from flowersort.training.data import read_training_set
from flowersort.training.figures import draw_confusion, draw_grid
from tests.fakes.training_sets import write_flowers


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        return np.asarray(picture.convert("RGB"))


@pytest.mark.parametrize("classes", [2, 5, 120])
def test_a_confusion_matrix_is_a_picture_of_sound_size(tmp_path: Path, classes: int) -> None:
    names = [f"kind {number}" for number in range(classes)]
    draw_confusion(np.eye(classes, dtype=int), names, "Title", tmp_path / "confusion.png")
    height, width, _ = pixels(tmp_path / "confusion.png").shape
    assert 300 < height <= 4000
    assert 300 < width <= 4000


def test_a_class_without_photos_divides_by_no_zero(tmp_path: Path) -> None:
    draw_confusion(np.array([[3, 1], [0, 0]]), ["a", "b"], "Title", tmp_path / "confusion.png")
    assert pixels(tmp_path / "confusion.png").std() > 0


def test_another_count_gives_another_picture(tmp_path: Path) -> None:
    for name, count in (("one", 3), ("other", 8)):
        draw_confusion(np.array([[count, 1], [0, 2]]), ["a", "b"], "Title", tmp_path / f"{name}.png")
    assert not np.array_equal(pixels(tmp_path / "one.png"), pixels(tmp_path / "other.png"))


@pytest.mark.parametrize("name", ["$x_1$", r"$\frac$", "100 $ and more $", "a_b^c", "{}", "%s"])
def test_class_names_are_no_formulas(tmp_path: Path, name: str) -> None:
    draw_confusion(np.eye(2, dtype=int), [name, "b"], "Title", tmp_path / "confusion.png")
    photos = read_training_set(write_flowers(tmp_path / "flowers", photos=4, kinds=("crocus", "lilac"))).photos[:1]
    draw_grid(photos, [name, "b"], tmp_path / "grid.png")
    draw_grid(photos, [name, "b"], tmp_path / "predicted.png", predicted=[1])
    assert pixels(tmp_path / "predicted.png").std() > 0


@pytest.mark.parametrize("count", [1, 8, 40])
def test_a_grid_shows_the_first_24_photos_or_as_many_as_there_are(tmp_path: Path, count: int) -> None:
    photos = read_training_set(write_flowers(tmp_path / "flowers", photos=14)).photos[:count]
    draw_grid(photos, ["bellis", "crocus", "lilac"], tmp_path / "grid.png")
    height, width, _ = pixels(tmp_path / "grid.png").shape
    assert (width, height) == (1200, 920)


def test_a_wrong_prediction_is_written_in_another_colour(tmp_path: Path) -> None:
    photos = read_training_set(write_flowers(tmp_path / "flowers", photos=4)).photos[:4]
    for name, predicted in (("right", [0, 0, 0, 0]), ("wrong", [1, 1, 1, 1])):
        draw_grid(photos, ["bellis", "crocus", "lilac"], tmp_path / f"{name}.png", predicted=predicted)
    reds = [
        int(((picture[..., 0] > 140) & (picture[..., 1] < 80) & (picture[..., 2] < 80)).sum())
        for picture in (pixels(tmp_path / "right.png"), pixels(tmp_path / "wrong.png"))
    ]
    assert reds[1] > reds[0] + 100
