"""Logits → honest probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_COLDEST, _HOTTEST = 0.05, 20.0


def probabilities(logits: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """Return the softmax of `logits / temperature` over the last axis.

    Args:
        logits: shape (..., classes).
        temperature: above 0; 1 leaves the network's own confidence, more makes it humbler.

    Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 4.2.
    """
    scaled = np.asarray(logits, np.float64) / temperature
    scaled -= scaled.max(axis=-1, keepdims=True)
    np.exp(scaled, out=scaled)
    scaled /= scaled.sum(axis=-1, keepdims=True)
    return scaled


def fit_temperature(logits: NDArray[np.floating], targets: NDArray[np.integer]) -> float:
    """Return the temperature with the smallest negative log-likelihood, between 0.05 and 20.

    The likelihood has one maximum along the temperature, so a golden-section search on its logarithm finds it.

    Args:
        logits: shape (photos, classes), of photos that the network was not trained on.
        targets: shape (photos,), the right classes. Without photos the temperature is 1.
    """
    if len(targets) == 0:
        return 1.0
    low, high = np.log(_COLDEST), np.log(_HOTTEST)
    golden = (np.sqrt(5.0) - 1.0) / 2.0
    for _ in range(60):
        left, right = high - golden * (high - low), low + golden * (high - low)
        if _negative_log_likelihood(logits, targets, np.exp(left)) <= _negative_log_likelihood(
            logits, targets, np.exp(right)
        ):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2.0))


def _negative_log_likelihood(logits: NDArray[np.floating], targets: NDArray[np.integer], temperature: float) -> float:
    # By log-sum-exp: a probability that underflows to 0 would flatten the curve and lead the search astray.
    scaled = np.asarray(logits, np.float64) / temperature
    scaled -= scaled.max(axis=-1, keepdims=True)
    chosen = scaled[np.arange(len(targets)), targets]
    return float((np.log(np.exp(scaled).sum(axis=-1)) - chosen).mean())
