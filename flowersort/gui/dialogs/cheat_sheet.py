"""The keys of the window on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from flowersort.gui.dialogs.parts import across, closing_row, column, down, heading, table
from flowersort.gui.theme.tokens import GRID

_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """One line of the cheat sheet.

    Attributes:
        group: the heading that it stands below, in the user's language.
        keys: each as it is written on the keyboard, such as `Ctrl+Z`.
        what: what the keys do, in the user's language.
    """

    group: str
    keys: tuple[str, ...]
    what: str


class CheatSheetDialog(QDialog):
    """Shows keys by group, in the order given; Escape closes it.

    Args:
        lines: at least one; those of one group follow each other.
    """

    def __init__(self, lines: Sequence[KeyHelp], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, self.tr("Keys"))
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        columns.setSpacing(4 * GRID)
        for groups in _in_columns(_grouped(lines)):
            columns.addLayout(_column_of(groups), 1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(page)
        area.setAccessibleName(self.tr("Keys"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        layout.addWidget(area)
        layout.addLayout(closing_row(self))
        for close in self.findChildren(QPushButton, "close"):
            close.setFocus()
        bar = area.verticalScrollBar().sizeHint().width()
        area.setMinimumWidth(page.sizeHint().width() + bar + 2 * GRID)
        self.resize(self.minimumSizeHint().width(), min(page.sizeHint().height() + 12 * GRID, 640))


def _grouped(lines: Sequence[KeyHelp]) -> list[tuple[str, list[KeyHelp]]]:
    groups: dict[str, list[KeyHelp]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    return list(groups.items())


def _in_columns(groups: list[tuple[str, list[KeyHelp]]]) -> list[list[tuple[str, list[KeyHelp]]]]:
    """Fill one column after the other, each up to its share of the lines."""
    # A heading takes the room of two lines.
    heights = [len(lines) + 2 for _name, lines in groups]
    share = sum(heights) / _COLUMNS
    columns: list[list[tuple[str, list[KeyHelp]]]] = [[] for _ in range(_COLUMNS)]
    above = 0
    for group, height in zip(groups, heights, strict=True):
        columns[min(int((above + height / 2) / share), _COLUMNS - 1)].append(group)
        above += height
    return [filled for filled in columns if filled]


def _column_of(groups: list[tuple[str, list[KeyHelp]]]) -> QVBoxLayout:
    layout = down()
    for name, lines in groups:
        layout.addWidget(heading(name))
        grid = table(vertical=GRID // 2)
        for row, line in enumerate(lines):
            grid.addLayout(_caps(line.keys), row, 0)
            what = QLabel(line.what, wordWrap=True)
            what.setMinimumWidth(22 * GRID)
            grid.addWidget(what, row, 1)
        layout.addLayout(grid)
        layout.addSpacing(GRID)
    layout.addStretch(1)
    return layout


def _caps(keys: tuple[str, ...]) -> QHBoxLayout:
    row = across(spacing=GRID // 2)
    for key in keys:
        cap = QLabel(key)
        cap.setProperty("role", "key")
        row.addWidget(cap)
    row.addStretch(1)
    return row
