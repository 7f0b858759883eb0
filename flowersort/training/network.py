"""The network: MobileNetV2 without batch norm, cut in two: a lower part that keeps ImageNet's weights, and the rest.

Batch norm with fixed statistics is a factor and an offset per channel, so it is folded into the convolution before
it: the same function, a third less work for each step, and nothing that training and inference could disagree on.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import keras
import numpy as np

from flowersort.core.errors import TrainingError

# Training resizes to multiples of this, so that every halving of the picture comes out even.
SIDE_STEP = 32

# The lower part is six of the 17 blocks: three fifths of a training step's time, and general edges and textures.
_LOWER_BLOCKS = 6
_LOWER_CHANNELS, _LOWER_STRIDE = 32, 8

# Pooled for the embedding: the last layer knows the trained classes best, this earlier one still tells far-away
# pictures apart.
_EARLY_BLOCK = 13

# Expansion, channels, repeats, stride of the first (Sandler et al., MobileNetV2, CVPR 2018, table 2).
_STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))

Kernels = dict[str, list[np.ndarray]]


def folded_weights(weights: str | Path | None, *, side: int) -> Kernels:
    """Return kernel and bias of every convolution of Keras' MobileNetV2, batch norm folded in, by layer name.

    Args:
        weights: `imagenet` (Keras downloads it), a `.weights.h5` file, or None for random ones (tests).

    Raises:
        TrainingError: the weights can't be downloaded, or are of another network.
    """
    layers = _backbone(side, weights).layers
    folded: Kernels = {}
    for convolution, norm in pairwise(layers):
        if isinstance(norm, keras.layers.BatchNormalization):
            gamma, beta, mean, variance = norm.get_weights()
            factor = gamma / np.sqrt(variance + norm.epsilon)
            kernel = convolution.get_weights()[0]
            # A depthwise kernel has its channels second to last.
            depthwise = isinstance(convolution, keras.layers.DepthwiseConv2D)
            folded[convolution.name] = [kernel * (factor[:, np.newaxis] if depthwise else factor), beta - mean * factor]
    return folded


def build_lower(*, side: int) -> keras.Model:
    """Build the frozen part: (side, side, 3) in [-1, 1] → (side / 8, side / 8, 32)."""
    photo = keras.Input((side, side, 3), name="photo")
    maps = _convolved(photo, "Conv1", channels=32, kernel=3, stride=2)
    for number, block in enumerate(_blocks()):
        if number < _LOWER_BLOCKS:
            maps, _ = _bottleneck(maps, number, *block)
    lower = keras.Model(photo, maps, name="lower")
    lower.trainable = False
    return lower


def build_upper(*, classes: int, dropout: float, aside: int = 0) -> keras.Model:
    """Build the part that is trained: what `build_lower` gives → `logits` (classes,) and `embedding` (576 + 1280,).

    Args:
        aside: sorts of outliers to tell from the classes in training: the network then has an output `aside`
            (classes + sorts,) as well, which does not ship.
    """
    below = keras.Input((None, None, _LOWER_CHANNELS), name="below")
    maps, early = below, None
    for number, block in enumerate(_blocks()):
        if number >= _LOWER_BLOCKS:
            maps, expanded = _bottleneck(maps, number, *block)
            early = expanded if number == _EARLY_BLOCK else early
    maps = _convolved(maps, "Conv_1", channels=1280)
    early = keras.layers.GlobalAveragePooling2D(name="early")(early)
    last = keras.layers.GlobalAveragePooling2D(name="last")(maps)
    kept = keras.layers.Dropout(dropout, name="dropout")(last)
    logits = keras.layers.Dense(classes, name="logits")(kept)
    outputs = {"logits": logits, "embedding": keras.layers.Concatenate(name="embedding")([early, last])}
    if aside:
        sorts = keras.layers.Dense(aside, name="sorts")(kept)
        outputs["aside"] = keras.layers.Concatenate(name="aside")([logits, sorts])
    return keras.Model(below, outputs, name="upper")


def join(lower: keras.Model, upper: keras.Model) -> keras.Model:
    """Return the whole network as it ships, weights shared: photo → `logits` (classes,) and `embedding`."""
    outputs = upper(lower.output)
    return keras.Model(lower.input, {name: outputs[name] for name in ("logits", "embedding")}, name="flowersort")


def logits_model(network: keras.Model) -> keras.Model:
    """Return the part of a network, whole or upper, that says how likely each class is, weights shared."""
    return keras.Model(network.input, network.output["logits"])


def trained_model(upper: keras.Model) -> keras.Model:
    """Return the part of an upper network that training fits, weights shared: → `aside` if it has it, else `logits`."""
    return keras.Model(upper.input, upper.output.get("aside", upper.output["logits"]))


def load_folded(part: keras.Model, kernels: Kernels) -> None:
    """Set the convolutions of a part; its head, which `kernels` does not have, stays as it is."""
    for layer in part.layers:
        if layer.name in kernels:
            layer.set_weights(kernels[layer.name])


def lower_shape(side: int) -> tuple[int, int, int]:
    """Return the shape that the lower part gives for photos of `side` pixels, a multiple of 32."""
    return side // _LOWER_STRIDE, side // _LOWER_STRIDE, _LOWER_CHANNELS


def _blocks() -> Iterator[tuple[int, int, int, int]]:
    """Yield expansion, channels in, channels out and stride of each of the 17 blocks."""
    before = 32
    for expansion, channels, repeats, stride in _STAGES:
        for repeat in range(repeats):
            yield expansion, before, channels, 1 if repeat else stride
            before = channels


def _bottleneck(
    maps: keras.KerasTensor, number: int, expansion: int, before: int, channels: int, stride: int
) -> tuple[keras.KerasTensor, keras.KerasTensor]:
    """Add a block under Keras' layer names; return its output and what it expands to."""
    name = f"block_{number}" if number else "expanded_conv"
    inner = maps
    if expansion > 1:
        inner = _convolved(inner, f"{name}_expand", channels=before * expansion)
    expanded = inner
    inner = _padded(inner, stride)
    padding = "same" if stride == 1 else "valid"
    inner = keras.layers.DepthwiseConv2D(3, strides=stride, padding=padding, name=f"{name}_depthwise")(inner)
    inner = keras.layers.ReLU(6.0, name=f"{name}_depthwise_relu")(inner)
    inner = keras.layers.Conv2D(channels, 1, name=f"{name}_project")(inner)
    if stride == 1 and before == channels:
        inner = keras.layers.Add(name=f"{name}_add")([maps, inner])
    return inner, expanded


def _convolved(
    maps: keras.KerasTensor, name: str, *, channels: int, kernel: int = 1, stride: int = 1
) -> keras.KerasTensor:
    padding = "same" if stride == 1 else "valid"
    maps = _padded(maps, stride)
    maps = keras.layers.Conv2D(channels, kernel, strides=stride, padding=padding, name=name)(maps)
    return keras.layers.ReLU(6.0, name=f"{name}_relu")(maps)


def _padded(maps: keras.KerasTensor, stride: int) -> keras.KerasTensor:
    """Pad one row below and one column right, as `keras.applications` does before it halves an even side."""
    return maps if stride == 1 else keras.layers.ZeroPadding2D(((0, 1), (0, 1)))(maps)


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
