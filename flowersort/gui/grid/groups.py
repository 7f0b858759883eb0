"""Which tiles stand together under one title."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Groups:
    """Runs of equal group numbers.

    Args:
        numbers: shape (tiles,), the group of each tile.
    """

    def __init__(self, numbers: NDArray[np.int32]) -> None:
        self._tiles = len(numbers)
        self._starts = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]])) if len(numbers) else None

    def bounds(self, position: int) -> range:
        """Return the positions of the group that a tile belongs to; empty where there is no such tile."""
        if self._starts is None or not 0 <= position < self._tiles:
            return range(0)
        place = int(np.searchsorted(self._starts, position, side="right"))
        end = int(self._starts[place]) if place < len(self._starts) else self._tiles
        return range(int(self._starts[place - 1]), end)
