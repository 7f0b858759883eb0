"""The panel at the window's left while labels are checked: what was found, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from flowersort.core.audit import LABEL_REASONS, AuditResult, Reason
from flowersort.core.audit_rows import AuditRows, Cell, Doubts
from flowersort.gui.checking.matrix import ConfusionMatrix
from flowersort.gui.checking.reason_list import ReasonList
from flowersort.gui.checking.remark_words import remark_shown
from flowersort.gui.controls.caption import Caption
from flowersort.gui.controls.eliding_label import ElidingLabel
from flowersort.gui.controls.figures import bold
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, TILE_GRID

WIDTH, NARROWEST = 296, 200


class CheckPanel(QScrollArea):
    """Reasons, matrix and the way out.

    Signals:
        doubts_changed: `Doubts` that the user chose.
        apply_wanted, done_wanted: what the buttons say.
    """

    doubts_changed = Signal(object)
    apply_wanted = Signal()
    done_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doubts = Doubts()
        self._inner = QWidget()
        self._done = LinkButton(self.tr("Done checking"), appearance)
        self._expected = Caption()
        self.reasons = ReasonList(appearance)
        self._field = Caption()
        self.matrix = ConfusionMatrix(appearance)
        self._remarks = Caption()
        self.apply = QPushButton()
        self.apply.setProperty("primary", True)
        self._matrix_title = ElidingLabel(self.tr("Folder against look"))
        self._dress(appearance)
        self._lay_out()
        self.reasons.chosen.connect(lambda reason: self.choose(Doubts(reason=reason)))
        self.matrix.chosen.connect(self._choose_cell)
        self._done.clicked.connect(self.done_wanted)
        self.apply.clicked.connect(self.apply_wanted)

    @property
    def doubts(self) -> Doubts:
        """Which photos are to be shown."""
        return self._doubts

    @property
    def words(self) -> list[str]:
        """What is said in sentences, in order."""
        return [self._expected.text(), *self._remarks.text().split("\n")]

    def show_result(self, result: AuditResult) -> None:
        """Show what was found, all of it at first."""
        self._doubts = Doubts()
        self.matrix.show_counts(result.classes, result.confusion)
        self._matrix_title.setVisible(self.matrix.isVisibleTo(self._inner))
        self._expected.show_words(self._expectation(result))
        self.reasons.show_expected(result.counts)
        self._remarks.show_words("\n".join(map(remark_shown, result.remarks)))
        self._mark()

    def show_counts(self, found: AuditRows) -> None:
        """Show what is open still, and what is to be moved."""
        self.reasons.show_counts(int(found.open_rows().sum()), found.counts())
        moves = len(found.misplaced())
        self.apply.setText(self.tr("Move %Ln photos…", None, moves))
        self.apply.setVisible(bool(moves))

    def choose(self, doubts: Doubts) -> None:
        """Show other photos."""
        self._doubts = doubts
        self._mark()
        self.doubts_changed.emit(doubts)

    def sizeHint(self) -> QSize:
        """Return the width that suits a matrix of a few classes."""
        return QSize(WIDTH, self._inner.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on: the panel itself has nothing that keys could do."""
        self.reasons.whole.setFocus(event.reason())

    def _expectation(self, result: AuditResult) -> str:
        doubted = [count for count in result.counts if count.reason in LABEL_REASONS | {Reason.UNSURE}]
        if not result.suspicious:
            return self.tr("Nothing to doubt was found.")
        if not doubted:
            return self.tr("No label is in doubt.")
        expected = round(sum(count.expected for count in doubted if count.reason is not Reason.UNSURE))
        photos = len({photo.path for photo in result.suspicious if LABEL_REASONS & set(photo.reasons)})
        doubts = self.tr("%Ln labels are in doubt", None, photos)
        wrong = self.tr("about %Ln of them are expected to be wrong", None, min(expected, photos))
        return f"{doubts}; {wrong}."

    def _choose_cell(self, cell: Cell | None) -> None:
        self.choose(Doubts(cell=cell))

    def _mark(self) -> None:
        cell = self._doubts.cell
        self.reasons.show_chosen(self._doubts.reason, any_reason=cell is None)
        self.matrix.show_chosen(cell)
        self._field.show_words(self.matrix.accessibleDescription() if cell is not None else "")
        self._field.setVisible(cell is not None)

    def _dress(self, appearance: Appearance) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("What the check found"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(NARROWEST)
        self._matrix_title.setFont(bold(self.font()))
        for part in (self._done, self._remarks, self._field):
            part.setFont(appearance.font(Size.SMALL))
        for label in (self._remarks, self._field):
            label.setProperty("role", "muted")

    def _lay_out(self) -> None:
        self._inner.setBackgroundRole(QPalette.ColorRole.Base)
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(TILE_GRID, GRID, TILE_GRID, GRID)
        rows.setSpacing(TILE_GRID)
        title = ElidingLabel(self.tr("Checking labels"))
        title.setFont(bold(self.font()))
        rows.addLayout(_row(title, self._done))
        rows.addLayout(_row(self._expected))
        rows.addWidget(self.reasons)
        rows.addLayout(_row(self.apply))
        rows.addSpacing(GRID)
        rows.addLayout(_row(self._matrix_title))
        rows.addLayout(_row(self.matrix))
        rows.addLayout(_row(self._field))
        rows.addSpacing(GRID)
        rows.addLayout(_row(self._remarks))
        rows.addStretch(1)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)


def _row(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(GRID, 0, GRID, 0)
    row.addWidget(first, 1)
    for other in others:
        row.addWidget(other)
    return row
