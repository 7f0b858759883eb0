"""What the teachers say of photos that they have not seen, as targets for the network that ships.

A teacher that held a photo back judges it without having learned its label by heart, so its word shows how clear the
photo is, and where the given label is wrong (self-distillation: Furlanello et al., Born-Again Neural Networks, ICML
2018; teacher and student on the same view: Beyer et al., Knowledge Distillation: A Good Teacher is Patient and
Consistent, CVPR 2022).
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from flowersort.core.calibration import fit_temperature, probabilities
from flowersort.training.data import TrainingSet
from flowersort.training.folds import Folds
from flowersort.training.kept import keep_array, kept_array
from flowersort.training.network import logits_model
from flowersort.training.pictures import Pictures
from flowersort.training.views import Views

_BATCH = 64
# Half of a target is the teachers' word, unless they hold the given label for less likely than this.
_TRUST, _WRONG_BELOW = 0.5, 0.05


def teachers_words(
    views: Views, folds: Folds, teachers: Callable[[int], keras.Model], *, classes: int, file: Path
) -> np.ndarray:
    """Return the logits of every view of every photo by the teacher that held it back, (views, photos, classes).

    Args:
        teachers: gives the upper network of a fold.
        file: where they are kept; taken from there if they are.

    Raises:
        TrainingError: the file is damaged.
        OSError: it can't be written.
    """
    shape = (len(views), len(folds.of), classes)
    if file.exists():
        return kept_array(file, shape=shape)
    logits = np.empty(shape, np.float32)
    for fold in range(folds.count):
        network = logits_model(teachers(fold))
        run = tf.function(lambda maps, part=network: part(maps, training=False))
        held = folds.held_out(fold)
        for view in range(len(views)):
            for start in range(0, len(held), _BATCH):
                photos = held[start : start + _BATCH]
                logits[view, photos] = np.asarray(run(tf.constant(views.read(view, photos))))
    keep_array(file, logits)
    return logits


def soft_targets(logits: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Blend given labels with the teachers' words, (views, photos, classes) float32, rows summing to 1.

    A photo whose given label the teachers, over all views, hold for very unlikely is learned from the teachers
    alone: its label is more probably a mistake of the set than of theirs.

    Args:
        logits: shape (views, photos, classes).
        targets: shape (photos,), given classes.
    """
    classes = logits.shape[2]
    temperature = fit_temperature(logits.mean(axis=0), targets)
    words = probabilities(logits, temperature)
    given = np.eye(classes)[targets]
    share = np.where(likely_wrong(logits, targets), 1.0, _TRUST)
    wide = share[np.newaxis, :, np.newaxis]
    blended: np.ndarray = words * wide + given[np.newaxis] * (1.0 - wide)
    return blended.astype(np.float32)


def likely_wrong(logits: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return which given labels the teachers hold for less likely than 5 %, shape (photos,) bool."""
    temperature = fit_temperature(logits.mean(axis=0), targets)
    mean = probabilities(logits, temperature).mean(axis=0)
    unlikely: np.ndarray = mean[np.arange(len(targets)), targets] < _WRONG_BELOW
    return unlikely


def write_words(file: Path, photos: TrainingSet, logits: np.ndarray) -> None:
    """Write a table of what the teachers say of each photo that they have not seen, the least likely label first.

    Args:
        logits: shape (views, photos, classes).

    Raises:
        OSError: it can't be written.
    """
    targets, classes = photos.targets, photos.classes
    mean = probabilities(logits, fit_temperature(logits.mean(axis=0), targets)).mean(axis=0)
    given, best = mean[np.arange(len(targets)), targets], logits.mean(axis=0).argmax(axis=1)
    with file.open("w", newline="", encoding="utf-8", errors="replace") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["photo", "given", "predicted", "p_given", "p_predicted"])
        for number in np.argsort(given, kind="stable").tolist():
            words = (photos.photos[number].path.name, classes[targets[number]], classes[best[number]])
            writer.writerow([*words, f"{given[number]:.4f}", f"{mean[number, best[number]]:.4f}"])


def with_outliers(words: np.ndarray, pictures: Pictures) -> np.ndarray:
    """Add outliers, and a column for each sort of them, to targets of known photos.

    Args:
        words: shape (views, known photos, classes).

    Returns:
        Shape (views, pictures, classes + sorts), float32: to know what a flower of these classes is not, the network
        learns to tell the outliers apart (outlier exposure: Hendrycks et al., ICLR 2019).
    """
    views, known, classes = words.shape
    sorts = [numbers for numbers in (pictures.no_flower, pictures.other_flower) if len(numbers)]
    targets = np.zeros((views, len(pictures.kinds), classes + len(sorts)), np.float32)
    targets[:, :known, :classes] = words
    for column, numbers in enumerate(sorts):
        targets[:, numbers, classes + column] = 1.0
    return targets
