"""The rows to filter by, with their counts, as a list model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from flowersort.core.arrangement import Filter
from flowersort.core.photo_table import Counts
from flowersort.gui.side.choices import Choice, Kind, choices, count_of, is_chosen
from flowersort.gui.wording import label_shown, number, state_name

AnyIndex = QModelIndex | QPersistentModelIndex

CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
_LIVE_ROLES = [COUNT_ROLE, Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole]


class ChoiceModel(QAbstractListModel):
    """Names, counts and marks of the rows. The rare ones, which stand last, come and go with their photos."""

    def __init__(self, classes: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices(classes)
        self._names = tuple(self._name(choice, classes) for choice in self._choices)
        self._counts: Counts | None = None
        self._filter = Filter()
        self._shown = len(self._choices) - self._left_out()
        self._answers: dict[int, Callable[[int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._names.__getitem__,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._words,
            Qt.ItemDataRole.CheckStateRole: self._mark,
            CHOICE_ROLE: self._choices.__getitem__,
            COUNT_ROLE: lambda row: self._count(self._choices[row]),
        }

    def show_counts(self, counts: Counts) -> None:
        """Take over counts."""
        self._counts = counts
        self._renew()

    def show_filter(self, shown: Filter) -> None:
        """Mark the rows that are part of a filter."""
        self._filter = shown
        self._renew()

    def choice(self, index: AnyIndex) -> Choice:
        """Return the row at a valid index."""
        return self._choices[index.row()]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._shown

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's name, tooltip, `Choice`, count (0 while unknown), mark or words for a screen reader."""
        answer = self._answers.get(role)
        return answer(index.row()) if index.isValid() and answer is not None else None

    def _renew(self) -> None:
        shown = len(self._choices) - self._left_out()
        if shown > self._shown:
            self.beginInsertRows(QModelIndex(), self._shown, shown - 1)
            self._shown = shown
            self.endInsertRows()
        elif shown < self._shown:
            self.beginRemoveRows(QModelIndex(), shown, self._shown - 1)
            self._shown = shown
            self.endRemoveRows()
        self.dataChanged.emit(self.index(0), self.index(shown - 1), _LIVE_ROLES)

    def _left_out(self) -> int:
        """Return how many rows at the end stand for no photo, and are not chosen either."""
        rare = (choice for choice in self._choices if choice.rare)
        return sum(not self._count(choice) and not is_chosen(choice, self._filter) for choice in rare)

    def _count(self, choice: Choice) -> int:
        return count_of(choice, self._counts) if self._counts is not None else 0

    def _name(self, choice: Choice, classes: tuple[str, ...]) -> str:
        match choice.kind:
            case Kind.ALL:
                return self.tr("All")
            case Kind.LABEL:
                return label_shown(choice.label, classes)
            case Kind.STATES if len(choice.states) > 1:
                return self.tr("To review")
            case _:
                (state,) = choice.states
                return state_name(state)

    def _mark(self, row: int) -> Qt.CheckState:
        return Qt.CheckState.Checked if is_chosen(self._choices[row], self._filter) else Qt.CheckState.Unchecked

    def _words(self, row: int) -> str:
        return self.tr("{name}: {count}").format(name=self._names[row], count=number(self._count(self._choices[row])))

    def _tip(self, row: int) -> str:
        if self._choices[row].kind is Kind.ALL:
            return self.tr("Show the photos of every label and state")
        return self.tr("{name}: click for these alone, Ctrl+click for these as well").format(name=self._names[row])
