from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import keras
import numpy as np
import pytest
from PIL import Image

from flowersort.core.errors import TrainingError
from flowersort.training.network import lower_shape
from flowersort.training.pictures import Load
from flowersort.training.recipes import Recipe
from flowersort.training.views import ViewBatches, Views, augmented, make_views
from tests.fakes.pictures import flower_like
from tests.training.conftest import assert_whole_or_absent

SIDES = (32, 64)
RECIPE = Recipe(batch=8, outliers=0.5)


def loads(count: int) -> list[Load]:
    return [partial(flower_like, seed, 80, 60) for seed in range(count)]


def stand_ins() -> dict[int, keras.Model]:
    """Return for each side a frozen part that only averages cells of 8 × 8 pixels, and repeats the red of them."""
    parts = {}
    for side in SIDES:
        photo = keras.Input((side, side, 3))
        cells = keras.layers.AveragePooling2D(8)(photo)[..., :1]
        parts[side] = keras.Model(photo, keras.layers.Concatenate()([cells] * 32))
    return parts


def made(folder: Path, *, count: int = 5, seed: int = 1) -> Views:
    views = Views(folder, sides=SIDES, pictures=count)
    assert list(make_views(views, loads(count), stand_ins(), seed=seed)) == views_made(folder)
    return views


def views_made(folder: Path) -> list[int]:
    return sorted(int(path.stem.removeprefix("view")) for path in folder.glob("view*.npy"))


