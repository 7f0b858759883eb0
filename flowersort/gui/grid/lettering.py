"""Short texts that are drawn again and again: laid out once, cut to their room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText, QTransform

# Names of waiting photos are all different; labels and numbers are few.
_MOST_KEPT = 2000


class Lettering:
    """Draws texts of one font on one line."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self._kept: dict[tuple[str, int], tuple[QStaticText, float]] = {}

    @property
    def height(self) -> int:
        """Height of a line."""
        return self._metrics.height()

    def width(self, text: str) -> int:
        """Return how wide a text is."""
        return self._metrics.horizontalAdvance(text)

    def draw(self, painter: QPainter, room: QRect, text: str, *, at_right: bool = False) -> int:
        """Draw a text with the painter's pen in the middle of a line's height, cut where the room ends.

        Args:
            at_right: whether the text ends at the room's right edge.

        Returns:
            How wide it came out.
        """
        laid_out, width = self._laid_out(text, room.width())
        left = room.right() + 1 - width if at_right else room.left()
        painter.setFont(self._font)
        painter.drawStaticText(QPointF(left, room.top() + (room.height() - self.height) // 2), laid_out)
        return round(width)

    def _laid_out(self, text: str, room: int) -> tuple[QStaticText, float]:
        kept = self._kept.get((text, room))
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            made = QStaticText(cut)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(QTransform(), self._font)
            kept = self._kept[text, room] = made, made.size().width()
        return kept
