"""The sorts that were made, newest first, each with what can be done with it now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from flowersort.core.csv_names import readable
from flowersort.core.sorts import Recovery, SortRecord, SortState
from flowersort.gui.dialogs.parts import closing_row, column, give_keyboard_back, heading
from flowersort.gui.sorting.words import done_shown, moment_shown, state_shown
from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import number

_UNDOABLE = frozenset({SortState.FINISHED, SortState.PARTLY_UNDONE})


class HistoryDialog(QDialog):
    """Lists sorts.

    Signals:
        undo_wanted: a `SortRecord`.
        recovery_wanted: a `SortRecord` and a `Recovery`.
    """

    undo_wanted = Signal(object)
    recovery_wanted = Signal(object, object)

    def __init__(self, records: Sequence[SortRecord], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        give_keyboard_back(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._records = list(records)
        self.list = self._make_list()
        self._undo = QPushButton(self.tr("Undo…"))
        self._finish = QPushButton(self.tr("Finish"))
        self._roll_back = QPushButton(self.tr("Roll back"))
        self._open = QPushButton(self.tr("Open the folder"))
        layout = column(self, self.tr("Past sorts"))
        layout.addWidget(heading(self.tr("Past sorts")))
        if records:
            layout.addWidget(self.list, 1)
        else:
            layout.addWidget(QLabel(self.tr("Nothing was sorted yet.")))
            layout.addStretch(1)
        layout.addLayout(closing_row(self, [self._undo, self._finish, self._roll_back, self._open]))
        self._wire()
        self.resize(110 * GRID, 56 * GRID)
        self._offer()

    @property
    def current(self) -> SortRecord | None:
        """The sort that is chosen."""
        item = self.list.currentItem()
        return self._records[self.list.indexOfTopLevelItem(item)] if item is not None else None

    def _wire(self) -> None:
        self.list.currentItemChanged.connect(self._offer)
        self._undo.clicked.connect(self._take_back)
        self._finish.clicked.connect(lambda: self._recover(Recovery.FINISH))
        self._roll_back.clicked.connect(lambda: self._recover(Recovery.ROLL_BACK))
        self._open.clicked.connect(self._show_folder)

    def _offer(self) -> None:
        record = self.current
        cut_off = record is not None and record.state is SortState.CUT_OFF
        self._undo.setEnabled(record is not None and record.state in _UNDOABLE)
        self._finish.setVisible(cut_off)
        self._roll_back.setVisible(cut_off)
        self._open.setEnabled(record is not None and record.state is not SortState.MISSING)

    def _recover(self, way: Recovery) -> None:
        record = self.current
        if record is not None:
            self.accept()
            self.recovery_wanted.emit(record, way)

    def _take_back(self) -> None:
        record = self.current
        if record is not None:
            self.accept()
            self.undo_wanted.emit(record)

    def _show_folder(self) -> None:
        if self.current is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self.current.into))

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setAccessibleName(self.tr("Past sorts"))
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        titles = (self.tr("When"), self.tr("State"), self.tr("Photos"), self.tr("From"), self.tr("To"))
        made.setHeaderLabels(list(titles))
        header = made.header()
        for place in range(3):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        for place in (3, 4):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        items = [self._item(record) for record in self._records]
        made.addTopLevelItems(items)
        if items:
            made.setCurrentItem(items[0])
        return made

    def _item(self, record: SortRecord) -> QTreeWidgetItem:
        parts = [f"{number(record.placed)} {done_shown(record.operation)}"]
        if record.undone:
            parts.append(self.tr("{count} put back").format(count=number(record.undone)))
        if record.failed:
            parts.append(self.tr("{count} failed").format(count=number(record.failed)))
        sources = ", ".join(map(readable, record.sources))
        texts = [moment_shown(record.at), state_shown(record.state), ", ".join(parts), sources, readable(record.into)]
        item = QTreeWidgetItem(texts)
        for place, text in enumerate(texts):
            item.setToolTip(place, text)
        item.setToolTip(0, record.id)
        return item
