"""What happens during a run, as values. Every run ends with exactly one of the last three."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFile
from flowersort.core.progress import Progress
from flowersort.core.state import State


@dataclass(frozen=True, slots=True)
class PhotosFound:
    """The folder walk came upon more photos, in natural order within their folder."""

    files: tuple[PhotoFile, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PhotoLabelled:
    """A photo has its label. `decoded` tells whether it had to be decoded or was known.

    `thumbnail` holds JPEG bytes where the run was asked for thumbnails and the photo was decoded.
    `colour` is about the mean colour, 0xRRGGBB, where the photo was decoded.
    `embedding` has shape (embedding,), float16, where the run was asked for embeddings and the photo was decoded.
    """

    photo: LabelledPhoto
    decoded: bool
    thumbnail: bytes | None = None
    colour: int | None = None
    embedding: NDArray[np.float16] | None = None


@dataclass(frozen=True, slots=True)
class PhotoFailed:
    """A photo could not be read; its state is `unreadable` and its error a sentence."""

    photo: LabelledPhoto


@dataclass(frozen=True, slots=True)
class FolderFailed:
    """A folder could not be listed, so photos in it may be missing from the run."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FolderPassedOver:
    """A folder holds what flowersort sorted into it, and nobody named it, so its photos are no part of the run."""

    path: str


@dataclass(frozen=True, slots=True)
class StoreFailed:
    """The store became unusable; the run goes on without it. Sent at most once."""

    reason: str


@dataclass(frozen=True, slots=True)
class ProgressMade:
    """How far the run is; sent a few times a second at most."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The arithmetic of a run: `found` is the sum of `states` plus `not_done`.

    Attributes:
        states: photos per state.
        decoded: photos that had to be decoded; the rest were known from the store.
        not_done: photos found but left when the run was cancelled or failed.
        folders_failed: folders that could not be listed.
        seconds: duration.
    """

    found: int
    states: Counter[State] = field(default_factory=Counter)
    decoded: int = 0
    not_done: int = 0
    folders_failed: tuple[FolderFailed, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class RunFinished:
    """Every photo found has its row."""

    summary: RunSummary


@dataclass(frozen=True, slots=True)
class RunCancelled:
    """The run was asked to stop; what is done is kept."""

    summary: RunSummary


@dataclass(frozen=True, slots=True)
class RunFailed:
    """The run itself could not go on; what is done is kept."""

    summary: RunSummary
    reason: str


Event = (
    PhotosFound
    | PhotoLabelled
    | PhotoFailed
    | FolderFailed
    | FolderPassedOver
    | StoreFailed
    | ProgressMade
    | RunFinished
    | RunCancelled
    | RunFailed
)
