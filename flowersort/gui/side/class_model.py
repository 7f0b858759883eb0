"""The classes with the threshold of each, as a list model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from flowersort.core.model import ModelFacts
from flowersort.core.state import Thresholds
from flowersort.gui.side.expected import expected_of_class
from flowersort.gui.wording import class_name_shown, decimal, percent

AnyIndex = QModelIndex | QPersistentModelIndex

THRESHOLD_ROLE = Qt.ItemDataRole.UserRole + 1
WRONG_ROLE = Qt.ItemDataRole.UserRole + 2


class ClassModel(QAbstractListModel):
    """Rows are classes; the edit role is a class's own threshold, None where the common one counts.

    `edited` comes with the thresholds after the user changed one.
    """

    edited = Signal(object)

    def __init__(self, facts: ModelFacts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._thresholds = facts.thresholds
        self._answers: dict[int, Callable[[int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._name,
            Qt.ItemDataRole.EditRole: self._own,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._words,
            THRESHOLD_ROLE: self._threshold,
            WRONG_ROLE: self._wrong,
        }

    def show_thresholds(self, thresholds: Thresholds) -> None:
        """Show other thresholds."""
        self._thresholds = thresholds
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def common(self) -> float:
        """Return the threshold of the classes without one of their own."""
        return self._thresholds.sure

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many classes there are."""
        return 0 if parent.isValid() else len(self._facts.classes)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a class's name, threshold, expected share of wrong labels (both as shown), or words about them."""
        answer = self._answers.get(role)
        return answer(index.row()) if index.isValid() and answer is not None else None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Give a class a threshold of its own (0–1), or with None the common one again."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        if value != self._own(index.row()):
            own = [self._own(row) for row in range(self.rowCount())]
            own[index.row()] = value
            class_sure = tuple(own) if any(one is not None for one in own) else ()
            self.show_thresholds(replace(self._thresholds, class_sure=class_sure))
            self.edited.emit(self._thresholds)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that a class's threshold can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _own(self, row: int) -> float | None:
        own = self._thresholds.class_sure
        return own[row] if row < len(own) else None

    def _name(self, row: int) -> str:
        return class_name_shown(self._facts.classes[row])

    def _threshold(self, row: int) -> str:
        own = self._own(row)
        return self.tr("as above") if own is None else decimal(own)

    def _wrong(self, row: int) -> str:
        one = expected_of_class(self._facts, self._thresholds, row)
        return "–" if one is None else percent(one.wrong, 1)

    def _words(self, row: int) -> str:
        words = self.tr("{name}: accepted from {threshold}")
        return words.format(name=self._name(row), threshold=decimal(self._thresholds.sure_for(row)))

    def _tip(self, row: int) -> str:
        one = expected_of_class(self._facts, self._thresholds, row)
        if one is None:
            words = self.tr("{name}: accepted from {threshold}; how many are wrong then was not measured")
            share = ""
        else:
            words = self.tr("{name}: accepted from {threshold}; about {share} of these labels wrong")
            share = percent(one.wrong, 1)
        return words.format(name=self._name(row), threshold=decimal(self._thresholds.sure_for(row)), share=share)
