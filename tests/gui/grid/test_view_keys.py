from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flowersort.gui.grid.view import PhotoGrid
from flowersort.gui.theme.appearance import Appearance
from tests.fakes.tables import table_of
from tests.gui.grid.conftest import MakeGrid

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Window(QWidget):
    """Takes what its grid leaves."""

    def __init__(self, grid: PhotoGrid) -> None:
        super().__init__()
        self.keys: list[int] = []
        QVBoxLayout(self).addWidget(grid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


@pytest.fixture
def window(qtbot: QtBot, grid: PhotoGrid) -> Window:
    made = Window(grid)
    qtbot.addWidget(made)
    made.resize(800, 650)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_arrows_go_on_in_the_next_line(qtbot: QtBot, grid: PhotoGrid) -> None:
    assert grid.columns == 4
    grid.go_to_row(3)
    steps = [(Qt.Key.Key_Right, 4), (Qt.Key.Key_Down, 8), (Qt.Key.Key_Left, 7), (Qt.Key.Key_Up, 3)]
    for key, row in [*steps, (Qt.Key.Key_End, 199), (Qt.Key.Key_Home, 0)]:
        qtbot.keyClick(grid, key)
        assert grid.current_row() == row
        assert grid.selected_rows().tolist() == [row]
        assert row in grid.visible_positions


def test_pages_are_as_long_as_what_is_in_sight(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.go_to_row(1)
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.current_row() == 13
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert grid.current_row() == 1


def test_shift_extends_and_control_leaves_the_selection(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.go_to_row(1)
    qtbot.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(grid, Qt.Key.Key_Down, SHIFT)
    assert grid.selected_rows().tolist() == [1, 2, 3, 4, 5, 6]
    qtbot.keyClick(grid, Qt.Key.Key_Right, CONTROL)
    assert grid.current_row() == 7
    assert grid.selected_rows().tolist() == [1, 2, 3, 4, 5, 6]
    qtbot.keyClick(grid, Qt.Key.Key_Space, CONTROL)
    assert grid.selected_rows().tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_without_a_current_photo_a_key_leads_to_the_first_in_sight(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.clearFocus()
    grid.setCurrentIndex(grid.model().index(-1, 0))
    grid.verticalScrollBar().setValue(grid.visualRect(grid.model().index(40, 0)).top())
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.current_row() == 40


def test_without_a_current_photo_home_and_end_lead_to_the_ends(qtbot: QtBot, grid: PhotoGrid) -> None:
    for key, row in [(Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 199)]:
        grid.setCurrentIndex(grid.model().index(-1, 0))
        grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2)
        qtbot.keyClick(grid, key)
        assert grid.current_row() == row


def test_from_right_to_left_arrows_point_the_other_way(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid.go_to_row(5)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.current_row() == 6


def test_an_empty_grid_has_nowhere_to_go(qtbot: QtBot, make_grid: MakeGrid) -> None:
    grid = make_grid(table_of(0))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.current_row() == -1


@pytest.mark.parametrize(
    "key",
    [
        Qt.Key.Key_1,
        Qt.Key.Key_I,
        Qt.Key.Key_N,
        Qt.Key.Key_Return,
        Qt.Key.Key_Space,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Question,
        Qt.Key.Key_F2,
    ],
)
def test_other_keys_are_left_to_the_window(qtbot: QtBot, window: Window, grid: PhotoGrid, key: Qt.Key) -> None:
    grid.go_to_row(3)
    qtbot.keyClick(grid, key)
    assert window.keys == [key]
    assert grid.current_row() == 3
    assert grid.selected_rows().tolist() == [3]


def test_letters_don_t_look_for_names(grid: PhotoGrid) -> None:
    grid.go_to_row(3)
    grid.keyboardSearch("IMG_7")
    assert grid.current_row() == 3


def test_a_menu_is_wanted_where_the_mouse_is_or_at_the_current_photo(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.go_to_row(5)
    told: list[QPoint] = []
    grid.context_menu.connect(told.append)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(grid.viewport(), QContextMenuEvent(reason, QPoint(3, 4), QPoint(70, 80)))
    current = grid.visualRect(grid.model().index(5, 0)).center()
    assert told == [QPoint(70, 80), grid.viewport().mapToGlobal(current)]


def test_the_grid_has_a_name_for_those_who_can_t_see_it(grid: PhotoGrid) -> None:
    assert grid.accessibleName() == "Photos"


def test_it_can_be_reached_by_keyboard(grid: PhotoGrid, appearance: Appearance) -> None:
    assert grid.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not grid.tabKeyNavigation()
