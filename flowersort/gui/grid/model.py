"""The photos shown, as a list model: it keeps order and place, and tells what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QModelRoleData,
    QModelRoleDataSpan,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QStandardItemModel

from flowersort.core.arrangement import Arrangement, Grouping, View, arrange, passing
from flowersort.core.photo_columns import UNREADABLE
from flowersort.core.photo_table import PhotoTable
from flowersort.gui.grid.groups import Groups
from flowersort.gui.grid.places import Places
from flowersort.gui.grid.ranges import runs_of
from flowersort.gui.grid.thumbnails import Source
from flowersort.gui.grid.tile import TILE_ROLE, Strip, Tile, TileNote, noted, tile_of
from flowersort.gui.grid.tile_words import accessible_text, label_group_title, look_alike_title, tooltip

if TYPE_CHECKING:
    from flowersort.core.look_alikes import LookAlikes

Rows = NDArray[np.intp]
Index = QModelIndex | QPersistentModelIndex

# Of changed tiles at most this many ranges are told.
_MOST_RANGES = 64
_MOST_TILES = 1000
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class PhotoListModel(QStandardItemModel):
    """The rows of a table that pass a filter, in an order, perhaps in groups.

    Tiles keep their places until `set_view` or `rearrange`: photos that come to pass the filter are put at the end,
    and those that no longer pass stay. `arranging` and `arranged` stand around a change of places.

    The base class serves for counting only: a view asks for the number of rows once for every tile whenever it lays
    them out, which takes 0.2 s for 100,000 of them if Python has to answer. It holds no items.
    """

    arranging = Signal()
    arranged = Signal()

    def __init__(self, table: PhotoTable, parent: QObject | None = None) -> None:
        """Show all of a table, by name."""
        super().__init__(0, 1, parent)
        self._table = table
        self._view = View()
        self._look_alikes: LookAlikes | None = None
        self._places = Places(np.empty(0, np.intp), 0)
        self._numbers: NDArray[np.int32] | None = None
        self._groups: Groups | None = None
        self._tiles: dict[int, Tile] = {}
        self._tiles_version = table.version
        # Those asked for once; looking them up takes longer than painting with them.
        self._aspects: dict[int, float] = {}
        self._note_of: Callable[[int], TileNote | None] | None = None
        self._answers: Mapping[int, Callable[[int], object]] = {
            TILE_ROLE: self.tile,
            Qt.ItemDataRole.DisplayRole: self._name,
            Qt.ItemDataRole.ToolTipRole: self._tooltip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        self.set_view(View(), None)

    @property
    def table(self) -> PhotoTable:
        """The table that is shown."""
        return self._table

    @property
    def view(self) -> View:
        """Filter, order and grouping in force."""
        return self._view

    @property
    def arrangement(self) -> Arrangement:
        """What is shown where, as it is now."""
        return Arrangement(self._places.rows, self._numbers)

    def row_at(self, position: int) -> int:
        """Return the table's row of a tile.

        Raises:
            IndexError: there is no such tile.
        """
        return int(self._places.rows[position])

    def position_of(self, row: int) -> int | None:
        """Return the place of a row's tile, None where it is not shown."""
        return self._places.position_of(row)

    def positions_of(self, rows: Rows) -> Rows:
        """Return the places of rows, in their order; those that are not shown are left out."""
        positions = self._places.positions_of(rows)
        return positions[positions >= 0]

    def rows(self, positions: Rows) -> Rows:
        """Return the table's rows of tiles, in the order of `positions`."""
        return self._places.rows[positions]

    def group_of(self, position: int) -> range:
        """Return the places of all tiles in one tile's group: of the tile alone where there are no groups."""
        if self._groups is None:
            return range(position, position + 1) if 0 <= position < len(self._places) else range(0)
        return self._groups.bounds(position)

    def set_view(self, view: View, look_alikes: LookAlikes | None) -> None:
        """Show what passes the view's filter, in its order and groups; selection and current photo stay."""
        self._view, self._look_alikes = view, look_alikes
        self.rearrange()

    def set_notes(self, note_of: Callable[[int], TileNote | None] | None) -> None:
        """Say something of one's own in the second line of tiles, by row; with None, no longer."""
        self._note_of = note_of
        self._tiles.clear()
        if len(self._places):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, 0))

    def rearrange(self) -> None:
        """Put every tile where it belongs by what is known now."""
        arrangement = arrange(self._table, self._view, self._look_alikes)
        self.arranging.emit()
        # Names of groups refer to the final places only.
        self._set_groups(None)
        self._move_to(arrangement.rows)
        self._set_groups(arrangement.groups)
        self.arranged.emit()

    def photos_found(self, rows: range) -> None:
        """Take in new rows of the table: those that pass the filter follow at the end."""
        self._append(self._passing(np.arange(rows.start, rows.stop)))

    def photos_changed(self, rows: Rows) -> None:
        """Take in what changed in rows; hidden ones that pass the filter now follow at the end."""
        self._aspects.clear()
        positions = self._places.positions_of(rows)
        for changed in runs_of(positions[positions >= 0], _MOST_RANGES):
            self.dataChanged.emit(self.index(changed.start, 0), self.index(changed.stop - 1, 0))
        hidden = rows[positions < 0]
        if len(hidden):
            self._append(self._passing(hidden))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a tile: selecting it."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a role says of a tile: its name, tooltip, words for a screen reader, and what is painted."""
        answer = self._answers.get(role)
        position = index.row()
        return answer(position) if answer is not None and 0 <= position < len(self._places) else None

    def multiData(
        self,
        index: Index,
        roleDataSpan: QModelRoleDataSpan | QModelRoleData,
    ) -> None:
        """Answer several roles from `data`, where the base class would look for items."""
        QAbstractItemModel.multiData(self, index, roleDataSpan)

    def tile(self, position: int) -> Tile:
        """Return what is painted at a place."""
        if self._tiles_version != self._table.version or len(self._tiles) > _MOST_TILES:
            self._tiles.clear()
            self._tiles_version = self._table.version
        if position not in self._tiles:
            row = self.row_at(position)
            self._tiles[position] = noted(tile_of(self._table, row, self._strip(position)), self._note(row))
        return self._tiles[position]

    def _name(self, position: int) -> str:
        return self._table.name(self.row_at(position)).rpartition("/")[2]

    def aspect(self, row: int) -> float | None:
        """Return width / height of a row's photo, None where they are not known."""
        if row not in self._aspects:
            photo = self._table.photo(row)
            if photo is None or photo.facts is None:
                return None
            self._aspects[row] = photo.facts.width / photo.facts.height
        return self._aspects[row]

    def source(self, row: int) -> Source | None:
        """Return where a row's small picture comes from, None where the photo is known to be unreadable."""
        if int(self._table.states[row]) == UNREADABLE:
            return None
        has_colour = self._table.colour(row) is not None
        return Source(self._table.path(row), self._table.content(row), has_colour)

    def _strip(self, position: int) -> Strip | None:
        if self._groups is None or self._numbers is None:
            return None
        group, number = self._groups.bounds(position), int(self._numbers[position])
        if self._view.grouping is Grouping.LABEL:
            title = label_group_title(number, len(group), self._table.facts.classes)
        elif len(group) > 1:
            title = look_alike_title(len(group))
        else:
            return None
        return Strip(title, is_first=position == group.start, is_last=position == group.stop - 1)

    def _note(self, row: int) -> TileNote | None:
        return self._note_of(row) if self._note_of is not None else None

    def _tooltip(self, position: int) -> str:
        row = self.row_at(position)
        note = self._note(row)
        return tooltip(self._table, row) + (f"<br>{escape(note.spoken)}" if note is not None else "")

    def _spoken(self, position: int) -> str:
        row = self.row_at(position)
        note = self._note(row)
        return accessible_text(self._table, row) + (f". {note.spoken}" if note is not None else "")

    def _passing(self, rows: Rows) -> Rows:
        """Return those of `rows` that the view lets through."""
        only = self._view.only
        if only is not None:
            rows = rows[np.isin(rows, only.rows)]
        return passing(self._table, self._view.filter, rows)

    def _append(self, rows: Rows) -> None:
        rows = rows[self._places.positions_of(rows) < 0]
        if not len(rows):
            return
        self._places = self._places.with_rows(rows, len(self._table))
        if self._numbers is not None:
            self._set_groups(np.concatenate([self._numbers, self._new_numbers(rows)], dtype=np.int32))
        self.setRowCount(len(self._places))

    def _new_numbers(self, rows: Rows) -> NDArray[np.generic]:
        """Return the groups of rows at the end: by look-alike one for each, since nobody has compared them yet."""
        if self._view.grouping is Grouping.LABEL:
            return self._table.labels[rows]
        first = int(self._numbers.max(initial=-1)) + 1 if self._numbers is not None else 0
        return np.arange(first, first + len(rows))

    def _set_groups(self, numbers: NDArray[np.int32] | None) -> None:
        self._tiles.clear()
        self._numbers = numbers
        self._groups = Groups(numbers) if numbers is not None else None

    def _move_to(self, rows: Rows) -> None:
        """Come to show `rows`: first without those that go, then with those that come, each told as Qt wants it."""
        wanted = np.zeros(len(self._table), np.bool_)
        wanted[rows] = True
        stay = wanted[self._places.rows]
        if not stay.all():
            staying = rows[self._places.positions_of(rows) >= 0]
            self._permute(np.concatenate([staying, self._places.rows[~stay]]))
            self._places = Places(staying, len(self._table))
            self.setRowCount(len(staying))
        if len(rows) > len(self._places):
            coming = rows[self._places.positions_of(rows) < 0]
            self._places = self._places.with_rows(coming, len(self._table))
            self.setRowCount(len(rows))
        self._permute(rows)

    def _permute(self, rows: Rows) -> None:
        """Bring the rows that are shown into another order."""
        if np.array_equal(rows, self._places.rows):
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        before = self._places.rows[[index.row() for index in old]]
        self._places = Places(rows, len(self._table))
        self.changePersistentIndexList(
            old, [self.index(position, 0) for position in self._places.positions_of(before).tolist()]
        )
        self.layoutChanged.emit()
