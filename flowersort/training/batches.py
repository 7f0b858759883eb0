"""Photos → batches for Keras as every run sees them: decoded and scaled by the run-time code itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

import keras
import numpy as np

from flowersort.services.inference.preprocess import model_input
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
