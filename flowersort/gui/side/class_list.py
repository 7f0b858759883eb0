"""The list of classes with a threshold each, edited in place."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from flowersort.core.model import ModelFacts
from flowersort.core.state import Thresholds
from flowersort.gui.controls.figures import tabular
from flowersort.gui.side.class_model import THRESHOLD_ROLE, WRONG_ROLE, ClassModel
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, Token
from flowersort.gui.wording import decimal, percent

AnyIndex = QModelIndex | QPersistentModelIndex

_ROW = 4 * GRID
_FEWEST, _MOST = 3, 6
# Pixels for the editor's frame and arrows.
_AROUND = 5 * GRID
_LOWEST, _STEP = 0.20, 0.01
_EDITING = frozenset("0123456789")
# One step below the lowest threshold stands for none of its own.
_NONE = _LOWEST - _STEP


class OwnThreshold(QDoubleSpinBox):
    """A threshold of a class's own; below the lowest one, "as above"."""

    def __init__(self, parent: QWidget, *, common: float, own: float | None) -> None:
        super().__init__(parent)
        self._common = common
        self.setDecimals(2)
        self.setSingleStep(_STEP)
        self.setRange(_NONE, 1.0)
        self.setSpecialValueText(self.tr("as above"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValue(common if own is None else own)

    @property
    def own(self) -> float | None:
        """The threshold, None for "as above"."""
        return None if self.value() == self.minimum() else round(self.value(), 2)

    def stepBy(self, steps: int) -> None:
        """Step; up from "as above" begins at the common threshold."""
        if steps > 0 and self.value() == self.minimum():
            self.setValue(self._common)
        else:
            super().stepBy(steps)


class ClassDelegate(QStyledItemDelegate):
    """Paints name, threshold and expected share of wrong labels; edits the threshold, live."""

    def __init__(self, appearance: Appearance, model: ClassModel, view: QListView) -> None:
        super().__init__(view)
        self._appearance, self._model = appearance, model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return a height with room for the editor."""
        return QSize(1, max(_ROW, option.fontMetrics.height() + 2 * GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a row."""
        theme, area = self._appearance.theme, option.rect.adjusted(GRID, 0, -GRID, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        self._paint_ground(painter, option)
        painter.setFont(tabular(option.font))
        share = _share_room(option)
        painter.setPen(theme.colour(Token.MUTED))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, index.data(WRONG_ROLE))
        own, threshold = index.data(Qt.ItemDataRole.EditRole) is not None, index.data(THRESHOLD_ROLE)
        painter.setPen(theme.colour(Token.TEXT if own else Token.MUTED))
        left = area.adjusted(0, 0, -share, 0)
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, threshold)
        painter.setPen(theme.colour(Token.TEXT))
        metrics = painter.fontMetrics()
        room = left.width() - metrics.horizontalAdvance(threshold) - GRID
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """Return a spin box at the threshold in force, be it the common one; its every change counts at once."""
        own = index.data(Qt.ItemDataRole.EditRole)
        editor = OwnThreshold(parent, common=self._model.common(), own=own)
        editor.setAccessibleName(index.data())
        editor.valueChanged.connect(lambda _value: self.commitData.emit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Follow what changed elsewhere; what is being typed stays as it is."""
        own = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, OwnThreshold) and own is not None and own != editor.own:
            editor.setValue(own)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Take over what was set; who only looked at the common threshold has set nothing."""
        if not isinstance(editor, OwnThreshold):
            return
        only_looked = index.data(Qt.ItemDataRole.EditRole) is None and editor.own == round(self._model.common(), 2)
        if not only_looked:
            model.setData(index, editor.own)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Put the editor where the threshold stands."""
        if not isinstance(editor, OwnThreshold):
            return
        area = option.rect.adjusted(GRID, 0, -GRID - _share_room(option), 0)
        words = max(map(editor.fontMetrics().horizontalAdvance, (editor.specialValueText(), decimal(1.0))))
        width = min(area.width(), words + _AROUND)
        editor.setGeometry(QRect(area.right() + 1 - width, area.top(), width, area.height()))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, state = self._appearance.theme, option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Token.HOVER))
            painter.drawRoundedRect(option.rect, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(Token.ACCENT), RING))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)


class ClassList(QListView):
    """A threshold for each class. `edited` brings the thresholds after each change by the user.

    Enter, a digit or a click edits, Delete gives a class the common threshold again.
    """

    edited = Signal(object)

    def __init__(self, facts: ModelFacts, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ClassModel(facts, self)
        self._model.edited.connect(self.edited)
        self.setModel(self._model)
        self.setItemDelegate(ClassDelegate(appearance, self._model, self))
        self.setProperty("ownFocus", True)
        self.setAccessibleName(self.tr("Thresholds of the classes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed | QListView.EditTrigger.AnyKeyPressed)
        self.setCurrentIndex(self._model.index(0))
        self.setMaximumHeight(self.sizeHint().height())
        self._add_reset()
        appearance.changed.connect(self.viewport().update)

    def show_thresholds(self, thresholds: Thresholds) -> None:
        """Show other thresholds."""
        self._model.show_thresholds(thresholds)

    def sizeHint(self) -> QSize:
        """Return room for some classes."""
        return QSize(20 * GRID, self.sizeHintForRow(0) * min(_MOST, self._model.rowCount()))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few classes."""
        return QSize(10 * GRID, self.sizeHintForRow(0) * min(_FEWEST, self._model.rowCount()))

    def event(self, event: QEvent) -> bool:
        """Claim the keys that begin an edit before shortcuts of the window get them."""
        if event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).text() in _EDITING:
            event.accept()
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Edit the class under the mouse."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit the current class on Enter; all else as in any list."""
        # Enter in the editor comes here, too, while it is being closed.
        editing = self.state() is QListView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.edit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _add_reset(self) -> None:
        reset = QAction(self.tr("As above"), self)
        reset.setShortcuts([QKeySequence(Qt.Key.Key_Delete), QKeySequence(Qt.Key.Key_Backspace)])
        reset.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        reset.triggered.connect(self._reset)
        self.addAction(reset)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _reset(self) -> None:
        value: Any = None
        self._model.setData(self.currentIndex(), value)


def _share_room(option: QStyleOptionViewItem) -> int:
    return int(option.fontMetrics.horizontalAdvance(percent(0.888, 1))) + GRID
