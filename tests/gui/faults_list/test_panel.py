"""The list says how much went wrong, and what can be done."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowersort.gui.faults_list.model import Column
from flowersort.gui.faults_list.panel import FaultList
from flowersort.gui.faults_list.values import Fault
from flowersort.gui.theme.appearance import Appearance


def photos(count: int, start: int = 0) -> list[Fault]:
    return [
        Fault(f"/photos/{number}.jpg", f"{number}.jpg", "The file is empty (0 bytes).", "Copy it again.")
        for number in range(start, start + count)
    ]


STORE = Fault("", "", "The disk is full.", "Free some space.", photo=False)


@pytest.fixture
def faults(qtbot: QtBot, appearance: Appearance) -> FaultList:
    made = FaultList(appearance)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        ([], "Nothing went wrong"),
        (photos(12), "12 photos could not be read"),
        ([STORE] * 2, "2 things went wrong"),
        ([*photos(2), STORE, STORE], "2 photos could not be read, and 2 other things went wrong"),
    ],
)
def test_the_title_counts(faults: FaultList, shown: list[Fault], title: str) -> None:
    faults.show_faults(shown)
    assert faults.title == title
    assert faults.retry_button.isEnabled() == bool(shown)


def test_a_double_click_and_enter_go_to_the_photo(qtbot: QtBot, faults: FaultList) -> None:
    faults.show_faults([*photos(3), STORE])
    table = faults.table
    place = table.visualRect(table.model().index(1, Column.REASON)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    with qtbot.waitSignal(faults.photo_chosen) as chosen:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen.args == ["/photos/1.jpg"]
    with qtbot.waitSignal(faults.photo_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == ["/photos/1.jpg"]
    table.selectRow(3)
    with qtbot.assertNotEmitted(faults.photo_chosen):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_a_path_that_is_no_text_arrives_as_it_was_given(qtbot: QtBot, faults: FaultList) -> None:
    path = os.fsdecode(b"/photos/caf\xe9.jpg")
    faults.show_faults([Fault(path, path, "Why.", "What.")])
    faults.table.selectRow(0)
    with qtbot.waitSignal(faults.photo_chosen) as chosen:
        qtbot.keyClick(faults.table, Qt.Key.Key_Return)
    assert chosen.args == [path]


def test_selected_rows_and_all_rows_can_be_copied(qtbot: QtBot, faults: FaultList) -> None:
    faults.show_faults(photos(3))
    faults.table.selectRow(1)
    faults.table.setFocus()
    QTest.keyClick(faults.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "/photos/1.jpg\tThe file is empty (0 bytes).\tCopy it again."
    qtbot.mouseClick(faults.copy_button, Qt.MouseButton.LeftButton)
    assert len(QApplication.clipboard().text().splitlines()) == 3


def test_everything_can_be_tried_again(qtbot: QtBot, faults: FaultList) -> None:
    faults.show_faults(photos(1))
    with qtbot.waitSignal(faults.retry_requested):
        qtbot.mouseClick(faults.retry_button, Qt.MouseButton.LeftButton)


def test_the_list_stays_where_the_user_left_it_and_follows_at_its_end(faults: FaultList) -> None:
    faults.show_faults(photos(50))
    faults.table.selectRow(2)
    bar = faults.table.verticalScrollBar()
    bar.setValue(10)
    faults.show_faults(photos(60))
    assert bar.value() == 10
    assert {index.row() for index in faults.table.selectionModel().selectedRows()} == {2}
    bar.setValue(bar.maximum())
    faults.show_faults(photos(70))
    assert bar.value() == bar.maximum()


def test_thousands_are_fine(qtbot: QtBot, faults: FaultList) -> None:
    faults.show_faults(photos(5000))
    faults.grab()
    assert faults.title == "5,000 photos could not be read"
    widths = [faults.table.columnWidth(column) for column in Column]
    assert min(widths) > 150
    assert sum(widths) <= faults.table.viewport().width()
