"""What an audit of a sorted folder says: which labels to doubt, which photos stand there twice, which are no use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from flowersort.core.events import (
    Event,
    FolderFailed,
    RunSummary,
)
from flowersort.core.labelled import LabelledPhoto


class Reason(StrEnum):
    """Why to look at a photo; in the order in which they are told, the gravest first.

    A photo of nearly one colour has no reason of its own: nothing on it is sharp, so it is `BLURRY`, and `DARK` or
    `OVEREXPOSED` as well where it is black or white.
    """

    DUPLICATE_OTHER_CLASS = "duplicate_other_class"
    MISLABEL = "mislabel"
    NO_FLOWER = "no_flower"
    OTHER_FLOWER = "other_flower"
    UNSURE = "unsure"
    DUPLICATE = "duplicate"
    NEAR_DUPLICATE = "near_duplicate"
    DARK = "dark"
    OVEREXPOSED = "overexposed"
    BLURRY = "blurry"
    TINY = "tiny"
    UNREADABLE = "unreadable"


LABEL_REASONS = frozenset({Reason.DUPLICATE_OTHER_CLASS, Reason.MISLABEL, Reason.NO_FLOWER, Reason.OTHER_FLOWER})
"""Those that say that the label is wrong, and which a review of the photo settles, as it does `UNSURE`."""


class Way(StrEnum):
    """How a label was judged, always by something that had not learnt it."""

    REVIEWED = "reviewed"
    """The user had said what the photo shows."""
    CALIBRATED = "calibrated"
    """By the model's calibrated probabilities: the class is the model's, the photo is not of its training."""
    K_FOLD = "k_fold"
    """By a light head on the model's embedding, fitted on the folder's other photos: the classes are the user's own."""
    K_FOLD_FROZEN = "k_fold_frozen"
    """The same on features that did not learn these labels: the photo is (or stands among) the model's training."""
    NOT_JUDGED = "not_judged"
    """The photo has no label, could not be read, or there was nothing to judge it by."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A photo of the folder that looks like another one, and speaks for that one's suggested label.

    Attributes:
        path: absolute.
        label: what its own folder says; the suggested label.
        likeness: cosine of the two embeddings, at most 1.
    """

    path: str
    label: str
    likeness: float


@dataclass(frozen=True, slots=True, eq=False)
class AuditedPhoto:
    """One photo of the folder, with what there is to say of its label.

    Attributes:
        name: path from the audited folder on, `/` between parts; bytes that are no text are kept as surrogates.
        folder: the class folder that it stands in, like `name`; empty directly in the audited folder.
        split: the split folder (`train`, `test`, …) that its class folder stands in; empty without one.
        given, predicted: places in `AuditResult.classes`, -1 where there is none.
        folder_label: the given class; empty where the photo has no label.
        suggested_label: what it should be rather: a class, `no_flower` or `other_flower`; empty where the folder's
            label stands.
        label_quality: chance that the given label is right, 0–1, low is suspicious; None where it was not judged.
        reasons: in the order of `Reason`.
        way: how the label was judged.
        probabilities: shape (classes,), out of sample, summing to 1; shape (0,) where it was not judged.
        group: number of the photos that show the same picture; None where it is the only one.
        neighbours: those that speak for a suggested class, the likest first; empty where there are none.
    """

    photo: LabelledPhoto
    name: str
    folder: str
    folder_label: str
    given: int = -1
    predicted: int = -1
    split: str = ""
    suggested_label: str = ""
    label_quality: float | None = None
    reasons: tuple[Reason, ...] = ()
    way: Way = Way.NOT_JUDGED
    probabilities: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    group: int | None = None
    neighbours: tuple[Neighbour, ...] = ()

    @property
    def path(self) -> str:
        """Where the file lies, absolute."""
        return self.photo.file.path


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many photos have a reason.

    Attributes:
        expected: how many of them are expected to be so in truth, from calibrated chances; all of them where the
            reason is measured and not estimated (copies, light, size).
    """

    reason: Reason
    photos: int
    expected: float


@dataclass(frozen=True, slots=True)
class SplitOverlap:
    """The same picture in several split folders.

    Attributes:
        splits: their names, such as `train` and `test`.
        names: of the photos, like `AuditedPhoto.name`.
    """

    splits: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AuditResult:
    """Everything that an audit found.

    Attributes:
        root: the audited folder, absolute.
        model: name and version of the pack.
        classes: the labels that stand in the folder and those that the model could suggest instead, the model's
            first.
        photos: by ascending `label_quality`; those without one come last, in natural order of their names.
        confusion: shape (classes, classes), rows given, columns predicted, over the judged photos; read-only.
        counts: each reason that occurs, in the order of `Reason`.
        ways: judged photos by the way that was used.
        overlaps: pictures that stand in several of the split folders.
        empty: class folders without a photo, from the audited folder on.
        folders_failed: those that could not be listed.
        remarks: what else the user should know, as sentences; which way was used is among them.
        seconds: how long it took.
    """

    root: str
    model: str
    classes: tuple[str, ...]
    photos: tuple[AuditedPhoto, ...]
    confusion: NDArray[np.int64]
    counts: tuple[ReasonCount, ...]
    ways: Counter[Way]
    overlaps: tuple[SplitOverlap, ...] = ()
    empty: tuple[str, ...] = ()
    folders_failed: tuple[FolderFailed, ...] = ()
    remarks: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def suspicious(self) -> tuple[AuditedPhoto, ...]:
        """The photos with at least one reason, in the order of `photos`."""
        return tuple(photo for photo in self.photos if photo.reasons)


class AuditStep(StrEnum):
    """What an audit does after every photo has its label."""

    COPIES = "copies"
    FEATURES = "features"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class AuditProgress:
    """How far a step is; `total` is 0 where it can't be told."""

    step: AuditStep
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class AuditFinished:
    """The audit is done; the last event of one that was neither cancelled nor failed."""

    summary: RunSummary
    result: AuditResult


AuditEvent = Event | AuditProgress | AuditFinished
"""Those of labelling the photos, without its `RunFinished`, then the steps of the audit.

Exactly one of `AuditFinished`, `RunCancelled` and `RunFailed` is the last.
"""
