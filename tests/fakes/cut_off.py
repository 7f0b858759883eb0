"""A sort of this user that was cut off in the middle, as a pulled plug leaves it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from flowersort.core.plan import Operation
from flowersort.core.progress import CancelToken
from flowersort.places import places
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.records import SortRecords
from flowersort.workflows.apply_sort import apply_sort
from tests.fakes.small_sorts import Place


class PluggedOut(BaseException):
    """Nothing catches it, as nothing runs after the plug is out."""


class DyingDisk(Disk):
    """Ends the process, so to speak, when a file is about to get its place for the n-th time."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self._left = left

    def link(self, source: str, target: str) -> None:
        self._count()
        super().link(source, target)

    def rename_no_replace(self, source: str, target: str) -> None:
        self._count()
        super().rename_no_replace(source, target)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise PluggedOut


def cut_off(root: Path) -> dict[str, bytes]:
    """Begin to move `photos/*.jpg` to `sorted/roses`, and stop dead; return the photos as they were, by name."""
    place = Place(root)
    names = [f"{number}.jpg" for number in range(6)]
    before = {f"photos/{name}": place.write(name).read_bytes() for name in names}
    records = SortRecords(places(os.environ).sorts, DyingDisk(2))
    plan = place.plan({name: f"roses/{name}" for name in names}, Operation.MOVE)
    with suppress(PluggedOut):
        list(apply_sort(plan, records=records, cancel=CancelToken()))
    assert 0 < len(list(place.photos.iterdir())) < len(names)
    return before
