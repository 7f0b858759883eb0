"""A line to search in, which waits until the user has stopped typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import Token

# Milliseconds: shorter than a pause between words, longer than one between letters.
PAUSE = 150
# The window's tool buttons have room and a frame around them, which would push an icon out of the line.
_INSIDE = "QToolButton { margin: 0px; padding: 0px; min-height: 0px; border: none; background: transparent; }"


class SearchBox(QLineEdit):
    """A search line. `searched` brings the text after a pause, and at once on Enter, Escape and the clear button.

    `show_text` changes the text without a signal.
    """

    searched = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self._lens = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        # Qt's own clear button has one look for both themes.
        self._cross = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setToolTip(self.tr("Clear"))
        self._cross.setVisible(False)
        self._cross.triggered.connect(self._empty)
        for button in self.findChildren(QToolButton):
            button.setStyleSheet(_INSIDE)
        self._dress()
        appearance.changed.connect(self._dress)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        self.textEdited.connect(self._wait)
        self.returnPressed.connect(self._search)

    def show_text(self, text: str) -> None:
        """Show a text as the one that is searched for; no signal follows, and what was typed before is dropped."""
        self._pause.stop()
        self._last = text
        if text != self.text():
            self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the line on Escape; on an empty one, Escape goes on to the window."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self._empty()
        else:
            event.ignore()

    def _wait(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._search()

    def _search(self) -> None:
        self._pause.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last)

    def _empty(self) -> None:
        self.clear()
        self._search()

    def _dress(self) -> None:
        self._lens.setIcon(self._appearance.icon("search", Token.MUTED))
        self._cross.setIcon(self._appearance.icon("close", Token.MUTED))
