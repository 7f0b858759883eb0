"""The keys of reviewing, wherever the focus is: the grid, the preview, the details; never where text is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDoubleSpinBox, QLineEdit, QWidget

from flowersort.core.state import State
from flowersort.gui.detail.legend import KeyButton
from flowersort.gui.side.choice_list import ChoiceList
from flowersort.gui.side.class_list import ClassList
from flowersort.gui.window.actions import shown_keys
from tests.fakes.gardens import GARDEN, garden
from tests.fakes.windows import Driver

ANSWERS = {
    **dict(zip("12345", ("daisy", "dandelion", "roses", "sunflowers", "tulips"), strict=True)),
    **{"d": "daisy", "a": "dandelion", "r": "roses", "s": "sunflowers", "t": "tulips"},
    **{"n": "no_flower", "o": "other_flower", "x": "excluded"},
}


@pytest.fixture
def reviewer(driver: Driver, tmp_path: Path) -> Driver:
    """Somebody before six photos who stays at each until they go on themselves."""
    driver.label(garden(tmp_path / "Garden"))
    driver.folder.review.auto_advance.setChecked(False)
    driver.go_to("1.jpg")
    return driver


def reviewed(driver: Driver) -> set[str]:
    return {name for name in GARDEN if driver.state(name) is State.REVIEWED}


def answers_given(driver: Driver) -> dict[str, str]:
    """Press every key that answers, each after its answer was taken back, and return what each made of the photo."""
    given = {}
    for key in ANSWERS:
        driver.press(key)
        given[key] = driver.label_of("1.jpg")
        driver.press(Qt.Key.Key_Backspace)
        assert reviewed(driver) == set(), key
    return given


def test_every_key_answers_in_the_grid(reviewer: Driver) -> None:
    keys = {key for action in reviewer.folder.review.answers for key in shown_keys(action)}
    assert keys == {key.upper() for key in ANSWERS}
    assert answers_given(reviewer) == ANSWERS
    assert reviewer.current() == "1.jpg"


def test_every_key_answers_in_the_preview_and_it_stays_open(reviewer: Driver) -> None:
    reviewer.press(Qt.Key.Key_Space)
    assert reviewer.folder.workspace.preview.is_open
    assert answers_given(reviewer) == ANSWERS
    reviewer.press(Qt.Key.Key_Return)
    assert reviewed(reviewer) == {"1.jpg"}
    assert reviewer.folder.workspace.preview.is_open


def test_every_key_answers_with_the_focus_in_the_details(reviewer: Driver) -> None:
    detail = reviewer.folder.workspace.detail
    for inside in (detail, detail.findChildren(KeyButton)[0]):
        inside.setFocus(Qt.FocusReason.TabFocusReason)
        assert detail.isAncestorOf(QApplication.focusWidget())
        assert answers_given(reviewer) == ANSWERS


def test_letters_answer_with_the_focus_on_the_filters_too(reviewer: Driver) -> None:
    reviewer.shown(ChoiceList, "Filters").setFocus(Qt.FocusReason.TabFocusReason)
    reviewer.press("t")
    reviewer.press("2")
    assert reviewer.label_of("1.jpg") == "dandelion"


def test_capital_letters_and_the_keypad_answer_as_well(reviewer: Driver) -> None:
    grid = reviewer.folder.workspace.grid
    for key, modifier, label in (
        (Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier, "roses"),
        (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "tulips"),
    ):
        reviewer.qtbot.keyClick(grid, key, modifier)
        assert reviewer.label_of("1.jpg") == label
    reviewer.press(Qt.Key.Key_Backspace)
    reviewer.qtbot.keyClick(grid, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert reviewed(reviewer) == {"1.jpg"}


def test_whoever_types_a_name_reviews_nothing(reviewer: Driver) -> None:
    reviewer.trigger(reviewer.window.actions_.search)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    reviewer.qtbot.keyClicks(box, "1ngoxctdra 2")
    reviewer.press(Qt.Key.Key_Backspace)
    assert box.text() == "1ngoxctdra "
    assert reviewed(reviewer) == set()
    assert not reviewer.folder.workspace.preview.is_open


def test_whoever_types_a_threshold_reviews_nothing(reviewer: Driver) -> None:
    classes = open_thresholds(reviewer)
    reviewer.press(Qt.Key.Key_Return)
    spin = classes.findChild(QDoubleSpinBox)
    assert spin is not None
    spin.lineEdit().selectAll()
    reviewer.qtbot.keyClicks(spin, "0.25")
    reviewer.press(Qt.Key.Key_Backspace)
    reviewer.press("1")
    reviewer.press(Qt.Key.Key_Return)
    assert reviewed(reviewer) == set()
    assert reviewer.folder.workspace.side.thresholds.class_sure[0] == 0.21


def test_digits_in_the_list_of_thresholds_edit_and_backspace_takes_a_threshold_away(reviewer: Driver) -> None:
    reviewer.press("t")
    classes = open_thresholds(reviewer)
    reviewer.press("1")
    assert reviewer.label_of("1.jpg") == "tulips"
    assert classes.findChild(QDoubleSpinBox) is not None
    reviewer.press(Qt.Key.Key_Return)
    reviewer.wait(lambda: classes.findChild(QDoubleSpinBox) is None)
    classes.setFocus()
    reviewer.press(Qt.Key.Key_Backspace)
    assert reviewer.label_of("1.jpg") == "tulips"
    assert not any(reviewer.folder.workspace.side.thresholds.class_sure)


def test_enter_and_space_press_buttons_where_these_have_the_focus(reviewer: Driver) -> None:
    button = reviewer.folder.workspace.detail.findChildren(KeyButton)[4]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    reviewer.press(Qt.Key.Key_Space)
    assert reviewer.label_of("1.jpg") == "tulips"
    assert not reviewer.folder.workspace.preview.is_open


def open_thresholds(driver: Driver) -> ClassList:
    links = driver.folder.workspace.side.findChildren(QAbstractButton)
    (advanced,) = (each for each in links if "Advanced" in each.text())
    advanced.click()
    classes = driver.shown(ClassList, "Thresholds of the classes")
    classes.setFocus(Qt.FocusReason.TabFocusReason)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    assert focus is classes
    return classes
