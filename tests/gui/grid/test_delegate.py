"""What is painted, read from the pixels: that it can be told apart, not how it looks to the pixel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from flowersort.core.arrangement import Grouping, View
from flowersort.core.photo import PhotoFile
from flowersort.core.photo_table import PhotoTable
from flowersort.core.review import Review, Verdict
from flowersort.gui.grid.view import PhotoGrid
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import ThemeChoice, Token
from tests.fakes.labelled import facts_of, sure, unreadable
from tests.gui.grid.conftest import RED, MakeGrid, PictureMaker

Flag = QItemSelectionModel.SelectionFlag


@pytest.fixture
def table() -> PhotoTable:
    made = PhotoTable(facts_of())
    made.put([sure("/1.jpg"), sure("/2.jpg"), sure("/3.jpg"), unreadable("/4.jpg")], [0x20A040] * 3)
    made.add_found([PhotoFile("/5.jpg", 1, 1)])
    return made


@pytest.fixture(params=[ThemeChoice.LIGHT, ThemeChoice.DARK])
def theme(request: pytest.FixtureRequest, appearance: Appearance) -> Iterator[ThemeChoice]:
    appearance.apply(request.param)
    yield request.param
    appearance.apply(ThemeChoice.LIGHT)


def cell(grid: PhotoGrid, position: int) -> QRect:
    return grid.visualRect(grid.model().index(position, 0))


def painted(grid: PhotoGrid, position: int) -> QImage:
    return grid.viewport().grab(cell(grid, position)).toImage()


def photo_in(grid: PhotoGrid, position: int) -> QImage:
    left, top = grid._delegate.layout.corner(cell(grid, position))
    return grid.viewport().grab(grid._delegate.layout.photo.translated(left, top)).toImage()


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) & 0xFFFFFF for x in range(image.width()) for y in range(image.height())}


def of(appearance: Appearance, token: Token) -> int:
    return appearance.theme.colour(token).rgb() & 0xFFFFFF


def has_pictures(qtbot: QtBot, grid: PhotoGrid, rows: tuple[int, ...] = (0, 1, 2)) -> None:
    qtbot.waitUntil(lambda: all(grid._thumbnails.pixmap(row) is not None for row in rows))


@pytest.mark.usefixtures("theme")
def test_the_photo_is_painted_once_it_is_there_and_its_average_before(
    qtbot: QtBot, make_grid: MakeGrid, maker: PictureMaker, table: PhotoTable
) -> None:
    maker.gate.clear()
    grid = make_grid(table)
    assert 0x20A040 in colours(photo_in(grid, 0))
    maker.gate.set()
    has_pictures(qtbot, grid)
    assert RED in colours(photo_in(grid, 0))
    assert 0x20A040 not in colours(photo_in(grid, 0))


@pytest.mark.usefixtures("theme")
def test_a_selected_tile_has_a_ring_and_a_tint_and_its_photo_is_as_before(
    qtbot: QtBot, make_grid: MakeGrid, appearance: Appearance, table: PhotoTable
) -> None:
    grid = make_grid(table)
    has_pictures(qtbot, grid)
    plain, plain_photo = colours(painted(grid, 1)), colours(photo_in(grid, 1)) & {RED}
    grid.selectionModel().select(grid.model().index(1, 0), Flag.Select)
    selected = colours(painted(grid, 1))
    assert of(appearance, Token.SELECTION) in selected - plain
    assert of(appearance, Token.ACCENT) in selected
    assert colours(photo_in(grid, 1)) & {RED} == plain_photo


@pytest.mark.usefixtures("theme")
def test_the_current_tile_has_a_ring_also_when_it_is_not_selected_and_without_the_focus(
    qtbot: QtBot, make_grid: MakeGrid, appearance: Appearance, table: PhotoTable
) -> None:
    grid = make_grid(table)
    has_pictures(qtbot, grid)
    grid.clearFocus()
    before = painted(grid, 2)
    grid.selectionModel().setCurrentIndex(grid.model().index(2, 0), Flag.NoUpdate)
    after = painted(grid, 2)
    assert before != after
    assert of(appearance, Token.EDGE) in colours(after) - colours(before)


def test_states_are_told_apart_without_their_colours(qtbot: QtBot, make_grid: MakeGrid, table: PhotoTable) -> None:
    photo = table.photo(0)
    assert photo is not None
    assert photo.prediction is not None
    unsure = replace(photo.prediction, probabilities=photo.prediction.probabilities)
    table.put([replace(photo, prediction=replace(unsure, no_flower=0.9))])
    table.set_reviews({table.content(2) or "": Review(Verdict.CLASS, "roses", at=1.0)})
    grid = make_grid(table)
    has_pictures(qtbot, grid)
    grey = [painted(grid, position).convertToFormat(QImage.Format.Format_Grayscale8) for position in range(5)]
    assert all(one != other for place, one in enumerate(grey) for other in grey[:place])


def test_an_excluded_photo_is_dimmed(qtbot: QtBot, make_grid: MakeGrid, table: PhotoTable) -> None:
    grid = make_grid(table)
    has_pictures(qtbot, grid)
    middle = photo_in(grid, 0).rect().center()
    assert photo_in(grid, 0).pixelColor(middle) == QColor(RED)
    grid.model().photos_changed(table.set_reviews({table.content(0) or "": Review(Verdict.EXCLUDED, None, at=1.0)}))
    assert photo_in(grid, 0).pixelColor(middle).lightness() > QColor(RED).lightness()


def test_a_photo_that_cant_be_shown_has_a_sign_in_its_place(
    qtbot: QtBot, make_grid: MakeGrid, maker: PictureMaker, table: PhotoTable
) -> None:
    maker.unreadable.add("5.jpg")
    grid = make_grid(table)
    # One that the run could not read, and one that only has no thumbnail.
    qtbot.waitUntil(lambda: grid._thumbnails.has_failed(4))
    assert len(colours(photo_in(grid, 3))) > 2
    assert photo_in(grid, 3) == photo_in(grid, 4)
    assert "4.jpg" not in maker.made


def test_a_groups_title_is_painted_above_its_first_tile(make_grid: MakeGrid, table: PhotoTable) -> None:
    grid = make_grid(table)
    height = cell(grid, 0).height()
    grid.model().set_view(View(grouping=Grouping.LABEL), None)
    assert cell(grid, 0).height() > height

    def strip(position: int) -> QImage:
        return painted(grid, position).copy(0, 0, cell(grid, position).width(), cell(grid, position).height() - height)

    # The title, the line over the group's other tiles, which ends with the last one.
    assert len(colours(strip(0))) > len(colours(strip(1))) == 2
    assert strip(1) != strip(2)
