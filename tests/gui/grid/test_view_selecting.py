from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from pytestqt.qtbot import QtBot

from flowersort.core.arrangement import Filter, Grouping, SortKey, View
from flowersort.core.look_alikes import LookAlikes
from flowersort.core.photo_table import STATES
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.gui.grid.model import PhotoListModel
from flowersort.gui.grid.view import PhotoGrid
from tests.fakes.tables import table_of
from tests.gui.grid.conftest import MakeGrid

Flag = QItemSelectionModel.SelectionFlag
NO_MODIFIER, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
UNSURE = View(Filter(states=frozenset({State.UNSURE})))
DOUBTFUL = {State.UNSURE, State.OTHER_FLOWER, State.NO_FLOWER}


def middle(grid: PhotoGrid, position: int) -> QPoint:
    return grid.visualRect(grid.model().index(position, 0)).center()


def click(
    qtbot: QtBot,
    grid: PhotoGrid,
    position: int,
    modifier: Qt.KeyboardModifier = NO_MODIFIER,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    qtbot.mouseClick(grid.viewport(), button, modifier, middle(grid, position))


def by_look_alike(grid: PhotoGrid, groups: list[int]) -> None:
    alike = LookAlikes(np.array(groups, np.int32), np.arange(len(groups), dtype=np.int32))
    grid.model().set_view(View(grouping=Grouping.LOOK_ALIKE), alike)


def test_clicks_select_one_another_and_a_range(qtbot: QtBot, grid: PhotoGrid) -> None:
    click(qtbot, grid, 2)
    assert grid.selected_rows().tolist() == [2]
    click(qtbot, grid, 5, CONTROL)
    assert grid.selected_rows().tolist() == [2, 5]
    click(qtbot, grid, 1)
    click(qtbot, grid, 6, SHIFT)
    assert grid.selected_rows().tolist() == [1, 2, 3, 4, 5, 6]
    click(qtbot, grid, 3, CONTROL)
    assert grid.selected_rows().tolist() == [1, 2, 4, 5, 6]


def test_the_selection_is_told_once_for_whatever_happens_at_a_time(qtbot: QtBot, grid: PhotoGrid) -> None:
    told: list[list[int]] = []
    grid.selection_changed.connect(lambda: told.append(grid.selected_rows().tolist()))
    for position in range(5):
        grid.selectionModel().select(grid.model().index(position, 0), Flag.Select)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [[0, 1, 2, 3, 4]]


def test_the_current_photo_is_told_as_a_row(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.model().set_view(View(descending=True), None)
    told: list[int] = []
    grid.current_changed.connect(told.append)
    click(qtbot, grid, 0)
    assert told == [199]
    assert grid.current_row() == 199


def test_selection_and_current_photo_stay_through_order_and_filter(qtbot: QtBot, grid: PhotoGrid) -> None:
    states = grid.model().table.states
    unsure = np.flatnonzero(states == STATES.index(State.UNSURE))[:3].tolist()
    grid.go_to_row(unsure[0])
    for row in unsure[1:]:
        grid.selectionModel().select(grid.model().index(row, 0), Flag.Select)
    told: list[int] = []
    grid.current_changed.connect(told.append)
    for view in (View(sort=SortKey.CONFIDENCE, descending=True), UNSURE, View(grouping=Grouping.LABEL)):
        grid.model().set_view(view, None)
        assert sorted(grid.selected_rows().tolist()) == unsure
        assert grid.current_row() == unsure[0]
    assert told == []


def test_a_photo_that_the_filter_hides_is_neither_selected_nor_current(qtbot: QtBot, grid: PhotoGrid) -> None:
    states = grid.model().table.states
    sure = int(np.flatnonzero(states == STATES.index(State.SURE))[0])
    unsure = int(np.flatnonzero(states == STATES.index(State.UNSURE))[0])
    grid.go_to_row(sure)
    grid.selectionModel().select(grid.model().index(unsure, 0), Flag.Select)
    with qtbot.waitSignals([grid.current_changed, grid.selection_changed]):
        grid.model().set_view(UNSURE, None)
    assert grid.current_row() == -1
    assert grid.selected_rows().tolist() == [unsure]


def test_everything_selected_is_one_range(grid: PhotoGrid) -> None:
    grid.selectAll()
    assert len(grid.selected_rows()) == 200
    grid.model().set_view(View(descending=True), None)
    assert grid.selected_rows().tolist() == list(range(199, -1, -1))
    grid.model().set_view(UNSURE, None)
    assert len(grid.selected_rows()) == grid.model().rowCount() < 200


def test_going_to_a_row_shows_and_selects_it(grid: PhotoGrid) -> None:
    grid.go_to_row(150)
    assert grid.selected_rows().tolist() == [150]
    assert 150 in grid.visible_positions
    grid.model().set_view(UNSURE, None)
    before = grid.selected_rows().tolist()
    hidden = int(np.flatnonzero(grid.model().table.states == STATES.index(State.SURE))[0])
    grid.go_to_row(hidden)
    assert grid.selected_rows().tolist() == before


def test_the_next_doubtful_photo_forwards_backwards_and_round(grid: PhotoGrid) -> None:
    states = grid.model().table.states
    doubtful = [row for row in range(200) if states[row] >= 0 and STATES[states[row]] in DOUBTFUL]
    grid.go_to_next_doubtful(1)
    assert grid.current_row() == doubtful[0]
    grid.go_to_next_doubtful(1)
    assert grid.selected_rows().tolist() == [doubtful[1]]
    grid.go_to_next_doubtful(-1)
    grid.go_to_next_doubtful(-1)
    assert grid.current_row() == doubtful[-1]


def test_where_nothing_is_doubtful_nothing_happens(make_grid: MakeGrid) -> None:
    table = table_of(1)
    table.set_reviews({table.content(0) or "": Review(Verdict.CLASS, "roses", at=1.0)})
    grid = make_grid(table)
    grid.go_to_next_doubtful(-1)
    assert grid.selected_rows().tolist() == []


@pytest.mark.parametrize("modifier", [CONTROL, SHIFT])
def test_a_click_selects_the_look_alikes_unless_it_adds(
    qtbot: QtBot, grid: PhotoGrid, modifier: Qt.KeyboardModifier
) -> None:
    by_look_alike(grid, [0, 1, 1, 1, *range(2, 198)])
    click(qtbot, grid, 2)
    assert grid.selected_rows().tolist() == [1, 2, 3]
    # On release, a click on what is selected already selects it alone at first.
    click(qtbot, grid, 3)
    assert grid.selected_rows().tolist() == [1, 2, 3]
    click(qtbot, grid, 4, modifier)
    assert grid.selected_rows().tolist() == ([1, 2, 3, 4] if modifier is CONTROL else [3, 4])
    click(qtbot, grid, 0)
    assert grid.selected_rows().tolist() == [0]


def test_one_of_the_look_alikes_can_be_left_out(qtbot: QtBot, grid: PhotoGrid) -> None:
    by_look_alike(grid, [0, 1, 1, 1, *range(2, 198)])
    click(qtbot, grid, 2)
    click(qtbot, grid, 3, CONTROL)
    assert grid.selected_rows().tolist() == [1, 2]


def test_keys_select_the_look_alikes(qtbot: QtBot, grid: PhotoGrid) -> None:
    by_look_alike(grid, [0, 1, 1, 1, *range(2, 198)])
    click(qtbot, grid, 0)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.selected_rows().tolist() == [1, 2, 3]
    assert grid.current_row() == 1
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.selected_rows().tolist() == [5]


def test_going_to_a_photo_selects_its_look_alikes(grid: PhotoGrid) -> None:
    by_look_alike(grid, [0, 1, 1, 1, *range(2, 198)])
    grid.go_to_row(2)
    assert grid.selected_rows().tolist() == [1, 2, 3]


def test_the_next_doubtful_photo_is_one_of_another_group(grid: PhotoGrid) -> None:
    states = grid.model().table.states
    doubtful = [row for row in range(200) if states[row] >= 0 and STATES[states[row]] in DOUBTFUL]
    group = doubtful[:3]
    by_look_alike(grid, [0 if row in group else row + 1 for row in range(200)])
    grid.go_to_row(group[0])
    grid.go_to_next_doubtful(1)
    assert grid.selected_rows().tolist() == [doubtful[3]]
    grid.go_to_next_doubtful(-1)
    assert grid.selected_rows().tolist() == group


def test_a_group_can_be_selected_whatever_the_grouping(grid: PhotoGrid) -> None:
    grid.model().set_view(View(grouping=Grouping.LABEL), None)
    grid.select_group_of(0)
    labels = grid.model().table.labels
    assert sorted(grid.selected_rows().tolist()) == np.flatnonzero(labels == labels[grid.model().row_at(0)]).tolist()
    grid.go_to_row(7)
    assert grid.selected_rows().tolist() == [7]


def test_a_right_click_on_the_selection_leaves_it(qtbot: QtBot, grid: PhotoGrid) -> None:
    click(qtbot, grid, 1)
    click(qtbot, grid, 3, SHIFT)
    click(qtbot, grid, 2, button=Qt.MouseButton.RightButton)
    assert grid.selected_rows().tolist() == [1, 2, 3]


def test_a_double_click_opens(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.model().set_view(View(descending=True), None)
    with qtbot.waitSignal(grid.opened) as told:
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, NO_MODIFIER, middle(grid, 1))
    assert told.args == [198]


def test_another_model_begins_without_selection(qtbot: QtBot, grid: PhotoGrid) -> None:
    click(qtbot, grid, 3)
    old = grid.model()
    with qtbot.waitSignals([grid.current_changed, grid.selection_changed]):
        grid.setModel(PhotoListModel(table_of(30), grid))
    assert grid.selected_rows().tolist() == []
    assert grid.current_row() == -1
    # The old one has nothing to say any more.
    click(qtbot, grid, 5)
    old.set_view(UNSURE, None)
    assert grid.selected_rows().tolist() == [5]
