"""Write an audit down as a page, in a folder of its own."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from flowersort.core.audit import AuditedPhoto, AuditResult, Reason
from flowersort.core.audit_words import ESTIMATED, WORDS
from flowersort.core.csv_names import one_line
from flowersort.core.doubt import percent
from flowersort.services.export.rows import relative_name
from flowersort.services.report.audit_content import AuditReport, Group, ReasonLine, Shown, Suspect
from flowersort.services.report.audit_page import render_audit
from flowersort.services.report.content import Picture
from flowersort.services.report.folder import AUDIT, PAGE, place_report
from flowersort.workflows.export_audit import audit_json
from flowersort.workflows.report_parts import Occasion, name_shown, origin_of, picture_of
from flowersort.workflows.tools import Tools

SUSPECTS = 60
_GROUPS, _IN_GROUP, _SPOILT, _OVERLAPS = 24, 6, 48, 100
_LABEL = (Reason.MISLABEL, Reason.NO_FLOWER, Reason.OTHER_FLOWER, Reason.UNSURE)
_SUGGESTED = {Reason.NO_FLOWER.value: WORDS[Reason.NO_FLOWER], Reason.OTHER_FLOWER.value: WORDS[Reason.OTHER_FLOWER]}
_SPOILT_BY = (Reason.DARK, Reason.OVEREXPOSED, Reason.BLURRY, Reason.TINY)


def report_audit(result: AuditResult, target: str, *, tools: Tools, occasion: Occasion) -> str:
    """Write the report's folder, whole or not at all, and return the path of its page.

    The photos shown are read once more; one that has gone meanwhile is said to be.

    Raises:
        ExportError: the folder can't be written; an earlier report is still there.
    """
    page = render_audit(_report(result, tools, occasion))
    files = {PAGE: page.encode("utf-8"), AUDIT: audit_json(result, result.photos).encode("utf-8")}
    place_report(target, files)
    return os.path.join(target, PAGE)  # noqa: PTH118 (a path may hold anything)


def _report(result: AuditResult, tools: Tools, occasion: Occasion) -> AuditReport:
    pictures = _Pictures(result, tools)
    twins, copies = _groups(result.photos)
    suspects = [photo for photo in result.suspicious if photo.group not in twins and set(photo.reasons) & set(_LABEL)]
    spoilt = [photo for photo in result.suspicious if set(photo.reasons) & set(_SPOILT_BY)]
    judged = (photo.label_quality for photo in result.photos if photo.label_quality is not None)
    return AuditReport(
        origin=origin_of(result.root, model=result.model, occasion=occasion),
        photos=len(result.photos),
        suspicious=len(result.suspicious),
        wrong=sum(1.0 - quality for quality in judged),
        reasons=tuple(
            ReasonLine(WORDS[each.reason], each.photos, each.expected if each.reason in ESTIMATED else None)
            for each in result.counts
        ),
        remarks=tuple(map(one_line, result.remarks)),
        classes=tuple(map(one_line, result.classes)),
        confusion=result.confusion,
        twins=pictures.groups(twins.values()),
        twins_found=len(twins),
        copies=pictures.groups(copies.values()),
        copies_found=len(copies),
        suspects=tuple(pictures.suspect(photo) for photo in suspects[:SUSPECTS]),
        suspects_found=len(suspects),
        spoilt=tuple(pictures.spoilt(photo) for photo in spoilt[:_SPOILT]),
        spoilt_found=len(spoilt),
        overlaps=tuple(_overlaps(result)),
    )


class _Pictures:
    """Photos as they are shown, each decoded once."""

    def __init__(self, result: AuditResult, tools: Tools) -> None:
        self._result, self._tools = result, tools
        self._made: dict[str, Picture | None] = {}

    def shown(self, path: str, label: str) -> Shown:
        """Return one photo with its picture."""
        if path not in self._made:
            self._made[path] = picture_of(path, self._tools)
        return Shown(name_shown(relative_name(path, base=self._result.root)), one_line(label), self._made[path])

    def groups(self, groups: Iterable[Sequence[AuditedPhoto]]) -> tuple[Group, ...]:
        """Return some groups of copies."""
        return tuple(
            Group(tuple(self.shown(photo.path, photo.folder_label) for photo in group[:_IN_GROUP]), len(group))
            for group in islice(groups, _GROUPS)
        )

    def suspect(self, photo: AuditedPhoto) -> Suspect:
        """Return one suspicious photo with those that speak for its suggestion."""
        return Suspect(
            photo=self.shown(photo.path, photo.folder_label),
            suggested=one_line(_SUGGESTED.get(photo.suggested_label, photo.suggested_label)),
            quality="" if photo.label_quality is None else percent(photo.label_quality),
            reasons=tuple(WORDS[reason] for reason in photo.reasons),
            kind=photo.reasons[0].value,
            neighbours=tuple(self.shown(each.path, each.label) for each in photo.neighbours),
        )

    def spoilt(self, photo: AuditedPhoto) -> Shown:
        """Return one photo that is no good as a photo, with what is wrong in place of its label."""
        told = ", ".join(WORDS[reason] for reason in photo.reasons if reason in _SPOILT_BY)
        return self.shown(photo.path, told)


def _groups(photos: Sequence[AuditedPhoto]) -> tuple[dict[int, list[AuditedPhoto]], dict[int, list[AuditedPhoto]]]:
    """Return the groups of copies that stand in several classes, and the others, by their number."""
    groups: dict[int, list[AuditedPhoto]] = defaultdict(list)
    for photo in photos:
        if photo.group is not None:
            groups[photo.group].append(photo)
    twins = {
        number: group
        for number, group in groups.items()
        if any(Reason.DUPLICATE_OTHER_CLASS in photo.reasons for photo in group)
    }
    return twins, {number: group for number, group in groups.items() if number not in twins}


def _overlaps(result: AuditResult) -> Iterator[str]:
    for each in result.overlaps[:_OVERLAPS]:
        yield f"{' and '.join(map(name_shown, each.splits))}: {', '.join(map(name_shown, each.names))}"
    if len(result.overlaps) > _OVERLAPS:
        yield f"… and {len(result.overlaps) - _OVERLAPS:,} more; {AUDIT} has them all."
