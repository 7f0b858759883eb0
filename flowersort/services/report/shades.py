"""How strongly a cell of the confusion matrix is coloured, on the page as in the plot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STRONGEST, _FAINTEST = 0.92, 0.08


def shades(confusion: NDArray[np.integer]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share of each cell in its row, and its strength of colour, both of the matrix's shape and 0–1.

    Beside the diagonal the strength grows with the square root, so that one photo in a hundred is still seen.

    Args:
        confusion: counts, shape (classes, classes), rows given.
    """
    counts = np.asarray(confusion, np.float64)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
    beside = np.where(shares > 0.0, _FAINTEST + (_STRONGEST - _FAINTEST) * np.sqrt(shares), 0.0)
    return shares, np.where(np.eye(len(counts), dtype=bool), _STRONGEST * shares, beside)
