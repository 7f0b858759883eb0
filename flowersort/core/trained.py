"""Which photos a pack was trained on, and how they are recognised again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Bits of 64 that may differ between two copies of one photo, scaled and compressed anew.
NEAR = 6

_BLOCK = 1024


@dataclass(frozen=True, slots=True, eq=False)
class TrainedPhotos:
    """The photos that a pack was trained on.

    Attributes:
        hashes: shape (photos,), 64-bit perceptual hashes, sorted.
    """

    hashes: NDArray[np.uint64]

    def recognise(self, hashes: NDArray[np.uint64], *, near: int = NEAR) -> NDArray[np.bool_]:
        """Return which photos are among them, rescaled copies included, shape (photos,).

        Args:
            hashes: shape (photos,), perceptual hashes made by the same code.
            near: how many bits may differ.
        """
        found = np.zeros(len(hashes), bool)
        if not len(self.hashes):
            return found
        for start in range(0, len(hashes), _BLOCK):
            block = hashes[start : start + _BLOCK]
            differing = np.bitwise_count(block[:, np.newaxis] ^ self.hashes)
            found[start : start + _BLOCK] = differing.min(axis=1) <= near
        return found
