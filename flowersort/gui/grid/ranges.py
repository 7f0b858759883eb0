"""Positions as ranges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.intp]


def runs_of(positions: Positions, most: int | None = None) -> list[range]:
    """Return positions as ascending ranges.

    Args:
        positions: in any order, some perhaps more than once.
        most: how many ranges there may be, at least 1; the closest ones are joined, together with what lies between
            them. None for as many as it takes.
    """
    found = _ascending(positions)
    if not len(found):
        return []
    gaps = np.diff(found) - 1
    breaks = np.flatnonzero(gaps)
    if most is not None and len(breaks) >= most:
        breaks = np.sort(breaks[np.argsort(-gaps[breaks], kind="stable")[: most - 1]])
    starts = found[np.concatenate([[0], breaks + 1]).astype(np.intp)].tolist()
    ends = found[np.concatenate([breaks, [len(found) - 1]]).astype(np.intp)].tolist()
    return [range(start, end + 1) for start, end in zip(starts, ends, strict=True)]


def positions_in(ranges: Sequence[range]) -> Positions:
    """Return the positions in ranges, ascending, each once."""
    if not ranges:
        return np.empty(0, np.intp)
    return _ascending(np.concatenate([np.arange(each.start, each.stop) for each in ranges]))


def overlap(one: range, other: range) -> range:
    """Return what two ranges share."""
    start = max(one.start, other.start)
    return range(start, max(start, min(one.stop, other.stop)))


def _ascending(positions: Positions) -> Positions:
    """Return positions in order, each once; quicker than NumPy's `unique` where most are in order already."""
    found = np.sort(positions, kind="stable")
    return found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found
