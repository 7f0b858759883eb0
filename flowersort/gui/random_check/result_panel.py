"""What the answers of a random check say so far, beside the photos."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from flowersort.core.check_result import Advice, CheckResult
from flowersort.core.check_usual import USUAL_TARGET
from flowersort.core.model import ModelFacts
from flowersort.gui.controls.caption import Caption
from flowersort.gui.controls.eliding_label import ElidingLabel
from flowersort.gui.controls.figures import bold
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.random_check.interval_bar import IntervalBar
from flowersort.gui.random_check.words import advice_shown, count_shown, share_shown, threshold_shown
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, TILE_GRID
from flowersort.gui.wording import class_name_shown, number, percent

WIDTH = 320
_PRESETS = (1, 2, 5, 10)


class ResultPanel(QScrollArea):
    """Signals: what the user wants: a target (0–1), a threshold, so many more checks, the photos below a threshold."""

    target_changed = Signal(float)
    threshold_wanted = Signal(float)
    more_wanted = Signal(int)
    below_wanted = Signal(float)

    def __init__(self, facts: ModelFacts, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.result: CheckResult | None = None
        self.overall, self.wrong, self.left = Caption(), Caption(), Caption()
        self.bar = IntervalBar(appearance)
        self.classes = {name: (IntervalBar(appearance), QLabel()) for name in facts.classes}
        self.target = QDoubleSpinBox(decimals=1, minimum=0.1, maximum=50.0, value=100 * USUAL_TARGET)
        self.advice, self.acceptance = Caption(), Caption()
        self.accept, self.review = QPushButton(), QPushButton()
        self.more, self.until = QPushButton(self.tr("Check 10 more")), QPushButton(self.tr("Go on until proven"))
        self._dress(appearance)
        self._lay_out()
        self.target.valueChanged.connect(lambda value: self.target_changed.emit(value / 100))
        self.accept.clicked.connect(lambda: self._want(self.threshold_wanted))
        self.review.clicked.connect(lambda: self._want(self.below_wanted))
        self.more.clicked.connect(lambda: self.more_wanted.emit(10))
        self.until.clicked.connect(self._go_on)

    def show_result(self, result: CheckResult) -> None:
        """Show what is known now."""
        self.result = result
        self.overall.show_words(self.tr("Right: {share}").format(share=share_shown(result.right)))
        self.bar.show_estimate(result.right)
        self.wrong.show_words(count_shown(self.tr("About {count} labels are wrong ({low} to {high})."), result.wrong))
        left = self.tr("About {count} of them are not set right yet ({low} to {high}).")
        self.left.show_words(count_shown(left, result.remaining))
        found = {each.name: each.right for each in result.classes}
        for name, (bar, words) in self.classes.items():
            bar.setVisible(name in found)
            if name in found:
                bar.show_estimate(found[name])
            words.setText(share_shown(found[name]) if name in found else self.tr("no photo"))
        below = self.tr(
            "Review the %Ln photos that are flagged or below {threshold}, and you may stop.", None, result.below
        )
        more = self.tr("Not proven yet: at least %Ln more checks.", None, result.more or 0)
        self.advice.show_words(advice_shown(result, below=below, more=more))
        self._show_acceptance(result)

    def _show_acceptance(self, result: CheckResult) -> None:
        accepted = result.accepted
        self.accept.setVisible(accepted is not None)
        self.review.setVisible(result.advice is Advice.REVIEW)
        room = result.sample < result.photos
        self.more.setVisible(room)
        self.until.setVisible(room and result.advice is Advice.CHECK and result.more is not None)
        self.acceptance.setVisible(accepted is not None)
        if accepted is None:
            return
        shown = threshold_shown(accepted.threshold)
        text = self.tr(
            "From {threshold}: {photos} photos, {wrong} of {checked} checked ones wrong; {sure} sure."
        ).format(
            threshold=shown,
            photos=number(accepted.photos),
            wrong=number(accepted.wrong),
            checked=number(accepted.checked),
            sure=percent(0.95 if accepted.proven else accepted.confidence),
        )
        self.acceptance.show_words(text)
        self.accept.setText(self.tr("Accept from {threshold}").format(threshold=shown))
        self.review.setText(self.tr("Show the %Ln photos", None, result.below))

    def _set_target(self, percents: int, _checked: bool = False) -> None:
        self.target.setValue(percents)

    def _want(self, signal: object) -> None:
        if self.result is not None and self.result.accepted is not None:
            signal.emit(self.result.accepted.threshold)  # type: ignore[attr-defined]  # a bound signal

    def _go_on(self) -> None:
        if self.result is not None and self.result.more:
            self.more_wanted.emit(max(1, self.result.checked + self.result.more - self.result.sample))

    def _dress(self, appearance: Appearance) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("How right the labels are"))
        self.target.setSuffix(" %")
        self.target.setAccessibleName(self.tr("Largest share of wrong labels"))
        for label in (self.overall, self.advice):
            label.setFont(bold(self.font()))
        for muted in (self.wrong, self.left, self.acceptance):
            muted.setProperty("role", "muted")
        for _bar, words in self.classes.values():
            words.setFont(appearance.font(Size.SMALL))
        for button in (self.accept, self.review, self.more, self.until):
            # Keys answer questions; a button that kept the keyboard would take them.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setVisible(False)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        rows.setSpacing(GRID)
        for part in (self.overall, self.bar, self.wrong, self.left):
            rows.addWidget(part)
        grid = QGridLayout()
        grid.setVerticalSpacing(TILE_GRID)
        for row, (name, (bar, words)) in enumerate(self.classes.items()):
            grid.addWidget(QLabel(class_name_shown(name)), 2 * row, 0)
            grid.addWidget(words, 2 * row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(bar, 2 * row + 1, 0, 1, 2)
        rows.addLayout(grid)
        rows.addLayout(self._target_row())
        for under in (self.advice, self.acceptance, self.accept, self.review, self.until, self.more):
            rows.addWidget(under)
        rows.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)

    def _target_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        wrong = ElidingLabel(self.tr("At most wrong"))
        wrong.setFixedWidth(wrong.sizeHint().width())
        line.addWidget(wrong)
        for preset in _PRESETS:
            button = LinkButton(number(preset), self._appearance)
            button.setAccessibleName(percent(preset / 100))
            button.clicked.connect(partial(self._set_target, preset))
            line.addWidget(button)
        line.addStretch(1)
        self.target.setFixedWidth(11 * GRID)
        line.addWidget(self.target)
        return line
