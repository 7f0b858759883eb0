"""Neighbours are as many as there is room for, six at most."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowersort.gui.detail.neighbours import NeighbourRow
from flowersort.gui.detail.values import Neighbour
from flowersort.gui.theme.appearance import Appearance
from tests.gui.detail.conftest import red_pixmap


def nine() -> list[Neighbour]:
    return [Neighbour(row, red_pixmap() if row % 2 else None, "Dandelion", 0.93) for row in range(9)]


@pytest.mark.parametrize(("width", "seen"), [(60, 1), (288, 4), (432, 6), (900, 6)])
def test_the_width_decides_how_many(qtbot: QtBot, appearance: Appearance, width: int, seen: int) -> None:
    row = NeighbourRow(appearance)
    qtbot.addWidget(row)
    row.show_neighbours(nine())
    row.resize(width, 100)
    row.show()
    QApplication.processEvents()
    row.grab()
    assert sum(tile.isVisible() for tile in row.tiles) == seen


def test_a_tile_tells_label_and_likeness(qtbot: QtBot, appearance: Appearance) -> None:
    row = NeighbourRow(appearance)
    qtbot.addWidget(row)
    row.show_neighbours(nine())
    assert {tile.accessibleName() for tile in row.tiles} == {"Dandelion, 93 % alike"}


def test_none_hide_the_row(qtbot: QtBot, appearance: Appearance) -> None:
    row = NeighbourRow(appearance)
    qtbot.addWidget(row)
    row.show_neighbours(nine())
    row.show_neighbours(())
    assert row.isHidden()
    assert row.tiles == ()
