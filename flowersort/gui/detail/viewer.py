"""One photo that can be zoomed and moved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from flowersort.gui.detail.loader import LoadedPhoto
from flowersort.gui.detail.zoom import Extent, Zoom
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import DARK, GRID, RADIUS, RING, TILE_GRID, Theme, Token
from flowersort.gui.wording import percent

_PER_NOTCH = 1.2
_EIGHTHS_PER_NOTCH = 120.0
# Share of the view that Shift and an arrow moves.
_STRIDE = 0.15
# A thumbnail tells the shape but not the size: taken this many times larger, it can be zoomed into as the photo can.
_PRESUMED = 16.0
_ZOOMING = {
    Qt.Key.Key_Plus: 1.25,
    Qt.Key.Key_Equal: 1.25,
    Qt.Key.Key_Minus: 0.8,
    Qt.Key.Key_Underscore: 0.8,
}
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class PhotoViewer(QWidget):
    """Shows one photo, fitting at first: wheel, pinch, `+`, `-` zoom, `0` fits, `Z` and a double click show it 1:1.

    Dragging or Shift with the arrows moves a photo that is larger than the view. Until the large photo is there, the
    thumbnail stands in at the same place and size.

    Args:
        on_scrim: whether the viewer lies on the preview's dark ground, which it then leaves as it is.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, on_scrim: bool = False) -> None:
        super().__init__(parent)
        self._appearance, self._on_scrim = appearance, on_scrim
        self._thumbnail: QPixmap | None = None
        self._photo: LoadedPhoto | None = None
        self._zoom: Zoom | None = None
        self._notice = ""
        self._grip: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if on_scrim else Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setAccessibleName(self.tr("Photo"))
        appearance.changed.connect(self.update)

    @property
    def zoom(self) -> Zoom | None:
        """Where the photo lies; None where there is none."""
        return self._zoom

    @property
    def is_large(self) -> bool:
        """Whether the large photo is shown, not its thumbnail."""
        return self._photo is not None

    def show_photo(self, thumbnail: QPixmap | None, *, extent: Extent | None) -> None:
        """Begin with another photo: its thumbnail, fitting.

        Args:
            extent: the photo's size in pixels, None where it isn't known yet.
        """
        self._photo, self._zoom, self._notice, self._grip = None, None, "", None
        self._thumbnail = None
        self.unsetCursor()
        self.set_thumbnail(thumbnail, extent=extent)

    def set_thumbnail(self, thumbnail: QPixmap | None, *, extent: Extent | None) -> None:
        """Take the thumbnail of the photo that is shown, which came later; see `show_photo`."""
        if thumbnail is not None and not thumbnail.isNull():
            self._thumbnail = thumbnail
            if extent is None:
                size = thumbnail.size()
                extent = Extent(size.width() * _PRESUMED, size.height() * _PRESUMED)
        if self._photo is None and extent is not None and (self._thumbnail is not None or self._zoom is not None):
            self._place(extent)
        self.update()

    def set_photo(self, photo: LoadedPhoto) -> None:
        """Take the large photo; zoom and place stay as they are."""
        self._photo, self._notice = photo, ""
        self._place(Extent(photo.width, photo.height))
        self.update()

    def set_notice(self, sentence: str) -> None:
        """Say why there is nothing to see; shown where there is no thumbnail either."""
        self._notice = sentence
        self.update()

    def fit(self) -> None:
        """Show the whole photo."""
        if self._zoom is not None:
            self._set(self._zoom.fit())

    def toggle_actual(self, at: QPointF | None = None) -> None:
        """Show one pixel of the screen for each of the photo's; where that is so already, the whole photo."""
        if self._zoom is None:
            return
        point = at or QRectF(self.rect()).center()
        self._set(self._zoom.actual(x=point.x(), y=point.y()) if self._zoom.fits else self._zoom.fit())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge or shrink around a point, by default the middle."""
        if self._zoom is not None:
            point = at or QRectF(self.rect()).center()
            self._set(self._zoom.by(factor, x=point.x(), y=point.y()))

    def takes(self, event: QKeyEvent) -> bool:
        """Return whether a key is one of the viewer's, as things are."""
        return self._meant_by(event) is not None

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key says; return whether it was one of the viewer's."""
        act = self._meant_by(event)
        if act is not None:
            act()
        return act is not None

    def _meant_by(self, event: QKeyEvent) -> Callable[[], None] | None:
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key()
        shifted = held == Qt.KeyboardModifier.ShiftModifier
        if self._zoom is None or not (shifted or held == Qt.KeyboardModifier.NoModifier):
            return None
        if key in _ARROWS:
            return partial(self._stride, *_ARROWS[Qt.Key(key)]) if shifted and self._zoom.overflows else None
        # Plus lies on Shift in one keyboard's layout and alone in another's.
        if key in _ZOOMING:
            return partial(self.zoom_by, _ZOOMING[Qt.Key(key)])
        return {Qt.Key.Key_0: self.fit, Qt.Key.Key_Z: self.toggle_actual}.get(Qt.Key(key)) if not shifted else None

    def _stride(self, across: int, down: int) -> None:
        if self._zoom is not None:
            self._set(self._zoom.moved(x=across * self.width() * _STRIDE, y=down * self.height() * _STRIDE))

    def _place(self, extent: Extent) -> None:
        if self._zoom is None:
            self._set(Zoom.to_fit(extent, self._view(), ratio=self.devicePixelRatioF()))
        else:
            self._set(self._zoom.of(extent))

    def _set(self, zoom: Zoom) -> None:
        self._zoom = zoom
        if self._grip is None:
            self.setCursor(Qt.CursorShape.OpenHandCursor if zoom.overflows else Qt.CursorShape.ArrowCursor)
        self.update()

    def _view(self) -> Extent:
        return Extent(max(1, self.width()), max(1, self.height()))

    def _follow_view(self) -> None:
        if self._zoom is not None:
            self._set(self._zoom.within(self._view(), ratio=self.devicePixelRatioF()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on fitting, or keep the middle."""
        super().resizeEvent(event)
        self._follow_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the window what is not the viewer's."""
        event.setAccepted(self.take_key(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the cursor."""
        self.zoom_by(_PER_NOTCH ** (event.angleDelta().y() / _EIGHTHS_PER_NOTCH), event.position())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the photo 1:1 where it was clicked, or all of it again."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle_actual(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the photo."""
        if event.button() == Qt.MouseButton.LeftButton and self._zoom is not None and self._zoom.overflows:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the photo with the mouse."""
        if self._grip is not None and self._zoom is not None:
            way = event.position() - self._grip
            self._grip = event.position()
            self._set(self._zoom.moved(x=way.x(), y=way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the photo."""
        if event.button() == Qt.MouseButton.LeftButton and self._grip is not None:
            self._grip = None
            self._follow_view()

    def event(self, event: QEvent) -> bool:
        """Follow pinches, of touch pads and of touch screens, and a change of the screen's density; claim own keys."""
        if event.type() == QEvent.Type.ShortcutOverride and self.takes(cast(QKeyEvent, event)):
            event.accept()
            return True
        if event.type() == QEvent.Type.NativeGesture:
            return self._pinch_on_pad(cast(QNativeGestureEvent, event)) or super().event(event)
        if event.type() == QEvent.Type.Gesture:
            return self._pinch_on_screen(cast(QGestureEvent, event)) or super().event(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._follow_view()
        return super().event(event)

    def _pinch_on_pad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.zoom_by(1.0 + event.value(), event.position())
        return True

    def _pinch_on_screen(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        self.zoom_by(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint())))
        event.accept(pinch)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, photo, zoom and focus, in this order."""
        theme = DARK if self._on_scrim else self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not self._on_scrim:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Token.WINDOW))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        if self._zoom is not None and (self._photo is not None or self._thumbnail is not None):
            self._paint_photo(painter, self._zoom)
            if not self._zoom.fits or self.underMouse():
                self._paint_share(painter, theme, self._zoom.share)
        else:
            self._paint_notice(painter, theme)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour(Token.ACCENT), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _paint_photo(self, painter: QPainter, zoom: Zoom) -> None:
        whole = QRectF(zoom.left, zoom.top, zoom.photo.width * zoom.scale, zoom.photo.height * zoom.scale)
        picture = self._photo.level_for(whole.width() * zoom.ratio) if self._photo is not None else self._thumbnail
        if picture is None:
            return
        seen = whole.intersected(QRectF(self.rect()))
        # Only what is seen is handed on: scaling all of a photo that is shown enlarged takes far longer.
        across, down = picture.width() / whole.width(), picture.height() / whole.height()
        source = QRectF(
            (seen.x() - whole.x()) * across, (seen.y() - whole.y()) * down, seen.width() * across, seen.height() * down
        )
        if isinstance(picture, QImage):
            painter.drawImage(seen, picture, source)
        else:
            painter.drawPixmap(seen, picture, source)

    def _paint_share(self, painter: QPainter, theme: Theme, share: float) -> None:
        painter.setFont(self._appearance.font(Size.SMALL))
        text = percent(share)
        box = painter.fontMetrics().boundingRect(text).adjusted(-TILE_GRID, -2, TILE_GRID, 2)
        box.moveBottomRight(self.rect().bottomRight() - QRect(0, 0, GRID, GRID).bottomRight())
        ground = QColor(theme.colour(Token.SURFACE))
        ground.setAlphaF(0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, TILE_GRID, TILE_GRID)
        painter.setPen(theme.colour(Token.MUTED))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_notice(self, painter: QPainter, theme: Theme) -> None:
        room = self.rect().adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        side = 4 * GRID
        sign = self._appearance.icons.pixmap(
            "warning" if self._notice else "photos", theme, side, token=Token.MUTED, ratio=self.devicePixelRatioF()
        )
        painter.setFont(self._appearance.font(Size.BASE))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        words = painter.fontMetrics().boundingRect(room, flags, self._notice)
        height = side + (GRID + words.height() if self._notice else 0)
        top = room.center().y() - height // 2
        painter.drawPixmap(room.center().x() - side // 2, top, sign)
        painter.setPen(theme.colour(Token.MUTED))
        painter.drawText(QRect(room.left(), top + side + GRID, room.width(), words.height() + 1), flags, self._notice)
