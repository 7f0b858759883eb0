"""A line or two of text that is never wider than its place."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_HIGHEST = 10_000


class Caption(QLabel):
    """A text that wraps and is as high as it then needs, whatever the layout around it asks.

    A plain label that wraps makes the height of everything around it depend on the width, and a scroll area around that
    begins to scroll where it could have been made smaller.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """Return that the height is decided here."""
        return False

    def show_words(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = QRect(0, 0, max(1, self.contentsRect().width()), _HIGHEST)
        needed = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        if needed != self.height():
            self.setFixedHeight(needed)
