"""Which photos are shown, in what order and in what groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from flowersort.core.labels import NO_LABEL
from flowersort.core.photo_columns import STATES, TO_REVIEW, WAITING
from flowersort.core.photo_table import PhotoTable
from flowersort.core.state import State

if TYPE_CHECKING:
    from flowersort.core.look_alikes import LookAlikes


class SortKey(StrEnum):
    """What photos are sorted by; where it does not decide, their names do."""

    NAME = "name"
    TAKEN = "taken"
    CONFIDENCE = "confidence"
    LABEL = "label"
    SIMILARITY = "similarity"


class Grouping(StrEnum):
    """What photos are brought together by."""

    NONE = "none"
    LABEL = "label"
    LOOK_ALIKE = "look_alike"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which photos to show: those that meet every one of these.

    Attributes:
        labels: label codes, any of them; empty for all.
        states: any of them; empty for all.
        name: words, each of which is in the shown name, whatever the case.
        low, high: range of confidences, 0–1, both ends included; 0 and 1 let photos without a confidence through.
    """

    labels: frozenset[int] = frozenset()
    states: frozenset[State] = frozenset()
    name: str = ""
    low: float = 0.0
    high: float = 1.0

    @property
    def is_open(self) -> bool:
        """Whether every photo passes."""
        return not self.labels and not self.states and not self.name.split() and self.any_confidence

    @property
    def any_confidence(self) -> bool:
        """Whether photos pass whatever their confidence, and without one."""
        return self.low <= 0.0 and self.high >= 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Shortlist:
    """The only photos to be shown, whatever else would pass the filter, in an order of their own.

    Attributes:
        rows: shape (photos,), each row of the table at most once.
    """

    rows: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class View:
    """How photos are shown.

    Attributes:
        only: where there is one, its order stands in place of `sort`.
    """

    filter: Filter = field(default_factory=Filter)
    sort: SortKey = SortKey.NAME
    descending: bool = False
    grouping: Grouping = Grouping.NONE
    only: Shortlist | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """The photos shown.

    Attributes:
        rows: shape (shown,), rows of the table.
        groups: shape (shown,), the group of each: its label code or its look-alike group. Equal ones stand together.
            None without groups.
    """

    rows: NDArray[np.intp]
    groups: NDArray[np.int32] | None


def arrange(table: PhotoTable, view: View, look_alikes: LookAlikes | None) -> Arrangement:
    """Return what a view shows of a table.

    A photo without the key that is sorted by comes last, whichever the direction. Groups of one label follow in
    the order of label codes, unlabelled photos last; groups of look-alikes in the order of their first photos.

    Args:
        look_alikes: by row; None, like a row beyond its end, stands for photos that nothing looks like.
    """
    if view.only is not None:
        rows = passing(table, view.filter, view.only.rows)
    else:
        rows = _sorted(passing(table, view.filter, table.name_order), table, view, look_alikes)
    match view.grouping:
        case Grouping.NONE:
            return Arrangement(rows, None)
        case Grouping.LABEL:
            codes = table.labels[rows].astype(np.int32)
            place = np.argsort(np.where(codes == NO_LABEL, np.iinfo(np.int16).max, codes), kind="stable")
            return Arrangement(rows[place], codes[place])
        case Grouping.LOOK_ALIKE:
            groups = _look_alike_groups(len(table), look_alikes)[rows]
            place = np.argsort(_first_places(groups), kind="stable")
            return Arrangement(rows[place], groups[place])


def passing(table: PhotoTable, chosen: Filter, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return those of `rows` that pass a filter, in the order in which they come."""
    if chosen.labels:
        rows = rows[np.isin(table.labels[rows], list(chosen.labels))]
    if chosen.states:
        rows = rows[np.isin(table.states[rows], [STATES.index(state) for state in chosen.states])]
    if chosen.labels or chosen.states:
        rows = rows[table.states[rows] != WAITING]
    if not chosen.any_confidence:
        confidences = table.confidences[rows]
        rows = rows[(confidences >= chosen.low) & (confidences <= chosen.high)]
    return table.named_like(chosen.name.split(), rows)


def doubtful(table: PhotoTable) -> NDArray[np.bool_]:
    """Return which rows ask for a look, shape (rows,)."""
    return np.isin(table.states, TO_REVIEW)


def next_wanted(arrangement: Arrangement, wanted: NDArray[np.bool_], start: int, step: int = 1) -> int | None:
    """Return the position of the next photo that is wanted; after the last one, the first follows.

    Args:
        wanted: shape (rows known at least,), by row of the table; rows beyond its end are not.
        start: position to go on from, itself the last that is considered; -1 before the first one.
        step: 1 forwards, -1 backwards.

    Returns:
        A position in `arrangement.rows`, or None where no photo shown is wanted.
    """
    rows = arrangement.rows
    known = rows < len(wanted)
    chosen = np.zeros(len(rows), np.bool_)
    chosen[known] = wanted[rows[known]]
    found = np.flatnonzero(chosen)
    if not len(found):
        return None
    place = np.searchsorted(found, start, side="right") if step > 0 else np.searchsorted(found, start) - 1
    return int(found[place % len(found)])


def _sorted(rows: NDArray[np.intp], table: PhotoTable, view: View, look_alikes: LookAlikes | None) -> NDArray[np.intp]:
    """Return rows, which come in the order of their names, in the order of the view."""
    match view.sort:
        case SortKey.TAKEN:
            return _by(table.taken_keys, rows, descending=view.descending)
        case SortKey.CONFIDENCE:
            return _by(table.confidences, rows, descending=view.descending)
        case SortKey.LABEL:
            surest_first = _by(table.confidences, rows, descending=True)
            codes = table.labels.astype(np.float64)
            codes[table.labels == NO_LABEL] = np.nan
            return _by(codes, surest_first, descending=view.descending)
        case SortKey.SIMILARITY if look_alikes is not None:
            ranks = np.full(len(table), np.nan)
            ranks[: len(look_alikes.order)] = look_alikes.order[: len(table)]
            return _by(ranks, rows, descending=view.descending)
        case _:
            return rows[::-1] if view.descending else rows


def _by(keys: NDArray[np.float64], rows: NDArray[np.intp], *, descending: bool) -> NDArray[np.intp]:
    """Return rows sorted by their keys, those whose key is NaN last; rows of one key stay in their order."""
    chosen = keys[rows]
    return rows[np.argsort(-chosen if descending else chosen, kind="stable")]


def _look_alike_groups(rows: int, look_alikes: LookAlikes | None) -> NDArray[np.int32]:
    """Return each row's group; rows beyond the known ones have one of their own."""
    known = look_alikes.groups[:rows] if look_alikes is not None else np.empty(0, np.int32)
    first = int(known.max(initial=-1)) + 1
    return np.concatenate([known, np.arange(first, first + rows - len(known))], dtype=np.int32)


def _first_places(groups: NDArray[np.int32]) -> NDArray[np.intp]:
    """Return for each place the first one of the same group."""
    first = np.zeros(int(groups.max(initial=-1)) + 1, np.intp)
    # Written from the end, so that the first place of each group stays.
    first[groups[::-1]] = np.arange(len(groups))[::-1]
    return first[groups]
