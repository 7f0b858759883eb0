"""A line that says why only some photos are shown, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from flowersort.gui.controls.eliding_label import ElidingLabel
from flowersort.gui.theme.tokens import GRID


class Trail(QFrame):
    """Hidden while all photos are shown; `back_wanted` when the user wants them again."""

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._text = ElidingLabel()
        self.back = QPushButton(self.tr("Back (Esc)"))
        self.back.setProperty("flat", True)
        self.back.clicked.connect(self.back_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 0, GRID, 0)
        line.setSpacing(GRID)
        line.addWidget(self._text, 1)
        line.addWidget(self.back)
        self.hide()

    @property
    def text(self) -> str:
        """Why only some photos are shown; empty while all are."""
        return self._text.text()

    def show_text(self, text: str) -> None:
        """Say why; an empty text hides the line."""
        self._text.setText(text)
        self._text.setToolTip(text)
        self.setVisible(bool(text))
