from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from flowersort.core.plan import Operation, SortRules
from flowersort.core.state import State
from flowersort.gui.sorting.options_page import OptionsPage, PhotoChoice

RULES = SortRules(Operation.LINK, "Doubts/one", None, "_review/no_flower", keep_tree=True, rename="{date}")


def page(qtbot: QtBot, *, into: str = "/sorted", rules: SortRules = RULES, folder: str = "") -> OptionsPage:
    choices = [PhotoChoice("All 3 photos", range(3)), PhotoChoice("The one", [1])]
    made = OptionsPage(choices, into=into, rules=rules, ask_for_folder=lambda _start: folder)
    qtbot.addWidget(made)
    return made


def box(options: OptionsPage, state: State) -> QComboBox:
    return options._doubts[state]


@pytest.mark.parametrize("rules", [SortRules(), RULES, SortRules(Operation.MOVE, None, None, None)])
def test_what_was_chosen_last_is_what_is_wished_now(qtbot: QtBot, rules: SortRules) -> None:
    options = page(qtbot, rules=rules)
    assert options.problem == ""
    assert options.wish.rules == rules
    assert options.wish.into == "/sorted"
    assert list(options.wish.rows) == [0, 1, 2]


def test_each_choice_is_in_the_wish(qtbot: QtBot) -> None:
    options = page(qtbot, rules=SortRules())
    options._which.setCurrentIndex(1)
    next(each for each in options.findChildren(QRadioButton) if each.text() == "&Move").setChecked(True)
    box(options, State.UNSURE).setCurrentIndex(1)
    box(options, State.OTHER_FLOWER).setEditText("Others")
    options._keep_tree.setChecked(True)
    options._rename.setText(" {label}_{number} ")
    wanted = SortRules(Operation.MOVE, None, "Others", keep_tree=True, rename="{label}_{number}")
    assert options.wish.rules == wanted
    assert list(options.wish.rows) == [1]


def test_a_written_folder_may_be_changed_back(qtbot: QtBot) -> None:
    options = page(qtbot)
    unsure = box(options, State.UNSURE)
    assert options.wish.rules.unsure == "Doubts/one"
    unsure.setEditText("Leave them where they are")
    assert options.wish.rules.unsure is None
    unsure.setEditText("_review/unsure")
    assert options.wish.rules.unsure == SortRules().unsure


def test_what_makes_no_sense_is_said(qtbot: QtBot) -> None:
    options = page(qtbot, into=" ")
    assert options.problem == "Choose the folder to sort into."
    options._into.setText("/sorted")
    options._rename.setText("{nothing}")
    assert "template" in options.problem
    options._rename.setText("")
    box(options, State.NO_FLOWER).setEditText("../outside")
    assert "must be one below" in options.problem
    box(options, State.NO_FLOWER).setEditText("below")
    assert options.problem == ""
    assert options.wish.rules == replace(RULES, no_flower="below", rename="")


def test_a_folder_is_chosen_by_the_systems_dialog(qtbot: QtBot) -> None:
    for answer, into in (("/new", "/new"), ("", "/sorted")):
        options = page(qtbot, folder=answer)
        button = next(each for each in options.findChildren(QPushButton) if each.text() == "Choose…")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert options.wish.into == into
