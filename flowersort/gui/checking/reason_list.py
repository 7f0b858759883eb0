"""Why photos are to be looked at, a line each with its count; one can be chosen to see its photos alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from flowersort.core.audit import Reason, ReasonCount
from flowersort.gui.checking.words import reason_shown
from flowersort.gui.controls.figures import tabular
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, TILE_GRID, Token
from flowersort.gui.wording import number

_BAR = 3


class ReasonRow(QAbstractButton):
    """A line: name, and count at the right."""

    def __init__(self, name: str, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._count = appearance, 0
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def nextCheckState(self) -> None:
        """Leave the mark: the list sets it."""

    def show_count(self, count: int) -> None:
        """Show how many photos there are."""
        self._count = count
        spoken = self.tr("%Ln photos", None, count)
        self.setAccessibleName(f"{self.text()}, {spoken}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line's height."""
        return QSize(20 * GRID, max(3 * GRID, self.fontMetrics().height() + TILE_GRID))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tint, words, and the ring where the keyboard is."""
        painter, theme = QPainter(self), self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0, 1, 0, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour(Token.SELECTION if self.isChecked() else Token.HOVER))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        if self.isChecked():
            painter.setBrush(theme.colour(Token.ACCENT))
            bar = area.adjusted(1, TILE_GRID, _BAR + 1 - area.width(), -TILE_GRID)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(Token.ACCENT), RING))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        self._paint_words(painter, self.rect().adjusted(GRID, 0, -GRID, 0))
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        theme, figures = self._appearance.theme, number(self._count)
        painter.setFont(tabular(self.font()))
        painter.setPen(theme.colour(Token.TEXT if self._count else Token.MUTED))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figures)
        width = room.width() - painter.fontMetrics().horizontalAdvance(figures) - GRID
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


class ReasonList(QWidget):
    """All reasons that occur, below a line for all of them; `chosen` brings a `Reason`, or None for all."""

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._all = self._row(self.tr("To look at"), None, appearance)
        self._rows = {reason: self._row(reason_shown(reason), reason, appearance) for reason in Reason}
        self.show_chosen(None, any_reason=True)
        self.show_counts(0, {})

    @property
    def rows(self) -> Mapping[Reason, ReasonRow]:
        """The lines of the reasons, also of those that don't occur."""
        return self._rows

    @property
    def whole(self) -> ReasonRow:
        """The line of all photos to look at."""
        return self._all

    def show_counts(self, total: int, counts: Mapping[Reason, int]) -> None:
        """Show how many photos are to be looked at, and how many for each reason; others are hidden."""
        self._all.show_count(total)
        for reason, row in self._rows.items():
            row.setVisible(reason in counts)
            row.show_count(counts.get(reason, 0))

    def show_expected(self, counts: Iterable[ReasonCount]) -> None:
        """Say in the tips how many photos of each reason are expected to be so in truth."""
        for count in counts:
            words = self.tr("{photos} when checked, about {expected} of them expected to be so in truth")
            tip = words.format(photos=number(count.photos), expected=number(round(count.expected)))
            self._rows[count.reason].setToolTip(tip)

    def show_chosen(self, reason: Reason | None, *, any_reason: bool) -> None:
        """Mark a reason, all of them, or nothing."""
        self._all.setChecked(any_reason and reason is None)
        for each, row in self._rows.items():
            row.setChecked(each is reason)

    def _row(self, name: str, reason: Reason | None, appearance: Appearance) -> ReasonRow:
        row = ReasonRow(name, appearance, self)
        row.clicked.connect(lambda: self.chosen.emit(reason))
        self._column.addWidget(row)
        return row
