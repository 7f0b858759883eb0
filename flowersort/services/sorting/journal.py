"""The journal of one sort: append-only, every line durable before what it announces is done."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

from flowersort.core.errors import SortError
from flowersort.services.sorting.disk import Disk, let_go
from flowersort.services.sorting.entries import Checked, Entry, decode, encode

SUFFIX = ".journal"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class JournalText:
    """What could be read of a journal.

    Attributes:
        entries: in order, each once.
        last: number of the last line.
        damaged: whether lines are missing or unreadable, so that not everything done need be in it; what was asked of
            the disk since (`Checked`) counts no more.
    """

    entries: tuple[Entry, ...]
    last: int
    damaged: bool


class Journal:
    """A journal open for writing.

    A write that fails ends it: then nothing more is announced, and so nothing more may be done.
    """

    def __init__(self, disk: Disk, handle: int, last: int) -> None:
        """Go on in an open file after its line number `last`, -1 for an empty one."""
        self._disk, self._handle, self._last = disk, handle, last
        self._waiting: list[bytes] = []

    @classmethod
    def create(cls, disk: Disk, path: str) -> Journal:
        """Make a new journal.

        Raises:
            OSError: it can't be made.
        """
        return cls(disk, disk.open_new(path), -1)

    @classmethod
    def reopen(cls, disk: Disk, path: str, last: int) -> Journal:
        """Open a journal to go on in it. A torn last line is closed, so that it spoils no other.

        Raises:
            OSError: it can't be opened.
        """
        journal = cls(disk, disk.open_to_append(path), last)
        journal._waiting.append(b"\n")
        return journal

    def put(self, *entries: Entry) -> None:
        """Take entries; they are written with the next `sync`."""
        for entry in entries:
            self._last += 1
            self._waiting.append(encode(entry, self._last))

    def sync(self) -> None:
        """Write what waits, and wait until it is on the disk.

        Raises:
            OSError: it can't be written.
        """
        data = memoryview(b"".join(self._waiting))
        self._waiting.clear()
        while data:
            data = data[self._disk.write(self._handle, data) :]
        self._disk.sync(self._handle)

    def close(self) -> None:
        """Close the file; more than once is harmless."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            with contextlib.suppress(OSError):
                self._disk.close(handle)


def read_journal(disk: Disk, path: str) -> JournalText:
    """Read what can be read of a journal.

    Raises:
        OSError: the file can't be read at all.
    """
    return _sifted(_lines(disk, path))


def _lines(disk: Disk, path: str) -> list[bytes]:
    handle = disk.open_to_read(path)
    try:
        pieces: list[bytes] = []
        while piece := disk.read(handle, _PIECE):
            pieces.append(piece)
    finally:
        let_go(disk, handle)
    return b"".join(pieces).split(b"\n")


def _sifted(lines: Iterable[bytes]) -> JournalText:
    entries: list[Entry] = []
    last, damaged = -1, False
    for line in lines:
        if not line:
            continue
        known = decode(line)
        if known is None:
            damaged = True
            continue
        number, entry = known
        # A line that came twice is the same line.
        if number > last:
            damaged = (damaged or number != last + 1) and not isinstance(entry, Checked)
            entries.append(entry)
            last = number
    return JournalText(tuple(entries), last, damaged)


def journal_fault(fault: OSError) -> SortError:
    """Return what to say when the books of a sort could not be kept."""
    return SortError(
        f"The journal or a folder of the sort could not be changed ({fault.strerror or fault}), so nothing more was "
        "done. flowersort recover finishes or takes back what was begun."
    )
