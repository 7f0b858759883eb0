from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from flowersort.core.model import ModelFacts
from flowersort.core.photo_table import Counts
from flowersort.core.state import Thresholds
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.controls.slider import Slider
from flowersort.gui.side.class_list import ClassList
from flowersort.gui.side.risk_plot import RiskPlot
from flowersort.gui.side.threshold_box import ThresholdBox
from flowersort.gui.theme.appearance import Appearance

Make = Callable[[ModelFacts], ThresholdBox]


@pytest.fixture
def make(qtbot: QtBot, appearance: Appearance) -> Make:
    def made(facts: ModelFacts) -> ThresholdBox:
        box = ThresholdBox(facts, appearance, unsure_at=lambda sure: round(1000 * sure))
        qtbot.addWidget(box)
        box.resize(220, 300)
        box.show()
        return box

    return made


@pytest.fixture
def box(make: Make, facts: ModelFacts) -> ThresholdBox:
    return make(facts)


def slider_of(box: ThresholdBox) -> Slider:
    return box.findChildren(Slider)[0]


def button_of(box: ThresholdBox, text: str) -> LinkButton:
    return next(button for button in box.findChildren(LinkButton) if text in button.text())


def texts(box: ThresholdBox) -> list[str]:
    return [label.text() for label in box.findChildren(QLabel) if label.isVisible()]


def heard(box: ThresholdBox) -> list[Thresholds]:
    told: list[Thresholds] = []
    box.threshold_changed.connect(told.append)
    return told


def test_it_begins_with_the_model_s_own(box: ThresholdBox, facts: ModelFacts) -> None:
    assert box.thresholds == facts.thresholds
    assert {"0.80", "800 unsure photos", "about 2.0 % of sure labels wrong"} <= set(texts(box))
    assert not button_of(box, "Model's own (0.80)").isEnabled()


def test_every_step_of_a_drag_tells_what_it_costs(box: ThresholdBox, facts: ModelFacts) -> None:
    told, slider = heard(box), slider_of(box)
    middle = slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.track.x_of(70)), middle))
    assert "700 unsure photos" in texts(box)
    assert "about 5.0 % of sure labels wrong" in texts(box)
    QTest.mouseMove(slider, QPoint(round(slider.track.x_of(60)), middle))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.track.x_of(60)), middle))
    assert told == [replace(facts.thresholds, sure=0.7), replace(facts.thresholds, sure=0.6)]


@pytest.mark.parametrize(
    ("key", "sure"),
    [
        (Qt.Key.Key_Right, 0.81),
        (Qt.Key.Key_Left, 0.79),
        (Qt.Key.Key_PageUp, 0.85),
        (Qt.Key.Key_PageDown, 0.75),
        (Qt.Key.Key_Home, 0.2),
        (Qt.Key.Key_End, 1.0),
    ],
)
def test_keys(box: ThresholdBox, key: Qt.Key, sure: float) -> None:
    told = heard(box)
    QTest.keyClick(slider_of(box), key)
    assert [thresholds.sure for thresholds in told] == [pytest.approx(sure)]


def test_where_nothing_was_measured_it_says_so(box: ThresholdBox) -> None:
    slider_of(box).setValue(30)
    assert "share of wrong labels: not measured" in texts(box)


def test_no_wrong_label_is_not_promised_but_counted(box: ThresholdBox) -> None:
    slider_of(box).setValue(100)
    assert "none of 500 measured labels wrong" in texts(box)


def test_a_model_without_a_curve_has_no_plot(make: Make, facts: ModelFacts) -> None:
    box = make(replace(facts, risk=(), risk_photos=None))
    assert "share of wrong labels: not measured" in texts(box)
    assert box.findChildren(RiskPlot) == []


def test_the_tooltip_says_what_was_measured(box: ThresholdBox) -> None:
    assert box.findChildren(RiskPlot)[0].toolTip() == "measured on 1,000 photos"


def test_the_plot_marks_the_threshold(box: ThresholdBox) -> None:
    plot = box.findChildren(RiskPlot)[0]
    before = plot.grab().toImage()
    slider_of(box).setValue(95)
    assert plot.grab().toImage() != before


def test_the_model_s_own_comes_back_exactly_for_every_class(make: Make, facts: ModelFacts) -> None:
    box = make(replace(facts, thresholds=replace(facts.thresholds, sure=0.8796)))
    told = heard(box)
    slider_of(box).setValue(70)
    box.set_thresholds(replace(box.thresholds, class_sure=(0.9,)))
    button_of(box, "Model's own (0.88)").click()
    assert told[-1] == box.thresholds == replace(facts.thresholds, sure=0.8796)


def test_what_the_program_sets_is_shown_without_a_signal(box: ThresholdBox, facts: ModelFacts) -> None:
    told = heard(box)
    wanted = replace(facts.thresholds, sure=0.123)
    box.set_thresholds(wanted)
    assert (box.thresholds, told) == (wanted, [])
    assert "0.12" in texts(box)


def test_with_thresholds_of_classes_the_count_of_the_photos_themselves_stands(
    box: ThresholdBox, facts: ModelFacts, counts: Counts
) -> None:
    box.show_counts(counts)
    assert "800 unsure photos" in texts(box)
    box.set_thresholds(replace(facts.thresholds, class_sure=(None, 0.9)))
    assert "21 unsure photos" in texts(box)


def test_advanced_folds_out_and_keeps_the_common_threshold(box: ThresholdBox, facts: ModelFacts) -> None:
    classes, told = box.findChildren(ClassList)[0], heard(box)
    assert not classes.isVisible()
    button_of(box, "Advanced").click()
    assert classes.isVisible()
    classes.model().setData(classes.model().index(1, 0), 0.9)
    slider_of(box).setValue(70)
    own = (None, 0.9, None, None, None)
    assert told == [replace(facts.thresholds, class_sure=own), replace(facts.thresholds, sure=0.7, class_sure=own)]
