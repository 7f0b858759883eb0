"""Augmented views of every photo, seen once through the frozen part of the network and kept on the disk.

All folds and the final training read the same views, so the costliest layers run once for a view and not once for a
training. View `v` of a photo depends on seed, view and the photo's place alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from PIL import Image, ImageFilter

from flowersort.services.inference.preprocess import Box, model_input
from flowersort.training.batches import scaled
from flowersort.training.kept import kept_array, unfinished
from flowersort.training.network import lower_shape
from flowersort.training.pictures import Load
from flowersort.training.recipes import Recipe

_BATCH = 32
_DECODERS = 2
# Half precision: the maps are sums of a few values below 6, so three digits are far finer than what int8 keeps.
_STORED = np.dtype("<f2")


class Views:
    """Views on the disk, one file for each: numbers of pictures → (pictures, side / 8, side / 8, 32) float32."""

    def __init__(self, folder: Path, *, sides: Sequence[int], pictures: int) -> None:
        self._folder, self._pictures = folder, pictures
        self.sides = tuple(sides)
        self._open: dict[int, np.ndarray] = {}

    def __len__(self) -> int:
        return len(self.sides)

    def missing(self) -> list[int]:
        """Return the views that were not made yet.

        Raises:
            TrainingError: one that was is damaged.
        """
        missing = [view for view in range(len(self)) if not self._path(view).exists()]
        for view in set(range(len(self))) - set(missing):
            self._mapped(view)
        return missing

    def read(self, view: int, pictures: np.ndarray) -> np.ndarray:
        """Return the maps of some pictures in one view."""
        maps: np.ndarray = self._mapped(view)[pictures].astype(np.float32)
        return maps

    def write(self, view: int, maps: Iterator[np.ndarray]) -> None:
        """Keep a view, whole or not at all; `maps` comes in batches, in the order of the pictures.

        Raises:
            OSError: it can't be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = unfinished(self._path(view))
        header = {"descr": _STORED.str, "fortran_order": False, "shape": self._shape(view)}
        # Not through a memory map: on a full disk writing to one ends the process.
        with beside.open("wb") as file:
            np.lib.format.write_array_header_1_0(file, header)
            for batch in maps:
                file.write(batch.astype(_STORED).tobytes())
        beside.replace(self._path(view))

    def _mapped(self, view: int) -> np.ndarray:
        if view not in self._open:
            self._open[view] = kept_array(self._path(view), shape=self._shape(view), mapped=True)
        return self._open[view]

    def _shape(self, view: int) -> tuple[int, ...]:
        return (self._pictures, *lower_shape(self.sides[view]))

    def _path(self, view: int) -> Path:
        return self._folder / f"view{view}.npy"


def make_views(views: Views, pictures: Sequence[Load], lowers: dict[int, keras.Model], *, seed: int) -> Iterator[int]:
    """Make what is missing, yielding each view's number when it is on the disk.

    Args:
        lowers: the frozen part for each side.

    Raises:
        TrainingError: a view on the disk is damaged.
        PhotoError, OSError: a photo can't be read any more, or a view can't be written.
    """
    for view in views.missing():
        side = views.sides[view]
        lower = tf.function(lambda photos, part=lowers[side]: part(photos, training=False))
        views.write(view, (np.asarray(lower(tf.constant(batch))) for batch in _batches(pictures, view, side, seed)))
        yield view


def _batches(pictures: Sequence[Load], view: int, side: int, seed: int) -> Iterator[np.ndarray]:
    def one(place: int) -> np.ndarray:
        return augmented(pictures[place](), side, np.random.default_rng([seed, view, place]))

    with ThreadPoolExecutor(_DECODERS) as pool:
        starts = list(range(0, len(pictures), _BATCH))
        ahead = [pool.submit(one, place) for place in range(min(_BATCH, len(pictures)))]
        for start in starts:
            now = ahead
            after = range(start + _BATCH, min(start + 2 * _BATCH, len(pictures)))
            ahead = [pool.submit(one, place) for place in after]
            yield np.stack([work.result() for work in now])


def augmented(rgb: Image.Image, side: int, rng: np.random.Generator) -> np.ndarray:
    """Return a photo as another photographer might have taken it: (side, side, 3) float32 in [-1, 1].

    Framing, tilt, sharpness, light and white balance change; hue does not, since it carries the class.
    """
    if rng.random() < 0.25:
        rgb = rgb.rotate(rng.uniform(-15, 15), Image.Resampling.BILINEAR, fillcolor=_mean_colour(rgb))
    if rng.random() < 0.15:
        rgb = rgb.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.5)))
    pixels = scaled(model_input(rgb, side, box=_crop(rgb.size, rng)))
    if rng.random() < 0.5:
        pixels = pixels[:, ::-1]
    return _recoloured(pixels, rng)


