"""The table of what went wrong: widths, keys and how it is cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from flowersort.gui.controls.middle_delegate import MiddleDelegate
from flowersort.gui.faults_list.model import Column, FaultModel
from flowersort.gui.theme.tokens import GRID

# Of the width: file, reason; the advice has the rest.
_SHARES = {Column.FILE: 0.22, Column.REASON: 0.36}


class FaultTable(QTableView):
    """Whole rows are selected, and copied by Ctrl+C; a double click or Enter activates one."""

    def __init__(self, model: FaultModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults = model
        self.setModel(model)
        self.setItemDelegateForColumn(Column.FILE, MiddleDelegate(self))
        self.setAccessibleName(self.tr("What went wrong"))
        # In line with the headers.
        self.setStyleSheet("QTableView::item { padding: 0px 5px; }")
        self._set_up_rows()
        self._set_up_headers()
        copy = QAction(self.tr("Copy"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy_selected)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, round(self.viewport().width() * share))

    def _copy_selected(self) -> None:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rows:
            QGuiApplication.clipboard().setText(self._faults.text_of(rows))

    def _set_up_rows(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)

    def _set_up_headers(self) -> None:
        # Rows of one height: thousands of them need not be measured.
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + GRID)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(Column.ADVICE, QHeaderView.ResizeMode.Stretch)
