"""Asks of one photo of a random check after the other whether its label is right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flowersort.core.model import ModelFacts
from flowersort.core.review_keys import class_digits, class_letters
from flowersort.gui.controls.caption import Caption
from flowersort.gui.detail.loader import PhotoLoader
from flowersort.gui.detail.subject_view import SubjectView
from flowersort.gui.detail.values import DetailSubject
from flowersort.gui.random_check.result_panel import ResultPanel
from flowersort.gui.random_check.words import word_shown
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import class_name_shown, number


class RandomCheckPage(QWidget):
    """Asks; the keys answer.

    Signals:
        right: the label is right.
        said: the right label, or None where it is wrong and the user doesn't know more.
        back_wanted, left: take the last answer back; leave.
    """

    right = Signal()
    said = Signal(object)
    back_wanted = Signal()
    left = Signal()

    def __init__(self, facts: ModelFacts, appearance: Appearance, loader: PhotoLoader) -> None:
        super().__init__()
        self.viewer = SubjectView(appearance, loader, self)
        self.viewer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results = ResultPanel(facts, appearance)
        self.question, self.progress, self.keys = QLabel(), QLabel(), Caption()
        self.close_button = QPushButton(self.tr("Leave the check (Esc)"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._labels = _keys_of(facts.classes)
        self._classes = facts.classes
        self._word = ""
        self._denied = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Random check"))
        self.question.setFont(appearance.font(Size.TITLE))
        self.question.setWordWrap(True)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.keys.setProperty("role", "muted")
        self._lay_out()
        self.close_button.clicked.connect(self.left)

    @property
    def asks(self) -> bool:
        """Whether a photo is in question."""
        return bool(self._word)

    def ask(self, subject: DetailSubject, word: str, *, position: int, total: int) -> None:
        """Ask whether a photo's label is right; what was begun with another photo is forgotten."""
        before = self.viewer.subject
        if (
            before is None
            or before.photo is None
            or subject.photo is None
            or before.photo.content != subject.photo.content
        ):
            self._denied = False
        self._word = word
        self.viewer.show_subject(subject)
        self.progress.setText(self.tr("{position} of {total}").format(position=number(position), total=number(total)))
        self._show_question()

    def rest(self, text: str) -> None:
        """Ask nothing: say why."""
        self._word, self._denied = "", False
        self.viewer.show_subject(None)
        self.question.setText(text)
        self.progress.setText("")
        self.keys.show_words("")

    def event(self, event: QEvent) -> bool:
        """Keep single keys from the window while they answer here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, take back, leave."""
        key = event.key()
        if not _is_plain(event) or event.isAutoRepeat():
            event.ignore()
        elif key == Qt.Key.Key_Escape:
            self._step_back(self.left)
        elif key == Qt.Key.Key_Backspace:
            self._step_back(self.back_wanted)
        elif self.asks:
            self._answer(key, event)

    def _answer(self, key: int, event: QKeyEvent) -> None:
        # With the keyboard in the panel beside, Enter is a button's.
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus()
        if self._denied and enter:
            self.said.emit(None)
        elif enter or (key == Qt.Key.Key_Y and not self._denied):
            self.right.emit()
        elif key == Qt.Key.Key_N and not self._denied:
            self._denied = True
            self._show_question()
        elif key == Qt.Key.Key_N:
            self.said.emit("no_flower")
        elif event.text().casefold() in self._labels:
            self.said.emit(self._labels[event.text().casefold()])
        else:
            self.viewer.take_key(event)

    def _step_back(self, otherwise: object) -> None:
        if self._denied:
            self._denied = False
            self._show_question()
        else:
            otherwise.emit()  # type: ignore[attr-defined]  # a bound signal

    def _show_question(self) -> None:
        shown = word_shown(self._word)
        names = "   ".join(
            f"{digit} {class_name_shown(name)}"
            for digit, name in zip(class_digits(len(self._classes)), self._classes, strict=True)
            if digit
        )
        if self._denied:
            self.question.setText(self.tr("Not {label}. What is it?").format(label=shown))
            self.keys.show_words(
                self.tr("{classes}   N No flower   O Other flower   Enter Don't know   Esc Back").format(classes=names)
            )
        else:
            self.question.setText(self.tr("flowersort says: {label}").format(label=shown))
            self.keys.show_words(
                self.tr(
                    "Y or Enter Right   N Wrong   {classes}   O Other flower   X Exclude   "
                    "Backspace Take back   Esc Leave"
                ).format(classes=names)
            )
        self.setAccessibleDescription(self.question.text())

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.question, 1)
        line.addWidget(self.progress)
        line.addWidget(self.close_button)
        column = QVBoxLayout()
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.viewer, 1)
        column.addLayout(line)
        column.addWidget(self.keys)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(self.results)


def _keys_of(classes: tuple[str, ...]) -> dict[str, str]:
    """Return the label that each key gives."""
    given = {"o": "other_flower", "x": "excluded"}
    for keys in (class_letters(classes), class_digits(len(classes))):
        given.update({key: name for key, name in zip(keys, classes, strict=True) if key and key != "y"})
    return given


def _is_own(event: QKeyEvent) -> bool:
    return _is_plain(event) and bool(event.text()) and event.key() != Qt.Key.Key_Question


def _is_plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
