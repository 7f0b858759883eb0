"""What the user sees of a fault in flowersort itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from flowersort.gui.dialogs.parts import closing_row, column, copy_text, heading, note
from flowersort.gui.theme.tokens import GRID

# Enough to find a fault by; one that happens at every repaint must not fill the memory.
_MOST_SHOWN = 20


class CrashDialog(QDialog):
    """Says that something went wrong and that results are kept; details are folded, and can be copied.

    Lets the user go on working. Further faults are added to it.

    Args:
        log: the log file, named to the user; an empty path where there is none.
    """

    def __init__(self, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._faults: list[str] = []
        self._left_out = 0
        layout = column(self, self.tr("A fault in flowersort"))
        layout.addWidget(heading(self.tr("Something went wrong in flowersort")))
        kept = QLabel(self.tr("Your results are kept. You can go on; if it happens again, start flowersort anew."))
        kept.setWordWrap(True)
        kept.setMinimumWidth(52 * GRID)
        layout.addWidget(kept)
        self._summary = note("")
        layout.addWidget(self._summary)
        if log is not None:
            layout.addWidget(note(self.tr("Log file: {path}").format(path=log)))
        self._details = QPlainTextEdit(readOnly=True)
        self._details.setAccessibleName(self.tr("Details of the fault"))
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setMinimumHeight(24 * GRID)
        self._details.setTabChangesFocus(True)
        self._details.hide()
        layout.addWidget(self._details, 1)
        self._unfold = QPushButton(self.tr("Details"))
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._show_details)
        copy = QPushButton(self.tr("Copy"))
        copy.setToolTip(self.tr("Copy the details, to report the fault with them"))
        copy.clicked.connect(lambda: copy_text(self.details))
        layout.addLayout(closing_row(self, (self._unfold, copy)))

    @property
    def details(self) -> str:
        """Everything that is known of the faults, as it can be copied."""
        more = [self.tr("… and %n more faults, in the log file.", None, self._left_out)] if self._left_out else []
        return "\n\n".join([*self._faults, *more])

    def add(self, summary: str, details: str) -> None:
        """Add a fault.

        Args:
            summary: in one line.
            details: with its trace and the versions.
        """
        if len(self._faults) < _MOST_SHOWN:
            self._faults.append(details.strip())
        else:
            self._left_out += 1
        self._summary.setText(summary)
        self._details.setPlainText(self.details)

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self.adjustSize()
