"""Everything that was measured of a sorted folder's photos → what an audit says of each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flowersort.core.audit import AuditedPhoto, Reason, ReasonCount, SplitOverlap, Way
from flowersort.core.folder_labels import ClassFolder, same_class
from flowersort.core.label_quality import UNSURE_BELOW, WRONG_BELOW, judge
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.metrics import confusion_matrix
from flowersort.core.naming import natural_key
from flowersort.core.review import Verdict
from flowersort.core.state import Thresholds

_NOVELTIES = {Verdict.NO_FLOWER: Reason.NO_FLOWER, Verdict.OTHER_FLOWER: Reason.OTHER_FLOWER}
_ESTIMATED = (Reason.MISLABEL, Reason.UNSURE)


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """A photo and where it stands.

    Attributes:
        name: path from the audited folder on, `/` between parts.
        group: number of the photos that show the same picture; None where it is the only one.
        exact: whether another file of the group has the same content.
        problems: what is wrong with it as a photo.
    """

    photo: LabelledPhoto
    name: str
    place: ClassFolder
    group: int | None = None
    exact: bool = False
    problems: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """What is said of the photos, by something that did not learn their labels.

    Attributes:
        classes: every label that occurs among the photos, and others that may be suggested.
        probabilities: shape (photos, classes); NaN rows where nothing is said.
        ways: how each photo was judged.
    """

    classes: tuple[str, ...]
    probabilities: NDArray[np.float64]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What an audit says of the photos, in the order of their label quality, and of all of them together."""

    photos: tuple[AuditedPhoto, ...]
    confusion: NDArray[np.int64]
    counts: tuple[ReasonCount, ...]
    ways: Counter[Way]
    overlaps: tuple[SplitOverlap, ...]


