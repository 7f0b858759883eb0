"""All pairs of 64-bit hashes that differ in few bits, without comparing all of them.

Hashes that differ in at most 4·r + 3 bits differ in at most r bits in one of their four quarters. So each hash is
looked up in four tables, by its quarter and by all that differ from it in up to r bits.

Source: M. Norouzi, A. Punjani, D. Fleet, Fast Search in Hamming Space with Multi-Index Hashing, CVPR 2012.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from flowersort.core.perceptual_hash import MIRROR

_QUARTERS = 4
_WIDTH = 16
# Of hashes that share a quarter each other one is compared with so many: of 100,000 photos some dozens share one, and
# thousands are pictures of next to nothing.
_CROWDED = 1024
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class ClosePairs:
    """Some pairs of places whose hashes are close.

    Attributes:
        pairs: shape (n, 2), the smaller place first.
        differing: shape (n,), in how many bits they differ.
    """

    pairs: NDArray[np.intp]
    differing: NDArray[np.uint8]


def close_hashes(hashes: NDArray[np.uint64], *, bits: int, mirrored: bool) -> Iterator[ClosePairs]:
    """Yield the pairs that differ in up to `bits` bits, some thousands at a time; a pair may come several times.

    Args:
        hashes: shape (n,).
        mirrored: whether a pair is close, too, if one hash and the other one's mirrored hash are.
    """
    turns = (0, MIRROR) if mirrored else (0,)
    for quarter in range(_QUARTERS):
        table = _Table(hashes, quarter)
        for turn in turns:
            turned = hashes ^ np.uint64(turn)
            for mask in _masks(bits // _QUARTERS):
                for places, others in table.look_up(turned, mask):
                    differing = np.bitwise_count(turned[places] ^ hashes[others])
                    close = (differing <= bits) & (places != others)
                    pairs = np.sort(np.stack([places[close], others[close]], axis=1), axis=1)
                    yield ClosePairs(pairs, differing[close])


def _masks(most: int) -> Iterator[int]:
    """Yield the numbers of a quarter's width with at most so many bits."""
    for count in range(most + 1):
        for bits in combinations(range(_WIDTH), count):
            yield sum(1 << bit for bit in bits)


class _Table:
    """Places of hashes by one of their quarters."""

    def __init__(self, hashes: NDArray[np.uint64], quarter: int) -> None:
        self._shift = np.uint64(quarter * _WIDTH)
        self._mine = self._quarter(hashes)
        self._order = np.lexsort((hashes, self._mine))
        counts = np.bincount(self._mine, minlength=1 << _WIDTH)
        self._starts = np.cumsum(counts) - counts
        self._counts = np.minimum(counts, _CROWDED)

    def look_up(self, hashes: NDArray[np.uint64], mask: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Yield places of hashes, and of those whose quarter is theirs but for the bits of the mask."""
        wanted = self._quarter(hashes) ^ mask
        # The others look up these.
        counts = np.where(wanted >= self._mine, self._counts[wanted], 0)
        asking = np.flatnonzero(counts)
        ends = np.cumsum(counts[asking])
        begin = 0
        while begin < len(asking):
            done = int(ends[begin - 1]) if begin else 0
            end = max(begin + 1, int(np.searchsorted(ends, done + _AT_ONCE, side="right")))
            some = asking[begin:end]
            many = counts[some]
            within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
            yield np.repeat(some, many), self._order[np.repeat(self._starts[wanted[some]], many) + within]
            begin = end

    def _quarter(self, hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
        found: NDArray[np.intp] = ((hashes >> self._shift) & np.uint64((1 << _WIDTH) - 1)).astype(np.intp)
        return found
