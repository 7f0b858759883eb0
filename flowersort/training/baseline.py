"""The published recipe, as the figure to beat: a frozen MobileNetV2 under one softmax layer.

224 px, dropout 0.5, no augmentation, 70/15/15 (published: 89.18 %, 478 of 536 photos of tf_flowers).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from flowersort.core.evaluation import Evaluation, evaluate
from flowersort.training.batches import PlainBatches
from flowersort.training.data import TrainingPhoto, TrainingSet
from flowersort.training.network import build_network
from flowersort.training.split import Split

_DROPOUT = 0.5
_EPOCHS = 60
_PATIENCE = 8
_RATE = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """The baseline's figures on the test photos, and its word on each of them.

    Attributes:
        probabilities: shape (test photos, classes).
    """

    evaluation: Evaluation
    probabilities: np.ndarray


def run_baseline(
    photos: TrainingSet, parts: Split, *, weights: str | Path | None, side: int, seed: int, say: Callable[[str], None]
) -> Baseline:
    """Fit the head on frozen features, computed once, stop when validation no longer improves, and test.

    Raises:
        TrainingError: the weights are unusable.
    """
    keras.utils.set_random_seed(seed)
    features = _frozen_features(photos.photos, weights=weights, side=side, say=say)
    classes, targets = len(photos.classes), photos.targets
    head = keras.Sequential(
        [
            keras.Input((features.shape[1],)),
            keras.layers.Dropout(_DROPOUT),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    head.compile(keras.optimizers.Adam(_RATE), "sparse_categorical_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping("val_loss", patience=_PATIENCE, restore_best_weights=True)
    head.fit(
        features[parts.train],
        targets[parts.train],
        validation_data=(features[parts.validation], targets[parts.validation]),
        batch_size=32,
        epochs=_EPOCHS,
        callbacks=[stop],
        verbose=0,
    )
    probabilities = head.predict(features[parts.test], verbose=0)
    return Baseline(evaluate(targets[parts.test], probabilities, photos.classes), probabilities)


def _frozen_features(
    photos: Sequence[TrainingPhoto], *, weights: str | Path | None, side: int, say: Callable[[str], None]
) -> np.ndarray:
    """Return the pooled last layer of the frozen network, shape (photos, 1280)."""
    network = build_network(classes=2, side=side, weights=weights, dropout=0.0)
    pooled = keras.Model(network.input, network.get_layer("last").output)
    say(f"baseline: features of {len(photos)} photos from the frozen network …")
    return np.asarray(pooled.predict(PlainBatches(photos, side=side), verbose=0))
