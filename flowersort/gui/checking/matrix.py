"""Given against predicted: how many photos of each folder look like each class; a field shows its photos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from flowersort.core.audit_rows import Cell, busiest
from flowersort.gui.checking.words import named
from flowersort.gui.controls.figures import tabular
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, TILE_GRID, Token
from flowersort.gui.wording import number

MOST = 10
_SMALLEST, _LARGEST = 18, 44
_HEADER_SHARE, _HEADER_MOST = 0.34, 96
# How strongly the busiest field is tinted; less than would hide the number on it.
_TINT = 0.4
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where fields stand: side of one, room for names at the left and above."""

    side: int
    left: int
    above: int

    def field(self, row: int, column: int) -> QRect:
        return QRect(self.left + column * self.side, self.above + row * self.side, self.side, self.side)


class ConfusionMatrix(QWidget):
    """Rows are folders, columns what their photos look like; of many classes the ten that are mixed up most.

    Arrow keys move through the fields, Enter and a click choose one, or none again; `chosen` brings a `Cell` or None.
    """

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._names: list[str] = []
        self._classes: list[int] = []
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._current = (0, 0)
        self._cell: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        appearance.changed.connect(self.update)
        self.show_counts((), np.zeros((0, 0), np.int64))

    @property
    def classes(self) -> tuple[int, ...]:
        """The classes that are drawn, in order."""
        return tuple(self._classes)

    @property
    def current(self) -> Cell | None:
        """The field that the keys are on."""
        if not self._classes:
            return None
        return Cell(self._classes[self._current[0]], self._classes[self._current[1]])

    def show_counts(self, classes: Sequence[str], confusion: NDArray[np.int64]) -> None:
        """Show other counts.

        Args:
            confusion: shape (classes, classes), rows given, columns predicted.
        """
        self._classes = busiest(confusion, MOST).tolist()
        self._names = [named(classes[place]) for place in self._classes]
        self._counts = confusion[np.ix_(self._classes, self._classes)]
        self._current, self._cell = self._first_mistake(), None
        self.setVisible(bool(self._classes))
        self._fit()
        self._tell()

    def show_chosen(self, cell: Cell | None) -> None:
        """Mark a field, or none."""
        self._cell = cell
        self.update()

    def field_of(self, cell: Cell) -> QRect:
        """Return where a field is drawn; empty where it is not."""
        if cell.given not in self._classes or cell.predicted not in self._classes:
            return QRect()
        return self._layout().field(self._classes.index(cell.given), self._classes.index(cell.predicted))

    def sizeHint(self) -> QSize:
        """Return the height that the width needs."""
        return QSize(32 * GRID, self._layout().field(max(0, len(self._classes) - 1), 0).bottom() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that suits the width."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the field under the mouse."""
        place = self._place_at(event.position().toPoint())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._current = place
            self._choose()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the end of a click from what lies behind."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose, or leave the key to the window."""
        key = Qt.Key(event.key())
        if key in _MOVES and self._classes:
            last = len(self._classes) - 1
            self._current = (
                min(max(self._current[0] + _MOVES[key][0], 0), last),
                min(max(self._current[1] + _MOVES[key][1], 0), last),
            )
            self._tell()
        elif key in _CHOOSING and self._classes:
            self._choose()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what a field stands for under a resting mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos())
            QToolTip.showText(event.globalPos(), self._spoken(*place) if place is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names and fields."""
        painter, theme, layout = QPainter(self), self._appearance.theme, self._layout()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self._appearance.font(Size.SMALL)))
        painter.setPen(theme.colour(Token.MUTED))
        for place, name in enumerate(self._names):
            self._paint_names(painter, layout, place, name)
        for row in range(len(self._classes)):
            for column in range(len(self._classes)):
                self._paint_field(painter, layout.field(row, column), row, column)
        painter.end()

    def _paint_names(self, painter: QPainter, layout: _Layout, place: int, name: str) -> None:
        metrics, field = painter.fontMetrics(), layout.field(place, place)
        line = QRect(0, field.top(), layout.left - TILE_GRID, layout.side)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.save()
        # From below upwards, since columns are narrower than names.
        painter.translate(QPointF(field.left(), layout.above - TILE_GRID))
        painter.rotate(-90)
        room = QRect(0, 0, layout.above - TILE_GRID, layout.side)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_field(self, painter: QPainter, area: QRect, row: int, column: int) -> None:
        theme, count = self._appearance.theme, int(self._counts[row, column])
        box = QRectF(area).adjusted(1, 1, -1, -1)
        is_chosen = self._cell == Cell(self._classes[row], self._classes[column])
        painter.setPen(QPen(theme.colour(Token.ACCENT), RING) if is_chosen else Qt.PenStyle.NoPen)
        painter.setBrush(self._ground(row, column))
        painter.drawRoundedRect(box, RADIUS / 2, RADIUS / 2)
        if count:
            painter.setPen(theme.colour(Token.TEXT))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _short(count, painter.fontMetrics(), area.width()))
        if self.hasFocus() and (row, column) == self._current:
            painter.setPen(QPen(theme.colour(Token.ACCENT), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS / 2, RADIUS / 2)

    def _ground(self, row: int, column: int) -> QColor:
        theme = self._appearance.theme
        if row == column:
            return theme.colour(Token.SELECTION)
        count = int(self._counts[row, column])
        if not count:
            return theme.colour(Token.HOVER)
        mistakes = self._counts.copy()
        np.fill_diagonal(mistakes, 0)
        tint = theme.colour(Token.UNSURE)
        # By the root, so that a single mistake can be seen beside a hundred others.
        tint.setAlphaF(_TINT * max(0.25, sqrt(count / int(mistakes.max()))))
        return tint

    def _choose(self) -> None:
        wanted = self.current
        self._cell = None if wanted == self._cell else wanted
        self._tell()
        self.chosen.emit(self._cell)

    def _place_at(self, point: QPoint) -> tuple[int, int] | None:
        layout, last = self._layout(), len(self._classes)
        column, row = (point.x() - layout.left) // layout.side, (point.y() - layout.above) // layout.side
        return (row, column) if 0 <= row < last and 0 <= column < last else None

    def _first_mistake(self) -> tuple[int, int]:
        mistakes = self._counts.copy()
        np.fill_diagonal(mistakes, 0)
        if not mistakes.size:
            return (0, 0)
        row, column = np.unravel_index(int(mistakes.argmax()), mistakes.shape)
        return int(row), int(column)

    def _layout(self) -> _Layout:
        metrics = QFontMetrics(self._appearance.font(Size.SMALL))
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0) + TILE_GRID + 2
        left = round(min(widest, _HEADER_SHARE * self.width()))
        side = (self.width() - left) // max(1, len(self._classes))
        return _Layout(min(max(side, _SMALLEST), _LARGEST), left, min(widest, _HEADER_MOST))

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def _tell(self) -> None:
        """Give the field that the keys are on to screen readers: painted text is nothing to them."""
        self.setAccessibleName(self.tr("Folders against what their photos look like"))
        self.setAccessibleDescription(self._spoken(*self._current) if self._classes else "")
        self.update()

    def _spoken(self, row: int, column: int) -> str:
        count = int(self._counts[row, column])
        return self.tr("%Ln photos in {given} look like {seen}", None, count).format(
            given=self._names[row], seen=self._names[column]
        )


def _short(count: int, metrics: QFontMetrics, room: int) -> str:
    """Return a count that fits: in thousands where it must."""
    whole = number(count)
    return whole if metrics.horizontalAdvance(whole) <= room - TILE_GRID else f"{count // 1000}k"
