from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flowersort.gui.controls.search_box import PAUSE, SearchBox
from flowersort.gui.theme.appearance import Appearance


@pytest.fixture
def box(qtbot: QtBot, appearance: Appearance) -> SearchBox:
    made = SearchBox(appearance)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def told(box: SearchBox) -> list[str]:
    texts: list[str] = []
    box.searched.connect(texts.append)
    return texts


def test_it_waits_until_the_user_stops_typing(box: SearchBox, told: list[str], qtbot: QtBot) -> None:
    QTest.keyClicks(box, "rose")
    assert told == []
    qtbot.waitUntil(lambda: told == ["rose"], timeout=20 * PAUSE)


def test_enter_does_not_wait(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box, "rose")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert told == ["rose"]


def test_escape_clears_at_once(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box, "rose\r")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), told) == ("", ["rose", ""])


def test_deleting_the_last_letter_does_not_wait(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box, "r\r")
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    assert told == ["r", ""]


def test_the_cross_clears_and_is_there_only_with_a_text(box: SearchBox, told: list[str]) -> None:
    cross = box.actions()[-1]
    assert not cross.isVisible()
    QTest.keyClicks(box, "rose\r")
    assert cross.isVisible()
    cross.trigger()
    assert (box.text(), told, cross.isVisible()) == ("", ["rose", ""], False)


def test_a_text_that_the_program_shows_is_no_search(box: SearchBox, told: list[str], qtbot: QtBot) -> None:
    QTest.keyClicks(box, "lily")
    box.show_text("rose")
    qtbot.wait(2 * PAUSE)
    assert (box.text(), told) == ("rose", [])


def test_escape_on_an_empty_line_goes_on_to_the_window(qtbot: QtBot, appearance: Appearance) -> None:
    keys: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event: object) -> None:
            keys.append(event.key())  # type: ignore[attr-defined]

    window = Window()
    qtbot.addWidget(window)
    box = SearchBox(appearance)
    box.setParent(window)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert keys == [Qt.Key.Key_Escape]
