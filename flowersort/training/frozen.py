"""The second network of a pack: ImageNet's features as they are, which did not learn the photos' labels.

An audit of photos that the pack was trained on can't ask the pack's own network, which knows their labels by heart.
"""

from __future__ import annotations

from pathlib import Path

import keras

from flowersort.training.data import TrainingSet
from flowersort.training.export import to_int8
from flowersort.training.network import build_lower, build_upper, folded_weights, join, load_folded


def frozen_network(weights: str | Path | None, *, side: int) -> keras.Model:
    """Return the network before any training: photo → `embedding` (576 + 1280,) as `build_upper` has it.

    Raises:
        TrainingError: the weights can't be downloaded, or are of another network.
    """
    kernels = folded_weights(weights, side=side)
    lower, upper = build_lower(side=side), build_upper(classes=2, dropout=0.0)
    for part in (lower, upper):
        load_folded(part, kernels)
    whole = join(lower, upper)
    return keras.Model(whole.input, {"embedding": whole.output["embedding"]}, name="features")


def frozen_features(photos: TrainingSet, *, weights: str | Path | None, side: int, seed: int) -> bytes:
    """Return the frozen network as an int8 `.tflite` file: uint8 pixels in, float32 embedding out.

    Raises:
        TrainingError: the weights are unusable, or the converter can't express them in int8 alone.
    """
    return to_int8(frozen_network(weights, side=side), photos.photos, side=side, seed=seed)
