"""Small folders and plans to sort them, made without a model."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flowersort.core.content import content_hash
from flowersort.core.plan import Operation, PlannedFile, PlannedPhoto, SortPlan, SortRules
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Part, Recovery, SortEnded, SortRecord
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.records import SortRecords
from flowersort.workflows.apply_sort import apply_sort
from flowersort.workflows.recover_sort import recover_sort
from flowersort.workflows.undo_sort import find_sort, undo_sort

Tree = dict[str, tuple[bytes, int]]


@dataclass
class Place:
    """A folder with photos in `photos`, sorted into `sorted`."""

    root: Path
    records: SortRecords = field(init=False)

    def __post_init__(self) -> None:
        self.photos.mkdir(parents=True)
        self.records = SortRecords(self.root / "records")

    @property
    def photos(self) -> Path:
        return self.root / "photos"

    @property
    def into(self) -> Path:
        return self.root / "sorted"

    def write(self, name: str, content: bytes = b"", *, at: int = 1_500_000_000_123_456_789) -> Path:
        path = self.photos / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content or name.encode())
        os.utime(path, ns=(at, at))
        return path

    def plan(self, places: Mapping[str, str], operation: Operation = Operation.COPY) -> SortPlan:
        """Plan photos by name to their targets; names with `+` are companions of the photo before."""
        photos: list[PlannedPhoto] = []
        for name, target in places.items():
            file = planned(self.photos / name.removeprefix("+"), target)
            if name.startswith("+"):
                last = photos.pop()
                photos.append(PlannedPhoto(last.file, (*last.companions, file), last.label, last.folder))
            else:
                folder = target.rpartition("/")[0]
                photos.append(PlannedPhoto(file, (), folder, folder))
        return SortPlan(str(self.into), (str(self.photos),), SortRules(operation), "flowers 1", tuple(photos), ())

    def sort(self, plan: SortPlan, *, disk: Disk | None = None) -> SortEnded:
        return last(apply_sort(plan, records=self.with_disk(disk), cancel=CancelToken()))

    def undo(
        self,
        part: Part = Part(),  # noqa: B008 (frozen)
        *,
        into: Path | None = None,
        disk: Disk | None = None,
    ) -> SortEnded:
        record = find_sort(self.records, str(into) if into is not None else None)
        return last(undo_sort(record, part=part, records=self.with_disk(disk), cancel=CancelToken()))

    def recover(self, record: SortRecord, way: Recovery) -> SortEnded:
        return last(recover_sort(record, way=way, records=self.records, cancel=CancelToken()))

    def with_disk(self, disk: Disk | None) -> SortRecords:
        return SortRecords(self.root / "records", disk) if disk is not None else self.records

    def tree(self) -> Tree:
        """Every file but the records', with content and time, and every folder."""
        found: Tree = {}
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root)
            if "records" not in name.parts:
                found[str(name)] = (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else (b"", 0)
        return found


def planned(path: Path, target: str) -> PlannedFile:
    """Return a file as a planner that has just looked at it plans it."""
    seen = path.stat()
    return PlannedFile(str(path), target, seen.st_size, seen.st_mtime_ns, content_hash(path.read_bytes()))


def last(events: object) -> SortEnded:
    """Follow work to its end."""
    *_, ended = events  # type: ignore[misc]
    assert isinstance(ended, SortEnded)
    return ended
