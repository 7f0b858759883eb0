from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from flowersort.core.arrangement import Filter
from flowersort.core.model import ModelFacts
from flowersort.core.photo_table import Counts
from flowersort.core.state import State
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.controls.range_slider import RangeSlider
from flowersort.gui.controls.search_box import SearchBox
from flowersort.gui.controls.slider import Slider
from flowersort.gui.side.choice_list import ChoiceList
from flowersort.gui.side.panel import NARROWEST, WIDTH, SidePanel
from flowersort.gui.theme.appearance import Appearance

# What a window of 1280 × 800 leaves below menu and tool bar and above the status line.
LEFT_OF_800 = 670


@pytest.fixture
def panel(qtbot: QtBot, appearance: Appearance, facts: ModelFacts, counts: Counts) -> SidePanel:
    made = SidePanel(facts, appearance, unsure_at=lambda _sure: 21)
    qtbot.addWidget(made)
    made.resize(WIDTH, LEFT_OF_800)
    made.show()
    made.show_counts(counts)
    return made


@pytest.fixture
def told(panel: SidePanel) -> list[Filter]:
    heard: list[Filter] = []
    panel.filter_changed.connect(heard.append)
    return heard


def click(panel: SidePanel, name: str, *, ctrl: bool = False) -> None:
    view = panel.findChildren(ChoiceList)[0]
    model = view.model()
    index = next(index for row in range(model.rowCount()) if (index := model.index(row, 0)).data() == name)
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, view.visualRect(index).center())


def clear_button(panel: SidePanel) -> LinkButton:
    return next(button for button in panel.findChildren(LinkButton) if button.text() == "Clear filters")


