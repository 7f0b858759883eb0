"""The keys of reviewing: one action for each answer that a key gives, for the model in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from flowersort.core.review import Verdict
from flowersort.core.review_keys import class_digits, class_letters
from flowersort.gui.detail.values import ReviewChoice
from flowersort.gui.dialogs.cheat_sheet import KeyHelp
from flowersort.gui.window.actions import plain, shown_keys
from flowersort.gui.wording import class_name_shown

CHECK_KEYS = ("A", "K")
"""While labels are checked: accept the suggestion, keep the label."""


class ReviewActions(QObject):
    """Answers by key: digits and letters for classes, N, O, X, Enter; and the ways around.

    Letters and digits work wherever the focus is inside the photos' part of the window, except while text is typed.
    Enter, Space, Tab and Backspace mean something else to buttons and lists: they work in grid and preview only.
    """

    chosen = Signal(object)
    advance_wanted = Signal(int)
    preview_wanted = Signal()
    chooser_wanted = Signal()
    group_wanted = Signal()
    withdraw_wanted = Signal()
    suggestion_accepted = Signal()
    label_kept = Signal()
    back_wanted = Signal()

    def __init__(
        self, classes: Sequence[str], *, everywhere: QWidget, photos: Sequence[QWidget], parent: QObject
    ) -> None:
        """Make the actions.

        Args:
            everywhere: letters and digits work in it and whatever it holds.
            photos: Enter, Space and Tab work in these.
        """
        super().__init__(parent)
        self._everywhere, self._photos = everywhere, photos
        self._keys: dict[QAction, Sequence[str]] = {}
        self.answers = [*self._class_actions(classes), *self._verdict_actions()]
        self.accept = self._near(self.tr("&Accept"), ["Return", "Enter"], partial(self._choose, None))
        self.withdraw = self._near(self.tr("&Take the review back"), ["Backspace"], self.withdraw_wanted.emit)
        self.chooser = self._anywhere(self.tr("Another &class…"), ["C"], self.chooser_wanted.emit)
        self.group = self._anywhere(self.tr("Select its loo&k-alikes"), ["G"], self.group_wanted.emit)
        self.next = self._near(self.tr("&Next doubtful photo"), ["Tab"], partial(self.advance_wanted.emit, 1))
        self.previous = self._near(
            self.tr("&Previous doubtful photo"), ["Shift+Tab"], partial(self.advance_wanted.emit, -1)
        )
        self.preview = self._near(self.tr("P&review"), ["Space"], self.preview_wanted.emit)
        self.take_suggestion = self._anywhere(self.tr("Accept the &suggestion"), [], self.suggestion_accepted.emit)
        self.keep_label = self._anywhere(self.tr("&Keep the label"), [], self.label_kept.emit)
        self.back = self._near(self.tr("Bac&k to all photos"), ["Escape"], self.back_wanted.emit)
        self.back.setEnabled(False)
        self.set_checking(False)
        self.auto_advance = QAction(self.tr("&Go on to the next doubtful photo"), self, checkable=True)

    def set_checking(self, on: bool) -> None:
        """Have A and K answer to doubts while labels are checked; classes then go by their digits and other letters."""
        for action, keys in self._keys.items():
            held = [key for key in keys if not on or key not in CHECK_KEYS]
            action.setShortcuts([QKeySequence(key) for key in held])
        for action, key in zip((self.take_suggestion, self.keep_label), CHECK_KEYS, strict=True):
            action.setShortcuts([QKeySequence(key)] if on else [])
            action.setEnabled(on)
            action.setVisible(on)

    def rest(self, on: bool) -> None:
        """Have no key answer while something else is shown than the photos that are selected."""
        for action in self.all():
            if action not in (self.take_suggestion, self.keep_label, self.back):
                action.setEnabled(not on)

    def fill(self, menu: QMenu) -> None:
        """Put the actions into a menu."""
        menu.addActions([self.take_suggestion, self.keep_label])
        menu.addSeparator()
        menu.addActions(self.answers)
        menu.addSeparator()
        menu.addActions([self.accept, self.withdraw, self.chooser, self.group])
        menu.addSeparator()
        menu.addActions([self.next, self.previous, self.preview, self.back, self.auto_advance])

    def shown_keys(self) -> Iterator[KeyHelp]:
        """Yield the keys for the cheat sheet."""
        group = self.tr("Reviewing")
        for action in (*self.answers, self.accept, self.withdraw, self.chooser, self.group):
            yield KeyHelp(group, shown_keys(action), plain(action.text()))
        checking = self.tr("Checking labels")
        for action, key in zip((self.take_suggestion, self.keep_label), CHECK_KEYS, strict=True):
            yield KeyHelp(checking, (key,), plain(action.text()))
        yield from self._random_keys()
        around = self.tr("Moving")
        yield KeyHelp(around, (self.tr("Arrows"),), self.tr("Go from photo to photo; with Shift, select"))
        for action in (self.next, self.previous, self.preview, self.back):
            yield KeyHelp(around, shown_keys(action), plain(action.text()))

    def _random_keys(self) -> Iterator[KeyHelp]:
        group = self.tr("How right is this?")
        yield KeyHelp(group, ("Y",), self.tr("The label is right"))
        yield KeyHelp(group, ("N",), self.tr("It is wrong; then a class, N for no flower, or Enter for not known"))

    def all(self) -> Iterator[QAction]:
        """Yield every action."""
        yield from (*self.answers, self.accept, self.withdraw, self.chooser, self.group)
        yield from (self.next, self.previous, self.preview, self.take_suggestion, self.keep_label, self.back)

    def _class_actions(self, classes: Sequence[str]) -> Iterator[QAction]:
        digits, letters = class_digits(len(classes)), class_letters(classes)
        for place, name in enumerate(classes):
            keys = [key for key in (digits[place], letters[place].upper()) if key]
            # A class without a key of its own is reached by the chooser.
            if keys:
                text = class_name_shown(name).replace("&", "&&")
                action = self._anywhere(text, keys, partial(self._choose, Verdict.CLASS, place))
                self._keys[action] = keys
                yield action

    def _verdict_actions(self) -> Iterator[QAction]:
        for text, key, verdict in (
            (self.tr("No flower"), "N", Verdict.NO_FLOWER),
            (self.tr("Other flower"), "O", Verdict.OTHER_FLOWER),
            (self.tr("Exclude"), "X", Verdict.EXCLUDED),
        ):
            yield self._anywhere(text, [key], partial(self._choose, verdict))

    def _choose(self, verdict: Verdict | None, class_index: int | None = None) -> None:
        self.chosen.emit(ReviewChoice(verdict, class_index))

    def _anywhere(self, text: str, keys: Sequence[str], act: object) -> QAction:
        action = self._action(text, keys, act)
        self._everywhere.addAction(action)
        return action

    def _near(self, text: str, keys: Sequence[str], act: object) -> QAction:
        action = self._action(text, keys, act)
        for widget in self._photos:
            widget.addAction(action)
        return action

    def _action(self, text: str, keys: Sequence[str], act: object) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        return action
