"""The risk curve, drawn small below the threshold slider: the further right, the fewer wrong labels."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from flowersort.core.model import RiskPoint
from flowersort.core.risk import point_at
from flowersort.gui.controls.track import Track
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, TILE_GRID, Token
from flowersort.gui.wording import decimal, percent

_CURVE = 5 * GRID
_DOT = 3.5


class RiskPlot(QWidget):
    """Draws the share of wrong labels over the threshold, as wide as the slider above, with the threshold marked.

    Args:
        points: a risk curve, at least one point.
        lowest, highest: the threshold at the slider's ends, in hundredths.
    """

    def __init__(
        self,
        points: tuple[RiskPoint, ...],
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        lowest: int,
        highest: int,
    ) -> None:
        super().__init__(parent)
        self._points, self._appearance = points, appearance
        self._lowest, self._highest = lowest, highest
        self._threshold = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFont(appearance.font(Size.SMALL))
        self.setAccessibleName(self.tr("Share of wrong labels by threshold"))
        appearance.changed.connect(self.update)

    def show_threshold(self, threshold: float) -> None:
        """Mark a threshold, 0–1."""
        self._threshold = threshold
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the curve with a line of text above and below."""
        return QSize(20 * GRID, _CURVE + 2 * self.fontMetrics().height() + TILE_GRID)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, narrow."""
        return QSize(10 * GRID, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is accepted as a tint, the curve, the mark and the labels of both axes."""
        painter, theme = QPainter(self), self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        curve = self._curve(area)
        painter.setClipRect(QRectF(self._x(self._threshold), 0, self.width(), self.height()))
        painter.fillPath(self._below(curve, area), theme.colour(Token.SELECTION))
        painter.setClipping(False)
        painter.setPen(QPen(theme.colour(Token.LINE), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QPen(theme.colour(Token.ACCENT), 1.5))
        painter.drawPath(curve)
        self._paint_mark(painter, area)
        self._paint_labels(painter, area)
        painter.end()

    def _paint_mark(self, painter: QPainter, area: QRectF) -> None:
        theme, x = self._appearance.theme, self._x(self._threshold)
        painter.setPen(QPen(theme.colour(Token.EDGE), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        point = point_at(self._points, self._threshold)
        if point is not None:
            painter.setPen(QPen(theme.colour(Token.SURFACE), 1))
            painter.setBrush(theme.colour(Token.TEXT))
            painter.drawEllipse(QPointF(x, self._y(point.wrong, area)), _DOT, _DOT)

    def _paint_labels(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(self._appearance.theme.colour(Token.MUTED))
        height = self.fontMetrics().height()
        above = QRectF(area.left(), 0, area.width(), height)
        painter.drawText(
            above, Qt.AlignmentFlag.AlignLeft, self.tr("{share} wrong").format(share=percent(self._top, 0))
        )
        below = QRectF(area.left(), area.bottom() + 2, area.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, decimal(self._lowest / 100))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self.tr("threshold"))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, decimal(self._highest / 100))

    @property
    def _top(self) -> float:
        """The share at the curve's upper end: whole percents, so that the label says what is drawn."""
        return max(1, -int(-100 * max(point.wrong for point in self._points) // 1)) / 100

    def _area(self) -> QRectF:
        track, height = self._track, self.fontMetrics().height()
        left, right = track.x_of(self._lowest), track.x_of(self._highest)
        return QRectF(left, height + 2, right - left, self.height() - 2 * height - TILE_GRID)

    def _curve(self, area: QRectF) -> QPainterPath:
        """Return steps: what a point says holds up to the next one."""
        first = self._points[0]
        path = QPainterPath(QPointF(self._x(first.threshold), self._y(first.wrong, area)))
        for before, after in pairwise(self._points):
            path.lineTo(self._x(after.threshold), self._y(before.wrong, area))
            path.lineTo(self._x(after.threshold), self._y(after.wrong, area))
        path.lineTo(area.right(), self._y(self._points[-1].wrong, area))
        return path

    def _below(self, curve: QPainterPath, area: QRectF) -> QPainterPath:
        path = QPainterPath(curve)
        path.lineTo(area.bottomRight())
        path.lineTo(self._x(self._points[0].threshold), area.bottom())
        path.closeSubpath()
        return path

    @property
    def _track(self) -> Track:
        return Track(self._lowest, self._highest, self.width())

    def _x(self, threshold: float) -> float:
        return self._track.x_of(100 * threshold)

    def _y(self, wrong: float, area: QRectF) -> float:
        return area.bottom() - area.height() * min(1.0, wrong / self._top)
