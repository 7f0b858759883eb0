"""A quiet button: a word in the accent colour, with a triangle where it folds something out."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, TILE_GRID, Token

_TRIANGLE = 10
_PADDING = GRID
_CLOSED = ((2.0, 0.0), (7.0, 5.0), (2.0, 10.0))
_OPEN = ((0.0, 2.5), (10.0, 2.5), (5.0, 7.5))


class LinkButton(QAbstractButton):
    """A button without a frame.

    Args:
        folds: whether it folds something out; it is checkable then, and shows a triangle.
    """

    def __init__(self, text: str, appearance: Appearance, *, folds: bool = False) -> None:
        super().__init__()
        self._appearance, self._folds = appearance, folds
        self.setText(text)
        self.setCheckable(folds)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return room for the text."""
        # Rounded up: a room smaller by a part of a pixel would cut the text off.
        words = ceil(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 1
        return QSize(words + self._indent + 2 * _PADDING, max(3 * GRID, self.fontMetrics().height() + 2 * TILE_GRID))

    def minimumSizeHint(self) -> QSize:
        """Return room for the beginning of the text; the rest is cut off with dots."""
        return QSize(min(self.sizeHint().width(), 8 * GRID), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the ring where the keyboard is."""
        painter, theme = QPainter(self), self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour(Token.ACCENT if self.isEnabled() else Token.DISABLED)
        lifted = self.isEnabled() and (self.underMouse() or self.isDown())
        if lifted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Token.SELECTION if self.isDown() else Token.HOVER))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(Token.ACCENT), RING))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.setPen(colour)
        room = self.rect().adjusted(_PADDING + self._indent, 0, -_PADDING, 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if self._folds:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(self._triangle())
        painter.end()

    @property
    def _indent(self) -> int:
        return _TRIANGLE + TILE_GRID if self._folds else 0

    def _triangle(self) -> QPolygonF:
        place = QRect(_PADDING, (self.height() - _TRIANGLE) // 2, _TRIANGLE, _TRIANGLE)
        corners = _OPEN if self.isChecked() else _CLOSED
        return QPolygonF([QPointF(place.left() + x, place.top() + y) for x, y in corners])