def find(
    sightings: Sequence[Sighting], verdicts: Verdicts, *, thresholds: Thresholds, known: Sequence[str]
) -> Findings:
    """Put together what there is to say.

    Args:
        sightings: in the natural order of their names.
        verdicts: rows in the order of `sightings`.
        thresholds: from which scores on a photo shows no flower, or a flower of another kind.
        known: the model's classes; a class of the user's own is of another kind by nature.
    """
    places = {name: number for number, name in enumerate(verdicts.classes)}
    given = np.array([places.get(one.place.label, -1) for one in sightings], int)
    judged = np.isfinite(verdicts.probabilities).all(axis=1) & (given >= 0)
    judgement = judge(given[judged], verdicts.probabilities[judged])
    rows = iter(zip(judgement.quality.tolist(), judgement.truth, strict=True))
    photos: list[AuditedPhoto] = []
    for number, one in enumerate(sightings):
        quality, truth = next(rows) if judged[number] else (None, None)
        said = _Said(verdicts.probabilities[number], quality, truth, verdicts.ways[number])
        photos.append(_audited(one, int(given[number]), said, verdicts.classes, thresholds, known))
    photos = _with_copies(photos, sightings)
    predicted = np.array([photo.predicted for photo in photos], int)
    counted = judged & (predicted >= 0)
    confusion = confusion_matrix(given[counted], predicted[counted], classes=len(verdicts.classes))
    confusion.setflags(write=False)
    return Findings(
        photos=tuple(sorted(photos, key=_place)),
        confusion=confusion,
        counts=_counts(photos),
        ways=Counter(photo.way for photo in photos),
        overlaps=_overlaps(photos),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    probabilities: NDArray[np.float64]
    quality: float | None
    truth: NDArray[np.float64] | None
    way: Way


def _audited(
    one: Sighting,
    given: int,
    said: _Said,
    classes: tuple[str, ...],
    thresholds: Thresholds,
    known: Sequence[str],
) -> AuditedPhoto:
    photo = AuditedPhoto(
        one.photo, one.name, one.place.folder, one.place.label, given, split=one.place.split, group=one.group
    )
    if one.photo.prediction is None:
        return replace(photo, reasons=(Reason.UNREADABLE,))
    if one.photo.review is not None and given >= 0:
        return replace(_reviewed(photo), reasons=(*_reviewed(photo).reasons, *one.problems))
    reasons = list(_novelties(one, thresholds, known))
    suggested = reasons[0].value if reasons else ""
    if said.quality is None or said.truth is None:
        return replace(photo, reasons=(*reasons, *one.problems), suggested_label=suggested if given >= 0 else "")
    if said.quality < UNSURE_BELOW:
        reasons.insert(0, Reason.MISLABEL if said.quality < WRONG_BELOW else Reason.UNSURE)
    best = int(said.truth.argmax())
    if said.quality < WRONG_BELOW and best != given and (not suggested or said.truth[best] >= UNSURE_BELOW):
        suggested = classes[best]
    return replace(
        photo,
        predicted=int(said.probabilities.argmax()),
        suggested_label=suggested,
        label_quality=said.quality,
        reasons=(*reasons, *one.problems),
        way=said.way,
        probabilities=said.probabilities,
    )


def _reviewed(photo: AuditedPhoto) -> AuditedPhoto:
    """Take the user's word: a review that agrees with the folder settles the label, another one is the suggestion."""
    review = photo.photo.review
    assert review is not None
    novelty = _NOVELTIES.get(review.verdict)
    if novelty is not None:
        told = replace(photo, label_quality=0.0, suggested_label=review.label, reasons=(novelty,))
    elif review.class_name is not None and not same_class(review.class_name, photo.folder_label):
        told = replace(photo, label_quality=0.0, suggested_label=review.class_name, reasons=(Reason.MISLABEL,))
    else:
        told = replace(photo, label_quality=1.0)
    return replace(told, way=Way.REVIEWED)


def _novelties(one: Sighting, thresholds: Thresholds, known: Sequence[str]) -> Iterable[Reason]:
    said = one.photo.prediction
    assert said is not None
    if said.no_flower >= thresholds.no_flower:
        yield Reason.NO_FLOWER
    elif said.other_flower >= thresholds.other_flower and one.place.label in known:
        yield Reason.OTHER_FLOWER


def _with_copies(photos: Sequence[AuditedPhoto], sightings: Sequence[Sighting]) -> list[AuditedPhoto]:
    """Tell copies, and let a picture that stands in several classes come first: at least one label is wrong."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number, photo in enumerate(photos):
        if photo.group is not None:
            groups[photo.group].append(number)
    found = list(photos)
    for numbers in groups.values():
        labels = {photos[number].folder_label for number in numbers} - {""}
        best = _likeliest(photos[number] for number in numbers) if len(labels) > 1 else ""
        for number in numbers:
            photo = photos[number]
            copies = [Reason.DUPLICATE if sightings[number].exact else Reason.NEAR_DUPLICATE]
            if best and photo.folder_label and photo.way is not Way.REVIEWED:
                other = photo.suggested_label or (best if best != photo.folder_label else "")
                photo = replace(photo, label_quality=0.0, suggested_label=other)
                copies.append(Reason.DUPLICATE_OTHER_CLASS)
            found[number] = replace(photo, reasons=_ordered((*photo.reasons, *copies)))
    return [replace(photo, reasons=_ordered(photo.reasons)) for photo in found]


def _likeliest(photos: Iterable[AuditedPhoto]) -> str:
    """Return the label that fits a picture best among those that it was given."""
    return max(photos, key=lambda photo: -1.0 if photo.label_quality is None else photo.label_quality).folder_label


def _ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    given = set(reasons)
    return tuple(reason for reason in Reason if reason in given) if len(given) > 1 else tuple(given)


def _place(photo: AuditedPhoto) -> tuple[bool, float, int]:
    """Return what photos are ordered by; those that are equal stay in the order of their names."""
    if photo.label_quality is None:
        return (True, 0.0, 0)
    # Copies that are equally suspicious stand together.
    return (False, photo.label_quality, -1 if photo.group is None else photo.group)


def _counts(photos: Sequence[AuditedPhoto]) -> tuple[ReasonCount, ...]:
    having: dict[Reason, list[AuditedPhoto]] = {reason: [] for reason in Reason}
    for photo in photos:
        for reason in photo.reasons:
            having[reason].append(photo)
    return tuple(
        ReasonCount(reason, len(chosen), sum(_chance(photo, reason) for photo in chosen))
        for reason, chosen in having.items()
        if chosen
    )


def _chance(photo: AuditedPhoto, reason: Reason) -> float:
    """Return the chance that a reason holds in truth."""
    said = photo.photo.prediction
    if photo.way is Way.REVIEWED or said is None:
        return 1.0
    if reason is Reason.NO_FLOWER:
        return said.no_flower
    if reason is Reason.OTHER_FLOWER:
        return said.other_flower
    return 1.0 - (photo.label_quality or 0.0) if reason in _ESTIMATED else 1.0


def _overlaps(photos: Sequence[AuditedPhoto]) -> tuple[SplitOverlap, ...]:
    groups: dict[int, list[AuditedPhoto]] = defaultdict(list)
    for photo in photos:
        if photo.group is not None and photo.split:
            groups[photo.group].append(photo)
    found = []
    for group in groups.values():
        splits = sorted({photo.split for photo in group}, key=natural_key)
        if len(splits) > 1:
            found.append(SplitOverlap(tuple(splits), tuple(sorted((photo.name for photo in group), key=natural_key))))
    return tuple(found)