def _mean_colour(rgb: Image.Image) -> tuple[int, ...]:
    mean = rgb.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(mean, tuple)
    return mean


def _crop(size: tuple[int, int], rng: np.random.Generator) -> Box:
    """Choose 45–100 % of the area, its shape stretched by up to 4:3 (Inception's random resized crop)."""
    area, stretch = rng.uniform(0.45, 1.0), np.exp(rng.uniform(np.log(3 / 4), np.log(4 / 3)))
    width = size[0] * min(1.0, float(np.sqrt(area * stretch)))
    height = size[1] * min(1.0, float(np.sqrt(area / stretch)))
    left, upper = rng.uniform(0, size[0] - width), rng.uniform(0, size[1] - height)
    return left, upper, left + width, upper + height


def _recoloured(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Change brightness, contrast and saturation by up to a quarter, white balance by up to a sixteenth."""
    brightness, contrast, saturation = rng.uniform(0.75, 1.25, 3)
    balance = rng.uniform(0.94, 1.06, 3)
    grey = pixels.mean(axis=2, keepdims=True)
    mean = float(grey.mean())
    changed = (grey + (pixels - grey) * saturation - mean) * contrast + mean
    brightened: np.ndarray = np.clip((changed + 1.0) * (brightness * balance) - 1.0, -1.0, 1.0)
    return brightened.astype(np.float32)


class ViewBatches(keras.utils.PyDataset):
    """Views of chosen pictures with soft targets, shuffled, flipped and mixed.

    The random numbers depend on seed, epoch and batch alone, so a resumed training goes on as it would have.
    """

    def __init__(
        self,
        views: Views,
        *,
        pictures: np.ndarray,
        targets: np.ndarray,
        known: int,
        recipe: Recipe,
        seed: int,
    ) -> None:
        """Prepare.

        Args:
            pictures: shape (pictures,), numbers in `views`.
            targets: shape (pictures, width), or (views, pictures, width) where each view has its own.
            known: how many of the pictures, the first ones, are seen in every epoch; of the others, the outliers,
                each epoch draws the recipe's share.
        """
        super().__init__(workers=1)
        self._views, self._pictures, self._targets = views, pictures, targets
        self._known, self._drawn = known, round(recipe.outliers * (len(pictures) - known))
        self._batch, self._mixing, self.seed = recipe.batch, recipe.mixing, seed
        self.start_epoch(0)

    @property
    def width(self) -> int:
        """How many classes and sorts of outliers the targets have."""
        return int(self._targets.shape[-1])

    def __len__(self) -> int:
        return (self._known + self._drawn) // self._batch or 1

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng([self.seed, self._epoch, index])
        chosen = self._shuffled[index * self._batch : (index + 1) * self._batch]
        maps = self._views.read(self._view, self._pictures[chosen])
        targets = (self._targets[self._view] if self._targets.ndim == 3 else self._targets)[chosen]
        # The frozen maps of a mirrored photo are all but the mirrored maps.
        mirrored = rng.random(len(chosen)) < 0.5
        maps[mirrored] = maps[mirrored][:, :, ::-1]
        if self._mixing:
            maps, targets = _mixed(maps, targets, self._mixing, rng)
        return maps, targets.astype(np.float32)

    def start_epoch(self, epoch: int) -> None:
        """Choose the view and shuffle for an epoch; to be called before its first batch is asked for."""
        self._epoch, self._view = epoch, epoch % len(self._views)
        rng = np.random.default_rng([self.seed, epoch])
        outliers = self._known + rng.permutation(len(self._pictures) - self._known)[: self._drawn]
        self._shuffled = rng.permutation(np.concatenate([np.arange(self._known), outliers]))


def _mixed(
    maps: np.ndarray, targets: np.ndarray, mixing: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Mix each photo with another of its batch: half of the batches by area, half by blending."""
    others = rng.permutation(len(maps))
    share = rng.beta(mixing, mixing, len(maps)).astype(np.float32)
    share = np.maximum(share, 1.0 - share)
    if rng.random() < 0.5:
        maps, share = _pasted(maps, maps[others], share, rng)
    else:
        wide = share[:, np.newaxis, np.newaxis, np.newaxis]
        maps = maps * wide + maps[others] * (1.0 - wide)
    return maps, targets * share[:, np.newaxis] + targets[others] * (1.0 - share[:, np.newaxis])


def _pasted(
    maps: np.ndarray, others: np.ndarray, share: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Paste a square of another photo into each; the shares that come back are the areas left."""
    pasted, side = maps.copy(), maps.shape[1]
    sizes = np.rint(side * np.sqrt(1.0 - share)).astype(int)
    for place, size in enumerate(sizes.tolist()):
        top, left = rng.integers(0, side - size + 1, 2).tolist()
        square = (place, slice(top, top + size), slice(left, left + size))
        pasted[square] = others[square]
    return pasted, (1.0 - sizes**2 / side**2).astype(np.float32)
