from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flowersort.gui.controls.range_slider import RangeSlider
from flowersort.gui.theme.appearance import Appearance

KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


@pytest.fixture
def slider(qtbot: QtBot, appearance: Appearance) -> RangeSlider:
    made = RangeSlider(appearance, low_name="Lowest", high_name="Highest")
    made.resize(220, 24)
    qtbot.addWidget(made)
    made.show()
    return made


def at(slider: RangeSlider, value: float) -> QPoint:
    return QPoint(round(slider.track.x_of(value)), slider.height() // 2)


def drag(slider: RangeSlider, *values: float) -> None:
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(slider, values[0]))
    for value in values[1:]:
        QTest.mouseMove(slider, at(slider, value))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(slider, values[-1]))


def test_it_begins_with_everything(slider: RangeSlider) -> None:
    assert (slider.low, slider.high) == (0, 100)


def test_the_mouse_drags_a_handle(slider: RangeSlider) -> None:
    drag(slider, 0, 10, 30)
    drag(slider, 100, 90)
    assert (slider.low, slider.high) == (30, 90)


def test_a_handle_stops_at_the_other_one(slider: RangeSlider) -> None:
    slider.set_range(30, 60)
    drag(slider, 30, 50, 95)
    assert (slider.low, slider.high) == (60, 60)


def test_between_the_handles_the_mouse_moves_both(slider: RangeSlider) -> None:
    slider.set_range(30, 60)
    drag(slider, 45, 50, 55)
    assert (slider.low, slider.high) == (40, 70)


def test_moving_both_stops_at_the_ends_and_keeps_the_width(slider: RangeSlider) -> None:
    slider.set_range(30, 60)
    drag(slider, 45, 99)
    assert (slider.low, slider.high) == (70, 100)
    drag(slider, 85, 0)
    assert (slider.low, slider.high) == (0, 30)


@pytest.mark.parametrize(("target", "expected"), [(20, (20, 50)), (80, (50, 80))])
def test_handles_that_lie_on_each_other_part_in_either_direction(
    slider: RangeSlider, target: int, expected: tuple[int, int]
) -> None:
    slider.set_range(50, 50)
    drag(slider, 50, target)
    assert (slider.low, slider.high) == expected


def test_a_click_beside_the_range_takes_the_nearer_handle_there(slider: RangeSlider) -> None:
    slider.set_range(40, 60)
    drag(slider, 80)
    drag(slider, 10)
    assert (slider.low, slider.high) == (10, 80)


def test_a_click_into_the_full_range_takes_the_nearer_handle(slider: RangeSlider) -> None:
    drag(slider, 80)
    assert (slider.low, slider.high) == (0, 80)


def test_other_mouse_buttons_move_nothing(slider: RangeSlider) -> None:
    QTest.mouseClick(slider, Qt.MouseButton.RightButton, pos=at(slider, 50))
    assert (slider.low, slider.high) == (0, 100)


def test_tab_goes_from_handle_to_handle_and_keys_move_them(slider: RangeSlider, qtbot: QtBot) -> None:
    slider.activateWindow()
    low, high = slider.handles
    low.setFocus()
    QTest.keyClick(low, Qt.Key.Key_PageUp)
    QTest.keyClick(low, Qt.Key.Key_Right)
    QTest.keyClick(low, Qt.Key.Key_Tab)
    qtbot.waitUntil(high.hasFocus)
    QTest.keyClick(high, Qt.Key.Key_Left)
    assert (slider.low, slider.high) == (6, 99)
    QTest.keyClick(high, Qt.Key.Key_Home)
    assert (slider.low, slider.high) == (6, 6)
    QTest.keyClick(low, Qt.Key.Key_End)
    QTest.keyClick(low, Qt.Key.Key_Home)
    assert (slider.low, slider.high) == (0, 6)


def test_each_change_is_told_once_with_both_values(slider: RangeSlider) -> None:
    told: list[tuple[int, int]] = []
    slider.range_changed.connect(lambda low, high: told.append((low, high)))
    slider.set_range(10, 60)
    slider.set_range(10, 60)
    drag(slider, 35, 45)
    QTest.keyClick(slider.handles[0], Qt.Key.Key_Right)
    assert told == [(10, 60), (20, 70), (21, 70)]


def test_a_screen_reader_finds_two_sliders_with_names_values_and_limits(slider: RangeSlider) -> None:
    slider.set_range(25, 90)
    low, high = (QAccessible.queryAccessibleInterface(handle) for handle in slider.handles)
    assert (low.role(), high.role()) == (QAccessible.Role.Slider, QAccessible.Role.Slider)
    assert (low.text(QAccessible.Text.Name), high.text(QAccessible.Text.Name)) == ("Lowest", "Highest")
    assert (low.valueInterface().currentValue(), low.valueInterface().maximumValue()) == (25, 90)
    assert (high.valueInterface().currentValue(), high.valueInterface().minimumValue()) == (90, 25)


def test_the_focus_can_be_seen(slider: RangeSlider) -> None:
    slider.activateWindow()
    slider.handles[0].clearFocus()
    without = slider.grab().toImage()
    slider.handles[1].setFocus()
    assert slider.grab().toImage() != without


STEPS = st.one_of(
    st.tuples(st.just("set"), st.integers(-50, 150), st.integers(-50, 150)),
    st.tuples(st.just("drag"), st.integers(-20, 120), st.integers(-20, 120)),
    st.tuples(st.just("key"), st.integers(0, 1), st.integers(0, len(KEYS) - 1)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=12))
def test_whatever_is_done_low_is_never_above_high(slider: RangeSlider, steps: list[tuple[str, int, int]]) -> None:
    for kind, first, second in steps:
        match kind:
            case "set":
                slider.set_range(first, second)
            case "drag":
                drag(slider, first, (first + second) / 2, second)
            case _:
                QTest.keyClick(slider.handles[first], KEYS[second])
        assert 0 <= slider.low <= slider.high <= 100
