"""What happens while photos are sorted, put back or recovered, and what is known of past sorts, as values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from flowersort.core.plan import Operation, Outcome


class Deed(StrEnum):
    """What is being done with a sort."""

    SORT = "sort"
    UNDO = "undo"


class SortState(StrEnum):
    """How far a past sort is.

    `RUNNING`: a flowersort is at work in its folder now. `CUT_OFF` waits for a recovery: a sort or an undo did not
    come to its end. `MISSING`: its folder or journal can't be reached now.
    """

    FINISHED = "finished"
    RUNNING = "running"
    CUT_OFF = "cut_off"
    PARTLY_UNDONE = "partly_undone"
    UNDONE = "undone"
    MISSING = "missing"


class Ending(StrEnum):
    """How the work ended."""

    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Recovery(StrEnum):
    """What to do with a sort that was cut off."""

    FINISH = "finish"
    ROLL_BACK = "roll_back"


@dataclass(frozen=True, slots=True)
class SortRecord:
    """A past sort.

    Attributes:
        id: names it for the user, `YYYYMMDD-HHMMSS-xxxx`.
        at: when it began, seconds since 1970.
        placed: photos that stand in the folder because of it (undone ones not counted).
        undone: photos that were put back.
        failed: photos that could not be placed.
    """

    id: str
    at: float
    into: str
    sources: tuple[str, ...]
    operation: Operation
    state: SortState
    placed: int
    undone: int
    failed: int


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a sort to undo; what is None does not restrict.

    Attributes:
        label: photos with this label.
        photo: the photo that stood or stands at this absolute path.
    """

    label: str | None = None
    photo: str | None = None


@dataclass(frozen=True, slots=True)
class SortProgress:
    """How far the work is, in photos; sent a few times a second at most."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A photo or companion that could not be done, and stays where it is. `reason` is a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class SortSummary:
    """The arithmetic: `found` is the sum of `outcomes` plus `not_done`.

    Attributes:
        id: of the sort; empty where nothing was begun.
        deed: what was done; of an undo, photos put back count as the outcome that they had (a copied photo whose
            copy is removed counts as COPIED).
        not_done: photos left when the work was cancelled or failed.
        companions: companions that were placed or put back with their photos.
        problems: one for each photo or companion that failed.
    """

    id: str
    deed: Deed
    into: str
    found: int
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    not_done: int = 0
    companions: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SortEnded:
    """The last event: how the work ended, and why where it failed (a sentence)."""

    summary: SortSummary
    ending: Ending
    reason: str = ""


SortEvent = SortProgress | SortEnded
