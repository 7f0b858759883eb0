"""Hand-written findings of audits, for photos of a table that stand in class folders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from flowersort.core.audit import AuditedPhoto, AuditResult, Neighbour, Reason, ReasonCount, Way
from flowersort.core.labelled import LabelledPhoto
from tests.fakes.labelled import CLASSES

MISLABEL = (Reason.MISLABEL,)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said of one photo; its given label is the first part of its name unless `given` says otherwise."""

    suggested: str = ""
    reasons: tuple[Reason, ...] = ()
    quality: float | None = 0.9
    group: int | None = None
    given: str = ""
    neighbours: tuple[str, ...] = ()


def result_of(
    root: str,
    photos: Sequence[LabelledPhoto],
    findings: Mapping[str, Finding] | None = None,
    *,
    classes: tuple[str, ...] = CLASSES,
    remarks: tuple[str, ...] = ("Judged by the model's calibrated probabilities.",),
) -> AuditResult:
    """Return an audit of photos below `root`, `findings` by their names from there; all others stand right."""
    known = findings or {}
    audited = [_audited(root, photo, known, classes) for photo in photos]
    audited.sort(key=lambda each: (each.label_quality is None, each.label_quality or 0.0, each.name))
    confusion = np.zeros((len(classes), len(classes)), np.int64)
    for photo in audited:
        if photo.given >= 0 and photo.predicted >= 0:
            confusion[photo.given, photo.predicted] += 1
    reasons = Counter(reason for photo in audited for reason in photo.reasons)
    return AuditResult(
        root=root,
        model="flowers 2.0.0",
        classes=classes,
        photos=tuple(audited),
        confusion=confusion,
        counts=tuple(ReasonCount(each, reasons[each], 0.8 * reasons[each]) for each in Reason if reasons[each]),
        ways=Counter(photo.way for photo in audited),
        remarks=remarks,
    )


def _audited(root: str, photo: LabelledPhoto, known: Mapping[str, Finding], classes: tuple[str, ...]) -> AuditedPhoto:
    name = photo.file.path[len(root) + 1 :]
    folder = name.rpartition("/")[0]
    finding = known.get(name, Finding())
    given = finding.given or folder.partition("/")[0]
    place = classes.index(given) if given in classes else -1
    predicted = classes.index(finding.suggested) if finding.suggested in classes else place
    chances = np.full(len(classes), 0.02 / len(classes))
    chances[predicted] += 0.98
    judged = place >= 0 and finding.quality is not None
    return AuditedPhoto(
        photo=photo,
        name=name,
        folder=folder,
        folder_label=given,
        given=place,
        predicted=predicted if judged else -1,
        suggested_label=finding.suggested,
        label_quality=finding.quality,
        reasons=finding.reasons,
        way=Way.CALIBRATED if judged else Way.NOT_JUDGED,
        probabilities=chances if judged else np.empty(0),
        group=finding.group,
        neighbours=tuple(Neighbour(f"{root}/{each}", finding.suggested, 0.9) for each in finding.neighbours),
    )
