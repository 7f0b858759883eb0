"""The one question about a model from elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from flowersort.gui.dialogs.parts import across, column, heading, note
from flowersort.gui.theme.tokens import GRID


class TrustDialog(QDialog):
    """Asks whether the user trusts where a model comes from; accepted where they do. Nothing is the default but “no”.

    Args:
        folder: the model's.
    """

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        layout = column(self, self.tr("A model from elsewhere"))
        layout.addWidget(heading(self.tr("Do you trust where this model comes from?")))
        why = QLabel(
            self.tr(
                "A model is a program: it runs on this computer with your permissions. Use only those of people or"
                " places that you trust. You are asked once for each model."
            ),
            wordWrap=True,
        )
        why.setMinimumWidth(52 * GRID)
        layout.addWidget(why)
        layout.addWidget(note(folder))
        row = across()
        row.addStretch(1)
        cancel = QPushButton(self.tr("Don't use it"))
        cancel.setDefault(True)
        cancel.clicked.connect(self.reject)
        use = QPushButton(self.tr("I trust it, use it"))
        use.setObjectName("trust")
        use.setAutoDefault(False)
        use.clicked.connect(self.accept)
        row.addWidget(use)
        row.addWidget(cancel)
        layout.addSpacing(GRID)
        layout.addLayout(row)
        cancel.setFocus()
