"""Made-up photos as a run ends with them, for the outputs."""

from __future__ import annotations

import hashlib

import numpy as np

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.prediction import Prediction
from flowersort.core.state import State, Thresholds

CLASSES = ("daisy", "dandelion", "roses", "sunflowers", "tulips")


def facts_of(classes: tuple[str, ...] = CLASSES) -> ModelFacts:
    return ModelFacts(
        name="flowers",
        version="1.0.0",
        fingerprint="f" * 32,
        classes=classes,
        temperature=1.0,
        thresholds=Thresholds(sure=0.8, no_flower=0.5, other_flower=0.5),
        risk=(),
    )


def prediction_of(label: str, *, classes: tuple[str, ...] = CLASSES, confidence: float = 0.9) -> Prediction:
    chances = np.full(len(classes), (1.0 - confidence) / (len(classes) - 1))
    chances[classes.index(label)] = confidence
    return Prediction(
        logits=np.log(chances).astype(np.float32), probabilities=chances, no_flower=0.125, other_flower=0.25
    )


def sure(path: str, label: str = "roses", *, classes: tuple[str, ...] = CLASSES) -> LabelledPhoto:
    """Return a photo that the model is sure of, its content hash made from its path."""
    return LabelledPhoto(
        file=PhotoFile(path=path, size=1000, modified_ns=10**18),
        state=State.SURE,
        content=hashlib.blake2b(path.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest(),
        facts=PhotoFacts(width=500, height=333, taken="2024-05-06T07:08:09"),
        prediction=prediction_of(label, classes=classes),
    )


def unreadable(path: str, error: str = "The file is empty (0 bytes).") -> LabelledPhoto:
    return LabelledPhoto(file=PhotoFile(path=path, size=0, modified_ns=10**18), state=State.UNREADABLE, error=error)
