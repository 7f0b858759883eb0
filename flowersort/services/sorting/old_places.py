"""Where files came from, also after the folder has travelled to another place or computer."""

from __future__ import annotations

import os

from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.entries import Began


class OldPlaces:
    """Turns the paths of a journal into those of today."""

    def __init__(self, disk: Disk, into: str, began: Began | None) -> None:
        """Compare where the folder stands with where it stood."""
        self._into, self._then = into, began.into if began is not None else into
        self._moved = os.path.normcase(self._then) != os.path.normcase(into)
        sources = began.sources if began is not None and self._moved else ()
        # A source that travelled along, on the same drive, is found from the folder.
        self._roots = {source: there for source in sources if (there := self._beside(disk, source)) is not None}

    def today(self, source: str) -> str:
        """Return where a file that came from `source` belongs now."""
        if not self._moved:
            return source
        for then, now in ((self._then, self._into), *self._roots.items()):
            if source == then or source.startswith(then.rstrip(os.sep) + os.sep):
                return now + source[len(then) :]
        return source

    def _beside(self, disk: Disk, source: str) -> str | None:
        try:
            there = os.path.normpath(os.path.join(self._into, os.path.relpath(source, self._then)))  # noqa: PTH118
            disk.status(there)
        except (OSError, ValueError):
            return None
        return there
