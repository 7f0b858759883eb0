"""What the detail panel and the preview are told, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPixmap

from flowersort.core.audit import AuditedPhoto
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.review import Verdict


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many photos of a selection have a label.

    Attributes:
        label: as users read it.
        photos: at least 1.
    """

    label: str
    photos: int


@dataclass(frozen=True, slots=True, eq=False)
class Neighbour:
    """A labelled photo that looks like the one shown.

    Attributes:
        row: in the photo table.
        pixmap: its thumbnail, None where there is none yet.
        label: as users read it.
        similarity: 0–1, 1 for an equal look; None where there is no need to say so.
    """

    row: int
    pixmap: QPixmap | None
    label: str
    similarity: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """What a check found of a photo.

    Attributes:
        classes: those of the check, in the order of the probabilities.
        speaking: photos that speak for the suggestion.
        copies: the other photos of the same picture, each with its folder for a label.
    """

    photo: AuditedPhoto
    classes: tuple[str, ...]
    speaking: Sequence[Neighbour] = ()
    copies: Sequence[Neighbour] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DetailSubject:
    """What there is to show: one photo, or the current one of several selected.

    Attributes:
        row: of the photo in the photo table.
        path: as the operating system gives it.
        name: relative to the opened folder, as shown.
        photo: None while the photo waits for its label.
        thumbnail: stands in until the large photo is there; None where there is none yet.
        selected: how many photos are selected, at least 1.
        counts: the selection's labels, most frequent first; read where more than one photo is selected.
        doubt: what a check found of it, while labels are checked.
    """

    row: int
    path: str
    name: str
    photo: LabelledPhoto | None
    thumbnail: QPixmap | None
    selected: int = 1
    counts: tuple[LabelCount, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class ReviewChoice:
    """An answer chosen by mouse, the same as a key gives.

    Attributes:
        verdict: None accepts the label that the model gave.
        class_index: where `verdict` is `CLASS`, else None.
    """

    verdict: Verdict | None
    class_index: int | None = None
