from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDoubleSpinBox
from pytestqt.qtbot import QtBot

from flowersort.core.model import ModelFacts
from flowersort.core.state import Thresholds
from flowersort.gui.side.class_list import ClassList
from flowersort.gui.side.class_model import THRESHOLD_ROLE, WRONG_ROLE, ClassModel
from flowersort.gui.theme.appearance import Appearance


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance, facts: ModelFacts) -> ClassList:
    made = ClassList(facts, appearance)
    qtbot.addWidget(made)
    made.resize(220, 200)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def told(view: ClassList) -> list[Thresholds]:
    heard: list[Thresholds] = []
    view.edited.connect(heard.append)
    return heard


def rows(view: ClassList) -> list[tuple[str, str, str]]:
    model = view.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [(index.data(), index.data(THRESHOLD_ROLE), index.data(WRONG_ROLE)) for index in indexes]


def editor_of(view: ClassList) -> QDoubleSpinBox:
    return view.findChildren(QDoubleSpinBox)[0]


def test_each_class_has_its_threshold_and_its_share_of_wrong_labels(view: ClassList, facts: ModelFacts) -> None:
    view.show_thresholds(replace(facts.thresholds, class_sure=(0.5, None, None, 0.3)))
    assert rows(view) == [
        ("Daisy", "0.50", "5.0 %"),
        ("Dandelion", "as above", "2.0 %"),
        ("Roses", "as above", "10.0 %"),
        ("Sunflowers", "0.30", "–"),
        ("Tulips", "as above", "–"),
    ]


def test_a_click_opens_the_editor_at_the_threshold_in_force(view: ClassList, told: list[Thresholds]) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(1, 0)).center())
    assert editor_of(view).value() == pytest.approx(0.8)
    QTest.keyClick(editor_of(view), Qt.Key.Key_Return)
    assert told == []


def test_each_step_in_the_editor_counts_at_once(view: ClassList, told: list[Thresholds]) -> None:
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(editor_of(view), Qt.Key.Key_Up)
    QTest.keyClick(editor_of(view), Qt.Key.Key_Up)
    assert [thresholds.sure_for(1) for thresholds in told] == [0.81, 0.82]
    assert [thresholds.sure_for(0) for thresholds in told] == [0.8, 0.8]


def test_a_threshold_can_be_typed(view: ClassList, told: list[Thresholds]) -> None:
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = editor_of(view)
    editor.selectAll()
    QTest.keyClicks(editor, "0.95")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert told[-1].class_sure == (0.95, None, None, None, None)


def test_below_the_lowest_threshold_is_as_above_and_up_from_there_the_common_one(
    view: ClassList, facts: ModelFacts, told: list[Thresholds]
) -> None:
    view.show_thresholds(replace(facts.thresholds, class_sure=(0.2,)))
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = editor_of(view)
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert editor.text() == "as above"
    assert told[-1] == facts.thresholds
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert editor.value() == pytest.approx(0.8)


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_gives_the_common_threshold_again(
    view: ClassList, facts: ModelFacts, told: list[Thresholds], key: Qt.Key
) -> None:
    view.show_thresholds(replace(facts.thresholds, class_sure=(0.9,)))
    QTest.keyClick(view, key)
    assert told == [facts.thresholds]


def test_a_thousand_classes_are_shown_as_quickly_as_five(
    qtbot: QtBot, appearance: Appearance, facts: ModelFacts
) -> None:
    many = replace(facts, classes=tuple(f"kind_{number}" for number in range(1000)))
    view = ClassList(many, appearance)
    qtbot.addWidget(view)
    view.resize(220, 200)
    view.show()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 999
    assert view.findChildren(QDoubleSpinBox) == []


def test_a_screen_reader_hears_the_threshold(view: ClassList) -> None:
    index = view.model().index(2, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Roses: accepted from 0.80"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Roses: accepted from 0.80; about 10.0 % of these labels wrong"
    unknown = view.model().index(4, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert unknown == "Tulips: accepted from 0.80; how many are wrong then was not measured"


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot, facts: ModelFacts) -> None:
    model = ClassModel(facts)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.setData(model.index(0), 0.9)
    model.setData(model.index(0), None)
    assert not model.setData(model.index(0), "x", Qt.ItemDataRole.DisplayRole)
    assert model.index(0).data(Qt.ItemDataRole.EditRole) is None
    del tester
