"""What the model says of one photo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """The model's word on one photo.

    Attributes:
        logits: shape (classes,), float32, uncalibrated.
        probabilities: shape (classes,), float64, calibrated, summing to 1.
        no_flower: 0–1, larger where the photo looks less like it held a flower.
        other_flower: 0–1, larger where the flower looks less like one of the known classes.
    """

    logits: NDArray[np.float32]
    probabilities: NDArray[np.float64]
    no_flower: float
    other_flower: float

    @property
    def top(self) -> int:
        """Index of the most probable class."""
        return int(self.probabilities.argmax())

    @property
    def confidence(self) -> float:
        """Calibrated probability of the most probable class."""
        return float(self.probabilities.max())
