"""What a pack brings for audits: a network that did not learn the photos' labels, and how these are recognised.

An audit of photos that the pack was trained on can't ask the pack's own network, which knows their labels by heart.
"""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np

from flowersort.core.trained import TrainedPhotos
from flowersort.services.imaging.looks import SQUARE, look_of
from flowersort.services.inference.preprocess import model_input
from flowersort.training.data import TrainingSet, load_rgb
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


def trained_photos(photos: TrainingSet) -> TrainedPhotos:
    """Return what a training's photos are recognised by.

    Raises:
        PhotoError, OSError: a photo can't be read any more.
    """
    hashes = [look_of(model_input(load_rgb(photo.path), SQUARE)).hash for photo in photos.photos]
    return TrainedPhotos(np.sort(np.array(hashes, np.uint64)))


def audit_card(photos: int, *, weights: str) -> str:
    """Return the section of a model card that tells of the files for audits.

    Args:
        photos: how many trained the pack.
        weights: name of the file that the network's weights come from.
    """
    return f"""## For audits

`features.tflite` is the network as it was before any training (`{weights}`, batch norm folded, int8),
with the same two layers as embedding. `trained.npz` holds 64-bit perceptual hashes of the {photos:,} photos that
`model.tflite` learned from, so that they are recognised, rescaled copies included. `flowersort audit` asks both where
labels of these very photos are to be checked: a network that learnt a wrong label by heart would confirm it. No photo
can be made from its hash."""
