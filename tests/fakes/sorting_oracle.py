"""What must be true of photos whatever befell a sort."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flowersort.core.content import content_hash
from flowersort.core.plan import MARKER_FOLDER, Operation, PlannedFile, SortPlan
from tests.fakes.sorting_trees import Ground


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands under a name: a folder has neither content nor time."""

    kind: str
    content: str = ""
    modified_ns: int = 0
    mode: int = 0


_FOLDER = Thing("folder")
Snapshot = dict[str, Thing]


def snapshot(ground: Ground) -> Snapshot:
    """Return everything below the folders in which something may change, by absolute path."""
    return {path: thing for root in ground.roots for path, thing in _below(str(root))}


def _below(folder: str) -> Iterator[tuple[str, Thing]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry.path, _thing(entry)
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)


def _thing(entry: os.DirEntry[str]) -> Thing:
    if entry.is_dir(follow_symlinks=False):
        return _FOLDER
    seen = entry.stat(follow_symlinks=False)
    if entry.is_symlink():
        return Thing("link", str(Path(entry.path).readlink()), seen.st_mtime_ns)
    return Thing("file", _content(entry.path), seen.st_mtime_ns, stat.S_IMODE(seen.st_mode))


def _content(path: str) -> str:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return content_hash(os.read(handle, 1 << 24))
    finally:
        os.close(handle)


def planned_files(plan: SortPlan) -> list[PlannedFile]:
    """Return the files of a plan, companions too."""
    return [file for photo in plan.photos for file in photo.files]


def place(plan: SortPlan, file: PlannedFile) -> str:
    """Return where a file is to stand."""
    return str(Path(plan.into, *file.target.split("/")))


class Oracle:
    """Knows how everything stood before, and how it has to stand after the whole sort."""

    def __init__(self, ground: Ground, plan: SortPlan, *, modes: bool = True) -> None:
        """Look at everything as it stands before; permissions are left out where `modes` is False."""
        self._ground, self._plan, self._modes = ground, plan, modes
        self.before = self._now()
        self.after = self._sorted()
        self._targets = {place(plan, file): file for file in planned_files(plan)}
        self._sources = {file.source: file for file in planned_files(plan)}

    def lost(self) -> list[str]:
        """Return what is not there in whole under a final name, and foreign files that changed: at any moment none."""
        now = self._now()
        lost = [
            f"LOST {source!r}"
            for source, file in self._sources.items()
            if not any(self._whole(now, path, file) for path in (source, place(self._plan, file)))
        ]
        return lost + self._foreign(now) + self._half_written(now, placeholders=True)

    def is_before(self) -> list[str]:
        """Return how things differ from what stood before."""
        return _differences(self.before, self._now())

    def is_after(self) -> list[str]:
        """Return how things differ from the whole sort."""
        return _differences(self.after, self._without_marker(self._now()))

    def is_settled(self) -> list[str]:
        """Return what is wrong after a sort in which some files may have failed: each stands where it may, whole."""
        now = self._without_marker(self._now())
        wrong = [f"left over {path!r}" for path in now if path.endswith(".part") and path not in self.before]
        for source, file in self._sources.items():
            target = place(self._plan, file)
            here, there = self._whole(now, source, file), self._whole(now, target, file)
            if not here and self._plan.rules.operation is not Operation.MOVE:
                wrong.append(f"original gone {source!r}")
            if here and there and self._plan.rules.operation is Operation.MOVE:
                wrong.append(f"in two places {source!r}")
            if not here and not there:
                wrong.append(f"LOST {source!r}")
        known = self.before.keys() | self.after.keys()
        wrong += [f"orphan {path!r}" for path in now if path not in known]
        return wrong + self._foreign(now) + self._half_written(now, placeholders=False)

    def placed(self) -> int:
        """Return how many photos stand in their places."""
        now = self._now()
        return sum(self._whole(now, place(self._plan, photo.file), photo.file) for photo in self._plan.photos)

    def _now(self) -> Snapshot:
        now = snapshot(self._ground)
        return now if self._modes else {path: replace(thing, mode=0) for path, thing in now.items()}

    def _whole(self, now: Mapping[str, Thing], path: str, file: PlannedFile) -> bool:
        return path in now and now[path].content == file.content and now[path].kind == "file"

    def _foreign(self, now: Mapping[str, Thing]) -> list[str]:
        return [
            f"foreign changed {path!r}"
            for path, thing in self.before.items()
            if thing.kind != "folder" and path not in self._sources and now.get(path) != thing
        ]

    def _half_written(self, now: Mapping[str, Thing], *, placeholders: bool) -> list[str]:
        """Return final names with something else than their file, or than an empty one that only takes the name."""
        empty = content_hash(b"") if placeholders else ""
        both = {**self._targets, **self._sources}
        return [
            f"half-written {path!r}"
            for path, file in both.items()
            if path in now and now[path].content not in {file.content, empty}
        ]

    def _without_marker(self, now: Snapshot) -> Snapshot:
        marker = str(Path(self._plan.into) / MARKER_FOLDER)
        return {path: thing for path, thing in now.items() if path != marker and not path.startswith(marker + os.sep)}

    def _sorted(self) -> Snapshot:
        after = dict(self.before)
        for file in planned_files(self._plan):
            target = place(self._plan, file)
            thing = self.before[file.source]
            after[target] = replace(thing, content=file.content, modified_ns=file.modified_ns)
            if self._plan.rules.operation is Operation.MOVE:
                del after[file.source]
            folder = str(Path(target).parent)
            while folder not in after and folder not in map(str, self._ground.roots):
                after[folder] = _FOLDER
                folder = str(Path(folder).parent)
        return after


def _differences(expected: Snapshot, found: Snapshot) -> list[str]:
    missing = [f"missing {path!r}" for path in expected if path not in found]
    extra = [f"extra {path!r}" for path in found if path not in expected]
    both = expected.keys() & found.keys()
    changed = [f"{path!r} is {found[path]}, not {expected[path]}" for path in both if found[path] != expected[path]]
    return missing + extra + changed
