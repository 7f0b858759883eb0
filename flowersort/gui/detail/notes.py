"""A sentence that matters for one photo, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from flowersort.gui.controls.caption import Caption
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, RADIUS, TILE_GRID, Token

_SIGN = 2 * GRID
_EDGE = 3


class Note(QWidget):
    """A tinted box with a sign, a sentence and perhaps one button; hidden while it has nothing to say."""

    acted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, action: str = "") -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon, self._token = "", Token.MUTED
        self._sign = QLabel(self)
        self._text = Caption(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = LinkButton(action, appearance)
        if not action:
            self._button.hide()
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self.acted)
        self._lay_out()
        appearance.changed.connect(self._dress)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said; empty while hidden."""
        return self._text.text()

    @property
    def button(self) -> LinkButton:
        """The one thing that can be done."""
        return self._button

    def say(self, sentence: str, *, icon: str = "", token: Token = Token.MUTED) -> None:
        """Say something, or nothing: an empty sentence hides the note.

        Args:
            icon: of the sign before the sentence, none where empty.
            token: the colour of the sign and of the box's edge.
        """
        self._icon, self._token = icon, token
        self._text.show_words(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        self._dress()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setSpacing(GRID)
        layout.setContentsMargins(GRID + TILE_GRID, GRID, GRID, GRID)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def _dress(self) -> None:
        self._sign.setVisible(bool(self._icon))
        if self._icon:
            ratio = self.devicePixelRatioF()
            self._sign.setPixmap(self._appearance.pixmap(self._icon, _SIGN, token=self._token, ratio=ratio))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, its left edge in the note's colour."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        edge = QRectF(whole.left(), whole.top(), _EDGE, whole.height())
        for part, token in ((edge, self._token), (whole.adjusted(_EDGE, 0, 0, 0), Token.HOVER)):
            painter.setClipRect(part)
            painter.setBrush(theme.colour(token))
            painter.drawRoundedRect(whole, RADIUS, RADIUS)
        painter.end()
