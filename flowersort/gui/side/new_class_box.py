"""The classes that the model does not know yet: how many examples each has, and one more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from flowersort.core.learning import FEWEST_EXAMPLES
from flowersort.gui.controls.figures import tabular
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import TILE_GRID
from flowersort.gui.wording import class_name_shown, number


@dataclass(frozen=True, slots=True)
class NewClassRow:
    """One class that the model lacks.

    Attributes:
        examples: how many different photos are reviewed as it.
        keys: that give it, as the system writes them.
    """

    name: str
    examples: int
    keys: tuple[str, ...]


class NewClassBox(QWidget):
    """A row for each class; `wanted` asks for one more, `chosen` brings the name of one whose photos are wanted.

    Attributes:
        add: the button for one more, to be put where there is room for it.
    """

    wanted = Signal()
    chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: tuple[NewClassRow, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.add = LinkButton(self.tr("+ Class"), appearance)
        self.add.setFont(appearance.font(Size.SMALL))
        self.add.setToolTip(self.tr("A flower that the model does not know: show it some examples"))
        self.add.setAccessibleName(self.tr("Add a class that the model does not know"))
        self.add.clicked.connect(self.wanted)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is shown: each class and its examples."""
        return [(self._title(row), self._examples(row)) for row in self._rows]

    def show_rows(self, rows: Sequence[NewClassRow]) -> None:
        """Show classes."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(row) for row in rows]
        for place, line in enumerate(self._lines):
            self._column.insertWidget(place, line)

    def _line(self, row: NewClassRow) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 2 * TILE_GRID, 0)
        across.setSpacing(TILE_GRID)
        name = LinkButton(self._title(row), self._appearance)
        name.setToolTip(self.tr("Show the photos that are reviewed as {name}").format(name=class_name_shown(row.name)))
        name.setAccessibleName(f"{class_name_shown(row.name)}: {self._examples(row)}")
        name.clicked.connect(partial(self.chosen.emit, row.name))
        examples = QLabel(self._examples(row))
        examples.setProperty("role", "muted")
        examples.setFont(tabular(self.font()))
        examples.setToolTip(self._hint(row))
        across.addWidget(name)
        across.addStretch(1)
        across.addWidget(examples)
        return line

    def _title(self, row: NewClassRow) -> str:
        name = class_name_shown(row.name)
        return self.tr("{name} ({keys})").format(name=name, keys=", ".join(row.keys)) if row.keys else name

    def _examples(self, row: NewClassRow) -> str:
        if row.examples >= FEWEST_EXAMPLES:
            return number(row.examples)
        return self.tr("{done} of {total} examples").format(done=number(row.examples), total=number(FEWEST_EXAMPLES))

    def _hint(self, row: NewClassRow) -> str:
        if row.examples >= FEWEST_EXAMPLES:
            return self.tr("Enough examples: Review › Learn from my reviews")
        return self.tr("{done} of {total} examples that it takes to learn this class").format(
            done=number(row.examples), total=number(FEWEST_EXAMPLES)
        )
