"""The published recipe, as the figure to beat: a frozen MobileNetV2 under one softmax layer.

224 px, dropout 0.5, no augmentation (published: 89.18 %, 478 of 536 photos of tf_flowers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf

from flowersort.core.evaluation import Evaluation, evaluate
from flowersort.training.batches import PlainBatches
from flowersort.training.data import TrainingPhoto, TrainingSet
from flowersort.training.folds import Folds

# Of MobileNetV2's last layer.
FEATURES = 1280

_DROPOUT = 0.5
_EPOCHS = 60
_PATIENCE = 8
_RATE = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """The baseline's figures, and its word on each photo while that was held back.

    Attributes:
        probabilities: shape (photos, classes).
    """

    evaluation: Evaluation
    probabilities: np.ndarray


def run_baseline(photos: TrainingSet, folds: Folds, features: np.ndarray, *, seed: int) -> Baseline:
    """Fit a head on frozen features for each fold, the next fold saying when to stop (with two folds, the same).

    Args:
        features: shape (photos, 1280), of the last layer.
    """
    probabilities = np.empty((len(photos.photos), len(photos.classes)))
    for fold in range(folds.count):
        watched = folds.held_out((fold + 1) % folds.count)
        fitted = np.setdiff1d(folds.kept(fold), watched) if folds.count > 2 else folds.kept(fold)
        head = _fitted_head(features, photos.targets, fitted=fitted, watched=watched, seed=seed + fold)
        held = folds.held_out(fold)
        probabilities[held] = head.predict(features[held], verbose=0)
    return Baseline(evaluate(photos.targets, probabilities, photos.classes), probabilities)


def frozen_features(network: keras.Model, photos: Sequence[TrainingPhoto], *, side: int) -> np.ndarray:
    """Return the pooled last layer of a network that starts from ImageNet, shape (photos, 1280)."""
    run = tf.function(lambda pixels: network(pixels, training=False)["embedding"][:, -FEATURES:])
    batches = PlainBatches(photos, side=side)
    return np.concatenate([np.asarray(run(tf.constant(batches[number][0]))) for number in range(len(batches))])


def _fitted_head(
    features: np.ndarray, targets: np.ndarray, *, fitted: np.ndarray, watched: np.ndarray, seed: int
) -> keras.Model:
    keras.utils.set_random_seed(seed)
    classes = int(targets.max()) + 1
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
        features[fitted],
        targets[fitted],
        validation_data=(features[watched], targets[watched]),
        batch_size=32,
        epochs=_EPOCHS,
        callbacks=[stop],
        verbose=0,
    )
    return head