def test_each_view_has_the_maps_of_its_side(tmp_path: Path) -> None:
    views = made(tmp_path / "views")
    assert len(views) == 2
    for view, side in enumerate(SIDES):
        maps = views.read(view, np.array([4, 0]))
        assert maps.shape == (2, *lower_shape(side)) == (2, side // 8, side // 8, 32)
        assert maps.dtype == np.float32
        assert np.abs(maps).max() <= 1.0


def test_views_depend_on_seed_view_and_place_alone(tmp_path: Path) -> None:
    one, same, other = (made(tmp_path / name, seed=seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    everything = np.arange(5)
    for view in range(2):
        assert np.array_equal(one.read(view, everything), same.read(view, everything))
        assert not np.array_equal(one.read(view, everything), other.read(view, everything))
    # More pictures than fit in a batch, or after them, change nothing.
    longer = made(tmp_path / "d", count=40)
    assert np.array_equal(longer.read(1, everything), one.read(1, everything))
    assert np.array_equal(longer.read(1, np.array([39, 3]))[1], one.read(1, np.array([3]))[0])


def test_maps_are_those_of_the_augmented_picture(tmp_path: Path) -> None:
    views = made(tmp_path / "views")
    pixels = augmented(flower_like(3, 80, 60), 64, np.random.default_rng([1, 1, 3]))
    red = pixels[..., 0].reshape(8, 8, 8, 8).mean(axis=(1, 3))
    assert np.allclose(views.read(1, np.array([3]))[0, ..., 7], red, atol=1e-3)


def test_what_is_on_the_disk_is_not_made_again(tmp_path: Path) -> None:
    views = made(tmp_path / "views")
    (tmp_path / "views" / "view0.npy").unlink()
    before = (tmp_path / "views" / "view1.npy").stat().st_mtime_ns
    again = Views(tmp_path / "views", sides=SIDES, pictures=5)
    assert again.missing() == [0]
    assert list(make_views(again, loads(5), stand_ins(), seed=1)) == [0]
    assert (tmp_path / "views" / "view1.npy").stat().st_mtime_ns == before
    assert np.array_equal(again.read(0, np.arange(5)), views.read(0, np.arange(5)))


def test_a_view_is_whole_or_absent_on_a_full_disk(tmp_path: Path) -> None:
    maps = np.random.default_rng(1).random((5, *lower_shape(32)), np.float32)

    def write() -> None:
        Views(tmp_path, sides=(32,), pictures=5).write(0, iter(np.array_split(maps, 3)))

    assert_whole_or_absent(tmp_path, write)


def test_a_picture_that_went_away_leaves_no_view(tmp_path: Path) -> None:
    def gone() -> Image.Image:
        raise FileNotFoundError("1.jpg")

    views = Views(tmp_path / "views", sides=SIDES, pictures=3)
    with pytest.raises(FileNotFoundError, match=r"1\.jpg"):
        list(make_views(views, [*loads(2), gone], stand_ins(), seed=1))
    assert views_made(tmp_path / "views") == []


@pytest.mark.parametrize("length", [0, 60, 1000])
def test_a_view_that_was_cut_short_is_a_sentence(tmp_path: Path, length: int) -> None:
    made(tmp_path / "views")
    path = tmp_path / "views" / "view1.npy"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(TrainingError, match=r"view1\.npy is damaged"):
        Views(tmp_path / "views", sides=SIDES, pictures=5).missing()


def test_views_of_other_pictures_are_a_sentence(tmp_path: Path) -> None:
    made(tmp_path / "views")
    with pytest.raises(TrainingError, match=r"view\d\.npy is of another training"):
        Views(tmp_path / "views", sides=SIDES, pictures=6).missing()


@pytest.mark.parametrize("size", [(80, 60), (60, 80), (700, 20), (3, 3), (1, 1)])
def test_an_augmented_picture_stays_a_picture_and_keeps_its_hue(size: tuple[int, int]) -> None:
    red = Image.new("RGB", size, (200, 60, 40))
    for seed in range(30):
        pixels = augmented(red, 32, np.random.default_rng(seed))
        assert pixels.shape == (32, 32, 3)
        assert pixels.dtype == np.float32
        assert -1.0 <= pixels.min() <= pixels.max() <= 1.0
        mean = pixels.mean(axis=(0, 1))
        assert mean[0] > mean[1] > mean[2]


class Numbered(Views):
    """Views in memory: the maps of picture `n` in view `v` are all `100 v + n`."""

    def __init__(self, sides: tuple[int, ...] = SIDES) -> None:
        super().__init__(Path("nowhere"), sides=sides, pictures=100)

    def read(self, view: int, pictures: np.ndarray) -> np.ndarray:
        maps = np.zeros((len(pictures), *lower_shape(self.sides[view])), np.float32)
        maps[:] = (100 * view + pictures)[:, None, None, None]
        return maps


def batches(*, known: int = 20, outliers: int = 12, recipe: Recipe = RECIPE, by_view: bool = True) -> ViewBatches:
    """Return batches of known photos, numbered from 0, and outliers, from 50; targets tell which is which."""
    pictures = np.concatenate([np.arange(known), np.arange(50, 50 + outliers)])
    targets = np.zeros((2, len(pictures), 3), np.float32)
    targets[0, :known, 0] = targets[1, :known, 1] = targets[:, known:, 2] = 1.0
    return ViewBatches(
        Numbered(), pictures=pictures, targets=targets if by_view else targets[0], known=known, recipe=recipe, seed=3
    )


def seen(some: ViewBatches, epoch: int) -> tuple[list[int], np.ndarray]:
    """Return the numbers and the targets of what an epoch shows."""
    some.start_epoch(epoch)
    parts = [some[number] for number in range(len(some))]
    return [int(each[0, 0, 0]) for maps, _ in parts for each in maps], np.concatenate([targets for _, targets in parts])


def test_an_epoch_shows_known_photos_once_and_half_of_the_outliers() -> None:
    some = batches(known=18, outliers=12)
    numbers, targets = seen(some, 0)
    assert len(some) == 3
    assert len(set(numbers)) == len(numbers) == 24
    assert {number for number in numbers if number < 50} == set(range(18))
    assert sum(number >= 50 for number in numbers) == 6
    assert np.array_equal(targets[:, 2] == 1.0, np.array(numbers) >= 50)
    assert {number for epoch in range(0, 40, 2) for number in seen(some, epoch)[0]} > set(range(50, 62))


@pytest.mark.parametrize(("share", "shown"), [(0.0, 0), (0.25, 3), (1.0, 12)])
def test_the_recipe_says_how_many_outliers_an_epoch_shows(share: float, shown: int) -> None:
    some = batches(known=20, recipe=replace(RECIPE, outliers=share, batch=1))
    assert sum(number >= 50 for number in seen(some, 0)[0]) == shown


def test_each_epoch_shows_the_next_view_with_its_targets() -> None:
    some = batches()
    for epoch in range(4):
        numbers, targets = seen(some, epoch)
        assert {number // 100 for number in numbers} == {epoch % 2}
        known = np.array(numbers) % 100 < 50
        assert (targets[known, epoch % 2] == 1.0).all()
        assert (targets[~known, 2] == 1.0).all()
    assert some[0][0].shape[1:] == lower_shape(64)


def test_targets_may_be_the_same_for_all_views() -> None:
    some = batches(by_view=False)
    assert some.width == 3
    numbers, targets = seen(some, 1)
    assert (targets[np.array(numbers) < 150, 0] == 1.0).all()


def test_a_batch_depends_on_seed_epoch_and_place_alone() -> None:
    one, same = batches(), batches()
    seen(one, 0)
    for some in (one, same):
        some.start_epoch(5)
    one[0]
    for mine, its in zip(one[1], same[1], strict=True):
        assert np.array_equal(mine, its)
    assert seen(one, 6)[0] != seen(one, 8)[0]


def test_fewer_pictures_than_a_batch_are_one_batch() -> None:
    some = batches(known=3, outliers=0)
    assert len(some) == 1
    assert sorted(seen(some, 0)[0]) == [0, 1, 2]


def test_mixing_keeps_rows_summing_to_1_and_the_known_photo_in_front() -> None:
    some = batches(known=24, outliers=0, recipe=replace(RECIPE, mixing=0.3))
    plain = batches(known=24, outliers=0)
    mixed = 0
    for epoch in range(10):
        some.start_epoch(epoch)
        plain.start_epoch(epoch)
        for number in range(len(some)):
            maps, targets = some[number]
            assert maps.shape == plain[number][0].shape
            assert np.allclose(targets.sum(axis=1), 1.0, atol=1e-6)
            lowest, highest = plain[number][0].min(), plain[number][0].max()
            assert lowest <= maps.min() <= maps.max() <= highest
            mixed += not np.array_equal(maps, plain[number][0])
    assert mixed > 20


def test_where_photos_are_mixed_by_area_the_target_is_the_share_of_the_area() -> None:
    """A photo's own maps hold one value, so what another pasted into it can be counted."""
    some = batches(known=40, outliers=0, recipe=replace(RECIPE, mixing=1.0))
    some._targets = np.eye(40, dtype=np.float32)
    pasted = 0
    for epoch in range(1, 12, 2):
        some.start_epoch(epoch)
        for number in range(len(some)):
            maps, targets = some[number]
            for each, target in zip(maps[..., 0], targets, strict=True):
                values, counts = np.unique(each, return_counts=True)
                if len(values) == 2 and (values == np.rint(values)).all():
                    assert target[(values - 100).astype(int)] == pytest.approx(counts / each.size, abs=1e-6)
                    pasted += 1
    assert pasted > 20
