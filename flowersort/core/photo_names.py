"""The names of many photos: their natural order, and what a search compares."""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flowersort.core.naming import NaturalKey, natural_key

_PathKey = tuple[NaturalKey, ...]


def separator(path: str) -> str:
    r"""Return what parts a path's folders: `\` where no `/` is in it."""
    return "/" if "/" in path else "\\"


def shown_name(path: str, *, base: str) -> str:
    """Return the path from the folder `base` on, with `/`; the file's name alone where it does not lie in there."""
    sign = separator(path)
    prefix = base.rstrip(sign) + sign
    inside = bool(base) and path.startswith(prefix)
    name = path[len(prefix) :] if inside else path.rpartition(sign)[2]
    return name.replace(sign, "/")


def searchable(text: str) -> str:
    """Return text as searches compare it: without case, and composed, since some file systems decompose letters."""
    return unicodedata.normalize("NFC", text).casefold()


class NameOrder:
    """The natural order of growing paths, folder by folder.

    Attributes:
        rows: shape (paths,), the paths' rows in natural order; another array after `extend`.
    """

    def __init__(self) -> None:
        self._folders: dict[str, _PathKey] = {}
        self.rows: NDArray[np.intp] = np.empty(0, np.intp)

    def extend(self, paths: Sequence[str]) -> None:
        """Take in the paths beyond those that are known; no two are the same."""
        known = len(self.rows)
        if len(paths) == known:
            return
        keyed = sorted((self._key(paths[row]), row) for row in range(known, len(paths)))
        if self._merging_is_cheap(keyed, paths):
            self.rows = self._merged(keyed, paths)
        else:
            keys = [self._key(path) for path in paths]
            self.rows = np.array(sorted(range(len(paths)), key=keys.__getitem__), np.intp)
        self.rows.flags.writeable = False

    def _merging_is_cheap(self, keyed: Sequence[tuple[_PathKey, int]], paths: Sequence[str]) -> bool:
        """Say whether looking up each new path's place costs less than keying all: few are new, or all come last."""
        known = len(self.rows)
        return len(keyed) * 16 < known or known == 0 or self._key(paths[self.rows[-1]]) < keyed[0][0]

    def _merged(self, keyed: Sequence[tuple[_PathKey, int]], paths: Sequence[str]) -> NDArray[np.intp]:
        places, place = list[int](), 0
        following: _PathKey | None = ()
        for key, _ in keyed:
            # Most new paths stand beside each other, so that they share a place.
            if following is not None and key >= following:
                place = bisect(self.rows, key, lo=place, key=lambda row: self._key(paths[row]))
                following = self._key(paths[self.rows[place]]) if place < len(self.rows) else None
            places.append(place)
        return np.insert(self.rows, places, [row for _, row in keyed])

    def _key(self, path: str) -> _PathKey:
        sign = separator(path)
        folder, _, name = path.rpartition(sign)
        if folder not in self._folders:
            self._folders[folder] = tuple(natural_key(part) for part in folder.split(sign))
        return (*self._folders[folder], natural_key(name))
