"""What is known of many photos, a column each: little memory, and whole columns are computed with at once."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from flowersort.core.labels import NO_LABEL
from flowersort.core.state import State, Thresholds

STATES = tuple(State)
"""A state's code is its place here."""

WAITING = -1
"""State code of a photo that was found but has no label yet."""

NO_COLOUR = -1
NO_TOP = -1
NO_SIZE = -1

SURE, UNSURE, OTHER_FLOWER, NO_FLOWER, UNREADABLE, REVIEWED = (STATES.index(state) for state in State)

TO_REVIEW = (UNSURE, OTHER_FLOWER, NO_FLOWER)
"""Codes of the states that ask for a look."""

_SMALLEST = 64
_SIGNS = str.maketrans("", "", "-T:")

Scalar = TypeVar("Scalar", bound=np.generic)


class Column(Generic[Scalar]):
    """One growing column.

    Attributes:
        values: shape (rows,) or (rows, width), to be written to; another array after `extend`.
        shown: the same, read-only.
    """

    def __init__(self, kind: type[Scalar], blank: Any, *, width: int | None = None) -> None:
        """Make a column without rows, whose new rows hold `blank`."""
        self._blank = blank
        self._room: NDArray[Scalar] = np.full(_shape(_SMALLEST, width), blank, kind)
        self._width = width
        self.extend(0)

    def extend(self, rows: int) -> None:
        """Make the column `rows` long. Room is doubled, so that adding rows one at a time costs little, too."""
        if rows > len(self._room):
            room = np.full(_shape(max(rows, 2 * len(self._room)), self._width), self._blank, self._room.dtype)
            room[: len(self._room)] = self._room
            self._room = room
        self.values: NDArray[Scalar] = self._room[:rows]
        self.shown: NDArray[Scalar] = self.values.view()
        self.shown.flags.writeable = False


class PhotoColumns:
    """The columns of a table; what each holds for a photo without it is its second argument."""

    def __init__(self, classes: int) -> None:
        self.sizes = Column(np.int64, NO_SIZE)
        self.widths = Column(np.int32, NO_SIZE)
        self.heights = Column(np.int32, NO_SIZE)
        self.taken = Column(np.float64, np.nan)
        self.colours = Column(np.int32, NO_COLOUR)
        self.states = Column(np.int8, WAITING)
        self.labels = Column(np.int16, NO_LABEL)
        self.tops = Column(np.int16, NO_TOP)
        self.reviewed = Column(np.bool_, False)
        self.logits = Column(np.float32, np.nan, width=classes)
        # In double precision, as the states were decided and as exports have them.
        self.confidences = Column(np.float64, np.nan)
        self.no_flower = Column(np.float64, np.nan)
        self.other_flower = Column(np.float64, np.nan)

    def extend(self, rows: int) -> None:
        """Make every column `rows` long."""
        for column in vars(self).values():
            column.extend(rows)

    def copy(self) -> PhotoColumns:
        """Return columns of their own with the same values."""
        twin = PhotoColumns(self.logits.values.shape[1])
        twin.extend(len(self.states.values))
        for name, column in vars(self).items():
            getattr(twin, name).values[:] = column.values
        return twin

    def decide(self, rows: NDArray[np.intp] | slice, thresholds: Thresholds) -> NDArray[np.int8]:
        """Return the states of rows as `core.state.decide` has them, for those with a prediction.

        A row without one keeps its code: it waits or is unreadable.
        """
        tops = self.tops.values[rows]
        sure: float | NDArray[np.float64] = thresholds.sure
        if thresholds.class_sure:
            sure = np.array([thresholds.sure_for(place) for place in range(self.logits.values.shape[1])])[tops]
        states = np.where(self.confidences.values[rows] >= sure, SURE, UNSURE).astype(np.int8)
        states[self.other_flower.values[rows] >= thresholds.other_flower] = OTHER_FLOWER
        states[self.no_flower.values[rows] >= thresholds.no_flower] = NO_FLOWER
        states[self.reviewed.values[rows]] = REVIEWED
        return np.where(tops == NO_TOP, self.states.values[rows], states)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many photos there are of each kind.

    Attributes:
        total: all rows.
        waiting: found, without a label yet.
        states: by state code, in the order of `STATES`.
        labels: by label code; unreadable photos have none.
        to_review: unsure, of another flower, or without a flower.
    """

    total: int
    waiting: int
    states: tuple[int, ...]
    labels: tuple[int, ...]
    to_review: int


def count(columns: PhotoColumns, labels: int) -> Counts:
    """Return the counts over all rows, for `labels` label codes."""
    states = np.bincount(columns.states.values + 1, minlength=len(STATES) + 1).tolist()
    by_label = np.bincount(columns.labels.values + 1, minlength=labels + 1).tolist()
    return Counts(
        total=sum(states),
        waiting=states[0],
        states=tuple(states[1:]),
        labels=tuple(by_label[1:]),
        to_review=sum(states[1 + code] for code in TO_REVIEW),
    )


def taken_key(taken: str | None) -> float:
    """Return a number that is larger for a later moment `YYYY-MM-DDTHH:MM:SS`; NaN for None and for anything else."""
    if taken is None or len(taken) != 19:
        return nan
    try:
        return float(int(taken.translate(_SIGNS)))
    except ValueError:
        return nan


def _shape(rows: int, width: int | None) -> tuple[int, ...]:
    return (rows,) if width is None else (rows, width)
