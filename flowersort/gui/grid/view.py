"""The grid of photos: what is selected, what is current, and how keys and mouse change that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from flowersort.core.arrangement import Grouping, doubtful, next_wanted
from flowersort.gui.grid.empty import NothingPasses
from flowersort.gui.grid.model import PhotoListModel
from flowersort.gui.grid.moving import target_of
from flowersort.gui.grid.ranges import positions_in, runs_of
from flowersort.gui.grid.selecting import ranges_in, selection_of
from flowersort.gui.grid.thumbnails import ThumbnailProvider
from flowersort.gui.grid.tile_view import Anchor, Index, TileView
from flowersort.gui.theme.appearance import Appearance

Rows = NDArray[np.intp]

_NONE = -1
_Flag = QItemSelectionModel.SelectionFlag
_MOVEMENTS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_TO_THE_ENDS = (QListView.CursorAction.MoveHome, QListView.CursorAction.MoveEnd)


@dataclass(frozen=True, slots=True, eq=False)
class _Before:
    """What is to be as it was once tiles have changed their places."""

    anchor: Anchor | None
    selected: Rows
    current: int


class PhotoGrid(TileView):
    """The photos, any number of them selected.

    Signals:
        current_changed: row of the current photo, -1 for none.
        selection_changed: at most once for whatever happens at a time.
        opened: row of a photo that was double-clicked.
        context_menu: where on the screen a menu is wanted.
        clear_filter_requested: no photo passes the filter, and the user wants to see photos again.

    While look-alikes are grouped, a move or a click selects the whole group, so that one key reviews all of it.
    Keys that don't move the current photo are left to the window.
    """

    current_changed = Signal(int)
    selection_changed = Signal()
    opened = Signal(int)
    context_menu = Signal(QPoint)
    clear_filter_requested = Signal()

    def __init__(self, appearance: Appearance, thumbnails: ThumbnailProvider, parent: QWidget | None = None) -> None:
        # Before Qt calls methods of this class while the base class sets itself up.
        self._before: _Before | None = None
        super().__init__(appearance, thumbnails, parent)
        self._current = _NONE
        self._selected: Rows | None = None
        self._wanted: Callable[[], NDArray[np.bool_]] | None = None
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(self.selection_changed)
        self._nothing = NothingPasses(self)
        self._nothing.clear_requested.connect(self.clear_filter_requested)
        self._nothing.hide()
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Photos"))

    def setModel(self, model: PhotoListModel) -> None:  # type: ignore[override]
        """Show other photos, from the first one on; none is selected."""
        old = self._photos
        if old is not None:
            old.arranging.disconnect(self._remember)
            old.arranged.disconnect(self._restore)
            old.rowsInserted.disconnect(self._show_whether_empty)
        super().setModel(model)
        model.arranging.connect(self._remember)
        model.arranged.connect(self._restore)
        model.rowsInserted.connect(self._show_whether_empty)
        self._take_grouping()
        self._selected = None
        self._telling.start()
        self._tell_current()
        self._show_whether_empty()

    def selected_rows(self) -> Rows:
        """Return the table's rows that are selected, in the order in which they are shown."""
        if self._before is not None:
            return self._before.selected
        if self._selected is None:
            positions = positions_in(ranges_in(self.selectionModel().selection()))
            self._selected = self.model().rows(positions)
        return self._selected

    def current_row(self) -> int:
        """Return the table's row of the current photo, -1 for none."""
        position = self.currentIndex().row()
        return self.model().row_at(position) if position >= 0 else _NONE

    def go_to_row(self, row: int) -> None:
        """Make a photo the current and selected one, and show it; nothing happens where the filter hides it."""
        position = self.model().position_of(row)
        if position is not None:
            self._go_to(position)

    def set_wanted(self, wanted: Callable[[], NDArray[np.bool_]] | None) -> None:
        """Set which photos ask for a look, by row of the table; with None, those that the model doubts."""
        self._wanted = wanted

    def asks_for_a_look(self, rows: Rows) -> bool:
        """Say whether any of these photos asks for a look."""
        wanted = self._asking()
        return bool(wanted[rows[rows < len(wanted)]].any())

    def go_to_next_doubtful(self, step: int) -> None:
        """Go to the next photo that asks for a look, after the last one to the first; past look-alikes in a group.

        Args:
            step: 1 forwards, -1 backwards.
        """
        model, start = self.model(), self.currentIndex().row()
        if start < 0:
            start = _NONE if step > 0 else model.rowCount()
        elif model.view.grouping is Grouping.LOOK_ALIKE:
            group = model.group_of(start)
            start = group[-1] if step > 0 else group[0]
        position = next_wanted(model.arrangement, self._asking(), start, step)
        if position is not None:
            self._go_to(position)

    def select_group_of(self, position: int) -> None:
        """Select all tiles of one tile's group, and no other."""
        group = self.model().group_of(position)
        if group:
            chosen = selection_of(self.model(), [group])
            self.selectionModel().select(chosen, _Flag.ClearAndSelect)

    def keyboardSearch(self, _search: str) -> None:
        """Look for nothing: letters review photos."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, or leave the key to the window."""
        is_toggle = event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() not in _MOVEMENTS and not is_toggle:
            event.ignore()
            return
        super().keyPressEvent(event)
        if not _extends(event):
            self._widen()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what was clicked."""
        super().mousePressEvent(event)
        if not _extends(event):
            self._widen()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select what was clicked, where that is decided on release."""
        super().mouseReleaseEvent(event)
        if not _extends(event):
            self._widen()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was double-clicked."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.model().row_at(index.row()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, where the mouse is or at the current tile."""
        where = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.context_menu.emit(where)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new size."""
        super().resizeEvent(event)
        self._nothing.setGeometry(self.rect())

    def moveCursor(self, action: QListView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the tile that a key leads to; without a current one, the first in sight, or Home's and End's own."""
        model = self.model()
        count, position = model.rowCount(), self.currentIndex().row()
        if count == 0:
            return QModelIndex()
        if position < 0 and action not in _TO_THE_ENDS:
            return model.index(self.visible_positions.start, 0)
        page = max(1, self.viewport().height() // self._cells.cell.height())
        target = target_of(
            _mirrored(action) if self.isRightToLeft() else action,
            position,
            count=count,
            columns=self.columns,
            page=page,
        )
        return model.index(target, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select from one corner's tile to the other's as one range; a rubber band selects what it touches."""
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        if self.state() is QListView.State.DragSelectingState or not (first.isValid() and last.isValid()):
            super().setSelection(rect, command)
            return
        low, high = sorted((first.row(), last.row()))
        self.selectionModel().select(selection_of(self.model(), [range(low, high + 1)]), command)

    def scrollTo(self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Scroll to a tile, unless it is only put back where it was."""
        if self._before is None:
            super().scrollTo(index, hint)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which photo is the current one now."""
        self._delegate.current = current.row()
        super().currentChanged(current, previous)
        if self._before is None:
            self._tell_current()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell, later and once, that other photos are selected."""
        self._selected = None
        super().selectionChanged(selected, deselected)
        if self._before is None:
            self._telling.start()

    def _asking(self) -> NDArray[np.bool_]:
        return self._wanted() if self._wanted is not None else doubtful(self.model().table)

    def _go_to(self, position: int) -> None:
        index = self.model().index(position, 0)
        is_far = position not in self.visible_positions
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self._widen()
        hint = QListView.ScrollHint.PositionAtCenter if is_far else QListView.ScrollHint.EnsureVisible
        self.scrollTo(index, hint)

    def _widen(self) -> None:
        """Select the current tile's whole group where look-alikes are grouped and the tile alone is selected."""
        position = self.currentIndex().row()
        if self.model().view.grouping is not Grouping.LOOK_ALIKE:
            return
        if ranges_in(self.selectionModel().selection()) == [range(position, position + 1)]:
            self.select_group_of(position)

    def _remember(self) -> None:
        """Keep what the user looks at before tiles change their places."""
        self._before = _Before(self._anchor(), self.selected_rows(), self._current)
        # Otherwise Qt would follow every selected tile by itself, and choose another current one.
        self.selectionModel().clear()

    def _restore(self) -> None:
        """Look at the same photos at their new places."""
        before, model = self._before, self.model()
        if before is None:
            return
        self._take_grouping()
        positions = model.positions_of(before.selected)
        chosen = selection_of(model, runs_of(positions))
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)
        current = model.position_of(before.current) if before.current >= 0 else None
        if current is not None:
            self.selectionModel().setCurrentIndex(model.index(current, 0), _Flag.NoUpdate)
        self._return_to(before.anchor)
        self._before = None
        self._selected = None
        if len(positions) != len(before.selected):
            self._telling.start()
        self._tell_current()
        self._show_whether_empty()
        self._look_soon()
        self.viewport().update()

    def _take_grouping(self) -> None:
        self._delegate.arrange(is_grouped=self.model().view.grouping is not Grouping.NONE)
        self._fit()

    def _tell_current(self) -> None:
        row = self.current_row()
        if row != self._current:
            self._current = row
            self.current_changed.emit(row)

    def _show_whether_empty(self) -> None:
        model = self.model()
        self._nothing.setVisible(model.rowCount() == 0 and len(model.table) > 0)


def _extends(event: QKeyEvent | QMouseEvent) -> bool:
    """Tell whether the keys held add to what is selected."""
    held = event.modifiers()
    return bool(held & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))


def _mirrored(action: QListView.CursorAction) -> QListView.CursorAction:
    sides = {
        QListView.CursorAction.MoveLeft: QListView.CursorAction.MoveRight,
        QListView.CursorAction.MoveRight: QListView.CursorAction.MoveLeft,
    }
    return sides.get(action, action)
