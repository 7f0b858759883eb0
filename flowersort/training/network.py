"""The network: Keras' MobileNetV2 with one head, and an embedding taken from two depths."""

from __future__ import annotations

from pathlib import Path

import keras

from flowersort.core.errors import TrainingError

# The last layer knows the trained classes best, this earlier one still tells far-away pictures apart.
EARLY_LAYER = "block_13_expand_relu"
LAST_LAYER = "out_relu"


def build_network(*, classes: int, side: int, weights: str | Path | None, dropout: float) -> keras.Model:
    """Build the classifier with outputs `logits` (classes,) and `embedding` (576 + 1280,).

    Batch norm trains like every other layer. Calling the backbone with `training=False` would not keep it from that:
    Keras 3 hands the outer model's mode on to it all the same.

    Args:
        weights: `imagenet` (Keras downloads it), a `.weights.h5` file, or None for random ones (tests).

    Raises:
        TrainingError: the weights can't be downloaded, or are of another network.
    """
    base = _backbone(side, weights)
    depths = keras.Model(base.input, [base.get_layer(EARLY_LAYER).output, base.get_layer(LAST_LAYER).output])
    photo = keras.Input((side, side, 3), name="photo")
    early, last = depths(photo)
    early = keras.layers.GlobalAveragePooling2D(name="early")(early)
    last = keras.layers.GlobalAveragePooling2D(name="last")(last)
    kept = keras.layers.Dropout(dropout, name="dropout")(last)
    logits = keras.layers.Dense(classes, name="logits")(kept)
    embedding = keras.layers.Concatenate(name="embedding")([early, last])
    return keras.Model(photo, {"logits": logits, "embedding": embedding}, name="flowersort")


def logits_model(network: keras.Model) -> keras.Model:
    """Return the part of a network that training fits: photo → logits, weights shared."""
    return keras.Model(network.input, network.get_layer("logits").output)


def _backbone(side: int, weights: str | Path | None) -> keras.Model:
    shape = (side, side, 3)
    if weights == "imagenet":
        try:
            return keras.applications.MobileNetV2(include_top=False, weights="imagenet", input_shape=shape)
        except Exception as fault:
            raise TrainingError(
                f"Keras could not download its ImageNet weights ({fault}). "
                "Offline, give a file: --weights FILE.weights.h5"
            ) from fault
    base = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=shape)
    if weights is not None:
        if not Path(weights).is_file():
            raise TrainingError(f"There is no weights file {weights}.")
        try:
            base.load_weights(str(weights))
        except (OSError, ValueError, KeyError) as fault:
            raise TrainingError(f"{weights} does not hold weights of MobileNetV2 without its top: {fault}") from fault
    return base
