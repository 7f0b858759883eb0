"""What the dialogs share: their margins, headings, notes and closing row."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flowersort.gui.theme.appearance import Size, font_scaled
from flowersort.gui.theme.tokens import GRID


def column(dialog: QDialog, title: str) -> QVBoxLayout:
    """Give a dialog its title and return the column that its parts go into."""
    dialog.setWindowTitle(title)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
    layout.setSpacing(GRID)
    return layout


def across(parent: QWidget | None = None, spacing: int = GRID) -> QHBoxLayout:
    """Return a row without margins, of a widget if one is given."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def down(parent: QWidget | None = None, spacing: int = GRID) -> QVBoxLayout:
    """Return a column without margins, of a widget if one is given."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def table(vertical: int) -> QGridLayout:
    """Return a grid of two columns, the second one taking what room there is.

    Args:
        vertical: pixels between its rows.
    """
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(vertical)
    grid.setColumnStretch(1, 1)
    return grid


def heading(text: str) -> QLabel:
    """Return a line in the largest of the three sizes."""
    label = QLabel(text)
    label.setFont(font_scaled(QGuiApplication.font(), Size.TITLE))
    return label


def note(text: str) -> QLabel:
    """Return a quiet explanation that wraps; its text can be selected."""
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", "muted")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def closing_row(dialog: QDialog, beside: Iterable[QPushButton] = ()) -> QHBoxLayout:
    """Return a row with other buttons on its left, and on its right the one that closes the dialog.

    Args:
        dialog: closed by the button, which also answers to Enter.
        beside: buttons for what else can be done.
    """
    row = across()
    for button in beside:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    close = QPushButton(QCoreApplication.translate("Dialogs", "Close"))
    close.setObjectName("close")
    close.setDefault(True)
    close.clicked.connect(dialog.close)
    row.addWidget(close)
    return row


def give_keyboard_back(dialog: QDialog) -> None:
    """Have the window below a dialog get the keyboard when the dialog is closed: not every system does that itself."""
    below = dialog.parentWidget()
    if below is not None:
        dialog.finished.connect(below.window().activateWindow)


def copy_text(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
