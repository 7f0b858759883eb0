"""Is there a flower, and is it one of the known kinds? Two scores from the embedding."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    # Both steps are linear, so they are one: evidence = embedding @ _slopes + _level.
    _slopes: NDArray[np.float64] = field(init=False, repr=False)
    _level: NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # In float64 no float32 input overflows, so the scores of a wild embedding are still between 0 and 1.
        slopes = np.asarray(self.weights, np.float64) / np.asarray(self.scale, np.float64)[:, np.newaxis]
        object.__setattr__(self, "_slopes", slopes)
        object.__setattr__(self, "_level", self.bias - np.asarray(self.mean, np.float64) @ slopes)

    def scores(self, embedding: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return (no_flower, other_flower), each 0–1, for embeddings of shape (..., embedding)."""
        evidence = np.asarray(embedding, np.float64) @ self._slopes + self._level
        # Far outside the training data the evidence can be huge; beyond 60 the logistic is 0 or 1 anyway.
        return 1.0 / (1.0 + np.exp(-np.minimum(np.maximum(evidence, -60.0), 60.0)))
