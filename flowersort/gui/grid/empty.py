"""What stands in the grid when no photo passes the filter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from flowersort.gui.theme.tokens import GRID


class NothingPasses(QWidget):
    """Says that the filter hides everything, and how to see photos again: `clear_requested`."""

    clear_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        said = QLabel(self.tr("No photo passes this filter."))
        said.setProperty("role", "muted")
        clear = QPushButton(self.tr("Clear the filter"))
        clear.setAccessibleName(clear.text())
        clear.clicked.connect(self.clear_requested)
        lines = QVBoxLayout(self)
        lines.setSpacing(GRID)
        lines.addStretch()
        lines.addWidget(said, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(clear, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch()
