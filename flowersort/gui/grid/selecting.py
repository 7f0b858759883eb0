"""Selections as ranges of positions: a hundred thousand selected photos are one range, not as many indexes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionRange


def selection_of(model: QAbstractItemModel, ranges: Sequence[range]) -> QItemSelection:
    """Return a selection of ranges of rows of a list model."""
    selection = QItemSelection()
    for each in ranges:
        selection.select(model.index(each.start, 0), model.index(each.stop - 1, 0))
    return selection


def ranges_in(selection: QItemSelection) -> list[range]:
    """Return the selected ranges, in the order in which they were selected."""
    # A list of ranges, which the bindings' types don't know.
    found = cast("Sequence[QItemSelectionRange]", selection)
    return [range(each.top(), each.bottom() + 1) for each in found if each.isValid()]
