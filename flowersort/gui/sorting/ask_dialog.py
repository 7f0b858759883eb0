"""A plan that is not about places: XMP files, imported reviews. Shown first, done only when the user says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from flowersort.gui.dialogs.parts import across, column, give_keyboard_back, heading
from flowersort.gui.sorting.entries import Entry
from flowersort.gui.sorting.entry_tree import EntryTree
from flowersort.gui.theme.tokens import GRID


@dataclass(frozen=True, slots=True)
class Question:
    """What would happen, in the user's language.

    Attributes:
        sentence: what it comes to.
        entries: what it is in detail.
        deed: the words of the button that does it; empty where there is nothing to do.
    """

    title: str
    sentence: str
    entries: Sequence[Entry]
    deed: str


class AskDialog(QDialog):
    """Shows a question; accepted where the user wants it done."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        give_keyboard_back(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = column(self, question.title)
        layout.addWidget(heading(question.title))
        self._sentence = QLabel(question.sentence, wordWrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._sentence)
        self._tree = EntryTree(question.title)
        self._tree.show_entries(question.entries)
        self._tree.setVisible(bool(question.entries))
        layout.addWidget(self._tree, 1)
        row = across()
        row.addStretch(1)
        self.primary = QPushButton(question.deed)
        self.primary.setProperty("primary", True)
        self.primary.setVisible(bool(question.deed))
        self.primary.clicked.connect(self.accept)
        self.closing = QPushButton(self.tr("Cancel") if question.deed else self.tr("Close"))
        self.closing.clicked.connect(self.reject)
        for button in (self.primary, self.closing):
            button.setAutoDefault(False)
            row.addWidget(button)
        (self.primary if question.deed else self.closing).setDefault(True)
        layout.addLayout(row)
        self.resize(92 * GRID, 64 * GRID)

    @property
    def text(self) -> str:
        """Everything that is shown, as lines."""
        return "\n".join([self._sentence.text(), *self._tree.lines()])
