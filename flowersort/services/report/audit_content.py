"""What an audit's page tells, as values: the page is made from these alone. All texts are one line, fit to be shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.services.report.content import Origin, Picture


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One photo as it is shown; `picture` is None where it could not be read again."""

    name: str
    label: str
    picture: Picture | None


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Photos that show one picture: some of them as they are shown, and `found` how many there are in all."""

    photos: tuple[Shown, ...]
    found: int


@dataclass(frozen=True, slots=True, eq=False)
class Suspect:
    """One suspicious photo.

    Attributes:
        suggested: what it should be rather; empty where the label stands.
        quality: chance that the label is right, in words; empty where it was not judged.
        reasons: in words.
        kind: short name of the gravest reason.
        neighbours: photos that speak for the suggestion.
    """

    photo: Shown
    suggested: str
    quality: str
    reasons: tuple[str, ...]
    kind: str
    neighbours: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """How many photos have a reason, and how many are expected to be so in truth; None where that is no estimate."""

    name: str
    photos: int
    expected: float | None


@dataclass(frozen=True, slots=True, eq=False)
class AuditReport:
    """Everything that the page tells.

    Attributes:
        photos, suspicious: how many.
        wrong: labels among them that are expected to be wrong.
        confusion: shape (classes, classes), rows given, columns predicted.
        twins: groups of photos that show one picture and stand in several classes, and `twins_found` how many there
            are in all; so of the others.
        copies: the same within one class.
        suspects: the most suspicious photos that are no copies, and `suspects_found` how many there are in all.
        spoilt: photos that are no good as photos, each with what is wrong as its label.
        overlaps: pictures in several splits, as sentences.
    """

    origin: Origin
    photos: int
    suspicious: int
    wrong: float
    reasons: tuple[ReasonLine, ...]
    remarks: tuple[str, ...]
    classes: tuple[str, ...]
    confusion: NDArray[np.int64]
    twins: tuple[Group, ...]
    twins_found: int
    copies: tuple[Group, ...]
    copies_found: int
    suspects: tuple[Suspect, ...]
    suspects_found: int
    spoilt: tuple[Shown, ...]
    spoilt_found: int
    overlaps: tuple[str, ...]
