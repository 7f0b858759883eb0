from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flowersort.core.arrangement import Filter
from flowersort.core.photo_table import Counts
from flowersort.core.state import State
from flowersort.gui.side.choice_list import ChoiceList
from flowersort.gui.side.choice_model import COUNT_ROLE, ChoiceModel
from flowersort.gui.side.choices import Choice
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import ThemeChoice

CLASSES = ("daisy", "dandelion", "roses", "sunflowers", "tulips")
CONTROL = Qt.KeyboardModifier.ControlModifier


class Chosen:
    """What the list told."""

    def __init__(self, view: ChoiceList) -> None:
        self.labels: list[tuple[int, bool]] = []
        self.states: list[tuple[frozenset[State], bool]] = []
        view.chosen.connect(self._hear)

    def _hear(self, choice: Choice, also: bool) -> None:
        self.labels.append((choice.label, also))
        self.states.append((choice.states, also))


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance, counts: Counts) -> ChoiceList:
    made = ChoiceList(CLASSES, appearance)
    qtbot.addWidget(made)
    made.resize(made.sizeHint().expandedTo(made.minimumSizeHint()))
    made.show()
    made.show_counts(counts)
    return made


def row(view: ChoiceList, name: str) -> QModelIndex:
    model = view.model()
    return next(index for n in range(model.rowCount()) if (index := model.index(n, 0)).data() == name)


def click(view: ChoiceList, name: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = view.visualRect(row(view, name)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def words(view: ChoiceList) -> list[str]:
    model = view.model()
    return [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())]


def test_it_says_how_many_photos_there_are_of_each_kind(view: ChoiceList) -> None:
    assert words(view) == [
        "All: 1,204",
        "Daisy: 310",
        "Dandelion: 275",
        "Roses: 190",
        "Sunflowers: 214",
        "Tulips: 213",
        "To review: 37",
        "Unsure: 21",
        "Other flower: 9",
        "No flower: 7",
        "Unreadable: 2",
        "Reviewed: 0",
        "Sure: 1,165",
    ]


def test_excluded_photos_have_a_row_only_where_there_are_any_or_they_are_chosen(
    view: ChoiceList, counts: Counts
) -> None:
    height = view.sizeHint().height()
    view.show_counts(replace(counts, labels=(*counts.labels[:-1], 3)))
    assert words(view)[-1] == "Excluded: 3"
    assert view.sizeHint().height() > height
    view.show_filter(Filter(labels=frozenset({7})))
    view.show_counts(counts)
    assert words(view)[-1] == "Excluded: 0"
    view.show_filter(Filter())
    assert words(view)[-1] == "Sure: 1,165"


def test_a_click_chooses_and_ctrl_click_adds(view: ChoiceList) -> None:
    chosen = Chosen(view)
    click(view, "Roses")
    click(view, "Tulips", CONTROL)
    click(view, "No flower")
    assert chosen.labels == [(2, False), (4, True), (-1, False)]
    assert chosen.states[-1] == ({State.NO_FLOWER}, False)


def test_a_click_with_another_button_or_below_the_rows_does_nothing(view: ChoiceList) -> None:
    chosen = Chosen(view)
    view.setFixedHeight(view.height() + 50)
    below = view.viewport().rect().bottomLeft()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=view.visualRect(row(view, "Roses")).center())
    assert chosen.labels == []


def test_a_click_leaves_the_keyboard_where_it_was(qtbot: QtBot, appearance: Appearance) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    grid, view = QWidget(window), ChoiceList(CLASSES, appearance, window)
    grid.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show()
    window.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    click(view, "Roses")
    assert grid.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_arrows_move_and_keys_choose(view: ChoiceList, key: Qt.Key) -> None:
    chosen = Chosen(view)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen.labels == []
    QTest.keyClick(view, key)
    QTest.keyClick(view, key, CONTROL)
    assert chosen.labels == [(1, False), (1, True)]


def test_home_and_end(view: ChoiceList) -> None:
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().data() == "Sure"
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().data() == "All"


def test_what_is_chosen_is_seen_and_heard(view: ChoiceList) -> None:
    before = view.grab().toImage()
    view.show_filter(Filter(labels=frozenset({2})))
    assert view.grab().toImage() != before
    heard = QAccessible.queryAccessibleInterface(view)
    states = [heard.child(n).state().checked for n in range(heard.childCount())]
    assert states.index(1) == row(view, "Roses").row()
    assert sum(states) == 1


def test_it_follows_the_theme(view: ChoiceList, appearance: Appearance) -> None:
    light = view.grab().toImage()
    appearance.apply(ThemeChoice.DARK)
    assert view.grab().toImage() != light


def test_the_focus_can_be_seen(view: ChoiceList, qtbot: QtBot) -> None:
    view.clearFocus()
    without = view.grab().toImage()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.grab().toImage() != without


def test_a_thousand_classes_scroll(qtbot: QtBot, appearance: Appearance) -> None:
    classes = tuple(f"kind_{number:03}" for number in range(1000))
    view = ChoiceList(classes, appearance)
    qtbot.addWidget(view)
    view.resize(220, 400)
    view.show()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().data() == "Sure"
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot, counts: Counts) -> None:
    model = ChoiceModel(CLASSES)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    changes: list[Any] = []
    model.dataChanged.connect(lambda *change: changes.append(change))
    model.show_counts(counts)
    model.show_filter(Filter(states=frozenset({State.SURE})))
    model.show_counts(replace(counts, labels=(*counts.labels[:-1], 3)))
    model.show_counts(counts)
    assert model.index(0).data(COUNT_ROLE) == 1204
    assert len(changes) == 4
    del tester
