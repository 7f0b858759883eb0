"""Is there a flower, and is it one of the known kinds? Two scores from the embedding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class NoveltyReference:
    """Two logistic regressions on the standardised embedding, fitted by training on outliers.

    Attributes:
        mean, scale: shape (embedding,), the embedding's statistics over known flowers and outliers.
        weights: shape (embedding, 2), columns no_flower and other_flower.
        bias: shape (2,).
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, embedding: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return (no_flower, other_flower), each 0–1, for embeddings of shape (..., embedding)."""
        # In float64 no float32 input overflows, so the scores of a wild embedding are still between 0 and 1.
        standard = (np.asarray(embedding, np.float64) - self.mean) / self.scale
        evidence = standard @ self.weights.astype(np.float64) + self.bias
        # Far outside the training data the evidence can be huge; beyond 60 the logistic is 0 or 1 anyway.
        return 1.0 / (1.0 + np.exp(-np.clip(evidence, -60.0, 60.0)))
