"""Bars show all of a few classes, and the first of many until more are wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.detail.bars import Bar, Bars
from flowersort.gui.theme.appearance import Appearance


def bars_of(qtbot: QtBot, appearance: Appearance, count: int) -> Bars:
    made = Bars(appearance)
    qtbot.addWidget(made)
    made.resize(288, 300)
    made.show_bars([Bar(f"Class {number}", 1 / (number + 1), f"{number} %") for number in range(count)])
    made.grab()
    return made


@pytest.mark.parametrize("count", [1, 5, 8])
def test_up_to_eight_are_all_shown(qtbot: QtBot, appearance: Appearance, count: int) -> None:
    bars = bars_of(qtbot, appearance, count)
    assert len(bars.shown) == count
    assert bars.findChild(LinkButton).isHidden()


def test_of_more_the_first_six_until_all_are_wanted(qtbot: QtBot, appearance: Appearance) -> None:
    bars = bars_of(qtbot, appearance, 12)
    more = bars.findChild(LinkButton)
    assert len(bars.shown) == 6
    assert more.text() == "Show all 12 classes"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(bars.shown) == 12
    # The next photo is shown as the user left it.
    bars.show_bars([Bar("Other", 0.5, "50 %")] * 10)
    assert len(bars.shown) == 10
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(bars.shown) == 6


def test_none_takes_no_room(qtbot: QtBot, appearance: Appearance) -> None:
    assert bars_of(qtbot, appearance, 0).isHidden()
