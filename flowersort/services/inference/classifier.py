"""Pixels → prediction, by one pack."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from flowersort.core.calibration import probabilities
from flowersort.core.prediction import Prediction
from flowersort.services.inference.interpreter import Interpreter
from flowersort.services.inference.pack import Pack
from flowersort.services.inference.preprocess import model_input


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What one run of the network gives: the prediction, and the embedding of shape (embedding,)."""

    prediction: Prediction
    embedding: NDArray[np.float32]


class PackClassifier:
    """Classifies one photo at a time with its own interpreter; one per worker thread."""

    def __init__(self, pack: Pack) -> None:
        """Load the pack's network.

        Raises:
            PackError: the network is not what the manifest says, or nothing can run it.
        """
        self._pack = pack
        self._interpreter = Interpreter(pack.model, pack.manifest)

    def classify(self, rgb: Image.Image) -> Answer:
        """Classify one decoded photo (mode `RGB`)."""
        return self.answer(self.prepare(rgb))

    def prepare(self, rgb: Image.Image) -> NDArray[np.uint8]:
        """Return a decoded photo (mode `RGB`) as the network takes it, shape (side, side, 3), 0–255."""
        return model_input(rgb, self._pack.manifest.side)

    def answer(self, prepared: NDArray[np.uint8]) -> Answer:
        """Classify what `prepare` gives."""
        logits, embedding = self._interpreter.run(prepared)
        return Answer(self.interpret(logits, embedding), embedding)

    def interpret(self, logits: NDArray[np.float32], embedding: NDArray[np.float32]) -> Prediction:
        """Turn raw outputs, shapes (classes,) and (embedding,), into a prediction."""
        no_flower, other_flower = self._pack.reference.scores(embedding)
        return Prediction(
            logits=logits,
            probabilities=probabilities(logits, self._pack.manifest.temperature),
            no_flower=float(no_flower),
            other_flower=float(other_flower),
        )