def drag_low(panel: SidePanel, value: int) -> None:
    slider = panel.findChildren(RangeSlider)[0]
    places = [QPoint(round(slider.track.x_of(each)), slider.height() // 2) for each in (slider.low, value)]
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(slider, places[1])
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=places[1])


def test_clicks_name_and_confidence_make_one_filter(panel: SidePanel, told: list[Filter], qtbot: QtBot) -> None:
    click(panel, "Roses")
    click(panel, "Tulips", ctrl=True)
    click(panel, "Unsure", ctrl=True)
    QTest.keyClicks(panel.findChildren(SearchBox)[0], "garden\r")
    with qtbot.waitSignal(panel.filter_changed):
        drag_low(panel, 40)
    wanted = Filter(labels=frozenset({2, 4}), states=frozenset({State.UNSURE}), name="garden", low=0.4)
    assert told[-1] == panel.filter == wanted
    assert len(told) == 5


def test_a_second_click_takes_the_filter_away(panel: SidePanel, told: list[Filter]) -> None:
    click(panel, "Roses")
    click(panel, "Roses")
    click(panel, "All")
    assert told == [Filter(labels=frozenset({2})), Filter()]


def test_clear_filters_is_there_only_while_there_is_something_to_clear(panel: SidePanel, told: list[Filter]) -> None:
    assert not clear_button(panel).isVisible()
    panel.set_filter(Filter(labels=frozenset({2}), name="garden", low=0.2, high=0.7))
    assert clear_button(panel).isVisible()
    clear_button(panel).click()
    assert told == [Filter()]
    assert not clear_button(panel).isVisible()
    slider = panel.findChildren(RangeSlider)[0]
    assert (panel.findChildren(SearchBox)[0].text(), slider.low, slider.high) == ("", 0, 100)


def test_the_button_comes_and_goes_without_moving_anything(panel: SidePanel) -> None:
    places = {widget: widget.geometry() for widget in panel.findChildren(QWidget) if widget.isVisible()}
    click(panel, "Roses")
    QApplication.processEvents()
    kinds = (ChoiceList, SearchBox, RangeSlider, Slider)
    assert all(widget.geometry() == place for widget, place in places.items() if isinstance(widget, kinds))


def test_what_the_program_sets_is_shown_without_a_signal(panel: SidePanel, told: list[Filter]) -> None:
    wanted = Filter(states=frozenset({State.SURE}), name="garden", low=0.25, high=0.5)
    panel.set_filter(wanted)
    assert panel.filter == wanted
    assert panel.findChildren(SearchBox)[0].text() == "garden"
    slider = panel.findChildren(RangeSlider)[0]
    assert (slider.low, slider.high, slider.accessibleName()) == (25, 50, "Confidence from 25 % – 50 %")
    assert told == []


def test_a_drag_ends_with_the_place_where_it_ended(panel: SidePanel, told: list[Filter], qtbot: QtBot) -> None:
    for value in (10, 20, 30):
        drag_low(panel, value)
    qtbot.waitUntil(lambda: bool(told) and told[-1].low == 0.3)
    assert len(told) == 1


def test_a_filter_that_the_program_sets_ends_a_drag(panel: SidePanel, told: list[Filter], qtbot: QtBot) -> None:
    drag_low(panel, 10)
    panel.set_filter(Filter(name="garden"))
    qtbot.wait(100)
    assert (panel.filter, told) == (Filter(name="garden"), [])


def test_thresholds_come_and_go(panel: SidePanel, facts: ModelFacts) -> None:
    heard: list[object] = []
    panel.threshold_changed.connect(heard.append)
    QTest.keyClick(panel.findChildren(Slider)[0], Qt.Key.Key_Right)
    panel.set_thresholds(replace(facts.thresholds, sure=0.5))
    assert heard == [replace(facts.thresholds, sure=0.81)]
    assert panel.thresholds.sure == 0.5


def test_everything_can_be_reached_by_tab(panel: SidePanel, qtbot: QtBot) -> None:
    click(panel, "Roses")
    QTest.keyClick(panel.findChildren(Slider)[0], Qt.Key.Key_Right)
    panel.activateWindow()
    clear_button(panel).setFocus()
    qtbot.waitUntil(clear_button(panel).hasFocus)
    passed: list[str] = []
    for _ in range(10):
        focused = QApplication.focusWidget()
        passed.append(focused.accessibleName() or focused.text())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert passed == [
        "Clear filters",
        "Filters",
        "Search in names",
        "Lowest confidence",
        "Highest confidence",
        "Accept from",
        "Model's own (0.80)",
        "Advanced",
        "Add a class that the model does not know",
        "Clear filters",
    ]


def test_the_focus_that_the_panel_gets_goes_to_its_list(panel: SidePanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.findChildren(ChoiceList)[0].hasFocus)


def test_the_search_line_can_be_asked_for(panel: SidePanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.focus_search()
    qtbot.waitUntil(panel.findChildren(SearchBox)[0].hasFocus)


def test_five_classes_fit_into_a_window_of_1280_by_800(panel: SidePanel) -> None:
    QApplication.processEvents()
    for area in (panel, panel.findChildren(ChoiceList)[0]):
        assert not area.verticalScrollBar().isVisible()
    assert panel.sizeHint().width() == WIDTH


@pytest.mark.parametrize("height", [300, 500, 900])
def test_nothing_is_cut_off_at_its_narrowest(panel: SidePanel, height: int) -> None:
    panel.resize(NARROWEST, height)
    QApplication.processEvents()
    assert panel.widget().width() <= panel.viewport().width()
    assert panel.minimumWidth() == NARROWEST


def test_new_counts_cost_next_to_nothing(qtbot: QtBot, appearance: Appearance, facts: ModelFacts) -> None:
    classes = tuple(f"kind_{number}" for number in range(1000))
    panel = SidePanel(replace(facts, classes=classes), appearance, unsure_at=lambda _sure: 21)
    qtbot.addWidget(panel)
    panel.show()
    counts = Counts(total=9, waiting=0, states=(9, 0, 0, 0, 0, 0), labels=(0,) * 1003, to_review=0)
    best = 1.0
    for total in range(50):
        begin = time.perf_counter()
        panel.show_counts(replace(counts, total=total))
        best = min(best, time.perf_counter() - begin)
    assert best < 0.001
