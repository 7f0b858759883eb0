"""The track of a slider: which place is which value, and how groove and handles are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from flowersort.gui.theme.tokens import GRID, RING, Theme, Token

# Pixels: a handle's diameter, and the height of everything with the focus ring around it.
HANDLE = 14
HEIGHT = 3 * GRID
_GROOVE = 4
# The handle's middle never comes nearer to the widget's edge, so that the ring always has room.
MARGIN = HANDLE // 2 + RING + 1


@dataclass(frozen=True, slots=True)
class Track:
    """Values along the width of a widget.

    Attributes:
        minimum, maximum: the values at the ends.
        width: of the widget, pixels.
    """

    minimum: int
    maximum: int
    width: int

    def x_of(self, value: float) -> float:
        """Return where a value stands, pixels from the widget's left edge; values outside stand at the ends."""
        share = (value - self.minimum) / max(1, self.maximum - self.minimum)
        return MARGIN + min(1.0, max(0.0, share)) * self._length

    def value_at(self, x: float) -> int:
        """Return the value nearest to a place, the first or last one beside the track."""
        share = min(1.0, max(0.0, (x - MARGIN) / self._length))
        return round(self.minimum + share * (self.maximum - self.minimum))

    @property
    def _length(self) -> float:
        return max(1.0, self.width - 2.0 * MARGIN)


@dataclass(frozen=True, slots=True)
class HandleLook:
    """What a handle shows of itself."""

    hovered: bool = False
    focused: bool = False
    enabled: bool = True


def paint_groove(painter: QPainter, theme: Theme, ends: tuple[float, float], *, middle: float, token: Token) -> None:
    """Paint the groove, or the part of it between two places.

    Args:
        ends: from where to where, pixels.
        middle: how far down, pixels.
    """
    area = QRectF(ends[0], middle - _GROOVE / 2, max(0.0, ends[1] - ends[0]), _GROOVE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawRoundedRect(area, _GROOVE / 2, _GROOVE / 2)


def paint_handle(painter: QPainter, theme: Theme, place: QPointF, look: HandleLook) -> None:
    """Paint a round handle, with the focus ring around it where the keyboard moves it."""
    token = Token.ACCENT if look.enabled else Token.DISABLED
    painter.setBrush(theme.colour(Token.HOVER if look.hovered else Token.SURFACE))
    painter.setPen(QPen(theme.colour(token), 2.0))
    painter.drawEllipse(place, HANDLE / 2 - 1, HANDLE / 2 - 1)
    if look.focused:
        painter.setBrush(theme.colour(token))
        painter.drawEllipse(place, HANDLE / 2 - 5, HANDLE / 2 - 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(Token.ACCENT), RING))
        painter.drawEllipse(place, HANDLE / 2 + RING - 0.5, HANDLE / 2 + RING - 0.5)
