"""A slider with one handle, painted in tokens; a click takes the handle to where it was."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from flowersort.gui.controls.track import HEIGHT, HandleLook, Track, paint_groove, paint_handle
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import Token


class Slider(QSlider):
    """A horizontal slider. Keys and accessibility are those of `QSlider`.

    Args:
        fills: whether the groove is coloured up to the handle, or from it on.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, fills: Qt.ArrowType) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._appearance = appearance
        self._fills = fills
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a height with room for the focus ring."""
        return QSize(5 * HEIGHT, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that can still be used."""
        return QSize(3 * HEIGHT, HEIGHT)

    @property
    def track(self) -> Track:
        """Where values stand at the present width."""
        return Track(self.minimum(), self.maximum(), self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint groove and handle."""
        painter, theme = QPainter(self), self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track, middle = self.track, self.height() / 2
        first, last, here = track.x_of(self.minimum()), track.x_of(self.maximum()), track.x_of(self.value())
        paint_groove(painter, theme, (first, last), middle=middle, token=Token.LINE)
        filled = (first, here) if self._fills is Qt.ArrowType.LeftArrow else (here, last)
        paint_groove(painter, theme, filled, middle=middle, token=Token.ACCENT if self.isEnabled() else Token.DISABLED)
        look = HandleLook(
            hovered=self.underMouse() or self.isSliderDown(), focused=self.hasFocus(), enabled=self.isEnabled()
        )
        paint_handle(painter, theme, QPointF(here, middle), look)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep the handle at the mouse."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn with the wheel only while the keyboard is here, too: who scrolls past means no other value."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _follow(self, event: QMouseEvent) -> None:
        self.setSliderPosition(self.track.value_at(event.position().x()))
        event.accept()
