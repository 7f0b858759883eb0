"""What a sort would do, as values; nothing on disk has happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

MARKER_FOLDER = ".flowersort"
"""Stands in every folder that was sorted into, and holds the journals of its sorts."""

REVIEW_FOLDER = "_review"


class Operation(StrEnum):
    """What happens to a photo whose place is found."""

    COPY = "copy"
    MOVE = "move"
    LINK = "link"


class Outcome(StrEnum):
    """What became of a photo: exactly one for each photo found."""

    COPIED = "copied"
    MOVED = "moved"
    LINKED = "linked"
    ALREADY_THERE = "already_there"
    SKIPPED = "skipped"
    FAILED = "failed"


OUTCOME_OF = {
    Operation.COPY: Outcome.COPIED,
    Operation.MOVE: Outcome.MOVED,
    Operation.LINK: Outcome.LINKED,
}


@dataclass(frozen=True, slots=True)
class SortRules:
    """How to sort.

    Attributes:
        unsure, other_flower, no_flower: folders for doubtful photos, relative to the folder that is sorted into, `/`
            between parts; None leaves such photos where they are.
        keep_tree: whether the subfolders of the sources are kept below each class.
        rename: template of new names without suffix, as `core/rename_template` has it; empty keeps names.
        standing: labels that have a folder already, each with that folder, relative like the others.
    """

    operation: Operation = Operation.COPY
    unsure: str | None = f"{REVIEW_FOLDER}/unsure"
    other_flower: str | None = f"{REVIEW_FOLDER}/other_flower"
    no_flower: str | None = f"{REVIEW_FOLDER}/no_flower"
    keep_tree: bool = False
    rename: str = ""
    standing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file and its place.

    Attributes:
        source: absolute path.
        target: path relative to the folder that is sorted into, `/` between parts.
        size: bytes, as seen when the plan was made.
        modified_ns: modification time in nanoseconds since 1970, as seen then.
        content: content hash, as read then.
    """

    source: str
    target: str
    size: int
    modified_ns: int
    content: str


@dataclass(frozen=True, slots=True)
class PlannedPhoto:
    """A photo with its companions and their places.

    Attributes:
        folder: the target folder, relative like `PlannedFile.target`.
        collision: how a name that was taken is solved, as a sentence; empty where it was free.
    """

    file: PlannedFile
    companions: tuple[PlannedFile, ...]
    label: str
    folder: str
    collision: str = ""

    @property
    def files(self) -> tuple[PlannedFile, ...]:
        """The photo's own file, then its companions."""
        return (self.file, *self.companions)


@dataclass(frozen=True, slots=True)
class LeftPhoto:
    """A photo that stays as it is.

    Attributes:
        outcome: `ALREADY_THERE`, `SKIPPED` or `FAILED`.
        reason: a sentence.
    """

    path: str
    label: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class SortPlan:
    """Everything that a sort would do.

    Attributes:
        into: absolute path of the folder that is sorted into; need not exist yet.
        sources: what the user gave, absolute.
        model: name and version of the model behind the labels.
        bytes_needed: what the files will take up on the target's volume.
        bytes_free: what is free there; None where it can't be told.
        crosses_volumes: whether any file comes from another volume than the target's.
    """

    into: str
    sources: tuple[str, ...]
    rules: SortRules
    model: str
    photos: tuple[PlannedPhoto, ...]
    left: tuple[LeftPhoto, ...]
    bytes_needed: int = 0
    bytes_free: int | None = None
    crosses_volumes: bool = False

    @property
    def found(self) -> int:
        """How many photos there are: those with a place and those that are left."""
        return len(self.photos) + len(self.left)

    @property
    def enough_space(self) -> bool:
        """Whether the target's volume has room, as far as it can be told."""
        return self.bytes_free is None or self.bytes_needed <= self.bytes_free

    def expected(self) -> Counter[Outcome]:
        """Return how many photos will come to which end, if nothing goes wrong."""
        ends = Counter(left.outcome for left in self.left)
        if self.photos:
            ends[OUTCOME_OF[self.rules.operation]] += len(self.photos)
        return ends
