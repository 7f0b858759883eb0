"""The name of a class that the model does not know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from flowersort.core.learning import FEWEST_EXAMPLES
from flowersort.core.new_classes import new_class_problem
from flowersort.gui.dialogs.parts import across, column, give_keyboard_back, note
from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import class_name_shown


class NewClassDialog(QDialog):
    """Asks for a name; `named` brings one that is possible.

    Args:
        classes: those that there are already.
        selected: how many photos are to be its first examples.
    """

    named = Signal(str)

    def __init__(self, classes: Sequence[str], selected: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes = tuple(classes)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        give_keyboard_back(self)
        layout = column(self, self.tr("A new class"))
        label = QLabel(self.tr("&Name of the flower"))
        self.field = QLineEdit()
        self.field.setMinimumWidth(44 * GRID)
        label.setBuddy(self.field)
        self.fault = QLabel(wordWrap=True)
        self.fault.setProperty("role", "fault")
        self.fault.hide()
        for part in (label, self.field, self.fault, note(self._explained(selected))):
            layout.addWidget(part)
        layout.addSpacing(GRID)
        row = across()
        row.addStretch(1)
        self.primary = QPushButton(self.tr("Add the class"))
        self.primary.setProperty("primary", True)
        self.primary.setDefault(True)
        self.primary.clicked.connect(self._take)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(self.primary)
        row.addWidget(cancel)
        layout.addLayout(row)
        self.field.textEdited.connect(self.fault.hide)
        self.field.setFocus()

    def _explained(self, selected: int) -> str:
        if selected:
            first = self.tr("%Ln selected photos become its first examples.", None, selected)
        else:
            first = self.tr("Then select photos and press its key.")
        return first + " " + self.tr("From {count} examples on, it can be learnt.").format(count=FEWEST_EXAMPLES)

    def _take(self) -> None:
        name = self.field.text().strip()
        problem = new_class_problem(name, self._classes)
        if problem is None:
            self.accept()
            self.named.emit(name)
            return
        self.fault.setText(self._refusal(name, problem))
        self.fault.show()
        self.field.setFocus()

    def _refusal(self, name: str, problem: str) -> str:
        if not name:
            return self.tr("A class needs a name.")
        if problem == "is a class already":
            return self.tr("“{name}” is there already; its key labels the photos.").format(name=class_name_shown(name))
        return self.tr("“{name}” can't be a class: it {problem}.").format(name=name, problem=problem)
