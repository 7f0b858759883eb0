"""The confusion matrix: what is drawn, how keys and mouse choose, and what a screen reader hears."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from flowersort.core.audit_rows import Cell
from flowersort.gui.checking.matrix import MOST, ConfusionMatrix
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import ThemeChoice
from tests.fakes.labelled import CLASSES

COUNTS = np.array([[9, 0, 0, 0, 1], [0, 8, 0, 2, 0], [0, 0, 7, 0, 5], [0, 0, 0, 6, 0], [0, 0, 1, 0, 12345]])


@pytest.fixture
def matrix(qtbot: QtBot, appearance: Appearance) -> ConfusionMatrix:
    made = ConfusionMatrix(appearance)
    qtbot.addWidget(made)
    made.resize(280, 280)
    made.show_counts(CLASSES, COUNTS)
    made.show()
    return made


def chosen(matrix: ConfusionMatrix) -> list[Cell | None]:
    told: list[Cell | None] = []
    matrix.chosen.connect(told.append)
    return told


def test_a_click_chooses_a_field_and_another_one_none(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    told, cell = chosen(matrix), Cell(1, 3)
    for _ in range(2):
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.field_of(cell).center())
    assert told == [cell, None]
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert len(told) == 2


def test_keys_begin_at_the_worst_mistake_and_stay_inside(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    told = chosen(matrix)
    assert matrix.current == Cell(2, 4)
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert matrix.current == Cell(2, 4)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(matrix, key)
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    qtbot.keyClick(matrix, Qt.Key.Key_Space)
    assert told == [Cell(1, 3), Cell(2, 3)]


def test_the_field_under_the_keys_is_told(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    assert matrix.accessibleName() == "Folders against what their photos look like"
    assert matrix.accessibleDescription() == "5 photos in Roses look like Tulips"
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.accessibleDescription() == "12,345 photos in Tulips look like Tulips"


def test_of_200_classes_ten_are_drawn(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    confusion = np.eye(200, dtype=np.int64)
    confusion[150, 7] = 9
    matrix.show_counts([f"class {place}" for place in range(200)], confusion)
    assert len(matrix.classes) == MOST
    assert matrix.current == Cell(150, 7)
    assert matrix.field_of(Cell(150, 7)).right() <= matrix.width()
    assert matrix.field_of(Cell(199, 199)).isEmpty()
    assert matrix.height() >= matrix.field_of(Cell(150, 7)).bottom()
    qtbot.wait(1)


def test_without_counts_it_is_hidden_and_keys_do_nothing(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    told = chosen(matrix)
    matrix.show_counts((), np.zeros((0, 0), np.int64))
    assert (matrix.isVisible(), matrix.current) == (False, None)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(matrix, key)
    assert told == []


def test_one_class_alone_is_one_field(matrix: ConfusionMatrix) -> None:
    matrix.show_counts(["roses"], np.array([[3]]))
    assert (matrix.classes, matrix.current) == ((0,), Cell(0, 0))


def test_counts_are_painted_in_colours_of_the_theme(matrix: ConfusionMatrix, appearance: Appearance) -> None:
    def ground() -> str:
        image = matrix.grab().toImage()
        ratio = image.devicePixelRatio()
        # Beside the number, inside the field.
        point = matrix.field_of(Cell(2, 4)).topLeft()
        return image.pixelColor(round((point.x() + 5) * ratio), round((point.y() + 5) * ratio)).name()

    light = ground()
    appearance.apply(ThemeChoice.DARK)
    dark = ground()
    appearance.apply(ThemeChoice.LIGHT)
    assert light != dark
