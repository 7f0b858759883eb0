"""The panel at the window's right: one photo with all that is known of it, and the keys that answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.state import Thresholds
from flowersort.gui.detail.bars import Bar, Bars
from flowersort.gui.detail.check_card import CheckCard
from flowersort.gui.detail.facts import FactList
from flowersort.gui.detail.headline import Headline
from flowersort.gui.detail.legend import KeyLegend
from flowersort.gui.detail.loader import LoadedPhoto, PhotoLoader
from flowersort.gui.detail.neighbours import NeighbourRow
from flowersort.gui.detail.remarks import Remarks
from flowersort.gui.detail.subject_view import SubjectView
from flowersort.gui.detail.values import DetailSubject, Neighbour, ReviewChoice
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, STATE_TOKENS, Token
from flowersort.gui.wording import class_name_shown, number, percent

_WIDTH, _HEIGHT = 40 * GRID, 80 * GRID
_NARROWEST = 30 * GRID
# Height of the photo to its width, and its largest share of the panel's height.
_PHOTO_SHAPE = 0.75
_PHOTO_SHARE = 0.4


class DetailPanel(QWidget):
    """Shows one photo, or what a selection has in common, and offers every answer as a button.

    Signals:
        verdict_chosen: a `ReviewChoice` for all that is selected.
        class_chooser_requested: the user wants a class that has no button.
        review_removed: the review of what is selected is to be taken back.
        neighbour_chosen: the row of a photo to go to.
        relabel_requested: the row of a photo whose file is another now.
        suggestion_accepted, label_kept: the answers to a doubt.
    """

    verdict_chosen = Signal(object)
    class_chooser_requested = Signal()
    review_removed = Signal()
    neighbour_chosen = Signal(int)
    relabel_requested = Signal(int)
    suggestion_accepted = Signal()
    label_kept = Signal()

    def __init__(
        self, facts: ModelFacts, appearance: Appearance, loader: PhotoLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._facts = facts
        self._loaded: LoadedPhoto | None = None
        self.viewer = SubjectView(appearance, loader, self)
        self.headline = Headline(appearance, self)
        self.check = CheckCard(appearance, self)
        self.bars = Bars(appearance, self)
        self.remarks = Remarks(facts, appearance, self)
        self.neighbour_row = NeighbourRow(appearance, self)
        self.fact_list = FactList(appearance, self)
        self.legend = KeyLegend(facts, appearance, self)
        self.setFocusProxy(self.viewer)
        self.setAccessibleName(self.tr("Photo in detail"))
        self._lay_out()
        self._wire()
        self.show_photo(None)

    def sizeHint(self) -> QSize:
        """Return the width that the parts are drawn for."""
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the width that still shows every part."""
        return QSize(_NARROWEST, 50 * GRID)

    def show_photo(self, subject: DetailSubject | None) -> None:
        """Show a photo or a selection; None where nothing is selected. News of the same photo come this way, too."""
        before = self.viewer.subject
        same = before is not None and subject is not None and before.path == subject.path
        if not same:
            self._loaded = None
            self.neighbour_row.show_neighbours(())
        self.viewer.show_subject(subject)
        if subject is None:
            self._show_nothing()
        elif subject.selected > 1:
            self._show_selection(subject)
        else:
            self._show_one(subject, same_file=same)
        doubt = subject.doubt if subject is not None and subject.selected == 1 else None
        self.check.show_doubt(doubt)
        if doubt is not None:
            # The model's own word would stand beside that of the check, which did not learn the label.
            self.bars.hide()
            self.neighbour_row.hide()

    def show_neighbours(self, neighbours: Sequence[Neighbour]) -> None:
        """Show labelled photos that look like the present one, the most alike first; nothing hides the row."""
        self.neighbour_row.show_neighbours(neighbours)
        checked = self.viewer.subject is not None and self.viewer.subject.doubt is not None
        self.neighbour_row.setVisible(bool(neighbours) and not self._several() and not checked)

    @property
    def neighbours(self) -> tuple[Neighbour, ...]:
        """What was shown last as looking like the present photo."""
        return tuple(tile.neighbour for tile in self.neighbour_row.tiles)

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Explain states by the thresholds in force; to be followed by `show_photo`."""
        self.remarks.set_thresholds(thresholds)

    def _several(self) -> bool:
        return self.viewer.subject is not None and self.viewer.subject.selected > 1

    def _show_nothing(self) -> None:
        self.headline.show_text(self.tr("No photo selected"))
        self.bars.show_bars(())
        self.remarks.show_photo(None, same_file=False)
        self.fact_list.hide()
        self._offer(None, enabled=False)

    def _show_selection(self, subject: DetailSubject) -> None:
        self.headline.show_text(self.tr("%Ln photos selected", None, subject.selected))
        most = max((count.photos for count in subject.counts), default=1)
        self.bars.show_bars([Bar(each.label, each.photos / most, number(each.photos)) for each in subject.counts])
        self.remarks.show_selection()
        self.neighbour_row.hide()
        self.fact_list.hide()
        self._offer(None, enabled=True)

    def _show_one(self, subject: DetailSubject, *, same_file: bool) -> None:
        photo = subject.photo
        self.headline.show_photo(photo, self._facts)
        self.bars.show_bars(self._class_bars(photo))
        self.remarks.show_photo(photo, same_file=same_file)
        if same_file and self._loaded is not None:
            self.remarks.compare_file(self._loaded)
        self.neighbour_row.setVisible(bool(self.neighbour_row.tiles))
        self.fact_list.show()
        self.fact_list.show_facts(subject, self._loaded)
        self._offer(photo, enabled=photo is not None and photo.prediction is not None)

    def _class_bars(self, photo: LabelledPhoto | None) -> list[Bar]:
        if photo is None or photo.prediction is None:
            return []
        shares, label = photo.prediction.probabilities, self._label_index(photo)
        return [
            Bar(
                class_name_shown(self._facts.classes[index]),
                float(shares[index]),
                percent(float(shares[index])),
                STATE_TOKENS[photo.state] if index == label else Token.EDGE,
                strong=index == label,
            )
            for index in sorted(range(len(shares)), key=lambda index: -shares[index])
        ]

    def _label_index(self, photo: LabelledPhoto) -> int:
        """Return the class that is the photo's label, -1 where its label is none of the model's classes."""
        label, classes = photo.label(self._facts.classes), self._facts.classes
        return classes.index(label) if label in classes else -1

    def _offer(self, photo: LabelledPhoto | None, *, enabled: bool) -> None:
        self.legend.setEnabled(enabled)
        self.legend.mark(photo)

    def _take(self, loaded: LoadedPhoto) -> None:
        self._loaded = loaded
        subject = self.viewer.subject
        if subject is not None and subject.selected == 1:
            self.remarks.compare_file(loaded)
            self.fact_list.show_facts(subject, loaded)

    def _miss(self, reason: str) -> None:
        self._loaded = None
        if not self._several():
            self.remarks.miss_file(reason)

    def _relabel(self) -> None:
        if self.viewer.subject is not None:
            self.relabel_requested.emit(self.viewer.subject.row)

    def _wire(self) -> None:
        self.viewer.arrived.connect(self._take)
        self.viewer.failed.connect(self._miss)
        self.legend.chosen.connect(self._choose)
        self.legend.more_wanted.connect(self.class_chooser_requested)
        self.neighbour_row.chosen.connect(self.neighbour_chosen)
        self.check.neighbour_chosen.connect(self.neighbour_chosen)
        self.check.accepted.connect(self.suggestion_accepted)
        self.check.kept.connect(self.label_kept)
        self.remarks.review_removed.connect(self.review_removed)
        self.remarks.relabel_requested.connect(self._relabel)

    def _choose(self, choice: ReviewChoice) -> None:
        self.verdict_chosen.emit(choice)

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 0, 2 * GRID)
        layout.addLayout(_with_margin(self.viewer))
        layout.addWidget(self._scrolling(), 1)
        layout.addLayout(_with_margin(self.legend))

    def _scrolling(self) -> QScrollArea:
        told = QWidget()
        told.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(told)
        column.setSpacing(2 * GRID)
        column.setContentsMargins(0, 0, 2 * GRID, 0)
        for part in (self.headline, self.check, self.bars, self.remarks, self.neighbour_row, self.fact_list):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setStyleSheet("QScrollArea { border: none; }")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(told)
        # The bar stands in the margin, so that nothing is laid out anew when it comes and goes.
        bar = scroll.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _low, high: column.setContentsMargins(0, 0, 2 * GRID - (bar.sizeHint().width() if high else 0), 0)
        )
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the photo the height that suits the width."""
        super().resizeEvent(event)
        wanted = (self.width() - 4 * GRID) * _PHOTO_SHAPE
        self.viewer.setFixedHeight(round(max(12 * GRID, min(wanted, self.height() * _PHOTO_SHARE))))


def _with_margin(part: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 2 * GRID, 0)
    line.addWidget(part)
    return line
