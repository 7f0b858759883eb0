from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowersort.gui.controls.slider import Slider
from flowersort.gui.theme.appearance import Appearance


@pytest.fixture
def slider(qtbot: QtBot, appearance: Appearance) -> Slider:
    made = Slider(appearance, fills=Qt.ArrowType.RightArrow)
    made.setRange(20, 100)
    made.setPageStep(5)
    made.setValue(60)
    made.resize(220, 24)
    qtbot.addWidget(made)
    made.show()
    return made


def at(slider: Slider, value: float) -> QPoint:
    return QPoint(round(slider.track.x_of(value)), slider.height() // 2)


def scroll(slider: Slider) -> None:
    event = QWheelEvent(
        QPointF(50, 10),
        QPointF(50, 10),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)


def test_a_click_takes_the_handle_there_and_dragging_moves_it_on(slider: Slider) -> None:
    told: list[int] = []
    slider.valueChanged.connect(told.append)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(slider, 80))
    QTest.mouseMove(slider, at(slider, 90))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(slider, 90))
    QTest.mouseMove(slider, at(slider, 30))
    assert told == [80, 90]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Right, 61),
        (Qt.Key.Key_Left, 59),
        (Qt.Key.Key_PageUp, 65),
        (Qt.Key.Key_PageDown, 55),
        (Qt.Key.Key_Home, 20),
        (Qt.Key.Key_End, 100),
    ],
)
def test_keys_move_the_handle(slider: Slider, key: Qt.Key, value: int) -> None:
    QTest.keyClick(slider, key)
    assert slider.value() == value


def test_scrolling_past_changes_nothing(slider: Slider) -> None:
    slider.clearFocus()
    scroll(slider)
    assert slider.value() == 60


def test_a_screen_reader_finds_a_slider(slider: Slider) -> None:
    found = QAccessible.queryAccessibleInterface(slider)
    assert found.role() is QAccessible.Role.Slider
    assert found.valueInterface().currentValue() == 60


def test_focus_and_being_switched_off_can_be_seen(slider: Slider, qtbot: QtBot) -> None:
    slider.activateWindow()
    slider.clearFocus()
    plain = slider.grab().toImage()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    focused = slider.grab().toImage()
    slider.setEnabled(False)
    assert plain != focused
    assert slider.grab().toImage() not in (plain, focused)
