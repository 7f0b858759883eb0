"""What a photo is, in one line: sign, label and confidence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.state import State
from flowersort.gui.controls.eliding_label import ElidingLabel
from flowersort.gui.controls.figures import tabular
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import DARK, GRID, STATE_TOKENS, Theme, Token
from flowersort.gui.wording import class_name_shown, percent, review_shown, state_name

_SIGN = 20


class Headline(QWidget):
    """The sign of the state, the label in large, the model's confidence at the right.

    Args:
        on_scrim: whether it stands on the preview's dark ground.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, on_scrim: bool = False) -> None:
        super().__init__(parent)
        self._appearance, self._on_scrim = appearance, on_scrim
        self._state: State | None = None
        self._sign = QLabel(self)
        self._title = ElidingLabel()
        self._figure = QLabel(self)
        if not on_scrim:
            self._figure.setProperty("role", "muted")
        self._word = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setSpacing(GRID)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._title, 1)
        layout.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._word, 0, Qt.AlignmentFlag.AlignVCenter)
        # On the scrim no note explains the sign, and the line is shared with others.
        self._word.setVisible(on_scrim)
        if on_scrim:
            self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._dress)
        self._dress()

    @property
    def title(self) -> str:
        """What stands in large."""
        return self._title.text()

    def show_photo(self, photo: LabelledPhoto | None, facts: ModelFacts) -> None:
        """Show what a photo is; None while it waits."""
        prediction = photo.prediction if photo is not None else None
        # Beside what the user said, the model's confidence would seem to be of that.
        own = photo is not None and photo.review is None
        figure = percent(prediction.confidence) if prediction is not None and own else ""
        self._show(label_of(photo, facts), figure, photo.state if photo is not None else None)

    def show_text(self, title: str) -> None:
        """Show a title alone."""
        self._show(title, "", None)

    def _show(self, title: str, figure: str, state: State | None) -> None:
        self._state = state
        self._title.setText(title)
        self._title.setToolTip(title)
        self._figure.setText(figure)
        self._word.setText(state_name(state) if state is not None else "")
        words = (title, state_name(state) if state is not None else "", figure)
        self.setAccessibleName(", ".join(word for word in words if word))
        self._dress()

    def _dress(self) -> None:
        font = self._appearance.font(Size.TITLE)
        self._figure.setFont(tabular(font))
        font.setBold(True)
        self._title.setFont(font)
        theme = DARK if self._on_scrim else self._appearance.theme
        sign = None
        if self._state is not None:
            sign = self._appearance.icons.sign(self._state, theme, _SIGN, self.devicePixelRatioF())
            self._sign.setToolTip(state_name(self._state))
        self._sign.setVisible(sign is not None)
        if sign is not None:
            self._sign.setPixmap(sign)
        self._word.setFont(self._appearance.font(Size.BASE))
        if self._on_scrim:
            paint_in(self._title, Token.TEXT, theme)
            paint_in(self._figure, Token.MUTED, theme)
            paint_in(self._word, STATE_TOKENS[self._state] if self._state is not None else Token.MUTED, theme)


def label_of(photo: LabelledPhoto | None, facts: ModelFacts) -> str:
    """Return a photo's label as it is shown, or why it has none."""
    if photo is None:
        return QCoreApplication.translate("Headline", "Waiting for its label")
    if photo.review is not None:
        return review_shown(photo.review)
    if photo.prediction is None:
        return state_name(photo.state)
    return class_name_shown(facts.classes[photo.prediction.top])


def paint_in(label: QLabel, token: Token, theme: Theme) -> None:
    """Write a label in the colour of a token; to be done again whenever the appearance changes."""
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, theme.colour(token))
    label.setPalette(palette)
