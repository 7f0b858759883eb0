"""A slider with two handles, for a range of values."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from flowersort.gui.controls.track import HANDLE, HEIGHT, HandleLook, Track, paint_groove, paint_handle
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import Token


class _Grip(Enum):
    """What the mouse holds. Where both handles lie on each other, the first movement decides which one it is."""

    NONE = auto()
    LOW = auto()
    HIGH = auto()
    BOTH = auto()
    EITHER = auto()


class Handle(QAbstractSlider):
    """One end of the range: a slider of its own for keyboard and screen reader; mouse and painting are its owner's."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSingleStep(1)
        self.setPageStep(5)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self._owner.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        self._owner.update()


class RangeSlider(QWidget):
    """Two handles on one track; `low` is never above `high`.

    `range_changed` brings both values, once for each change, also while the mouse drags. Tab goes from one handle to
    the other; arrows, Page keys, Home and End move a handle as far as the other one allows. Between the handles the
    mouse moves both.

    Args:
        low_name, high_name: what a screen reader calls the handles.
    """

    range_changed = Signal(int, int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, low_name: str, high_name: str) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._minimum, self._maximum = 0, 100
        self._grip, self._grasped_at = _Grip.NONE, 0
        self._quiet = False
        self._low, self._high = Handle(self), Handle(self)
        self._low.setAccessibleName(low_name)
        self._high.setAccessibleName(high_name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._put(self._minimum, self._maximum)
        for handle in (self._low, self._high):
            handle.valueChanged.connect(self._moved)
        appearance.changed.connect(self.update)

    @property
    def low(self) -> int:
        """The lower value."""
        return self._low.value()

    @property
    def high(self) -> int:
        """The upper value."""
        return self._high.value()

    @property
    def handles(self) -> tuple[Handle, Handle]:
        """The lower and the upper handle, for focus and accessibility."""
        return self._low, self._high

    @property
    def track(self) -> Track:
        """Where values stand at the present width."""
        return Track(self._minimum, self._maximum, self.width())

    def set_range(self, low: int, high: int) -> None:
        """Move both handles; values outside the track, or a `low` above `high`, are drawn in."""
        before = (self.low, self.high)
        high = min(max(high, self._minimum), self._maximum)
        self._put(min(max(low, self._minimum), high), high)
        if before != (self.low, self.high):
            self.range_changed.emit(self.low, self.high)

    def sizeHint(self) -> QSize:
        """Return a height with room for the focus ring."""
        return QSize(5 * HEIGHT, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that can still be used."""
        return QSize(3 * HEIGHT, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the groove, the chosen part of it and both handles, the focused one on top."""
        painter, theme = QPainter(self), self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track, middle, enabled = self.track, self.height() / 2, self.isEnabled()
        ends = (track.x_of(self._minimum), track.x_of(self._maximum))
        paint_groove(painter, theme, ends, middle=middle, token=Token.LINE)
        chosen = (track.x_of(self.low), track.x_of(self.high))
        paint_groove(painter, theme, chosen, middle=middle, token=Token.ACCENT if enabled else Token.DISABLED)
        for handle in sorted(self.handles, key=Handle.hasFocus):
            look = HandleLook(hovered=self.underMouse(), focused=handle.hasFocus(), enabled=enabled)
            paint_handle(painter, theme, QPointF(track.x_of(handle.value()), middle), look)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the handles where their values are."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Look the part when switched on or off."""
        super().changeEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what lies under the mouse, or of the handle nearest to it, which comes along."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        self._grip, self._grasped_at = self._grip_at(x), self.track.value_at(x)
        if self._grip in (_Grip.LOW, _Grip.HIGH):
            self._drag_to(self._grasped_at)
        self._focus(self._high if self._grip is _Grip.HIGH else self._low)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        value = self.track.value_at(event.position().x())
        if self._grip is _Grip.EITHER and value != self._grasped_at:
            self._grip = _Grip.LOW if value < self._grasped_at else _Grip.HIGH
            self._focus(self._high if self._grip is _Grip.HIGH else self._low)
        self._drag_to(value)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip = _Grip.NONE

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list around."""
        event.ignore()

    def _grip_at(self, x: float) -> _Grip:
        track = self.track
        to_low, to_high = x - track.x_of(self.low), x - track.x_of(self.high)
        if self.low == self.high and abs(to_low) <= HANDLE / 2:
            return _Grip.EITHER
        between = to_low > HANDLE / 2 and to_high < -HANDLE / 2
        # The full range can't be moved as a whole, so there a click in the middle takes the nearer handle.
        if between and (self.low, self.high) != (self._minimum, self._maximum):
            return _Grip.BOTH
        if self.low == self.high:
            return _Grip.LOW if to_low < 0 else _Grip.HIGH
        return _Grip.LOW if abs(to_low) <= abs(to_high) else _Grip.HIGH

    def _drag_to(self, value: int) -> None:
        match self._grip:
            case _Grip.LOW:
                self.set_range(min(value, self.high), self.high)
            case _Grip.HIGH:
                self.set_range(self.low, max(value, self.low))
            case _Grip.BOTH:
                step = min(max(value - self._grasped_at, self._minimum - self.low), self._maximum - self.high)
                self._grasped_at += step
                self.set_range(self.low + step, self.high + step)

    def _put(self, low: int, high: int) -> None:
        """Set both values, and each as the other's limit, so that no key can make them cross."""
        self._quiet = True
        for handle in self.handles:
            handle.setRange(self._minimum, self._maximum)
        self._low.setValue(low)
        self._high.setValue(high)
        self._low.setMaximum(high)
        self._high.setMinimum(low)
        self._quiet = False
        self._place()
        self.update()

    def _moved(self) -> None:
        if not self._quiet:
            self._put(self.low, self.high)
            self.range_changed.emit(self.low, self.high)

    def _place(self) -> None:
        track, size = self.track, QSize(HANDLE, HANDLE)
        for handle in self.handles:
            corner = QPoint(round(track.x_of(handle.value()) - HANDLE / 2), (self.height() - HANDLE) // 2)
            handle.setGeometry(QRect(corner, size))

    def _focus(self, handle: Handle) -> None:
        handle.setFocus(Qt.FocusReason.MouseFocusReason)
