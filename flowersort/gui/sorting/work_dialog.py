"""A dialog that does something with files: pages before, then progress with a way to stop, then what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QStackedWidget, QWidget

from flowersort.core.sorts import Deed, Ending, SortProgress
from flowersort.gui.dialogs.parts import across, column, down, give_keyboard_back, heading
from flowersort.gui.session.sorting import FilesChanged, Sorting
from flowersort.gui.sorting.entries import PlanEntries
from flowersort.gui.sorting.entry_tree import EntryTree
from flowersort.gui.sorting.results import ResultWords
from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import number


class WorkDialog(QDialog):
    """Shows progress and result of one piece of work; subclasses put their pages before it.

    Closing while work goes on stops it between files, and the dialog stays until it has told what came of it.
    """

    def __init__(self, work: Sorting, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._changed: FilesChanged | None = None
        self.setWindowModality(Qt.WindowModality.WindowModal)
        give_keyboard_back(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = QStackedWidget()
        self._heading = heading(title)
        self._progress_page, self._bar, self._progress = self._make_progress()
        self._result_page = QWidget()
        self._sentence = QLabel(wordWrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problems = EntryTree(self.tr("What could not be done"))
        self._make_result()
        self.back = self._button(self.tr("Back"))
        self.primary = self._button("")
        self.primary.setProperty("primary", True)
        self.primary.setDefault(True)
        self.closing = self._button(self.tr("Cancel"))
        self.closing.clicked.connect(self.reject)
        self.undo = self._button(self.tr("Undo"))
        self.undo.clicked.connect(self._undo)
        self.reveal = self._button(self.tr("Open the folder"))
        self.reveal.clicked.connect(self._open_folder)
        self._lay_out(title)
        work.progressed.connect(self._show_progress)
        work.ended.connect(self._show_result)
        work.refused.connect(self.refuse)

    @property
    def sentence(self) -> str:
        """What came of the work, as it is shown."""
        return self._sentence.text()

    @property
    def problems(self) -> list[str]:
        """What could not be done, as it is shown."""
        return self._problems.lines()

    def begin(self, what: str, start: Callable[[], None]) -> None:
        """Show progress and begin."""
        self.setWindowTitle(what)
        self._heading.setText(what)
        self._bar.setRange(0, 0)
        self._progress.clear()
        self.pages.setCurrentWidget(self._progress_page)
        self.show_buttons(closing=self.tr("Stop"))
        start()

    def refuse(self, reason: str) -> None:
        """Say why nothing was done."""
        self._sentence.setText(reason)
        self._problems.hide()
        self.pages.setCurrentWidget(self._result_page)
        self.show_buttons(closing=self.tr("Close"))

    def show_buttons(self, *, primary: str = "", closing: str, back: bool = False) -> None:
        """Offer what makes sense now; an empty text hides the main button."""
        self.primary.setText(primary)
        self.primary.setVisible(bool(primary))
        self.primary.setEnabled(True)
        self.closing.setText(closing)
        self.closing.setEnabled(True)
        self.back.setVisible(back)
        self.undo.hide()
        self.reveal.hide()
        (self.primary if primary else self.closing).setFocus()

    def reject(self) -> None:
        """Stop what goes on, or close."""
        if self._work.busy:
            self.closing.setEnabled(False)
            self._progress.setText(self.tr("Stopping…"))
            self._work.cancel()
        else:
            super().reject()

    def _show_progress(self, progress: SortProgress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        if self.closing.isEnabled():
            words = self.tr("{done} of {total}")
            self._progress.setText(words.format(done=number(progress.done), total=number(progress.total)))

    def _show_result(self, changed: FilesChanged) -> None:
        words = ResultWords()
        self._changed = changed
        self._heading.setText(words.title(changed))
        self._sentence.setText(words.sentence(changed))
        problems = [problem for ended in changed.ended for problem in ended.summary.problems]
        self._problems.show_entries(PlanEntries().problems(problems))
        self._problems.setVisible(bool(problems))
        self.pages.setCurrentWidget(self._result_page)
        self.show_buttons(closing=self.tr("Close"))
        sorted_any = any(
            ended.summary.deed is Deed.SORT and ended.summary.id and ended.ending is not Ending.FAILED
            for ended in changed.ended
        )
        self.undo.setVisible(sorted_any and bool(changed.placed))
        self.reveal.setVisible(sorted_any)

    def _undo(self) -> None:
        """Put back what this dialog has just done; of several pieces of work, the last one first."""
        if self._changed is not None:
            sorts = [ended.summary.id for ended in reversed(self._changed.ended) if ended.summary.id]
            self.begin(self.tr("Putting everything back"), lambda: self._work.undo_by_ids(sorts))

    def _open_folder(self) -> None:
        if self._changed is not None and self._changed.ended:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._changed.ended[-1].summary.into))

    def _make_progress(self) -> tuple[QWidget, QProgressBar, QLabel]:
        page, bar, words = QWidget(), QProgressBar(textVisible=False), QLabel()
        bar.setAccessibleName(self.tr("Progress"))
        layout = down(page)
        layout.addStretch(1)
        layout.addWidget(bar)
        layout.addWidget(words)
        note = QLabel(
            self.tr("You can stop at any time: what is done stays done, nothing is lost, and undo puts it back."),
            wordWrap=True,
        )
        note.setProperty("role", "muted")
        layout.addWidget(note)
        layout.addStretch(2)
        return page, bar, words

    def _make_result(self) -> None:
        layout = down(self._result_page)
        layout.addWidget(self._sentence)
        layout.addWidget(self._problems, 1)
        layout.addStretch(0)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        return button

    def _lay_out(self, title: str) -> None:
        layout = column(self, title)
        layout.addWidget(self._heading)
        layout.addWidget(self.pages, 1)
        row = across()
        row.addWidget(self.back)
        row.addStretch(1)
        for button in (self.undo, self.reveal, self.primary, self.closing):
            row.addWidget(button)
        layout.addSpacing(GRID)
        layout.addLayout(row)
        for page in (self._progress_page, self._result_page):
            self.pages.addWidget(page)
        self.resize(92 * GRID, 72 * GRID)
