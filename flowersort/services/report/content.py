"""What a report tells, as values: the page and the plots are made from these alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.evaluated import StateCount
from flowersort.core.evaluation import Evaluation
from flowersort.core.metrics import Interval
from flowersort.core.resampling import FigureIntervals
from flowersort.core.surest import Surest


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A small picture in both forms that a report needs.

    Attributes:
        jpeg: the file's bytes.
        pixels: shape (height, width, 3), 8-bit sRGB.
    """

    jpeg: bytes
    pixels: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One photo of the grids; `picture` is None where the photo could not be read again.

    Attributes:
        name: as it may be shown anywhere: one line of plain text.
        given, predicted: class names.
    """

    name: str
    given: str
    predicted: str
    picture: Picture | None

    @property
    def right(self) -> bool:
        """Whether the prediction agrees with the folder."""
        return self.given == self.predicted


@dataclass(frozen=True, slots=True, eq=False)
class DoubtfulPhoto:
    """One doubtful photo.

    Attributes:
        tile: the photo with both labels.
        confidence: calibrated probability of the predicted class, in words.
        kind: the reason's short name.
        why: the reason as a sentence.
    """

    tile: Tile
    confidence: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the figures leave out, and why, as a sentence."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report comes from: lines of plain text, fit to be shown.

    Attributes:
        model: name and version of the pack.
        program: name and version of flowersort.
        folder: the evaluated folder.
        date: when.
        command: how to do it again.
    """

    model: str
    program: str
    folder: str
    date: str
    command: str


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """Everything that a report tells.

    Attributes:
        recalls: 95 % intervals in the order of the classes.
        tiles: photos for the two grids.
        doubtful: the most doubtful photos, the most doubtful first.
        doubtful_found: how many doubtful ones there are in all.
        left_out: folders that are no class, and photos that could not be read.
    """

    origin: Origin
    figures: Evaluation
    intervals: FigureIntervals
    states: tuple[StateCount, ...]
    recalls: tuple[Interval, ...]
    surest: tuple[Surest, ...]
    tiles: tuple[Tile, ...]
    doubtful: tuple[DoubtfulPhoto, ...]
    doubtful_found: int
    left_out: tuple[LeftOut, ...]
