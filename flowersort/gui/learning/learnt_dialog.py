"""What was learnt from the reviews, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from flowersort.core.learning import Learnt
from flowersort.gui.dialogs.parts import across, column, give_keyboard_back, heading, note
from flowersort.gui.learning.words import LearntWords
from flowersort.gui.theme.tokens import GRID

_WIDTH = 64 * GRID


class LearntDialog(QDialog):
    """Shows what was learnt; `use_wanted` and `save_wanted` where there is anything to use, and the user wants it."""

    use_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, learnt: Learnt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        give_keyboard_back(self)
        words = LearntWords()
        self.lines = list(words.lines(learnt))
        self.verdict = words.verdict(learnt)
        layout = column(self, self.tr("Learnt from your reviews"))
        layout.addStrut(_WIDTH)
        layout.addWidget(heading(self.tr("Learnt from your reviews")))
        for text in self.lines:
            line = QLabel(text, wordWrap=True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(line)
        layout.addWidget(note(self.verdict))
        layout.addSpacing(GRID)
        row = across()
        self.use = QPushButton(self.tr("Use it"))
        self.use.setProperty("primary", True)
        self.save = QPushButton(self.tr("Save as a pack…"))
        self.closing = QPushButton(self.tr("Leave it") if learnt.head is not None else self.tr("Close"))
        for button, act in ((self.use, self._use), (self.save, self._save), (self.closing, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            button.setVisible(learnt.head is not None or button is self.closing)
        row.addWidget(self.save)
        row.addStretch(1)
        row.addWidget(self.use)
        row.addWidget(self.closing)
        first = self.use if learnt.head is not None else self.closing
        first.setDefault(True)
        first.setFocus()
        layout.addLayout(row)

    def _use(self) -> None:
        self.accept()
        self.use_wanted.emit()

    def _save(self) -> None:
        # Open still: who saves it for others may want to use it, too.
        self.save_wanted.emit()
