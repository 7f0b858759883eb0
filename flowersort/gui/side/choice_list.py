"""The list of rows to filter by: painted, clicked, and moved through by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from flowersort.core.arrangement import Filter
from flowersort.core.photo_table import Counts
from flowersort.gui.controls.figures import bold, tabular
from flowersort.gui.side.choice_model import CHOICE_ROLE, COUNT_ROLE, ChoiceModel
from flowersort.gui.side.choices import Choice
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, TILE_GRID, Theme, Token
from flowersort.gui.wording import number

AnyIndex = QModelIndex | QPersistentModelIndex

ROW = 3 * GRID
_SIGN = 2 * GRID
_BAR = 3
# So many rows are always in sight before the list begins to scroll; that many are shown if there is room.
_FEWEST, _MOST = 6, 24
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a row: sign, name, count at the right; a tint and a bar where it is chosen, a ring where the keys are."""

    def __init__(self, appearance: Appearance, view: QListView) -> None:
        super().__init__(view)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return a row's height; the width is the list's."""
        return QSize(1, max(ROW, option.fontMetrics.height() + TILE_GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a row."""
        choice: Choice = index.data(CHOICE_ROLE)
        theme, area = self._appearance.theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if choice.lined:
            line = QRect(area.left() + GRID, area.top(), area.width() - 2 * GRID, 1)
            painter.fillRect(line, theme.colour(Token.LINE))
        _paint_ground(painter, theme, option, chosen=index.data(Qt.ItemDataRole.CheckStateRole))
        left = self._paint_sign(painter, option, choice)
        _paint_words(painter, theme, area.adjusted(left, 0, -GRID, 0), index, _font(option.font, choice))
        painter.restore()

    def _paint_sign(self, painter: QPainter, option: QStyleOptionViewItem, choice: Choice) -> int:
        """Paint the sign if there is one, and return where the words begin."""
        left, area = GRID + (GRID if choice.inner else 0), option.rect
        if not choice.signed:
            return left
        for state in choice.states:
            ratio = painter.device().devicePixelRatioF()
            sign = self._appearance.icons.sign(state, self._appearance.theme, _SIGN, ratio)
            if sign is not None:
                painter.drawPixmap(QPoint(area.left() + left, area.center().y() - _SIGN // 2 + 1), sign)
        return left + _SIGN + GRID - 2


class ChoiceList(QListView):
    """All rows; `chosen` brings one and whether it was to be added to what is chosen already.

    A click keeps the keys where they were, so that who filters can go on reviewing; Tab comes here.
    """

    chosen = Signal(object, bool)

    def __init__(self, classes: tuple[str, ...], appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChoiceModel(classes, self)
        self.setModel(self._model)
        self.setItemDelegate(ChoiceDelegate(appearance, self))
        self.setProperty("ownFocus", True)
        self.setAccessibleName(self.tr("Filters"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setCurrentIndex(self._model.index(0))
        self._model.rowsInserted.connect(self._fit)
        self._model.rowsRemoved.connect(self._fit)
        appearance.changed.connect(self.viewport().update)
        self._fit()

    def show_counts(self, counts: Counts) -> None:
        """Show counts."""
        self._model.show_counts(counts)

    def show_filter(self, shown: Filter) -> None:
        """Mark what is chosen."""
        self._model.show_filter(shown)

    def sizeHint(self) -> QSize:
        """Return room for all rows, or for as many as are shown at once."""
        return QSize(20 * GRID, self._height(_MOST))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few rows."""
        return QSize(10 * GRID, self._height(_FEWEST))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse; with Ctrl, add it."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()), event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current row with Enter or Space; with Ctrl, add it. All else moves through the list."""
        if event.key() in _CHOOSING:
            self._choose(self.currentIndex(), event.modifiers())
            event.accept()
        else:
            super().keyPressEvent(event)

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        """Paint anew; unlike in any list, nothing is laid out anew, which a thousand classes would make felt."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def _choose(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            choice = self._model.choice(index)
            self.chosen.emit(choice, bool(modifiers & Qt.KeyboardModifier.ControlModifier))

    def _fit(self) -> None:
        self.setMaximumHeight(self._height(_MOST))
        self.updateGeometry()

    def _height(self, most: int) -> int:
        return self.sizeHintForRow(0) * min(most, self._model.rowCount())


def _font(font: QFont, choice: Choice) -> QFont:
    made = tabular(font)
    return bold(made) if len(choice.states) > 1 else made


def _paint_ground(painter: QPainter, theme: Theme, option: QStyleOptionViewItem, *, chosen: Qt.CheckState) -> None:
    area, state = QRectF(option.rect).adjusted(0, 1, 0, 0), option.state
    is_chosen = chosen is Qt.CheckState.Checked
    painter.setPen(Qt.PenStyle.NoPen)
    if is_chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.colour(Token.SELECTION if is_chosen else Token.HOVER))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
    if is_chosen:
        painter.setBrush(theme.colour(Token.ACCENT))
        painter.drawRoundedRect(area.adjusted(1, TILE_GRID, _BAR + 1 - area.width(), -TILE_GRID), _BAR / 2, _BAR / 2)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(Token.ACCENT), RING))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)


def _paint_words(painter: QPainter, theme: Theme, area: QRect, index: AnyIndex, font: QFont) -> None:
    count: int = index.data(COUNT_ROLE)
    painter.setFont(font)
    painter.setPen(theme.colour(Token.TEXT if count else Token.MUTED))
    figures = number(count)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figures)
    painter.setPen(theme.colour(Token.TEXT))
    room = area.width() - painter.fontMetrics().horizontalAdvance(figures) - GRID
    name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
