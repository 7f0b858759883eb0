"""A user who knows the truth of every photo, at the real window: looks at what is in sight, presses keys, clicks.

Every key press counts one, with whatever is held down; every click counts one, too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from flowersort.core.arrangement import Grouping, SortKey
from flowersort.core.labels import verdict_code
from flowersort.core.photo_table import STATES
from flowersort.core.review import Verdict
from flowersort.core.review_keys import class_digits
from flowersort.core.state import State
from flowersort.gui.side.choice_list import ChoiceList
from flowersort.gui.side.choice_model import CHOICE_ROLE
from flowersort.gui.window.folder_view import FolderView

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_FLAGS = {State.NO_FLOWER: Verdict.NO_FLOWER, State.OTHER_FLOWER: Verdict.OTHER_FLOWER}
_DOUBTFUL = frozenset({State.UNSURE, *_FLAGS})
_PATIENCE = 30.0


class User:
    """Somebody at the window.

    Attributes:
        presses: keys pressed and clicks made.
    """

    def __init__(self, folder: FolderView, truths: Mapping[int, int]) -> None:
        """Sit down before open photos.

        Args:
            truths: the code of the label that each row of the table should have.
        """
        self.presses = 0
        self._folder, self._truths = folder, truths
        self._grid, self._table = folder.workspace.grid, folder.session.table
        classes = self._table.facts.classes
        self._keys = dict(enumerate(class_digits(len(classes))))
        self._keys[verdict_code(Verdict.NO_FLOWER, classes)] = "n"
        self._keys[verdict_code(Verdict.OTHER_FLOWER, classes)] = "o"

    @property
    def wrong(self) -> int:
        """How many photos still show a label that is not the truth."""
        return sum(self._is_wrong(row) for row in self._truths)

    def group_by(self, grouping: Grouping) -> None:
        """Choose groups in the toolbar, which counts two: a click on the box, one on the line."""
        self._folder.bar.set_grouping(grouping)
        self._count(2)

    def sort_by(self, key: SortKey) -> None:
        """Choose an order in the toolbar, which counts two as well."""
        self._folder.bar.set_sort(key)
        self._count(2)

    def stay_on_reviewed(self) -> None:
        """Switch going on by itself off, which counts two: a click on the menu, one on the line."""
        self._folder.review.auto_advance.setChecked(False)
        self._count(2)

    def hide_details(self) -> None:
        """Give the grid the room of the details."""
        self._press(Qt.Key.Key_F9)
        assert not self._folder.workspace.detail.isVisible()

    def make_smaller(self, steps: int) -> None:
        """Make the thumbnails smaller."""
        before = self._folder.bar.thumbnail_size
        for _ in range(steps):
            self._press(Qt.Key.Key_Minus, _CTRL)
        assert self._folder.bar.thumbnail_size < before

    def show_only(self, *states: State) -> None:
        """Click states in the side panel: the first alone, the others with Ctrl."""
        choices = self._folder.workspace.side.findChild(ChoiceList)
        for state in states:
            rows = (choices.model().index(row, 0) for row in range(choices.model().rowCount()))
            index = next(each for each in rows if each.data(CHOICE_ROLE).states == {state})
            choices.scrollTo(index)
            held = _CTRL if state is not states[0] else _NONE
            self._click(choices.viewport(), choices.visualRect(index).center(), held)
        assert self._folder.conductor.model.view.filter.states == set(states)

    def settle_doubtful(self) -> None:
        """Go to the doubtful photos by Tab, and answer each with one key, which leads to the next."""
        self._press(Qt.Key.Key_Tab)
        while (row := self._grid.current_row()) >= 0 and self._state(row) in _DOUBTFUL:
            self._press(self._keys[self._truths[row]] if self._is_wrong(row) else Qt.Key.Key_Return)

    def page_through(self) -> None:
        """Look at every photo that passes the filter, page by page, and put right what is wrong in sight."""
        model, seen = self._grid.model(), 0
        if self._sight().start > 0:
            self._press(Qt.Key.Key_Home)
        while seen < model.rowCount():
            sight = self._sight()
            assert sight.start <= seen, "photos were passed over"
            self._put_right(position for position in sight if self._is_wrong(model.row_at(position)))
            seen = sight.stop
            if seen < model.rowCount():
                self._press(Qt.Key.Key_PageDown)

    def _put_right(self, positions: Iterable[int]) -> None:
        """Select the photos in sight that should have the same label, and give it with one key."""
        wanted: dict[int, list[int]] = {}
        for position in positions:
            wanted.setdefault(self._truth_at(position), []).append(position)
        # What is lowest comes last: from there the next page is farthest down.
        for truth, alike in sorted(wanted.items(), key=lambda item: item[1][-1]):
            self._select(alike)
            self._press(self._keys[truth])

    def _select(self, positions: list[int]) -> None:
        """Click tiles: of neighbours the first and, with Shift, the last; with Ctrl those farther on."""
        model = self._grid.model()
        runs = [[place for _, place in run] for _, run in groupby(enumerate(positions), lambda pair: pair[1] - pair[0])]
        for run in runs:
            self._click_tile(run[0], _CTRL if run is not runs[0] else _NONE)
            if len(run) > 1:
                self._click_tile(run[-1], _SHIFT | _CTRL if run is not runs[0] else _SHIFT)
        chosen = sorted(model.positions_of(self._grid.selected_rows()).tolist())
        assert chosen == positions, (chosen, positions)

    def _sight(self) -> range:
        """Return the positions whose tiles are wholly in sight."""
        area = self._grid.viewport().rect()
        whole = [place for place in self._grid.visible_positions if area.contains(self._tile(place))]
        return range(whole[0], whole[-1] + 1) if whole else range(0)

    def _tile(self, position: int) -> QRect:
        return self._grid.visualRect(self._grid.model().index(position, 0))

    def _state(self, row: int) -> State:
        return STATES[int(self._table.states[row])]

    def _truth_at(self, position: int) -> int:
        return self._truths[self._grid.model().row_at(position)]

    def _is_wrong(self, row: int) -> bool:
        verdict = _FLAGS.get(self._state(row))
        shown = verdict_code(verdict, self._table.facts.classes) if verdict else int(self._table.labels[row])
        return row in self._truths and shown != self._truths[row]

    def _click_tile(self, position: int, held: Qt.KeyboardModifier) -> None:
        self._click(self._grid.viewport(), self._tile(position).center(), held)

    def _click(self, widget: QWidget, place: QPoint, held: Qt.KeyboardModifier) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held, place)
        self._count(1)

    def _press(self, key: Qt.Key | str, held: Qt.KeyboardModifier = _NONE) -> None:
        QTest.keyClick(self._grid, key, held)
        self._count(1)

    def _count(self, presses: int) -> None:
        self.presses += presses
        QApplication.processEvents()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so.

    Raises:
        TimeoutError: it does not come to be so.
    """
    until = time.monotonic() + _PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError("the window does not get on")
        QApplication.processEvents()
        time.sleep(0.002)
