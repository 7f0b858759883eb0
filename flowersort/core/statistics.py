"""What a pack tells of the photos behind its classes, so that a new class can be told from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NO_FLOWER = -1
"""Target of a picture without a flower; the kinds of other flowers are numbered from -2 downwards."""


@dataclass(frozen=True, slots=True, eq=False)
class ClassStatistics:
    """Some photos of each class, and pictures of none, as the pack's network sees them.

    Attributes:
        embeddings: shape (pictures, embedding), float32.
        logits: shape (pictures, classes), float32.
        targets: shape (pictures,): the class, `NO_FLOWER`, or the number of a kind of another flower.
    """

    embeddings: NDArray[np.float32]
    logits: NDArray[np.float32]
    targets: NDArray[np.int16]
