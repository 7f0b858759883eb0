"""The one place for progress, what was just done, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from flowersort.core.progress import Progress
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, Token
from flowersort.gui.wording import duration, number

# Long enough to read a sentence and reach for its button.
_SAID_MS = 12_000
_BAR_WIDTH = 240


class StatusLine(QWidget):
    """Progress on the left, with the button that stops or goes on; the last sentence; the troubles on the right."""

    cancel_wanted = Signal()
    resume_wanted = Signal()
    undo_wanted = Signal()
    troubles_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._progress = QLabel()
        self._cancel = self._button(self.tr("Cancel"))
        self._resume = self._button(self.tr("Resume"))
        self._said = QLabel()
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = self._button(self.tr("Undo"))
        self._troubles = self._button("")
        self._silence = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._silence.timeout.connect(self._fall_silent)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._resume.clicked.connect(self.resume_wanted)
        self._undo.clicked.connect(self.undo_wanted)
        self._troubles.clicked.connect(self.troubles_wanted)
        self._lay_out()
        self._dress()
        appearance.changed.connect(self._dress)
        self.rest()
        self.show_troubles(0, 0)
        self._undo.hide()

    def begin(self) -> None:
        """Show that a run begins."""
        self._bar.setRange(0, 0)
        self._bar.show()
        self._progress.setText(self.tr("Looking for photos…"))
        self._progress.show()
        self._cancel.setEnabled(True)
        self._cancel.show()
        self._resume.hide()

    def show_progress(self, progress: Progress, *, waiting: int = 0) -> None:
        """Show how far the run is.

        Args:
            waiting: how many more runs wait for this one.
        """
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        parts = [self.tr("{done} of {total}").format(done=number(progress.done), total=number(progress.total))]
        if progress.rate > 0:
            parts.append(self.tr("{rate}/s").format(rate=number(max(1, round(progress.rate)))))
        left = progress.seconds_left
        if left is not None:
            parts.append(self.tr("{time} left").format(time=duration(left)))
        if waiting:
            parts.append(self.tr("%Ln more waiting", None, waiting))
        self._progress.setText(" · ".join(parts))

    def show_step(self, text: str, done: int, total: int) -> None:
        """Show how far a step of something longer is; a `total` of 0 can't be told."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if total:
            text = self.tr("{step} {done} of {total}").format(step=text, done=number(done), total=number(total))
        self._progress.setText(text)

    def stopping(self) -> None:
        """Show that the run was asked to stop."""
        self._cancel.setEnabled(False)
        self._progress.setText(self.tr("Stopping…"))

    def rest(self, summary: str = "", *, can_resume: bool = False) -> None:
        """Show that nothing runs.

        Args:
            summary: of what is open, as a sentence.
            can_resume: whether something was stopped.
        """
        for part in (self._bar, self._cancel):
            part.hide()
        self._resume.setVisible(can_resume)
        self._progress.setText(summary)
        self._progress.setVisible(bool(summary))

    def say(self, text: str, *, undo: bool = False) -> None:
        """Show a sentence for a while.

        Args:
            undo: whether undo would take back what it tells of.
        """
        self._said.setText(text)
        self._said.setToolTip(text)
        self._undo.setVisible(undo and bool(text))
        self._silence.start()

    def show_troubles(self, photos: int, others: int) -> None:
        """Show how many photos could not be read, and how many other things went wrong."""
        if photos:
            text = self.tr("%Ln photos could not be read", None, photos)
        else:
            text = self.tr("%Ln things went wrong", None, others)
        self._troubles.setText(text)
        self._troubles.setToolTip(self.tr("Show what went wrong, and what to do"))
        self._troubles.setVisible(bool(photos or others))

    @property
    def said(self) -> str:
        """The sentence that is shown."""
        return self._said.text()

    @property
    def progress_text(self) -> str:
        """What is said of the run, or of what is open."""
        return self._progress.text()

    def _fall_silent(self) -> None:
        self._said.clear()
        self._undo.hide()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("flat", True)
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setSpacing(GRID)
        line.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        for part in (self._bar, self._progress, self._cancel, self._resume):
            line.addWidget(part)
        line.addSpacing(GRID)
        line.addWidget(self._said, 1)
        for part in (self._undo, self._troubles):
            line.addWidget(part)

    def _dress(self) -> None:
        self._troubles.setIcon(self._appearance.icon("warning", Token.UNREADABLE))
        self._cancel.setIcon(self._appearance.icon("cancel"))
        self._resume.setIcon(self._appearance.icon("resume"))
        self._undo.setIcon(self._appearance.icon("undo"))
