"""The legend has a button for each key that answers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flowersort.core.review import Verdict
from flowersort.gui.detail.legend import KeyButton, KeyLegend
from flowersort.gui.detail.values import ReviewChoice
from flowersort.gui.theme.appearance import Appearance
from tests.fakes.labelled import facts_of

MANY = tuple(f"kind_{number}" for number in range(12))


def legend_of(qtbot: QtBot, appearance: Appearance, classes: tuple[str, ...] | None = None) -> KeyLegend:
    made = KeyLegend(facts_of(classes) if classes else facts_of(), appearance)
    qtbot.addWidget(made)
    made.resize(288, 200)
    made.show()
    return made


def caps(legend: KeyLegend) -> list[str]:
    return [button.key.cap for button in legend.findChildren(KeyButton)]


def test_every_key_is_named_as_it_is_pressed(qtbot: QtBot, appearance: Appearance) -> None:
    legend = legend_of(qtbot, appearance)
    assert caps(legend) == ["1", "2", "3", "4", "5", "N", "O", "X", "↵"]
    assert legend.button(ReviewChoice(Verdict.CLASS, 0)).accessibleName() == "Daisy: key 1 or D"
    assert legend.button(ReviewChoice(Verdict.NO_FLOWER)).accessibleName() == "No flower: key N"


def test_classes_beyond_the_ninth_are_reached_by_more(qtbot: QtBot, appearance: Appearance) -> None:
    legend = legend_of(qtbot, appearance, MANY)
    assert caps(legend) == [*"123456789", "C", "N", "O", "X", "↵"]
    more = next(button for button in legend.findChildren(KeyButton) if button.key.cap == "C")
    with qtbot.waitSignal(legend.more_wanted):
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    with pytest.raises(KeyError):
        legend.button(ReviewChoice(Verdict.CLASS, 9))


def test_a_click_answers_but_marks_nothing_by_itself(qtbot: QtBot, appearance: Appearance) -> None:
    legend = legend_of(qtbot, appearance)
    button = legend.button(ReviewChoice(Verdict.CLASS, 3))
    with qtbot.waitSignal(legend.chosen) as chosen:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert chosen.args == [ReviewChoice(Verdict.CLASS, 3)]
    assert not button.isChecked()


@pytest.mark.parametrize("width", [120, 288, 900])
def test_every_button_lies_inside_at_any_width(qtbot: QtBot, appearance: Appearance, width: int) -> None:
    legend = legend_of(qtbot, appearance, (*MANY, "a_very_long_name_of_a_kind_of_flower_that_nobody_has_heard_of"))
    legend.setFixedWidth(width)
    legend.setFixedHeight(legend.heightForWidth(width))
    legend.grab()
    for button in legend.findChildren(KeyButton):
        assert legend.rect().contains(button.geometry())
    places = [button.geometry() for button in legend.findChildren(KeyButton)]
    assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[at + 1 :])
