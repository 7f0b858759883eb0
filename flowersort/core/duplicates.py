"""Which photos are the same one twice: the same file, or the same picture scaled, compressed, cropped or mirrored.

The same file has the same content hash. The same picture has nearly the same perceptual hash and nearly the same
embedding: the first alone takes bare skies for one picture, and the second alone two photos of one flower bed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.close_hashes import close_hashes
from flowersort.core.look_alikes import Sketches, cosines_of_pairs

Stopped = Callable[[], bool]
Pairs = NDArray[np.intp]

# Photos with one and the same perceptual hash are compared with so many of them: one is enough for copies, and blank
# pictures come in thousands.
_LEADERS = 8
_BLOCK = 65_536


@dataclass(frozen=True, slots=True)
class DuplicateLimits:
    """How alike two photos must be to show the same picture. Measured by `python -m tests.benchmarks copies`.

    A copy of a third of the size has the same hash, but another embedding, since it lacks detail. A cropped copy has a
    hash further away, as photos taken one after the other have, and there the embedding decides.

    Attributes:
        sure_bits: with so many differing bits of the perceptual hash, of 64, `sure_cosine` is enough.
        sure_cosine: least cosine of the two sketches there.
        bits: so many bits may differ at all.
        cosine: least cosine of the two sketches beyond `sure_bits`.
        mirrored: whether a mirrored picture is the same one.
    """

    sure_bits: int = 5
    sure_cosine: float = 0.4
    bits: int = 9
    cosine: float = 0.93
    mirrored: bool = True


DEFAULT_LIMITS = DuplicateLimits()


@dataclass(frozen=True, slots=True, eq=False)
class Duplicates:
    """Groups of photos that show the same picture.

    Attributes:
        groups: shape (photos,), each photo's group, counted from 0 in the order of the groups' first photos; -1 for a
            photo that is the only one.
        exact: shape (photos,), whether another photo has the same content.
    """

    groups: NDArray[np.int32]
    exact: NDArray[np.bool_]

    def members(self) -> tuple[tuple[int, ...], ...]:
        """Return the photos of each group, in their order."""
        found: dict[int, list[int]] = defaultdict(list)
        for photo in np.flatnonzero(self.groups >= 0).tolist():
            found[int(self.groups[photo])].append(photo)
        return tuple(tuple(found[number]) for number in range(len(found)))


def find_duplicates(
    contents: Sequence[str | None],
    hashes: Sequence[int | None],
    sketches: Sketches,
    *,
    stopped: Stopped = lambda: False,
    limits: DuplicateLimits = DEFAULT_LIMITS,
) -> Duplicates | None:
    """Find the photos that show the same picture; None if stopped.

    The result does not depend on the order of the photos, but for the numbers of the groups. 100,000 photos take some
    seconds: only those whose perceptual hashes nearly agree in some quarter are compared at all.

    Args:
        contents: content hash of each photo, None where it could not be read.
        hashes: perceptual hash of each photo, None where it has none.
        sketches: shape (photos, …), of their embeddings; zeros where nothing is known, and then a photo has no near
            duplicates.
    """
    same, firsts = _same_content(contents)
    exact = np.zeros(len(contents), np.bool_)
    exact[same.ravel()] = True
    usable = np.array([row for row in firsts if hashes[row] is not None and sketches[row].any()], np.intp)
    numbers = np.array([hashes[row] for row in usable], np.uint64)
    near = _near_pairs(usable, numbers, sketches, limits, stopped)
    return None if near is None else Duplicates(_groups(len(contents), np.concatenate([same, near])), exact)


def _same_content(contents: Sequence[str | None]) -> tuple[Pairs, list[int]]:
    """Return pairs of the first photo of a content with each other one, shape (n, 2), and all first ones."""
    firsts: dict[str, int] = {}
    pairs = []
    for row, content in enumerate(contents):
        if content is not None and firsts.setdefault(content, row) != row:
            pairs.append((firsts[content], row))
    return np.array(pairs, np.intp).reshape(-1, 2), list(firsts.values())


def _near_pairs(
    rows: NDArray[np.intp], numbers: NDArray[np.uint64], sketches: Sketches, limits: DuplicateLimits, stopped: Stopped
) -> Pairs | None:
    """Return pairs of rows that show the same picture, enough of them to connect all that do; None if stopped."""
    same, leaders = _same_hash(numbers, sketches[rows], limits)
    pairs = [rows[same]]
    of_leaders = numbers[leaders]
    for close in close_hashes(of_leaders, bits=limits.bits, mirrored=limits.mirrored):
        if stopped():
            return None
        confirmed = _confirmed(rows[leaders[close.pairs]], close.differing, sketches, limits)
        pairs.append(confirmed)
    return np.concatenate(pairs)


def _same_hash(numbers: NDArray[np.uint64], sketches: Sketches, limits: DuplicateLimits) -> tuple[Pairs, Pairs]:
    """Return pairs of photos with one perceptual hash that look alike, and those that stand for the others."""
    order = np.lexsort((*sketches.T[:4], numbers))
    waiting = order
    leaders, pairs = [], [np.empty((0, 2), np.intp)]
    for _ in range(_LEADERS):
        if not len(waiting):
            break
        begins = np.flatnonzero(np.r_[True, numbers[waiting[1:]] != numbers[waiting[:-1]]])
        leading = np.repeat(waiting[begins], np.diff(np.r_[begins, len(waiting)]))
        leaders.append(waiting[begins])
        candidates = np.stack([leading, waiting], axis=1)
        alike = _cosines(candidates, sketches) >= limits.sure_cosine
        others = leading != waiting
        pairs.append(candidates[alike & others])
        waiting = waiting[~alike & others]
    return np.concatenate(pairs), np.concatenate([*leaders, np.empty(0, np.intp)])


def _confirmed(pairs: Pairs, differing: NDArray[np.integer], sketches: Sketches, limits: DuplicateLimits) -> Pairs:
    needed = np.where(differing <= limits.sure_bits, limits.sure_cosine, limits.cosine)
    confirmed: Pairs = pairs[_cosines(pairs, sketches) >= needed]
    return confirmed


def _cosines(pairs: Pairs, sketches: Sketches) -> NDArray[np.float32]:
    found = np.empty(len(pairs), np.float32)
    for start in range(0, len(pairs), _BLOCK):
        some = pairs[start : start + _BLOCK]
        found[start : start + _BLOCK] = cosines_of_pairs(sketches, some[:, 0], some[:, 1])
    return found


def _groups(photos: int, pairs: Pairs) -> NDArray[np.int32]:
    """Return the group of each photo by the pairs that connect them, -1 where none does."""
    least = np.arange(photos)
    # Each photo takes the least number among its neighbours and theirs until nothing changes.
    while len(pairs):
        before = least.copy()
        lower = least[pairs].min(axis=1)
        np.minimum.at(least, pairs[:, 0], lower)
        np.minimum.at(least, pairs[:, 1], lower)
        least = least[least]
        if np.array_equal(before, least):
            break
    groups = np.full(photos, -1, np.int32)
    connected = np.unique(pairs)
    if len(connected):
        groups[connected] = np.unique(least[connected], return_inverse=True)[1]
    return groups
