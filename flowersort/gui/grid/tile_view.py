"""Tiles in lines: their places, what is in sight, and no more painting than changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QWidget

from flowersort.gui.grid.delegate import TileDelegate
from flowersort.gui.grid.model import PhotoListModel
from flowersort.gui.grid.ranges import overlap
from flowersort.gui.grid.selecting import ranges_in
from flowersort.gui.grid.thumbnail_thread import Target
from flowersort.gui.grid.thumbnails import ThumbnailProvider
from flowersort.gui.grid.tile_layout import FIRST_SIZE, LARGEST, SMALLEST, GridLayout
from flowersort.gui.theme.appearance import Appearance

Index = QModelIndex | QPersistentModelIndex

# Beyond this, looking at each range takes longer than painting all tiles in sight.
_MOST_RANGES = 64
_STEPS_PER_LINE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """What is to stay in sight when tiles change their places.

    Attributes:
        rows: the photo that stays where it is, then those that stand in for it should it go.
        y: where its tile's upper edge is, in pixels from the top of what is in sight.
    """

    rows: NDArray[np.intp]
    y: int


class TileView(QListView):
    """A list view of tiles that stays quick with 100,000 of them.

    `visible_changed` comes when other tiles are in sight.
    """

    visible_changed = Signal()

    def __init__(self, appearance: Appearance, thumbnails: ThumbnailProvider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._thumbnails = appearance, thumbnails
        self._photos: PhotoListModel | None = None
        self._delegate = TileDelegate(appearance, thumbnails, self)
        self._cells = GridLayout.fitting(1, self._delegate.layout.cell)
        self._size = FIRST_SIZE
        self._seen: Sequence[int] = ()
        self._last_top = 0
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._look)
        self._set_up()
        thumbnails.ready.connect(self._show_pictures)
        thumbnails.coloured.connect(self._keep_colour)
        appearance.changed.connect(self._restyle)

    def setModel(self, model: PhotoListModel) -> None:  # type: ignore[override]
        """Show other photos, from the first one on."""
        self._photos = self._delegate.photos = model
        self._thumbnails.set_source(model.source)
        super().setModel(model)
        self._seen = ()
        self._look_soon()

    def model(self) -> PhotoListModel:
        """Return the photos that are shown.

        Raises:
            LookupError: none are yet.
        """
        if self._photos is None:
            raise LookupError("the grid has no model yet")
        return self._photos

    @property
    def columns(self) -> int:
        """How many tiles stand side by side."""
        return self._cells.columns

    @property
    def visible_positions(self) -> range:
        """Which tiles are in sight, those that are cut off included."""
        if self._photos is None:
            return range(0)
        top = self.verticalScrollBar().value()
        return self._cells.positions(top, top + self.viewport().height() - 1, self._photos.rowCount())

    def set_thumbnail_size(self, size: int) -> None:
        """Make photos this wide at most, in logical pixels, from 96 to 256; what is looked at stays in sight."""
        anchor = self._anchor()
        self._size = min(max(size, SMALLEST), LARGEST)
        self._fit()
        self._return_to(anchor)

    def dataChanged(self, topLeft: Index, bottomRight: Index, _roles: Sequence[int] = ()) -> None:
        """Repaint the changed tiles that are in sight; the base class would lay out all of them anew."""
        changed = overlap(range(topLeft.row(), bottomRight.row() + 1), self.visible_positions)
        if changed:
            self._repaint(changed)
            # A photo may have been replaced.
            self._look_soon()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return where the selected tiles in sight are; the base class would look at all of them."""
        ranges = ranges_in(selection)
        if len(ranges) > _MOST_RANGES:
            return QRegion(self.viewport().rect())
        region, visible = QRegion(), self.visible_positions
        for each in ranges:
            for position in overlap(each, visible):
                region += self.visualRect(self.model().index(position, 0))
        return region

    def updateGeometries(self) -> None:
        """Take in that tiles were laid out."""
        super().updateGeometries()
        self._look_soon()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and look what came in sight."""
        super().scrollContentsBy(dx, dy)
        self._look_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new width; what is looked at stays in sight."""
        anchor = self._anchor()
        self._fit()
        super().resizeEvent(event)
        self._return_to(anchor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles, before anything else."""
        with self._thumbnails.held():
            super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        """Follow the screen's pixels and the system's font."""
        followed = super().event(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._aim()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._restyle()
        return followed

    def _set_up(self) -> None:
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # In batches, tiles would come up one after the other.
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(2 * SMALLEST)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The current tile carries the focus ring.
        self.setProperty("ownFocus", True)
        # Tiles are cards on the window's ground.
        self.setStyleSheet("TileView { background: palette(window); }")

    def _fit(self) -> None:
        """Make the cells fill the width; photos larger than that are made smaller."""
        around, room = self._delegate.layout.cell.width() - self._delegate.layout.photo.width(), self._room()
        self._delegate.arrange(thumbnail=max(SMALLEST, min(self._size, room - around)))
        self._cells = GridLayout.fitting(room, self._delegate.layout.cell)
        if self.gridSize() != self._cells.cell:
            self._delegate.cell = self._cells.cell
            self.setGridSize(self._cells.cell)
        self.verticalScrollBar().setSingleStep(max(1, self._cells.cell.height() // _STEPS_PER_LINE))
        self._aim()

    def _room(self) -> int:
        """Return the width that the base class fills with tiles: without the scroll bar, even while there is none."""
        bar, style = self.verticalScrollBar(), self.style()
        lies_over = bool(style.styleHint(QStyle.StyleHint.SH_ScrollBar_Transient, None, bar))
        extent = 0 if lies_over else style.pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, bar)
        # The last pixel stays free.
        return self.maximumViewportSize().width() - extent - 1

    def _aim(self) -> None:
        room, ratio = self._delegate.layout.photo, self.viewport().devicePixelRatioF()
        self._delegate.arrange(ratio=ratio)
        self._thumbnails.set_target(Target(room.width(), room.height(), ratio))

    def _restyle(self) -> None:
        anchor = self._anchor()
        self._delegate.restyle()
        self._fit()
        self._return_to(anchor)
        self.viewport().update()

    def _anchor(self) -> Anchor | None:
        """Return what is to stay in sight: the current photo if it is, else the first one; None at the very top."""
        visible, current = self.visible_positions, self.currentIndex().row()
        top = self.verticalScrollBar().value()
        if self._photos is None or not visible or (top == 0 and current not in visible):
            return None
        position = current if current in visible else visible.start
        return Anchor(self._photos.arrangement.rows[position:], self._cells.top_of(position) - top)

    def _return_to(self, anchor: Anchor | None) -> None:
        """Scroll so that what was anchored is where it was."""
        self.executeDelayedItemsLayout()
        if anchor is None or self._photos is None:
            return
        still_shown = self._photos.positions_of(anchor.rows)
        if len(still_shown):
            self.verticalScrollBar().setValue(self._cells.top_of(int(still_shown[0])) - anchor.y)

    def _repaint(self, positions: Sequence[int]) -> None:
        for position in positions:
            self.viewport().update(self.visualRect(self.model().index(position, 0)))

    def _show_pictures(self, rows: Sequence[int]) -> None:
        if self._photos is not None:
            visible = self.visible_positions
            placed = [self._photos.position_of(row) for row in rows]
            self._repaint([position for position in placed if position is not None and position in visible])

    def _keep_colour(self, row: int, colour: int) -> None:
        if self._photos is not None and row < len(self._photos.table):
            self._photos.table.set_colour(row, colour)

    def _look_soon(self) -> None:
        if not self._looking.isActive():
            self._looking.start()

    def _look(self) -> None:
        """Ask for the pictures in sight and of one page before and behind, and tell what is in sight."""
        if self._photos is None:
            return
        visible, count = self.visible_positions, self._photos.rowCount()
        behind = range(visible.stop, min(count, visible.stop + len(visible)))
        before = range(max(0, visible.start - len(visible)), visible.start)
        top = self.verticalScrollBar().value()
        nearby = (*behind, *reversed(before)) if top >= self._last_top else (*reversed(before), *behind)
        self._last_top = top
        rows = self._photos.arrangement.rows
        self._thumbnails.want_shown(rows[[*visible, *nearby]].tolist())
        self._delegate.prepare(nearby)
        seen = rows[visible.start : visible.stop].tolist()
        if seen != self._seen:
            self._seen = seen
            self.visible_changed.emit()
