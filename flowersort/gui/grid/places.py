"""Where each photo of a table stands in the grid, both ways round."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]

_NOWHERE = -1


class Places:
    """The rows shown, and the position of each row.

    Attributes:
        rows: shape (shown,), rows of the table by position.
    """

    def __init__(self, rows: Numbers, photos: int) -> None:
        """Take the rows by position, of a table with `photos` rows."""
        self.rows = rows
        self._positions = np.full(photos, _NOWHERE, np.intp)
        self._positions[rows] = np.arange(len(rows))

    def __len__(self) -> int:
        return len(self.rows)

    def position_of(self, row: int) -> int | None:
        """Return where a row stands, None where it is not shown."""
        position = int(self._positions[row]) if 0 <= row < len(self._positions) else _NOWHERE
        return position if position != _NOWHERE else None

    def positions_of(self, rows: Numbers) -> Numbers:
        """Return where rows stand, -1 for those that are not shown; shape as `rows`."""
        positions = np.full(len(rows), _NOWHERE, np.intp)
        known = rows < len(self._positions)
        positions[known] = self._positions[rows[known]]
        return positions

    def with_rows(self, rows: Numbers, photos: int) -> Places:
        """Return these places with more rows at the end."""
        return Places(np.concatenate([self.rows, rows]), photos)
