"""Labelled photos that look like the one shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from flowersort.gui.detail.values import Neighbour
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, TILE_GRID, Token
from flowersort.gui.wording import percent

MOST = 6
_SIDE = 64


class NeighbourTile(QAbstractButton):
    """A small thumbnail with its label; a click goes to the photo."""

    def __init__(self, neighbour: Neighbour, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.neighbour = neighbour
        self._appearance = appearance
        words = neighbour.label
        if neighbour.similarity is not None:
            words = self.tr("{label}, {share} alike").format(label=words, share=percent(neighbour.similarity))
        self.setToolTip(words)
        self.setAccessibleName(self.toolTip())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of a thumbnail and a line of text."""
        small = self.fontMetrics().height()
        return QSize(_SIDE, _SIDE + TILE_GRID + small)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw thumbnail, label, and a ring under mouse or focus."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(0, 0, _SIDE, _SIDE)
        outline = QPainterPath()
        outline.addRoundedRect(place.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.fillPath(outline, theme.colour(Token.LINE))
        if self.neighbour.pixmap is not None:
            painter.setClipPath(outline)
            painter.drawPixmap(place, self.neighbour.pixmap, _middle(self.neighbour.pixmap))
            painter.setClipping(False)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(theme.colour(Token.ACCENT), RING))
            painter.drawPath(outline)
        painter.setFont(self._appearance.font(Size.SMALL))
        painter.setPen(theme.colour(Token.TEXT))
        line = QRect(0, _SIDE + TILE_GRID // 2, _SIDE, self.height() - _SIDE)
        text = painter.fontMetrics().elidedText(self.neighbour.label, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class NeighbourRow(QWidget):
    """Up to six neighbours, the most alike first, as many as the width has room for; hidden without any."""

    chosen = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._tiles: list[NeighbourTile] = []
        self._title = QLabel(title or self.tr("Looks like"), self)
        self._title.setProperty("role", "muted")
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setSpacing(TILE_GRID)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)
        self.hide()

    @property
    def tiles(self) -> tuple[NeighbourTile, ...]:
        """The tiles, also those that there is no room for."""
        return tuple(self._tiles)

    def call(self, title: str) -> None:
        """Give the row another title."""
        self._title.setText(title)

    def show_neighbours(self, neighbours: Sequence[Neighbour]) -> None:
        """Show other neighbours; the same ones again keep their tiles, and the focus on them."""
        if [_look(tile.neighbour) for tile in self._tiles] == [_look(each) for each in neighbours[:MOST]]:
            self.setVisible(bool(self._tiles))
            return
        for tile in self._tiles:
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = [NeighbourTile(neighbour, self._appearance, self) for neighbour in neighbours[:MOST]]
        for place, tile in enumerate(self._tiles):
            self._row.insertWidget(place, tile)
            tile.clicked.connect(self._choose)
        self.setVisible(bool(self._tiles))
        self._fill()

    def minimumSizeHint(self) -> QSize:
        """Return the room of one tile, so that the row shrinks with its panel."""
        return QSize(_SIDE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        room = max(1, (self.width() + GRID) // (_SIDE + GRID))
        for place, tile in enumerate(self._tiles):
            tile.setVisible(place < room)

    def _choose(self) -> None:
        tile = self.sender()
        if isinstance(tile, NeighbourTile):
            self.chosen.emit(tile.neighbour.row)


def _look(neighbour: Neighbour) -> tuple[object, ...]:
    pixmap = neighbour.pixmap.cacheKey() if neighbour.pixmap is not None else None
    return neighbour.row, neighbour.label, neighbour.similarity, pixmap


def _middle(pixmap: QPixmap) -> QRectF:
    """Return the largest square in the middle of a picture, in its physical pixels."""
    side = min(pixmap.width(), pixmap.height())
    return QRectF((pixmap.width() - side) / 2, (pixmap.height() - side) / 2, side, side)
