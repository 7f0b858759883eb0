"""How a tile is painted: the photo, its label, how sure the model is, whether it is selected."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from flowersort.core.state import State
from flowersort.gui.grid.model import PhotoListModel
from flowersort.gui.grid.pieces import Pieces
from flowersort.gui.grid.thumbnails import ThumbnailProvider
from flowersort.gui.grid.tile import Strip, Tile
from flowersort.gui.grid.tile_layout import CARD_MARGIN, FIRST_SIZE, TileLayout
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, TILE_GRID, Token

_EXCLUDED_OPACITY = 0.35
_ICON = 32
_PHOTO_RADIUS = TILE_GRID
_State = QStyle.StateFlag


class TileDelegate(QStyledItemDelegate):
    """Paints tiles; all sizes and colours by name.

    Attributes:
        photos: the model; asked directly, since an index asks it in twice the time.
        current: position of the current photo, -1 for none.
        cell: size of a tile with its margins.
    """

    def __init__(self, appearance: Appearance, thumbnails: ThumbnailProvider, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._thumbnails = appearance, thumbnails
        self._size, self._is_grouped, self._ratio = FIRST_SIZE, False, 1.0
        self.photos: PhotoListModel | None = None
        self.current = -1
        self.restyle()
        self.cell = self.layout.cell

    @property
    def layout(self) -> TileLayout:
        """Where things stand in a tile."""
        return self._pieces.layout

    def restyle(self) -> None:
        """Take on the theme and the fonts in force."""
        self._theme = self._appearance.theme
        self._pieces = Pieces(self._appearance, self._size, is_grouped=self._is_grouped, ratio=self._ratio)

    def arrange(
        self, *, thumbnail: int | None = None, is_grouped: bool | None = None, ratio: float | None = None
    ) -> None:
        """Arrange tiles in another way; what is not given stays.

        Args:
            thumbnail: the width of the room for photos, in logical pixels.
            is_grouped: whether there is a strip for the names of groups above the tiles.
            ratio: physical pixels to a logical one, where tiles are painted.
        """
        before = self._size, self._is_grouped, self._ratio
        self._size = self._size if thumbnail is None else thumbnail
        self._is_grouped = self._is_grouped if is_grouped is None else is_grouped
        self._ratio = self._ratio if ratio is None else ratio
        if before != (self._size, self._is_grouped, self._ratio):
            self.restyle()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a tile with its margins."""
        return self.cell

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a tile."""
        if self.photos is None:
            return
        position, layout = index.row(), self._pieces.layout
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tile = self.photos.tile(position)
        left, top = layout.corner(cell)
        if tile.strip is not None:
            strip = QRect(left, top - CARD_MARGIN - layout.strip, layout.card.width(), layout.strip)
            self._paint_strip(painter, strip, cell, tile.strip)
        is_selected = bool(state & _State.State_Selected)
        if is_selected or position == self.current:
            ring = None
            if position == self.current:
                ring = Token.ACCENT if state & _State.State_HasFocus else Token.EDGE
            card = self._pieces.marked_card(is_selected=is_selected, ring=ring)
            painter.drawPixmap(left - CARD_MARGIN, top - CARD_MARGIN, card)
        else:
            self._pieces.paint_card(painter, left, top)
        self._paint_photo(painter, layout.photo.translated(left, top), tile)
        self._paint_lines(painter, left, top, tile)

    def prepare(self, positions: Iterable[int]) -> None:
        """Draw now what these tiles will be put together of, so that they come up quickly."""
        for position in positions:
            if self.photos is not None:
                tile = self.photos.tile(position)
                self._label_of(tile)
                self._second_line_of(tile)
                self.photos.aspect(tile.row)

    def _paint_strip(self, painter: QPainter, strip: QRect, cell: QRect, said: Strip) -> None:
        """Paint a group's title over its first tile, and a line over all of them, which meets the neighbours'."""
        left = cell.left()
        if said.is_first:
            painter.setPen(self._theme.colour(Token.TEXT))
            left = strip.left() + self._pieces.title.draw(painter, strip, said.title) + GRID
        right = strip.right() if said.is_last else cell.right()
        if left < right:
            painter.fillRect(QRect(left, strip.center().y(), right + 1 - left, 1), self._theme.colour(Token.LINE))

    def _paint_photo(self, painter: QPainter, room: QRect, tile: Tile) -> None:
        pixmap = self._thumbnails.pixmap(tile.row)
        if tile.is_excluded:
            painter.setOpacity(_EXCLUDED_OPACITY)
        if pixmap is None:
            self._paint_stand_in(painter, room, tile)
        else:
            ratio = pixmap.devicePixelRatio()
            width, height = pixmap.width() / ratio, pixmap.height() / ratio
            if width <= room.width() and height <= room.height():
                # On whole physical pixels, so that nothing is blurred.
                left = round((room.left() + (room.width() - width) / 2) * ratio) / ratio
                top = round((room.top() + (room.height() - height) / 2) * ratio) / ratio
                painter.drawPixmap(QPointF(left, top), pixmap)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(_fitted(room, width / height), pixmap, QRectF(pixmap.rect()))
        if tile.is_excluded:
            painter.setOpacity(1.0)

    def _paint_stand_in(self, painter: QPainter, room: QRect, tile: Tile) -> None:
        """Paint the average colour in the photo's shape until the photo is there, or a sign that none will come."""
        is_lost = tile.state is State.UNREADABLE or self._thumbnails.has_failed(tile.row)
        aspect = self.photos.aspect(tile.row) if self.photos is not None and not is_lost else None
        colour = self._theme.colour(Token.HOVER)
        if tile.colour is not None and not is_lost:
            colour = QColor.fromRgb(tile.colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        shape = _fitted(room, aspect) if aspect is not None else QRectF(room)
        painter.drawRoundedRect(shape, _PHOTO_RADIUS, _PHOTO_RADIUS)
        if is_lost:
            icon = self._appearance.pixmap("photos", _ICON, token=Token.DISABLED, ratio=self._ratio)
            painter.drawPixmap(room.center().x() - _ICON // 2, room.center().y() - _ICON // 2, icon)

    def _paint_lines(self, painter: QPainter, left: int, top: int, tile: Tile) -> None:
        first, second = self._pieces.layout.first_line, self._pieces.layout.second_line
        label, said = self._label_of(tile), self._second_line_of(tile)
        if label is not None:
            painter.drawPixmap(left + first.left(), top + first.top(), label)
        else:
            self._paint_name(painter, first.translated(left, top), tile)
        if said is not None:
            painter.drawPixmap(left + second.left(), top + second.top(), said)
        elif tile.state is State.UNREADABLE:
            self._paint_name(painter, second.translated(left, top), tile)

    def _label_of(self, tile: Tile) -> QPixmap | None:
        return self._pieces.label(tile) if tile.state is not None else None

    def _second_line_of(self, tile: Tile) -> QPixmap | None:
        if tile.confidence is not None:
            return self._pieces.confidence(tile)
        return self._pieces.model_says(tile) if tile.model_says else None

    def _paint_name(self, painter: QPainter, line: QRect, tile: Tile) -> None:
        painter.setPen(self._theme.colour(Token.MUTED))
        self._pieces.small.draw(painter, line, tile.name)


def _fitted(room: QRect, aspect: float) -> QRectF:
    """Return the largest rectangle of a width / height in the middle of a room."""
    width = min(float(room.width()), room.height() * aspect)
    height = width / aspect
    return QRectF(room.left() + (room.width() - width) / 2, room.top() + (room.height() - height) / 2, width, height)
