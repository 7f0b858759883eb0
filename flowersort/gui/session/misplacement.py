"""Which of the photos that were reviewed in this window stand in the folder of another label, after a sort."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo_table import PhotoTable
from flowersort.gui.background import Operation
from flowersort.workflows.move_reviewed import Misplaced, misplaced

Rows = NDArray[np.intp]

# So that a run of quick keys is looked at once.
_PAUSE_MS = 250


class Misplacement(QObject):
    """Looks at the folders above reviewed photos, beside the window; `changed` comes when there are more or fewer."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._table: PhotoTable | None = None
        self._placed: Mapping[str, str] = {}
        self._touched: set[int] = set()
        self._found: dict[int, Misplaced] = {}
        self._looking: Operation[None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)

    @property
    def found(self) -> tuple[Misplaced, ...]:
        """The photos that stand wrong, as far as is known."""
        return tuple(self._found.values())

    def watch(self, table: PhotoTable) -> None:
        """Begin anew with another table."""
        self._table, self._placed = table, {}
        self._touched.clear()
        self._forget()

    def placed(self, placed: Mapping[str, str], moved: Mapping[str, str]) -> None:
        """Learn where copies of photos stand now, by the photos' paths, and look again at what was reviewed before.

        Args:
            moved: copies and photos that stand elsewhere now, by their old paths.
        """
        known = {moved.get(path, path): moved.get(copy, copy) for path, copy in self._placed.items()}
        self._placed = {**known, **placed}
        self._touched.update(self._found)
        self._forget()
        self._timer.start()

    def reviewed(self, rows: Rows) -> None:
        """Look at photos whose review has changed."""
        self._touched.update(rows.tolist())
        self._timer.start()

    def close(self) -> None:
        """Look no further, and wait for the thread."""
        self._timer.stop()
        self._touched.clear()
        if self._looking is not None:
            self._looking.wait()

    def _forget(self) -> None:
        if self._found:
            self._found.clear()
            self.changed.emit()

    def _look(self) -> None:
        table = self._table
        if self._looking is not None or table is None or not self._touched:
            return
        rows = sorted(self._touched)
        self._touched.clear()
        photos = {row: photo for row in rows if (photo := table.photo(row)) is not None}
        placed, model = self._placed, table.facts

        def work(_tell: Callable[[None], None]) -> dict[int, Misplaced | None]:
            looked = {row: (photo, _as_placed(photo, placed)) for row, photo in photos.items()}
            return {
                row: misplaced(standing, model=model) if photo.review is not None else None
                for row, (photo, standing) in looked.items()
            }

        self._looking = Operation("misplaced", work, self)
        self._looking.succeeded.connect(lambda answers: self._take(table, answers))
        self._looking.failed.connect(lambda _reason: self._take(table, {}))
        self._looking.start()

    def _take(self, table: PhotoTable, answers: Mapping[int, Misplaced | None]) -> None:
        if self._looking is not None:
            self._looking.deleteLater()
        self._looking = None
        if table is self._table:
            before = set(self._found)
            for row, answer in answers.items():
                self._found.pop(row, None)
                if answer is not None:
                    self._found[row] = answer
            if before != set(self._found) or before:
                self.changed.emit()
        if self._touched:
            self._timer.start()


def _as_placed(photo: LabelledPhoto, placed: Mapping[str, str]) -> LabelledPhoto:
    """Return the photo as it stands where a sort has copied it to, if one has."""
    path = placed.get(photo.file.path)
    return photo if path is None else replace(photo, file=replace(photo.file, path=path))
