"""A tree of entries, to be read and copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from flowersort.gui.controls.middle_delegate import MiddleDelegate
from flowersort.gui.sorting.entries import Entry
from flowersort.gui.theme.tokens import GRID

_SHARE = 0.58


class EntryTree(QTreeWidget):
    """Shows entries; Ctrl+C copies the selected lines."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # The first column has paths, whose beginnings and ends tell them apart; the second has sentences.
        self.setItemDelegateForColumn(0, MiddleDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.setMinimumSize(64 * GRID, 24 * GRID)
        copy = QAction(self.tr("Copy"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these instead of what is shown."""
        self.clear()
        items = [_item(entry) for entry in entries]
        self.addTopLevelItems(items)
        for item, entry in zip(items, entries, strict=True):
            item.setExpanded(entry.open)
        self.setColumnWidth(0, round(_SHARE * max(self.viewport().width(), self.minimumWidth())))
        if items:
            self.setCurrentItem(items[0])
            self.clearSelection()

    def lines(self) -> list[str]:
        """Return what is shown as text, children indented."""
        return [line for item in _children(self.invisibleRootItem()) for line in _lines(item, 0)]

    def _copy(self) -> None:
        lines = ["\t".join(filter(None, (item.text(0), item.text(1)))) for item in self.selectedItems()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))


def _item(entry: Entry) -> QTreeWidgetItem:
    item = QTreeWidgetItem([entry.text, entry.detail])
    for column in range(2):
        item.setToolTip(column, item.text(column))
    item.addChildren([_item(child) for child in entry.children])
    return item


def _lines(item: QTreeWidgetItem, depth: int) -> Iterator[str]:
    yield "  " * depth + "  ".join(filter(None, (item.text(0), item.text(1))))
    for child in _children(item):
        yield from _lines(child, depth + 1)


def _children(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for place in range(item.childCount()):
        child = item.child(place)
        if child is not None:
            yield child
