"""Trainings made of numbers alone: photos, folds, pictures and judges with known answers, without a network."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from flowersort.training.answers import Answers
from flowersort.training.crossvalidate import Judge
from flowersort.training.data import TrainingPhoto, TrainingSet
from flowersort.training.folds import Folds
from flowersort.training.pictures import THINGS, Pictures

CLASSES = ("aster", "rose")
LENGTH = 16


def made_photos(count: int, classes: tuple[str, ...] = CLASSES) -> TrainingSet:
    """Return so many photos, classes in turn."""
    photos = (TrainingPhoto(Path(f"{n}.jpg"), n % len(classes), f"{n:032x}", str(n)) for n in range(count))
    return TrainingSet(classes, tuple(photos), ())


def made_folds(photos: TrainingSet, *, count: int = 2) -> Folds:
    """Return folds that take pairs of photos in turn, each photo a picture of its own."""
    numbers = np.arange(len(photos.photos))
    return Folds(numbers // len(photos.classes) % count, count, numbers)


def made_pictures(photos: TrainingSet, *, things: int = 0, painted: int = 0, kinds: tuple[str, ...] = ()) -> Pictures:
    """Return known photos, things, 30 flowers of each other kind, and painted pictures of four kinds in turn."""
    known = [photos.classes[photo.target] for photo in photos.photos]
    other = [kind for kind in kinds for _ in range(30)]
    brushes = [("page-a", "page-b", "sky-a", "sky-b")[number % 4] for number in range(painted)]
    everything = [*known, *[THINGS] * things, *other, *brushes]
    of_known, of_things, of_other, of_painted = np.split(
        np.arange(len(everything)), np.cumsum([len(known), things, len(other)])
    )
    return Pictures(
        load=(partial(Image.new, "RGB", (64, 64)),) * len(everything),
        known=of_known,
        no_flower=np.concatenate([of_things, of_painted]),
        other_flower=of_other,
        kinds=np.array(everything),
        sorts=np.array([kind.partition("-")[0] for kind in everything]),
    )


def made_judge(pictures: Pictures, photos: TrainingSet, held: np.ndarray, *, seed: int, right: float = 1.0) -> Judge:
    """Return a judge that is right on a share of the photos, surer where it is right.

    Its embeddings put pictures without a flower, and each kind of another flower, far along an axis of their own.
    """
    random = np.random.default_rng(seed)
    logits = random.normal(0, 0.1, (len(pictures.kinds), len(photos.classes)))
    targets = photos.targets
    correct = random.permutation(len(targets)) < right * len(targets)
    named = np.where(correct, targets, (targets + 1) % len(photos.classes))
    logits[np.arange(len(targets)), named] += np.where(correct, random.uniform(1, 6, len(targets)), 0.5)
    embeddings = random.normal(size=(len(pictures.kinds), LENGTH))
    embeddings[pictures.no_flower, 0] += 12
    embeddings[pictures.other_flower, 1] += 12
    answers = Answers(logits.astype(np.float32), embeddings.astype(np.float32))
    return Judge(b"network", answers, answers.logits[held].copy())
