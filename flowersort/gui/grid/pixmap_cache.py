"""The small pictures at hand, the least recently used ones given up first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtGui import QPixmap

from flowersort.gui.grid.thumbnail_thread import Target

_BYTES_A_PIXEL = 4


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """One small picture.

    Attributes:
        target: what it was made for.
        content: content hash of the photo that it shows, None where that was not known yet.
    """

    pixmap: QPixmap
    target: Target
    content: str | None

    @property
    def memory(self) -> int:
        """Bytes that the pixels take."""
        return self.pixmap.width() * self.pixmap.height() * _BYTES_A_PIXEL


class PixmapCache:
    """Pictures by row, within a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def bytes(self) -> int:
        """How many bytes the pictures take."""
        return self._bytes

    def get(self, row: int) -> QPixmap | None:
        """Return a picture, now the last to be given up; None where there is none."""
        kept = self._kept.get(row)
        if kept is None:
            return None
        self._kept.move_to_end(row)
        return kept.pixmap

    def holds(self, row: int, content: str | None, target: Target) -> bool:
        """Tell whether there is a picture of a row's present content, as far as that is known, made for a target."""
        kept = self._kept.get(row)
        return kept is not None and kept.target == target and (kept.content in (content, None) or content is None)

    def put(self, row: int, kept: Kept) -> None:
        """Keep a picture in place of the row's last one, and give up others where there are too many."""
        self.drop(row)
        self._kept[row] = kept
        self._bytes += kept.memory
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].memory

    def drop(self, row: int) -> None:
        """Give up a row's picture, if there is one."""
        kept = self._kept.pop(row, None)
        if kept is not None:
            self._bytes -= kept.memory

    def clear(self) -> None:
        """Give up all pictures."""
        self._kept.clear()
        self._bytes = 0
