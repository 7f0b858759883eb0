"""One doubt in detail: given label against suggestion, what speaks for it, and the other copies of the picture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from flowersort.core.audit import AuditedPhoto
from flowersort.gui.checking.words import doubt_shown, named, reasons_shown
from flowersort.gui.controls.figures import bold
from flowersort.gui.detail.bars import Bar, Bars
from flowersort.gui.detail.flow import FlowLayout
from flowersort.gui.detail.legend import Key, KeyButton
from flowersort.gui.detail.neighbours import NeighbourRow
from flowersort.gui.detail.values import Doubt
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, TILE_GRID, Token
from flowersort.gui.wording import percent

_TOLD = 5


class CheckCard(QWidget):
    """Shows a doubt; hidden without one.

    Signals:
        accepted, kept: the user takes the suggestion, or the folder's label.
        neighbour_chosen: row of a photo to go to.
    """

    accepted = Signal()
    kept = Signal()
    neighbour_chosen = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(wordWrap=True)
        self._title.setFont(bold(self.font()))
        self._why = QLabel(wordWrap=True)
        self._why.setProperty("role", "muted")
        self._buttons = QWidget(self)
        self.accept = KeyButton(Key("A", ""), appearance, self._buttons)
        self.keep = KeyButton(Key("K", ""), appearance, self._buttons)
        self._bars = Bars(appearance, self)
        self.speaking = NeighbourRow(appearance, self)
        self.copies = NeighbourRow(appearance, self, title=self.tr("The same picture"))
        self.accept.clicked.connect(self.accepted)
        self.keep.clicked.connect(self.kept)
        for row in (self.speaking, self.copies):
            row.chosen.connect(self.neighbour_chosen)
        self._lay_out()
        self.hide()

    @property
    def title(self) -> str:
        """Where the photo stands and what it seems to be."""
        return self._title.text()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The probabilities that are shown."""
        return self._bars.shown

    def show_doubt(self, subject: Doubt | None) -> None:
        """Show a doubt, or nothing."""
        self.setVisible(subject is not None)
        if subject is None:
            return
        photo = subject.photo
        self._title.setText(doubt_shown(photo))
        self._why.setText(reasons_shown(photo.reasons))
        self._why.setVisible(bool(photo.reasons))
        self.accept.call(self.tr("Accept {label}").format(label=named(photo.suggested_label)))
        self.accept.setVisible(bool(photo.suggested_label))
        self.keep.call(self.tr("Keep {label}").format(label=named(photo.folder_label)))
        self.keep.setVisible(bool(photo.folder_label))
        self._bars.show_bars(_bars(photo, subject.classes))
        if photo.suggested_label:
            self.speaking.call(self.tr("These speak for {label}").format(label=named(photo.suggested_label)))
        self.speaking.show_neighbours(subject.speaking)
        self.copies.show_neighbours(subject.copies)

    def _lay_out(self) -> None:
        flow = FlowLayout(self._buttons, spacing=TILE_GRID)
        for button in (self.accept, self.keep):
            flow.addWidget(button)
        self._buttons.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addWidget(self._buttons)
        for part in (self._bars, self.speaking, self.copies):
            column.addWidget(part)


def _bars(photo: AuditedPhoto, classes: tuple[str, ...]) -> list[Bar]:
    """Return the likeliest classes, and the given one even where it is none of them."""
    if not len(photo.probabilities):
        return []
    order = photo.probabilities.argsort(kind="stable")[::-1].tolist()
    told = order[:_TOLD]
    if photo.given >= 0 and photo.given not in told:
        told = [*told[:-1], photo.given]
    return [
        Bar(
            named(classes[place]),
            float(photo.probabilities[place]),
            percent(float(photo.probabilities[place])),
            Token.ACCENT if classes[place] == photo.suggested_label else Token.EDGE,
            strong=place == photo.given,
        )
        for place in told
    ]
