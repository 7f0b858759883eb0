"""A class out of many, by a few letters of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import class_name_shown

_INDEX = Qt.ItemDataRole.UserRole
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ClassChooser(QDialog):
    """A search field and a list: typing narrows it, arrows move in it, Enter chooses, Esc closes.

    To be opened by `open`, which returns at once; it is gone once closed.

    `chosen` comes with the index of the class in the order given.
    """

    chosen = Signal(int)

    def __init__(self, classes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes = [(class_name_shown(name), name) for name in classes]
        self.setWindowTitle(self.tr("Choose a class"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(self.tr("Part of a name"))
        self._field.setAccessibleName(self.tr("Part of the class's name"))
        self._field.setClearButtonEnabled(True)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Classes"))
        self._list.setUniformItemSizes(True)
        self._none = QLabel(self.tr("No class has this name."), self)
        self._none.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        for part in (self._field, self._list, self._none):
            layout.addWidget(part)
        self.resize(40 * GRID, 50 * GRID)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._narrow)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._narrow("")

    @property
    def names(self) -> tuple[str, ...]:
        """The classes in the list, as shown."""
        return tuple(self._list.item(place).text() for place in range(self._list.count()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVING:
            self._list.event(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter; Esc closes as in every dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._list.currentItem()
            if item is not None:
                self._choose(item)
            return
        super().keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [
            (not shown.casefold().startswith(tuple(words[:1])), index)
            for index, (shown, name) in enumerate(self._classes)
            if all(word in shown.casefold() or word in name.casefold() for word in words)
        ]
        self._list.clear()
        # Names that begin with what was typed come first, otherwise the model's order stays.
        for _, index in sorted(found) if words else found:
            item = QListWidgetItem(self._classes[index][0], self._list)
            item.setData(_INDEX, index)
        self._list.setCurrentRow(0)
        self._none.setVisible(not found)

    def _choose(self, item: QListWidgetItem) -> None:
        index = int(item.data(_INDEX))
        self.accept()
        self.chosen.emit(index)
