"""The keys that answer, each a button for the mouse."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.review import Verdict
from flowersort.core.review_keys import class_digits, class_letters
from flowersort.core.state import State
from flowersort.gui.controls.figures import tabular
from flowersort.gui.detail.flow import FlowLayout
from flowersort.gui.detail.values import ReviewChoice
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, TILE_GRID, Token
from flowersort.gui.wording import class_name_shown, state_name

_NINE = 9
_WIDEST_NAME = 18 * GRID


@dataclass(frozen=True, slots=True)
class Key:
    """What a button says.

    Attributes:
        cap: what stands on the key, such as `1`, `N` or `↵`.
        name: what it does, as users read it.
        letter: another key, a letter of the name to underline; empty where there is none.
    """

    cap: str
    name: str
    letter: str = ""


class KeyButton(QAbstractButton):
    """A key cap and what it does. The one that says what the user said already is marked."""

    def __init__(self, key: Key, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._appearance = appearance
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._spoken())
        self.setToolTip(self._spoken())
        appearance.changed.connect(self.update)

    def call(self, name: str) -> None:
        """Give what the key does another name."""
        if name != self.key.name:
            self.key = replace(self.key, name=name)
            self.setAccessibleName(self._spoken())
            self.setToolTip(self._spoken())
            self.updateGeometry()
            self.update()

    def spell(self, letter: str) -> None:
        """Give what the key does another letter, or with an empty one none."""
        if letter != self.key.letter:
            self.key = replace(self.key, letter=letter)
            self.setAccessibleName(self._spoken())
            self.setToolTip(self._spoken())
            self.update()

    def nextCheckState(self) -> None:
        """Leave the mark: it says what is stored, not what was clicked."""

    def sizeHint(self) -> QSize:
        """Return the room of cap and name."""
        name = min(self._metrics().horizontalAdvance(self.key.name), _WIDEST_NAME)
        return QSize(self._cap_width() + name + 3 * TILE_GRID + GRID, self._metrics().height() + GRID)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the cap and a little of the name."""
        return QSize(self._cap_width() + 5 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, cap, name with its letter underlined, and the ring of the focus."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(self._edge())
        painter.setBrush(self._ground())
        painter.drawRoundedRect(whole, RADIUS, RADIUS)
        painter.setFont(tabular(self._appearance.font(Size.BASE)))
        cap = QRectF(2 * TILE_GRID, TILE_GRID, self._cap_width(), self.height() - 2 * TILE_GRID)
        text = theme.colour(Token.TEXT if self.isEnabled() else Token.DISABLED)
        painter.setPen(QPen(theme.colour(Token.EDGE if self.isEnabled() else Token.LINE), 1))
        painter.setBrush(theme.colour(Token.WINDOW))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), TILE_GRID, TILE_GRID)
        painter.setPen(text)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key.cap)
        left = cap.right() + TILE_GRID + 2
        self._paint_name(painter, QRectF(left, 0, self.width() - left - TILE_GRID, self.height()))
        painter.end()

    def _paint_name(self, painter: QPainter, room: QRectF) -> None:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(self.key.name, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        place = shown.casefold().find(self.key.letter) if self.key.letter else -1
        if place >= 0:
            start = room.left() + metrics.horizontalAdvance(shown[:place])
            width = metrics.horizontalAdvance(shown[place])
            line = (room.height() + metrics.ascent() - metrics.descent()) / 2 + 2.5
            painter.drawLine(QPointF(start, line), QPointF(start + width - 1, line))

    def _edge(self) -> QPen:
        theme = self._appearance.theme
        if self.hasFocus():
            return QPen(theme.colour(Token.ACCENT), RING)
        return QPen(theme.colour(Token.ACCENT if self.isChecked() else Token.LINE), 1)

    def _ground(self) -> Qt.BrushStyle | object:
        theme = self._appearance.theme
        if self.isChecked() or self.isDown():
            return theme.colour(Token.SELECTION)
        return theme.colour(Token.HOVER if self.underMouse() and self.isEnabled() else Token.SURFACE)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(tabular(self._appearance.font(Size.BASE)))

    def _cap_width(self) -> int:
        return max(self._metrics().horizontalAdvance(self.key.cap) + GRID, self._metrics().height())

    def _spoken(self) -> str:
        if self.key.letter:
            return self.tr("{name}: key {digit} or {letter}").format(
                name=self.key.name, digit=self.key.cap, letter=self.key.letter.upper()
            )
        return self.tr("{name}: key {cap}").format(name=self.key.name, cap=self.key.cap)


class KeyLegend(QWidget):
    """Every answer that one key gives: the first nine classes, then what holds for any model."""

    chosen = Signal(object)
    more_wanted = Signal()

    def __init__(self, facts: ModelFacts, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts, self._appearance = facts, appearance
        self._by_choice: dict[ReviewChoice, KeyButton] = {}
        self._letters: dict[KeyButton, str] = {}
        self._flow = FlowLayout(self, spacing=TILE_GRID)
        names = [class_name_shown(name) for name in facts.classes]
        for index, (digit, letter) in enumerate(
            zip(class_digits(len(names)), class_letters(facts.classes), strict=True)
        ):
            if digit:
                self._add(Key(digit, names[index], letter), ReviewChoice(Verdict.CLASS, index))
        if len(names) > _NINE:
            self._button(Key("C", self.tr("More…")), self.more_wanted.emit)
        self._add(Key("N", self.tr("No flower")), ReviewChoice(Verdict.NO_FLOWER))
        self._add(Key("O", self.tr("Other flower")), ReviewChoice(Verdict.OTHER_FLOWER))
        self._add(Key("X", self.tr("Exclude")), ReviewChoice(Verdict.EXCLUDED))
        self._add(Key("↵", self.tr("Accept")), ReviewChoice(None))

    def button(self, choice: ReviewChoice) -> KeyButton:
        """Return the button of an answer.

        Raises:
            KeyError: a class beyond the ninth has none.
        """
        return self._by_choice[choice]

    def withhold(self, letters: Collection[str]) -> None:
        """Show no class under any of these letters: they mean something else for now."""
        for button, letter in self._letters.items():
            button.spell("" if letter in letters else letter)

    def mark(self, photo: LabelledPhoto | None) -> None:
        """Mark what the user said of a photo; None marks nothing."""
        said = self._said(photo)
        for choice, button in self._by_choice.items():
            button.setChecked(choice == said)
        # Of a flagged photo it is the flag that Enter accepts, not the class beside it.
        flagged = photo is not None and photo.state in (State.NO_FLOWER, State.OTHER_FLOWER)
        accept = self.tr("Accept: {label}").format(label=state_name(photo.state)) if photo and flagged else None
        self.button(ReviewChoice(None)).call(accept or self.tr("Accept"))

    def _said(self, photo: LabelledPhoto | None) -> ReviewChoice | None:
        if photo is None or photo.review is None:
            return None
        name, classes = photo.review.class_name, self._facts.classes
        return ReviewChoice(photo.review.verdict, classes.index(name) if name in classes else None)

    def _add(self, key: Key, choice: ReviewChoice) -> None:
        self._by_choice[choice] = self._button(key, lambda: self.chosen.emit(choice))

    def _button(self, key: Key, act: Callable[[], None]) -> KeyButton:
        button = KeyButton(key, self._appearance, self)
        button.clicked.connect(act)
        self._letters[button] = key.letter
        self._flow.addWidget(button)
        return button
