"""Which sorts this user has made, and where: a small file for each, so that history and recovery find the journals.

The journal itself travels with the photos and tells everything; these records only say where to look, and what to
tidy up where a sort was cut off before its journal stood.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from flowersort.core.plan import Operation
from flowersort.core.sorts import SortState
from flowersort.services.sorting.disk import Disk

_SUFFIX = ".json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class SortNote:
    """What is remembered of a sort outside its folder.

    Attributes:
        made: absolute paths of the folder and its parents that were made for it, parents first.
        undone: photos that were put back, once all were and the journal is gone; else None.
        journal_bytes: length of the journal when the counts that follow were taken from it, so that a list of sorts
            need not read every journal; -1 where none were.
        state, placed, back, failed: as in a SortRecord.
    """

    id: str
    at: float
    into: str
    sources: tuple[str, ...]
    operation: Operation
    made: tuple[str, ...]
    undone: int | None = None
    journal_bytes: int = -1
    state: SortState = SortState.CUT_OFF
    placed: int = 0
    back: int = 0
    failed: int = 0


class SortRecords:
    """The notes of a user's sorts. A folder that can't be used makes them few, and is no fault."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.disk = disk if disk is not None else Disk()
        self._folder = str(folder)

    def put(self, note: SortNote) -> None:
        """Keep a note durably, in place of an earlier one of the same sort; not at all where that is not possible."""
        if not os.path.isabs(self._folder):  # noqa: PTH117
            return
        disk, path = self.disk, self._path(note.id)
        part = f"{path}.part"
        with contextlib.suppress(OSError):
            Path(self._folder).mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                disk.unlink(part)
            handle = disk.open_new(part)
            try:
                data = memoryview(json.dumps(asdict(note)).encode("ascii"))
                while data:
                    data = data[disk.write(handle, data) :]
                disk.sync(handle)
            finally:
                disk.close(handle)
            disk.rename(part, path)

    def forget(self, sort: str) -> None:
        """Remove a note, if there is one."""
        with contextlib.suppress(OSError):
            self.disk.unlink(self._path(sort))

    def notes(self) -> Iterator[SortNote]:
        """Yield all notes that can be read."""
        try:
            names = sorted(self.disk.names(self._folder))
        except OSError:
            return
        for name in names:
            if name.endswith(_SUFFIX):
                note = self._read(os.path.join(self._folder, name))  # noqa: PTH118
                if note is not None:
                    yield note

    def note(self, sort: str) -> SortNote | None:
        """Return the note of one sort."""
        return self._read(self._path(sort))

    def _path(self, sort: str) -> str:
        return os.path.join(self._folder, sort + _SUFFIX)  # noqa: PTH118

    def _read(self, path: str) -> SortNote | None:
        try:
            handle = self.disk.open_to_read(path)
            try:
                fields = json.loads(self.disk.read(handle, _PIECE))
            finally:
                self.disk.close(handle)
            return SortNote(
                id=str(fields["id"]),
                at=float(fields["at"]),
                into=str(fields["into"]),
                sources=tuple(map(str, fields["sources"])),
                operation=Operation(fields["operation"]),
                made=tuple(map(str, fields["made"])),
                undone=None if fields["undone"] is None else int(fields["undone"]),
                journal_bytes=int(fields.get("journal_bytes", -1)),
                state=SortState(fields.get("state", SortState.CUT_OFF)),
                placed=int(fields.get("placed", 0)),
                back=int(fields.get("back", 0)),
                failed=int(fields.get("failed", 0)),
            )
        except (OSError, ValueError, TypeError, KeyError):
            return None
