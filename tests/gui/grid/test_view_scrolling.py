from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from flowersort.core.arrangement import Filter, Grouping, SortKey, View
from flowersort.core.photo import PhotoFile
from flowersort.core.photo_table import STATES
from flowersort.core.state import State
from flowersort.gui.grid.view import PhotoGrid
from tests.fakes.labelled import sure
from tests.fakes.tables import table_of
from tests.gui.grid.conftest import HEIGHT, MakeGrid, PictureMaker

UNSURE = View(Filter(states=frozenset({State.UNSURE})))
NOTHING = View(Filter(name="no photo is called this"))


def top_of(grid: PhotoGrid, row: int) -> int:
    position = grid.model().position_of(row)
    assert position is not None
    return grid.visualRect(grid.model().index(position, 0)).top()


@pytest.mark.parametrize("width", [200, 300, 599, 600, 601, 888, 889, 1280])
@pytest.mark.parametrize("size", [96, 160, 256])
def test_tiles_lie_where_the_grid_thinks_they_lie(grid: PhotoGrid, width: int, size: int) -> None:
    grid.resize(width, HEIGHT)
    grid.set_thumbnail_size(size)
    cell = grid._cells.cell
    for position in (0, 1, 5, 17, 199):
        line, column = divmod(position, grid.columns)
        expected = QRect(QPoint(column * cell.width(), line * cell.height()), cell)
        assert grid.visualRect(grid.model().index(position, 0)) == expected
    assert cell.width() >= grid._delegate.layout.cell.width()


@pytest.mark.parametrize("scrolled", [0, 1, 150, 333, 10_000])
def test_what_is_in_sight_is_known(grid: PhotoGrid, scrolled: int) -> None:
    grid.verticalScrollBar().setValue(scrolled)
    sight = grid.viewport().rect()
    seen = [place for place in range(200) if grid.visualRect(grid.model().index(place, 0)).intersects(sight)]
    assert list(grid.visible_positions) == seen


def test_what_comes_in_sight_is_told_once(qtbot: QtBot, grid: PhotoGrid) -> None:
    qtbot.wait(1)
    told: list[range] = []
    grid.visible_changed.connect(lambda: told.append(grid.visible_positions))
    grid.verticalScrollBar().setValue(2000)
    grid.verticalScrollBar().setValue(3000)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [grid.visible_positions]


def test_pictures_come_for_what_is_in_sight_and_one_page_around(
    qtbot: QtBot, grid: PhotoGrid, maker: PictureMaker
) -> None:
    maker.made.clear()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2)
    visible = grid.visible_positions
    page = range(visible.start - len(visible), visible.stop + len(visible))
    readable = [row for row in page if grid.model().source(row) is not None]
    qtbot.waitUntil(lambda: all(grid._thumbnails.pixmap(row) is not None for row in readable))
    wanted = {f"IMG_{row}.jpg" for row in page}
    at_the_top = {f"IMG_{row}.jpg" for row in range(2 * len(visible))}
    assert set(maker.made) <= wanted | at_the_top


def test_found_photos_move_nothing(grid: PhotoGrid) -> None:
    grid.verticalScrollBar().setValue(777)
    table = grid.model().table
    for number in range(3):
        grid.model().photos_found(table.add_found([PhotoFile(f"/new/{number}.jpg", 1, 1)]))
    grid.executeDelayedItemsLayout()
    assert grid.verticalScrollBar().value() == 777
    assert grid.model().rowCount() == 203


def test_the_current_photo_stays_where_it_is_when_the_order_changes(grid: PhotoGrid) -> None:
    grid.go_to_row(100)
    before = top_of(grid, 100)
    for view in (View(sort=SortKey.CONFIDENCE), View(descending=True), View()):
        grid.model().set_view(view, None)
        assert top_of(grid, 100) == before


def test_the_first_photo_in_sight_stays_when_none_is_current(grid: PhotoGrid) -> None:
    states = grid.model().table.states
    unsure = np.flatnonzero(states == STATES.index(State.UNSURE))
    grid.model().set_view(UNSURE, None)
    grid.model().set_view(View(), None)
    grid.setCurrentIndex(grid.model().index(-1, 0))
    grid.verticalScrollBar().setValue(2000)
    first = grid.visible_positions.start
    grid.model().set_view(UNSURE, None)
    # The photo itself, or the next one that is still there.
    following = int(unsure[unsure >= first][0])
    position = grid.model().position_of(following)
    assert position in grid.visible_positions


def test_at_the_top_the_top_is_shown_whatever_comes_there(grid: PhotoGrid) -> None:
    grid.setCurrentIndex(grid.model().index(-1, 0))
    grid.model().set_view(View(descending=True), None)
    assert grid.verticalScrollBar().value() == 0


def test_what_is_looked_at_stays_in_sight_when_tiles_or_the_window_change_size(grid: PhotoGrid) -> None:
    grid.go_to_row(120)
    for size in (96, 256, 160):
        grid.set_thumbnail_size(size)
        assert 120 in grid.visible_positions
    grid.resize(QSize(1500, 700))
    assert 120 in grid.visible_positions
    assert grid.columns > 4


def test_sizes_beyond_the_slider_are_cut_off(grid: PhotoGrid) -> None:
    grid.set_thumbnail_size(10_000)
    assert grid._delegate.layout.photo.width() == 256
    grid.set_thumbnail_size(1)
    assert grid._delegate.layout.photo.width() == 96


class Painted(QObject):
    """What of a grid is painted anew."""

    def __init__(self, grid: PhotoGrid) -> None:
        super().__init__(grid)
        self.regions: list[QRect] = []
        grid.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(event.rect())
        return False


def test_changes_out_of_sight_paint_nothing_and_others_their_tiles_only(qtbot: QtBot, grid: PhotoGrid) -> None:
    visible = grid.visible_positions
    qtbot.waitUntil(
        lambda: all(
            grid._thumbnails.pixmap(row) is not None or grid.model().source(row) is None
            for row in range(2 * len(visible))
        )
    )
    qtbot.wait(1)
    painted = Painted(grid)
    grid.model().photos_changed(np.arange(visible.stop, 200))
    qtbot.wait(20)
    assert painted.regions == []
    grid.model().photos_changed(np.array([2, 150]))
    qtbot.waitUntil(lambda: bool(painted.regions))
    assert painted.regions == [grid.visualRect(grid.model().index(2, 0))]


def test_a_filter_that_nothing_passes_says_so_and_can_be_cleared(qtbot: QtBot, grid: PhotoGrid) -> None:
    button = grid.findChild(QPushButton)
    assert button is not None
    assert not button.isVisible()
    grid.model().set_view(NOTHING, None)
    assert button.isVisible()
    with qtbot.waitSignal(grid.clear_filter_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    grid.model().photos_changed(grid.model().table.put([sure("/no photo is called this.jpg")]))
    assert not button.isVisible()


def test_a_table_without_photos_says_nothing(make_grid: MakeGrid) -> None:
    grid = make_grid(table_of(0))
    button = grid.findChild(QPushButton)
    assert button is not None
    assert not button.isVisible()


def test_groups_come_and_go_with_their_strips(grid: PhotoGrid) -> None:
    height = grid.gridSize().height()
    grid.model().set_view(View(grouping=Grouping.LABEL), None)
    assert grid.gridSize().height() > height
    grid.model().set_view(View(), None)
    assert grid.gridSize().height() == height
