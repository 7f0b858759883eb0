"""The faults as a table: file, reason, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from flowersort.core.csv_names import one_line
from flowersort.gui.faults_list.values import Fault

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, from the left."""

    FILE = 0
    REASON = 1
    ADVICE = 2


class FaultModel(QAbstractTableModel):
    """One row per fault, the most recent last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faults: list[Fault] = []

    @property
    def faults(self) -> Sequence[Fault]:
        """The faults, in the order of the rows."""
        return self._faults

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show these; where they only grew by some at the end, the rows before stay as they are."""
        known = len(self._faults)
        if list(faults[:known]) == self._faults:
            if len(faults) > known:
                self.beginInsertRows(QModelIndex(), known, len(faults) - 1)
                self._faults.extend(faults[known:])
                self.endInsertRows()
            return
        self.beginResetModel()
        self._faults = list(faults)
        self.endResetModel()

    def text_of(self, rows: Iterable[int]) -> str:
        """Return rows as text: a line each, the columns separated by tabs."""
        faults = (self._faults[row] for row in rows)
        return "\n".join("\t".join(map(one_line, (each.path, each.reason, each.advice))) for each in faults)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many faults there are."""
        return 0 if parent.isValid() else len(self._faults)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text; the tooltip has all of it, with the whole path."""
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        fault, column = self._faults[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return (one_line(fault.name), fault.reason, fault.advice)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (one_line(fault.path), fault.reason, fault.advice)[column]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("File"), self.tr("What is wrong"), self.tr("What to do"))
        return titles[section] if 0 <= section < len(titles) else None
