"""What was learnt from reviews: a small head on a network's outputs, which adds classes and moves logits a little."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.calibration import probabilities
from flowersort.core.prediction import Prediction

Rows = NDArray[np.floating]

# Beyond these odds nothing changes any more, and no exponential overflows.
_MOST = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A linear head on the embedding; the network below stays as it is.

    The network's own classes get a correction of their logits. A new class has the log-odds that a photo shows it
    against everything else, so that the chances of the network's own classes keep their ratios.

    Attributes:
        weights: shape (embedding, own + new): corrections of the network's logits, then log-odds of the new classes.
        levels: shape (own + new,), added to both.
        own: how many classes the network has.
    """

    weights: NDArray[np.float32]
    levels: NDArray[np.float32]
    own: int

    @property
    def new(self) -> int:
        """How many classes the head adds."""
        return len(self.levels) - self.own

    def outputs(self, logits: Rows, embeddings: Rows, *, temperature: float) -> HeadOutputs:
        """Return what the head makes of a network's outputs.

        Args:
            logits: shape (..., own).
            embeddings: shape (..., embedding).
            temperature: divides all logits before the softmax.
        """
        moved = np.asarray(embeddings, np.float32) @ self.weights + self.levels
        corrected = logits + moved[..., : self.own]
        odds = np.clip(moved[..., self.own :].astype(np.float64), -_MOST, _MOST)
        return HeadOutputs(_joined(corrected, odds, temperature), 1.0 / (1.0 + np.exp(odds).sum(axis=-1)))

    def revise(self, prediction: Prediction, embedding: Rows, *, temperature: float) -> Prediction:
        """Return the prediction of all classes from the network's own.

        A photo that surely shows a new class is no flower of another kind any more; one without a flower stays one.
        """
        found = self.outputs(prediction.logits, embedding, temperature=temperature)
        return Prediction(
            logits=found.logits,
            probabilities=probabilities(found.logits, temperature),
            no_flower=prediction.no_flower,
            other_flower=prediction.other_flower * float(found.not_new),
        )


@dataclass(frozen=True, slots=True, eq=False)
class HeadOutputs:
    """What a head says of photos.

    Attributes:
        logits: shape (..., own + new), float32.
        not_new: shape (...), 0–1, the chance that the photo shows none of the new classes.
    """

    logits: NDArray[np.float32]
    not_new: NDArray[np.float64]


def _joined(own: Rows, odds: NDArray[np.float64], temperature: float) -> NDArray[np.float32]:
    """Return the logits of all classes: those of the new ones such that the softmax gives their odds."""
    scaled = np.asarray(own, np.float64) / temperature
    highest = scaled.max(axis=-1, keepdims=True)
    all_own = highest + np.log(np.exp(scaled - highest).sum(axis=-1, keepdims=True))
    whole = np.concatenate([own, temperature * (all_own + odds)], axis=-1)
    return np.asarray(whole, np.float32)
