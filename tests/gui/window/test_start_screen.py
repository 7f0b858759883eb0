"""The first screen offers its ways in, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from flowersort.gui.preferences import RecentFolder
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.window.start_screen import StartScreen


def screen(qtbot: QtBot, appearance: Appearance) -> StartScreen:
    made = StartScreen(appearance)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def button(start: StartScreen, text: str) -> QPushButton:
    (found,) = (each for each in start.findChildren(QPushButton) if each.text().startswith(text))
    return found


@pytest.mark.parametrize(
    ("text", "signal"),
    [("Choose a folder", "folder_wanted"), ("Choose photos", "photos_wanted"), ("Try the demo", "demo_wanted")],
)
def test_each_way_in_works_by_keyboard(qtbot: QtBot, appearance: Appearance, text: str, signal: str) -> None:
    start = screen(qtbot, appearance)
    button(start, text).setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(getattr(start, signal)):
        qtbot.keyClick(button(start, text), Qt.Key.Key_Space)


def test_recent_folders_tell_what_is_left_to_do(qtbot: QtBot, appearance: Appearance) -> None:
    start = screen(qtbot, appearance)
    start.show_recent([RecentFolder("/photos/Garden & Co", 1204, 37), RecentFolder("/photos/Balcony", 1, 0)])
    assert button(start, "Garden").text() == "Garden && Co · 1,204 photos · 37 to review"
    assert button(start, "Balcony").text() == "Balcony · 1 photo · done"
    with qtbot.waitSignal(start.recent_chosen) as chosen:
        button(start, "Garden").click()
    assert chosen.args == ["/photos/Garden & Co"]


def test_without_recent_folders_nothing_speaks_of_them(qtbot: QtBot, appearance: Appearance) -> None:
    start = screen(qtbot, appearance)
    start.show_recent([RecentFolder("/photos/Garden", 2, 0)])
    start.show_recent([])
    assert not any(label.isVisible() and label.text() == "Recent" for label in start.findChildren(QLabel))


def test_a_sentence_is_shown_and_goes(qtbot: QtBot, appearance: Appearance) -> None:
    start = screen(qtbot, appearance)
    start.say("Loading the model…")
    assert any(label.isVisible() and label.text() == "Loading the model…" for label in start.findChildren(QLabel))
    start.say("")
    assert not any(label.isVisible() and label.text() == "Loading the model…" for label in start.findChildren(QLabel))


def test_everything_can_be_reached_by_tab_and_has_a_name(qtbot: QtBot, appearance: Appearance) -> None:
    start = screen(qtbot, appearance)
    start.show_recent([RecentFolder("/photos/Garden", 2, 0)])
    for each in start.findChildren(QPushButton):
        assert each.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert each.accessibleName() or each.text()
