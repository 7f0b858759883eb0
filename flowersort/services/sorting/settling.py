"""What became of a step that was begun and not settled: the disk tells, and what is half done is taken away."""

from __future__ import annotations

import contextlib
import os
import stat

from flowersort.core.plan import Operation
from flowersort.services.sorting.carrying import Carrier
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.entries import Step, Way
from flowersort.services.sorting.names import folder_of, part_of, place_of
from flowersort.services.sorting.old_places import OldPlaces
from flowersort.services.sorting.presence import Presence

# File systems round times, FAT to two seconds.
_SECONDS_OF_DOUBT = 3.0


class Settler:
    """Looks where files are, and never takes away the last of a content."""

    def __init__(self, disk: Disk, carrier: Carrier, places: OldPlaces, *, into: str, sort: str, since: float) -> None:
        """Know the sort; `since` is when it began, seconds since 1970."""
        self._disk, self._carrier, self._places = disk, carrier, places
        self._into, self._sort, self._since = into, sort, since
        self._presence = Presence(disk)

    def placed(self, step: Step, way: Way) -> bool:
        """Say whether the file of an unsettled step stands in its new place now; afterwards it stands in one only.

        Raises:
            OSError: the disk can't say.
        """
        source, target = self._places.today(step.source), place_of(self._into, step.target)
        self._drop(part_of(folder_of(target), sort=self._sort, step=step))
        self._drop(part_of(folder_of(source), sort=self._sort, step=step))
        self._drop_placeholder(step, target)
        if step.operation is not Operation.MOVE:
            return self._holds(target, step)
        if way is Way.PLACE:
            return self._moved(step, source, target)
        self._drop_placeholder(step, source)
        back = self._moved(step, target, source)
        if back:
            self._restore_time(step, source)
        return not back

    def _moved(self, step: Step, origin: str, final: str) -> bool:
        """Say whether a file is at its end; where it is at both ends it is taken back to its origin."""
        there = self._presence.status(final)
        if there is None:
            return False
        here = self._presence.status(origin)
        if here is None:
            return self._holds(final, step)
        if os.path.samestat(here, there) or (self._holds(final, step) and self._holds(origin, step)):
            self._disk.unlink(final)
        return False

    def _holds(self, path: str, step: Step) -> bool:
        seen = self._presence.status(path)
        if seen is None or not stat.S_ISREG(seen.st_mode) or seen.st_size != step.size:
            return False
        return self._carrier.content(path) == step.content

    def _drop_placeholder(self, step: Step, path: str) -> None:
        """Remove an empty file that was made to take a name (see `placing`)."""
        seen = self._presence.status(path)
        if seen is None or seen.st_size or not step.size or not stat.S_ISREG(seen.st_mode):
            return
        if seen.st_mtime >= self._since - _SECONDS_OF_DOUBT:
            self._disk.unlink(path)

    def _drop(self, part: str) -> None:
        if self._presence.status(part) is not None:
            self._disk.unlink(part)

    def _restore_time(self, step: Step, path: str) -> None:
        with contextlib.suppress(OSError):
            seen = self._disk.status(path)
            if seen.st_mtime_ns != step.modified_ns:
                self._disk.set_times(path, accessed_ns=seen.st_atime_ns, modified_ns=step.modified_ns)
