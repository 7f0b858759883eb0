"""A class out of many is found by a few letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from flowersort.gui.detail.chooser import ClassChooser

CLASSES = ("rose_mallow", "tulips", "water_lily", "primrose", "roses")


@pytest.fixture
def chooser(qtbot: QtBot) -> Iterator[ClassChooser]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = ClassChooser(CLASSES, window)
    made.open()
    yield made
    window.close()


def field(chooser: ClassChooser) -> QLineEdit:
    return chooser.findChild(QLineEdit)


def test_all_are_listed_in_the_models_order(chooser: ClassChooser) -> None:
    assert chooser.names == ("Rose mallow", "Tulips", "Water lily", "Primrose", "Roses")


def test_names_that_begin_so_come_first(qtbot: QtBot, chooser: ClassChooser) -> None:
    qtbot.keyClicks(field(chooser), "ROSE")
    assert chooser.names == ("Rose mallow", "Roses", "Primrose")


def test_enter_chooses_what_the_arrows_reached(qtbot: QtBot, chooser: ClassChooser) -> None:
    qtbot.keyClicks(field(chooser), "rose")
    qtbot.keyClick(field(chooser), Qt.Key.Key_Down)
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.keyClick(field(chooser), Qt.Key.Key_Return)
    assert chosen.args == [4]


def test_a_click_chooses(qtbot: QtBot, chooser: ClassChooser) -> None:
    items = chooser.findChild(QListWidget)
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.mouseClick(items.viewport(), Qt.MouseButton.LeftButton, pos=items.visualItemRect(items.item(2)).center())
    assert chosen.args == [2]


def test_nothing_found_is_said_and_enter_then_does_nothing(qtbot: QtBot, chooser: ClassChooser) -> None:
    qtbot.keyClicks(field(chooser), "orchid")
    assert chooser.names == ()
    with qtbot.assertNotEmitted(chooser.chosen):
        qtbot.keyClick(field(chooser), Qt.Key.Key_Return)
    assert chooser.isVisible()


def test_esc_closes_without_choosing(qtbot: QtBot, chooser: ClassChooser) -> None:
    with qtbot.assertNotEmitted(chooser.chosen), qtbot.waitSignal(chooser.rejected):
        qtbot.keyClick(field(chooser), Qt.Key.Key_Escape)
