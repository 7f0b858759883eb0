"""From a key to a review, and on to the next doubtful photo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from flowersort.core.review import Verdict
from flowersort.gui.detail.chooser import ClassChooser
from flowersort.gui.detail.values import ReviewChoice
from flowersort.gui.grid.view import PhotoGrid
from flowersort.gui.preferences import Preferences
from flowersort.gui.session.session import Session
from flowersort.gui.window.review_actions import ReviewActions

Rows = NDArray[np.intp]


class ReviewControl(QObject):
    """Applies answers to the selected photos, and moves on as the user wants it.

    Attributes:
        new_classes: classes that the model lacks and the user wants to give.
    """

    def __init__(self, session: Session, grid: PhotoGrid, actions: ReviewActions, preferences: Preferences) -> None:
        super().__init__(grid)
        self._session, self._grid, self._preferences = session, grid, preferences
        self._actions, self.new_classes = actions, tuple[str, ...]()
        actions.chosen.connect(self.give)
        actions.withdraw_wanted.connect(self.withdraw)
        actions.advance_wanted.connect(grid.go_to_next_doubtful)
        actions.group_wanted.connect(self._select_group)
        actions.chooser_wanted.connect(self.choose_class)
        actions.auto_advance.setChecked(preferences.auto_advance)
        actions.auto_advance.toggled.connect(self._remember_auto_advance)

    def give(self, choice: ReviewChoice) -> None:
        """Give the selected photos an answer; then go on to the next doubtful one, if these were doubtful."""
        reviewing = self._session.reviewing
        if choice.verdict is None:
            self._answer(reviewing.accept)
        elif choice.verdict is Verdict.CLASS and choice.class_index is not None:
            self._answer(partial(reviewing.give_class, class_index=choice.class_index))
        else:
            self._answer(partial(reviewing.give_verdict, verdict=choice.verdict))

    def give_name(self, name: str) -> None:
        """Say that the selected photos are of a class by its name, which the model need not know."""
        self._answer(lambda rows: self._session.reviewing.give_labels(dict.fromkeys(rows.tolist(), name)))

    def withdraw(self) -> None:
        """Take the reviews of the selected photos back."""
        self._session.reviewing.withdraw(self._grid.selected_rows())

    def choose_class(self) -> None:
        """Let the user choose among all classes by name."""
        names = (*self._session.desk.facts.classes, *self.new_classes)
        chooser = ClassChooser(names, self._grid.window())
        chooser.chosen.connect(lambda index: self.give_name(names[index]))
        chooser.finished.connect(self._return_to_photos)
        chooser.open()

    def _answer(self, give: Callable[[Rows], int]) -> None:
        rows = self._grid.selected_rows()
        if not len(rows):
            return
        doubtful = self._grid.asks_for_a_look(rows)
        if not give(rows) and self._none_readable(rows):
            self._session.said.emit(self.tr("Nothing to review here yet: these photos have no label."), False)
        elif doubtful and self._preferences.auto_advance:
            self._grid.go_to_next_doubtful(1)

    def _return_to_photos(self) -> None:
        # Not every system gives the keyboard back to where it was.
        self._grid.window().activateWindow()
        self._grid.setFocus()

    def _select_group(self) -> None:
        position = self._grid.currentIndex().row()
        if position >= 0:
            self._grid.select_group_of(position)

    def _none_readable(self, rows: Rows) -> bool:
        return bool((self._session.table.tops[rows] < 0).all())

    def _remember_auto_advance(self, on: bool) -> None:
        self._preferences.auto_advance = on
