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
    """What one run of the network gives.

    Attributes:
        network: what the network itself says.
        prediction: the same, or what a learned pack's head makes of it.
        embedding: shape (embedding,).
    """

    network: Prediction
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
        network = self.interpret(logits, embedding)
        return Answer(network, self.revise(network, embedding), embedding)

    def revise(self, network: Prediction, embedding: NDArray[np.float32]) -> Prediction:
        """Return what the pack makes of its network's word; the same where it has no head."""
        head = self._pack.head
        return network if head is None else head.revise(network, embedding, temperature=self._pack.manifest.temperature)

    def interpret(self, logits: NDArray[np.float32], embedding: NDArray[np.float32]) -> Prediction:
        """Turn the network's outputs, shapes (classes,) and (embedding,), into its own prediction."""
        no_flower, other_flower = self._pack.reference.scores(embedding)
        return Prediction(
            logits=logits,
            probabilities=probabilities(logits, self._pack.manifest.temperature),
            no_flower=float(no_flower),
            other_flower=float(other_flower),
        )
