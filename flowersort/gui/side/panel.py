"""The side panel as a whole: filters above, threshold below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from flowersort.core.arrangement import Filter
from flowersort.core.model import ModelFacts
from flowersort.core.photo_table import Counts
from flowersort.core.state import Thresholds
from flowersort.gui.controls.eliding_label import ElidingLabel
from flowersort.gui.controls.figures import bold, tabular
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.controls.range_slider import RangeSlider
from flowersort.gui.controls.search_box import SearchBox
from flowersort.gui.side.choice_list import ChoiceList
from flowersort.gui.side.choices import Choice, add, choose
from flowersort.gui.side.new_class_box import NewClassBox
from flowersort.gui.side.threshold_box import ThresholdBox
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, TILE_GRID
from flowersort.gui.wording import percent

WIDTH, NARROWEST = 232, 200
# Milliseconds between two filters while a handle is dragged.
_PACE = 40


class SidePanel(QScrollArea):
    """What is shown, and what counts as sure.

    `filter_changed` brings a `Filter` and `threshold_changed` the `Thresholds` after each change by the user; what the
    program sets makes no signal.

    Attributes:
        new_classes: the classes that the model lacks.

    Args:
        facts: the model in use, whose thresholds are shown at first.
        unsure_at: how many photos would be unsure at a threshold for all classes; asked at every step, so quick.
    """

    filter_changed = Signal(object)
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
        self._filter = Filter()
        self._inner = QWidget()
        self._list = ChoiceList(facts.classes, appearance)
        self.new_classes = NewClassBox(appearance)
        self._clear = LinkButton(self.tr("Clear filters"), appearance)
        self._search = SearchBox(appearance)
        self._range_words = QLabel()
        self._range = RangeSlider(
            appearance, low_name=self.tr("Lowest confidence"), high_name=self.tr("Highest confidence")
        )
        self._threshold = ThresholdBox(facts, appearance, unsure_at=unsure_at)
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setInterval(_PACE)
        self._dress(appearance)
        self._lay_out()
        self._wire()
        self._show()

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return self._filter

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds as they are shown."""
        return self._threshold.thresholds

    def show_counts(self, counts: Counts) -> None:
        """Show counts; quick enough to be called 20 times a second."""
        self._list.show_counts(counts)
        self._threshold.show_counts(counts)

    def set_filter(self, shown: Filter) -> None:
        """Show a filter."""
        self._pace.stop()
        self._filter = shown
        self._show()

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Show thresholds."""
        self._threshold.set_thresholds(thresholds)

    def clear(self) -> None:
        """Show all photos again."""
        self._change(Filter())

    def focus_search(self) -> None:
        """Bring the keyboard to the search line."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def sizeHint(self) -> QSize:
        """Return the width that suits most words, and room for everything."""
        return QSize(WIDTH, self._inner.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list: the panel itself has nothing that keys could do."""
        # No focus proxy: with one, Tab would pass over what stands above the list.
        self._list.setFocus(event.reason())

    def _change(self, wanted: Filter) -> None:
        self._pace.stop()
        changed = wanted != self._filter
        self._filter = wanted
        self._show()
        if changed:
            self.filter_changed.emit(wanted)

    def _show(self) -> None:
        shown = self._filter
        self._list.show_filter(shown)
        self._search.show_text(shown.name)
        self._range.blockSignals(True)
        self._range.set_range(round(100 * shown.low), round(100 * shown.high))
        self._range.blockSignals(False)
        self._show_range()
        self._clear.setVisible(not shown.is_open)

    def _choose(self, choice: Choice, also: bool) -> None:
        self._change((add if also else choose)(choice, self._filter))

    def _narrow(self) -> None:
        """Take the confidence range over in a moment: a drag asks for more filters than there are frames."""
        self._show_range()
        if not self._pace.isActive():
            self._pace.start()

    def _take_range(self) -> None:
        self._change(replace(self._filter, low=self._range.low / 100, high=self._range.high / 100))

    def _show_range(self) -> None:
        words = self.tr("{low} – {high}").format(
            low=percent(self._range.low / 100), high=percent(self._range.high / 100)
        )
        self._range_words.setText(words)
        self._range.setAccessibleName(self.tr("Confidence from {range}").format(range=words))

    def _wire(self) -> None:
        self._list.chosen.connect(self._choose)
        self._clear.clicked.connect(self.clear)
        self._search.searched.connect(lambda text: self._change(replace(self._filter, name=text)))
        self._range.range_changed.connect(self._narrow)
        self._pace.timeout.connect(self._take_range)
        self._threshold.threshold_changed.connect(self.threshold_changed)

    def _dress(self, appearance: Appearance) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Filters and threshold"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(NARROWEST)
        self._search.setPlaceholderText(self.tr("Name"))
        self._search.setAccessibleName(self.tr("Search in names"))
        self._clear.setFont(appearance.font(Size.SMALL))
        self._range_words.setFont(tabular(self.font()))

    def _lay_out(self) -> None:
        self._inner.setBackgroundRole(QPalette.ColorRole.Base)
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(TILE_GRID, GRID, TILE_GRID, GRID)
        rows.setSpacing(0)
        title = ElidingLabel(self.tr("Show"))
        title.setFont(bold(self.font()))
        title.setMinimumHeight(self._clear.sizeHint().height())
        rows.addLayout(_row(title, self.new_classes.add, self._clear))
        # First of all the list, up to all of its lines; what is left over stays empty at the end.
        rows.addWidget(self._list, 100)
        rows.addWidget(self.new_classes)
        rows.addSpacing(GRID)
        search = QHBoxLayout()
        search.setContentsMargins(TILE_GRID, 0, TILE_GRID, 0)
        search.addWidget(self._search)
        rows.addLayout(search)
        rows.addSpacing(GRID)
        rows.addLayout(_row(ElidingLabel(self.tr("Confidence")), self._range_words))
        rows.addWidget(self._range)
        rows.addSpacing(2 * GRID)
        rows.addWidget(self._threshold)
        rows.addStretch(1)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)


def _row(left: QWidget, *right: QWidget) -> QHBoxLayout:
    """Return a heading with something at its right, as high as the other rows even while that is hidden."""
    row = QHBoxLayout()
    row.setContentsMargins(GRID, 0, GRID, 0)
    row.setSpacing(TILE_GRID)
    row.addWidget(left, 1)
    for part in right:
        row.addWidget(part)
    return row
