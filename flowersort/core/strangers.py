"""Photos that fit no class, in few groups of one kind each, so that each group can be named at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from flowersort.core.look_alikes import Sketches

Stopped = Callable[[], bool]

# How far apart groups lie at least, by Ward's criterion. Measured by `python -m tests.benchmarks strangers`.
APART = 1.8
SMALLEST_GROUP = 5
# The table of all distances between so many takes 64 MB; of more photos some stand for the others.
_MOST = 4000
_BLOCK = 4096


def group_strangers(
    sketches: Sketches, *, apart: float = APART, smallest: int = SMALLEST_GROUP, stopped: Stopped = lambda: False
) -> NDArray[np.int32] | None:
    """Return the group of each photo, shape (photos,), the largest group first; -1 for the rest. None if stopped.

    Groups are joined as long as that makes them little less alike. 4,000 photos take a few seconds; of more, as many
    are grouped, and each other one joins the group that it looks most like.

    Args:
        sketches: shape (photos, …), of their embeddings; a photo with zeros is in no group.
        apart: how far apart groups lie at least; the larger, the fewer groups.
        smallest: how many photos a group has at least.

    Source: J. Ward, Hierarchical grouping to optimize an objective function, JASA 58, 1963, here on 1 - cosine.
    """
    known = np.flatnonzero(sketches.any(axis=1))
    units = _units(sketches[known])
    # Spread over all of them, since neighbours in a folder are alike.
    chosen = np.unique(np.linspace(0, len(known) - 1, min(len(known), _MOST)).round().astype(np.intp))
    roots = _ward(_distances(units[chosen]), apart, stopped)
    if roots is None:
        return None
    of_units = _nearest_groups(units, chosen, roots)
    groups = np.full(len(sketches), -1, np.int32)
    groups[known] = _by_size(of_units, smallest)
    return groups


def _ward(squares: NDArray[np.float32], apart: float, stopped: Stopped) -> NDArray[np.intp] | None:
    """Return for each photo one that stands for its group; None if stopped.

    Along chains of nearest neighbours, which finds the same groups as looking for the nearest pair of all each time.

    Args:
        squares: shape (n, n), squared distances, infinite on the diagonal; changed.

    Source: F. Murtagh, A survey of recent advances in hierarchical clustering algorithms, Computer Journal 26, 1983;
        the distance of a joined group by G. Lance and W. Williams, Computer Journal 9, 1967.
    """
    total = len(squares)
    sizes, roots = np.ones(total, np.float32), np.arange(total)
    chain: list[int] = []
    waiting = list(range(total - 1, -1, -1))
    while waiting or chain:
        if stopped():
            return None
        if not chain:
            start = waiting.pop()
            if sizes[start] == 0:
                continue
            chain.append(start)
        at = chain[-1]
        nearest = int(squares[at].argmin())
        # Of equally near ones the one before, or the chain would go round in circles.
        if len(chain) > 1 and squares[at, chain[-2]] <= squares[at, nearest]:
            nearest = chain[-2]
        if not squares[at, nearest] <= apart**2:
            # Whatever else comes, this group is at its end: distances only grow.
            _retire(squares, sizes, at)
            chain.pop()
        elif len(chain) > 1 and nearest == chain[-2]:
            del chain[-2:]
            _join(squares, sizes, nearest, at)
            roots[roots == at] = nearest
            waiting.append(nearest)
        else:
            chain.append(nearest)
    return roots


def _retire(squares: NDArray[np.float32], sizes: NDArray[np.float32], at: int) -> None:
    squares[at], squares[:, at], sizes[at] = np.inf, np.inf, 0


def _join(squares: NDArray[np.float32], sizes: NDArray[np.float32], one: int, other: int) -> None:
    between, many, more = squares[one, other], sizes[one], sizes[other]
    joined = (sizes + many) * squares[one] + (sizes + more) * squares[other] - sizes * between
    joined /= sizes + many + more
    joined[[one, other]] = np.inf
    joined[~np.isfinite(squares[one])] = np.inf
    _retire(squares, sizes, other)
    squares[one], squares[:, one], sizes[one] = joined, joined, many + more


def _distances(units: NDArray[np.float32]) -> NDArray[np.float32]:
    squares: NDArray[np.float32] = np.square(1 - units @ units.T)
    np.fill_diagonal(squares, np.inf)
    return squares


def _nearest_groups(units: NDArray[np.float32], chosen: NDArray[np.intp], roots: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the group of each photo: that of the chosen ones, and for the others the one with the nearest mean."""
    names, of_chosen = np.unique(roots, return_inverse=True)
    found = np.empty(len(units), np.intp)
    if len(chosen) < len(units):
        means = np.zeros((len(names), units.shape[1]), np.float32)
        np.add.at(means, of_chosen, units[chosen])
        means = _units(means)
        for start in range(0, len(units), _BLOCK):
            found[start : start + _BLOCK] = (units[start : start + _BLOCK] @ means.T).argmax(axis=1)
    found[chosen] = of_chosen
    return found


def _by_size(groups: NDArray[np.intp], smallest: int) -> NDArray[np.int32]:
    """Return the groups numbered by size, of equal ones that with the first photo first; -1 for small ones."""
    names, firsts, sizes = np.unique(groups, return_index=True, return_counts=True)
    order = np.lexsort((firsts, -sizes))
    numbers = np.full(int(names.max(initial=-1)) + 1, -1, np.int32)
    large = order[sizes[order] >= smallest]
    numbers[names[large]] = np.arange(len(large))
    found: NDArray[np.int32] = numbers[groups]
    return found


def _units(rows: NDArray[np.int8] | NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows at length 1."""
    numbers = rows.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", numbers, numbers))
    numbers /= np.maximum(lengths, np.float32(1e-9))[:, np.newaxis]
    return numbers
