"""A line across the window that offers something, and waits without being in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flowersort.gui.theme.tokens import GRID


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of an offer, in the user's language, and what it does; the offer is gone after it."""

    text: str
    act: Callable[[], object]
    primary: bool = False


class Banner(QFrame):
    """One offer."""

    def __init__(self, text: str, answers: Sequence[Answer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        line.setSpacing(GRID)
        self._text = QLabel(text, wordWrap=True)
        line.addWidget(self._text, 1)
        self.buttons = [self._button(answer) for answer in answers]
        for button in self.buttons:
            line.addWidget(button)

    @property
    def text(self) -> str:
        """What is offered."""
        return self._text.text()

    def _button(self, answer: Answer) -> QPushButton:
        button = QPushButton(answer.text)
        button.setProperty("primary" if answer.primary else "flat", True)
        button.clicked.connect(answer.act)
        return button


class Banners(QWidget):
    """The offers that wait, each known by a key; an offer with a known key takes the other's place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID, GRID, GRID, 0)
        self._column.setSpacing(GRID // 2)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is offered, in order."""
        return [banner.text for banner in self._shown.values()]

    def offer(self, key: str, text: str, answers: Sequence[Answer]) -> None:
        """Show an offer."""
        self.withdraw(key)
        banner = Banner(text, answers)
        for button in banner.buttons:
            button.clicked.connect(lambda: self.withdraw(key))
        self._shown[key] = banner
        self._column.addWidget(banner)
        self.show()

    def withdraw(self, key: str) -> None:
        """Take an offer away, if it is there."""
        banner = self._shown.pop(key, None)
        if banner is not None:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._shown))
