"""From which confidence on a label counts as sure, and what that costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from flowersort.core.model import ModelFacts
from flowersort.core.photo_table import STATES, Counts
from flowersort.core.state import State, Thresholds
from flowersort.gui.controls.caption import Caption
from flowersort.gui.controls.eliding_label import ElidingLabel
from flowersort.gui.controls.figures import bold, tabular
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.controls.slider import Slider
from flowersort.gui.side.class_list import ClassList
from flowersort.gui.side.expected import Expected, expected
from flowersort.gui.side.risk_plot import RiskPlot
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import decimal, percent

LOWEST, HIGHEST = 20, 100
"""The slider's ends, in hundredths."""


class ThresholdBox(QWidget):
    """The threshold, the count of unsure photos, the share of wrong labels to expect, and a threshold for each class.

    `threshold_changed` brings the thresholds at every step of the user's, also while dragging.

    Args:
        unsure_at: how many photos would be unsure at a threshold for all classes; asked at every step, so quick.
    """

    threshold_changed = Signal(object)

    def __init__(
        self,
        facts: ModelFacts,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        unsure_at: Callable[[float], int],
    ) -> None:
        super().__init__(parent)
        self._facts, self._unsure_at = facts, unsure_at
        self._thresholds = facts.thresholds
        self._counted = 0
        self._name, self._number = ElidingLabel(self.tr("Accept from")), QLabel()
        self._slider = self._make_slider(appearance)
        self._unsure, self._wrong = ElidingLabel(), Caption()
        self._plot = RiskPlot(facts.risk, appearance, lowest=LOWEST, highest=HIGHEST) if facts.risk else None
        own = self.tr("Model's own ({threshold})").format(threshold=decimal(facts.thresholds.sure))
        self._reset = LinkButton(own, appearance)
        self._advanced = LinkButton(self.tr("Advanced"), appearance, folds=True)
        self._hint = ElidingLabel(self.tr("Accept from · share wrong"), alignment=Qt.AlignmentFlag.AlignRight)
        self._classes = ClassList(facts, appearance)
        self._dress(appearance)
        self._lay_out()
        self._fold(False)
        self._advanced.toggled.connect(self._fold)
        self._slider.valueChanged.connect(lambda value: self._change(replace(self._thresholds, sure=value / 100)))
        self._reset.clicked.connect(lambda: self._change(facts.thresholds))
        self._classes.edited.connect(self._change)
        self.set_thresholds(facts.thresholds)

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds as they are shown."""
        return self._thresholds

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Show thresholds; no signal follows."""
        self._thresholds = thresholds
        self._slider.blockSignals(True)
        self._slider.setValue(round(100 * thresholds.sure))
        self._slider.blockSignals(False)
        self._number.setText(decimal(thresholds.sure))
        self._slider.setAccessibleDescription(decimal(thresholds.sure))
        self._classes.show_thresholds(thresholds)
        self._reset.setEnabled(thresholds != self._facts.thresholds)
        self._show_expected(expected(self._facts, thresholds))
        self._show_unsure()
        if self._plot is not None:
            self._plot.show_threshold(thresholds.sure)

    def show_counts(self, counts: Counts) -> None:
        """Show how many photos are unsure now."""
        self._counted = counts.states[STATES.index(State.UNSURE)]
        self._show_unsure()

    def _change(self, thresholds: Thresholds) -> None:
        self.set_thresholds(thresholds)
        self.threshold_changed.emit(thresholds)

    def _show_unsure(self) -> None:
        # Counts may lag behind the slider by a moment; without thresholds of single classes there is a number at once.
        alike = all(own is None for own in self._thresholds.class_sure)
        count = self._unsure_at(self._thresholds.sure) if alike else self._counted
        self._unsure.setText(self.tr("%Ln unsure photos", None, count))

    def _show_expected(self, found: Expected | None) -> None:
        if found is None:
            self._wrong.show_words(self.tr("share of wrong labels: not measured"))
        elif found.wrong == 0.0 and found.labels:
            self._wrong.show_words(self.tr("none of %Ln measured labels wrong", None, found.labels))
        else:
            self._wrong.show_words(self.tr("about {share} of sure labels wrong").format(share=percent(found.wrong, 1)))

    def _fold(self, out: bool) -> None:
        self._classes.setVisible(out)
        self._hint.setVisible(out)

    def _make_slider(self, appearance: Appearance) -> Slider:
        slider = Slider(appearance, fills=Qt.ArrowType.RightArrow)
        slider.setRange(LOWEST, HIGHEST)
        slider.setSingleStep(1)
        slider.setPageStep(5)
        slider.setAccessibleName(self.tr("Accept from"))
        slider.setToolTip(self.tr("Labels with at least this confidence count as sure; the others are to review."))
        return slider

    def _dress(self, appearance: Appearance) -> None:
        self._name.setFont(bold(self.font()))
        self._number.setFont(tabular(bold(self.font())))
        self._unsure.setFont(tabular(self.font()))
        small = appearance.font(Size.SMALL)
        for label in (self._wrong, self._hint):
            label.setFont(tabular(small))
            label.setProperty("role", "muted")
        for button in (self._reset, self._advanced):
            button.setFont(small)
        self._reset.setToolTip(self.tr("Back to the thresholds that the model came with, for every class"))
        photos = self._facts.risk_photos
        measured = self.tr("measured on %Ln photos", None, photos) if photos is not None else ""
        for widget in (self._wrong, self._plot):
            if widget is not None:
                widget.setToolTip(measured)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        first = QHBoxLayout()
        first.setContentsMargins(GRID, 0, GRID, 0)
        first.addWidget(self._name, 1)
        first.addWidget(self._number)
        rows.addLayout(first)
        rows.addWidget(self._slider)
        for label in (self._unsure, self._wrong):
            label.setContentsMargins(GRID, 0, GRID, 0)
            rows.addWidget(label)
        rows.addSpacing(GRID)
        if self._plot is not None:
            rows.addWidget(self._plot)
        for button in (self._reset, self._advanced):
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._hint.setContentsMargins(GRID, 0, GRID, 0)
        rows.addWidget(self._hint)
        rows.addWidget(self._classes, 1)
