"""Photos → batches for Keras, decoded and scaled by the run-time code itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

import keras
import numpy as np
from PIL import Image

from flowersort.services.inference.preprocess import Box, model_input
from flowersort.training.data import TrainingPhoto, load_rgb

# What stands in a manifest as the input's scaling: x / 127.5 - 1.
HALF_RANGE = 127.5


def scaled(pixels: np.ndarray) -> np.ndarray:
    """Scale pixels 0–255 to the [-1, 1] that MobileNetV2's weights expect; float32, same shape."""
    return pixels.astype(np.float32) / HALF_RANGE - 1.0


class PlainBatches(keras.utils.PyDataset):
    """Photos as every run sees them, in order: (batch, side, side, 3) float32 in [-1, 1] and int targets."""

    def __init__(self, photos: Sequence[TrainingPhoto], *, side: int, batch: int = 32) -> None:
        super().__init__(workers=1)
        self._photos, self._side, self._batch = photos, side, batch

    def __len__(self) -> int:
        return math.ceil(len(self._photos) / self._batch)

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        chosen = self._photos[index * self._batch : (index + 1) * self._batch]
        pixels = np.stack([model_input(load_rgb(photo.path), self._side) for photo in chosen])
        return scaled(pixels), np.array([photo.target for photo in chosen])


class AugmentedBatches(keras.utils.PyDataset):
    """Random crops, flips and mild colour changes; one-hot targets with label smoothing.

    The random numbers depend on seed, epoch and batch alone, so a resumed training goes on as it would have.
    """

    def __init__(
        self,
        photos: Sequence[TrainingPhoto],
        *,
        side: int,
        classes: int,
        smoothing: float,
        seed: int,
        batch: int,
    ) -> None:
        super().__init__(workers=1)
        self._photos, self._side, self._classes, self._batch = photos, side, classes, batch
        self._smoothing, self._seed = smoothing, seed
        self.start_epoch(0)

    def __len__(self) -> int:
        return len(self._photos) // self._batch or 1

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng([self._seed, self._epoch, index])
        chosen = [self._photos[number] for number in self._order[index * self._batch : (index + 1) * self._batch]]
        pixels = np.stack([_augmented(load_rgb(photo.path), self._side, rng) for photo in chosen])
        targets = np.full((len(chosen), self._classes), self._smoothing / self._classes, np.float32)
        targets[np.arange(len(chosen)), [photo.target for photo in chosen]] += 1.0 - self._smoothing
        return pixels, targets

    def start_epoch(self, epoch: int) -> None:
        """Shuffle for an epoch; to be called before its first batch is asked for."""
        self._epoch = epoch
        self._order = np.random.default_rng([self._seed, epoch]).permutation(len(self._photos))


def _augmented(rgb: Image.Image, side: int, rng: np.random.Generator) -> np.ndarray:
    pixels = scaled(model_input(rgb, side, box=_crop(rgb.size, rng)))
    if rng.random() < 0.5:
        pixels = pixels[:, ::-1]
    return _recoloured(pixels, rng)


def _crop(size: tuple[int, int], rng: np.random.Generator) -> Box:
    """Choose 50–100 % of the area, its shape stretched by up to 4:3 (Inception's random resized crop)."""
    area, stretch = rng.uniform(0.5, 1.0), np.exp(rng.uniform(np.log(3 / 4), np.log(4 / 3)))
    width = size[0] * min(1.0, float(np.sqrt(area * stretch)))
    height = size[1] * min(1.0, float(np.sqrt(area / stretch)))
    left, upper = rng.uniform(0, size[0] - width), rng.uniform(0, size[1] - height)
    return left, upper, left + width, upper + height


def _recoloured(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Change brightness, contrast and saturation by up to a fifth; hue never, since it carries the class."""
    brightness, contrast, saturation = rng.uniform(0.8, 1.2, 3)
    grey = pixels.mean(axis=2, keepdims=True)
    mean = float(grey.mean())
    changed: np.ndarray = (grey + (pixels - grey) * saturation - mean) * contrast + mean
    brightened: np.ndarray = np.clip((changed + 1.0) * brightness - 1.0, -1.0, 1.0)
    return brightened.astype(np.float32)
