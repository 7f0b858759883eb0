"""What a user would write by hand: Keras MobileNetV2, photos opened in full, `predict` in batches of 32.

    python -m tests.benchmarks.plain_keras FOLDER

The weights are random: speed does not depend on them, and nothing has to be downloaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
from PIL import Image

_SIDE, _BATCH, _CLASSES = 224, 32, 5


def main(folder: str) -> None:
    """Label every photo of a folder and print how many there were."""
    model = keras.applications.MobileNetV2(
        input_shape=(_SIDE, _SIDE, 3), weights=None, include_top=True, classes=_CLASSES
    )
    labels = [int(label) for batch in _batches(folder) for label in model.predict(batch, verbose=0).argmax(axis=1)]
    sys.stdout.write(f"{len(labels)}\n")


def _batches(folder: str) -> Iterator[np.ndarray]:
    paths = sorted(Path(folder).rglob("*.jpg"))
    for start in range(0, len(paths), _BATCH):
        pixels = np.stack([_pixels(path) for path in paths[start : start + _BATCH]])
        yield keras.applications.mobilenet_v2.preprocess_input(pixels)


def _pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB").resize((_SIDE, _SIDE)), np.float32)


if __name__ == "__main__":
    main(sys.argv[1])
