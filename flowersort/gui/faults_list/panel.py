"""The list of what went wrong, with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flowersort.gui.faults_list.model import FaultModel
from flowersort.gui.faults_list.table import FaultTable
from flowersort.gui.faults_list.values import Fault
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, TILE_GRID


class FaultList(QWidget):
    """A quiet table of what went wrong. Ctrl+C copies what is selected, a double click or Enter goes to the photo.

    Signals:
        retry_requested: everything listed is to be tried again.
        photo_chosen: the path of a fault.
    """

    retry_requested = Signal()
    # A path goes through as a Python object: a name may hold bytes that are no text.
    photo_chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = FaultModel(self)
        self._title = QLabel(self)
        self.table = FaultTable(self._model, self)
        self.copy_button = QPushButton(self.tr("Copy all"), self)
        self.retry_button = QPushButton(self.tr("Try again"), self)
        self.setFocusProxy(self.table)
        self._lay_out()
        self.copy_button.clicked.connect(self._copy_all)
        self.retry_button.clicked.connect(self.retry_requested)
        self.table.activated.connect(self._choose)
        appearance.changed.connect(self.update)
        self.show_faults(())

    @property
    def title(self) -> str:
        """What the list says above its rows."""
        return self._title.text()

    def sizeHint(self) -> QSize:
        """Return the room of a few rows."""
        return QSize(80 * GRID, 20 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Return the room of one row."""
        return QSize(40 * GRID, 14 * GRID)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show these, the most recent last; the list stays where the user left it, at its end it follows."""
        bar = self.table.verticalScrollBar()
        at_end = self._model.rowCount() > 0 and bar.value() == bar.maximum() > 0
        self._model.show_faults(faults)
        self._title.setText(self._count(faults))
        for button in (self.copy_button, self.retry_button):
            button.setEnabled(bool(faults))
        if at_end:
            self.table.scrollToBottom()

    def _count(self, faults: Sequence[Fault]) -> str:
        photos = sum(fault.photo for fault in faults)
        others = len(faults) - photos
        unread = self.tr("%Ln photos could not be read", None, photos)
        wrong = self.tr("%Ln other things went wrong", None, others)
        if photos and others:
            return self.tr("{photos}, and {others}").format(photos=unread, others=wrong)
        if others:
            return self.tr("%Ln things went wrong", None, others)
        return unread if photos else self.tr("Nothing went wrong")

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._model.text_of(range(self._model.rowCount())))

    def _choose(self, index: QModelIndex) -> None:
        path = self._model.faults[index.row()].path
        if path:
            self.photo_chosen.emit(path)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._title, 1)
        line.addWidget(self.copy_button)
        line.addWidget(self.retry_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(TILE_GRID)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
