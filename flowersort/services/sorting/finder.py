"""Where a placed file is now: in its place, or wherever in the folder somebody has moved or renamed it to."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass

from flowersort.core.plan import MARKER_FOLDER
from flowersort.services.sorting.carrying import Carrier
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.entries import Step
from flowersort.services.sorting.faults import StepFault, sentence
from flowersort.services.sorting.names import place_of

_EDITED = "It was changed since it was sorted, so it stays."
# FAT rounds times to two seconds.
_NS_OF_DOUBT = 3 * 10**9


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    modified_ns: int


class Finder:
    """Finds placed files; one that stands in its place is never taken for another step's."""

    def __init__(self, disk: Disk, carrier: Carrier, into: str) -> None:
        self._disk, self._carrier, self._into = disk, carrier, into
        self._by_size: dict[int, list[_Found]] | None = None
        self._contents: dict[str, str] = {}
        self._claimed: set[str] = set()
        self._own: dict[str, str] = {}

    def keep(self, *, originals: Iterable[str], placed: Iterable[Step]) -> None:
        """Say what must not be taken for a file that was moved: originals, and what stands in its own place."""
        self._claimed.update(map(os.path.normcase, originals))
        self._own.update((os.path.normcase(place_of(self._into, step.target)), step.content) for step in placed)

    def find(self, step: Step) -> str | None:
        """Return the path of a placed file, None where the folder no longer has it.

        Raises:
            StepFault: it was changed, or can't be read.
        """
        place = place_of(self._into, step.target)
        try:
            there = self._holds(place, step)
            if there:
                return place
            moved = self._elsewhere(step)
        except OSError as fault:
            raise StepFault(sentence(fault)) from fault
        if moved is None and there is not None:
            raise StepFault(_EDITED)
        return moved

    def _holds(self, path: str, step: Step) -> bool | None:
        """Say whether a path holds the step's content; None where nothing stands there."""
        try:
            seen = self._disk.status(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not stat.S_ISREG(seen.st_mode) or seen.st_size != step.size:
            return False
        return self._carrier.content(path) == step.content

    def _elsewhere(self, step: Step) -> str | None:
        if self._by_size is None:
            self._by_size = self._walked()
        # In its own place it may stand after all: a network may say of a file that it is not there, and then find it.
        here = os.path.normcase(place_of(self._into, step.target))
        for found in self._by_size.get(step.size, ()):
            path = found.path
            plain = os.path.normcase(path)
            if plain in self._claimed or (plain != here and self._own.get(plain) == step.content):
                continue
            # Moving and renaming keep the time, so with another one it is somebody's own copy.
            if abs(found.modified_ns - step.modified_ns) > _NS_OF_DOUBT:
                continue
            if path not in self._contents:
                self._contents[path] = self._carrier.content(path)
            if self._contents[path] == step.content:
                self._claimed.add(plain)
                return path
        return None

    def _walked(self) -> dict[int, list[_Found]]:
        found: dict[int, list[_Found]] = {}
        pending = [self._into]
        while pending:
            folder = pending.pop()
            for name in sorted(self._disk.names(folder)):
                path = os.path.join(folder, name)  # noqa: PTH118
                seen = self._disk.status(path)
                if stat.S_ISDIR(seen.st_mode):
                    if name != MARKER_FOLDER:
                        pending.append(path)
                elif stat.S_ISREG(seen.st_mode):
                    found.setdefault(seen.st_size, []).append(_Found(path, seen.st_mtime_ns))
        return found
