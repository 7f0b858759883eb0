"""A share as a bar, with its interval."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from flowersort.core.check_interval import ShareEstimate
from flowersort.gui.controls.confidence_bar import paint_bar
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, RING, TILE_GRID, Token


class IntervalBar(QWidget):
    """Filled up to the estimate; a line with two ends is the interval."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._estimate = ShareEstimate(None, 0.0, 1.0, 0)
        self.setFixedHeight(2 * GRID)
        appearance.changed.connect(self.update)

    def show_estimate(self, estimate: ShareEstimate) -> None:
        """Show another estimate."""
        self._estimate = estimate
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a bar that can be read."""
        return QSize(12 * GRID, 2 * GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw groove, share and interval."""
        painter, theme, known = QPainter(self), self._appearance.theme, self._estimate
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(1, self.height() / 2 - TILE_GRID / 2, self.width() - 2, TILE_GRID)
        paint_bar(painter, room, known.share or 0.0, Token.ACCENT, theme)
        if known.share is not None:
            painter.setPen(QPen(theme.colour(Token.TEXT), RING))
            low, high, middle = (room.left() + end * room.width() for end in (known.low, known.high, 0.0))
            middle = self.height() / 2
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            for end in (low, high):
                painter.drawLine(QPointF(end, middle - TILE_GRID), QPointF(end, middle + TILE_GRID))
        painter.end()
