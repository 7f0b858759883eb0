"""Find what is wrong in a folder that somebody sorted: a path in, events out."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from flowersort.core.audit import AuditEvent, AuditFinished, AuditProgress, AuditResult, AuditStep
from flowersort.core.audit_findings import Sighting, find
from flowersort.core.audit_remarks import Story, remarks
from flowersort.core.errors import FlowersortError, UsageError
from flowersort.core.events import (
    FolderFailed,
    FolderPassedOver,
    PhotoFailed,
    PhotoLabelled,
    RunCancelled,
    RunFailed,
    RunFinished,
    RunSummary,
)
from flowersort.core.folder_labels import FolderLabels
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.look_alikes import Sketcher
from flowersort.core.naming import NaturalKey, natural_key
from flowersort.core.neighbours import with_neighbours
from flowersort.core.photo_quality import DEFAULT_LIMITS, QualityLimits
from flowersort.core.progress import CancelToken
from flowersort.services.export.rows import relative_name
from flowersort.services.imaging.folders import folders_below
from flowersort.services.imaging.scan_faults import shown
from flowersort.services.learning.head import prepare
from flowersort.workflows.audit_copies import Copies, find_copies
from flowersort.workflows.audit_embeddings import Embeddings
from flowersort.workflows.audit_labels import LabelJudge
from flowersort.workflows.classify import ClassifyOptions, classify
from flowersort.workflows.tools import Tools

_MANY = 500


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """How to audit.

    Attributes:
        fresh: decode every photo again, even a known one.
        thumbnails: whether decoded photos come with a thumbnail.
        labels: class by name of a folder, where the folder's own name is not the class (`--map given=class`); an empty
            class says that the folder is none.
        limits: from where on a photo is dark, overexposed, blurred, tiny or of one colour.
    """

    fresh: bool = False
    thumbnails: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    limits: QualityLimits = DEFAULT_LIMITS


def audit(
    folder: str, *, tools: Tools, options: AuditOptions, cancel: CancelToken
) -> Generator[AuditEvent, None, None]:
    """Label the photos of a folder of class subfolders, and compare.

    A photo that the user reviewed is not judged again: a review that agrees with the folder settles its label (so
    "keep the label" is a review with the given class), one that differs is the suggestion.

    The events end with exactly one of AuditFinished, RunCancelled and RunFailed. Leaving the iteration early stops the
    run as cancelling does.

    Raises:
        UsageError: the folder is a file, or a mapped folder name does not occur.
        FolderError: there is no such folder.
    """
    if os.path.isfile(folder):  # noqa: PTH113 (a path may hold undecodable bytes)
        raise UsageError(f"{shown(folder)} is a file; audit needs a folder of class subfolders.")
    how = ClassifyOptions(fresh=options.fresh, thumbnails=options.thumbnails, embeddings=True, looks=True)
    labelling = classify([folder], tools=tools, options=how, cancel=cancel)
    root = os.path.abspath(folder)  # noqa: PTH100
    folders = folders_below(root, cancel=cancel)
    missing = FolderLabels(folders, holding=(), known=(), mapped={}).missing(options.labels)
    if missing and not cancel.cancelled:
        raise UsageError(f"No folder in {shown(folder)} is called {missing[0]!r}; nothing can be mapped from it.")
    return _Audit(root, folders, tools, options, cancel).events(labelling)


class _Audit:
    """One audit: photos are gathered while they are labelled, and then compared."""

    def __init__(
        self, root: str, folders: tuple[str, ...], tools: Tools, options: AuditOptions, cancel: CancelToken
    ) -> None:
        self._root, self._folders, self._tools = root, folders, tools
        self._options, self._cancel = options, cancel
        self._photos: list[LabelledPhoto] = []
        self._embeddings = Embeddings(tools)
        self._passed_over = 0
        self._began = tools.clock()

    def events(self, labelling: Generator[AuditEvent, None, None]) -> Generator[AuditEvent, None, None]:
        """Follow the labelling to its end, then compare."""
        with closing(labelling):
            for event in labelling:
                match event:
                    case PhotoLabelled(photo=photo, embedding=embedding):
                        self._photos.append(photo)
                        self._embeddings.put(photo.content, embedding)
                        self._prepare_early()
                    case PhotoFailed(photo=photo):
                        self._photos.append(photo)
                    case FolderPassedOver():
                        self._passed_over += 1
                    case RunFinished(summary=summary):
                        yield from self._compared(summary)
                        return
                yield event

    def _prepare_early(self) -> None:
        """Load what judges labels while photos are labelled, where there are so many that it will be asked for."""
        if len(self._photos) == _MANY:
            threading.Thread(target=prepare).start()

    def _compared(self, summary: RunSummary) -> Iterator[AuditEvent]:
        try:
            yield from self._compare(summary)
        except FlowersortError as fault:
            yield RunFailed(summary, str(fault))

    def _compare(self, summary: RunSummary) -> Iterator[AuditEvent]:
        named = self._in_order()
        labels = self._labels([name for name, _ in named], failed=summary.folders_failed)
        yield AuditProgress(AuditStep.COPIES)
        photos = [photo for _, photo in named]
        sketches = self._sketches(photos)
        copies = find_copies(photos, sketches, limits=self._options.limits, stopped=lambda: self._cancel.cancelled)
        if copies is None:
            yield RunCancelled(summary)
            return
        sightings = _sightings(named, labels, copies)
        judge = LabelJudge(sightings, tools=self._tools, embeddings=self._embeddings, cancel=self._cancel)
        yield from judge.events()
        if judge.verdicts is None:
            yield RunCancelled(summary)
            return
        facts = self._tools.pack.facts
        found = find(sightings, judge.verdicts, thresholds=facts.thresholds, known=facts.classes)
        rows = {photo.file.path: row for row, photo in enumerate(photos)}
        order = [rows[photo.path] for photo in found.photos]
        story = Story(found, labels, judge.training, self._passed_over)
        yield AuditFinished(
            summary,
            AuditResult(
                root=self._root,
                model=facts.title,
                classes=judge.verdicts.classes,
                photos=with_neighbours(found.photos, sketches[order]),
                confusion=found.confusion,
                counts=found.counts,
                ways=found.ways,
                overlaps=found.overlaps,
                empty=labels.empty,
                folders_failed=summary.folders_failed,
                remarks=tuple(remarks(story)),
                seconds=self._tools.clock() - self._began,
            ),
        )

    def _in_order(self) -> list[tuple[str, LabelledPhoto]]:
        named = [(relative_name(photo.file.path, base=self._root), photo) for photo in self._photos]

        def key(entry: tuple[str, LabelledPhoto]) -> tuple[NaturalKey, ...]:
            return tuple(natural_key(part) for part in entry[0].split("/"))

        return sorted(named, key=key)

    def _labels(self, names: list[str], *, failed: Iterable[FolderFailed]) -> FolderLabels:
        return FolderLabels(
            self._folders,
            holding={name.rpartition("/")[0] for name in names},
            known=self._tools.pack.facts.classes,
            mapped=self._options.labels,
            unlisted={relative_name(each.path, base=self._root) for each in failed},
        )

    def _sketches(self, photos: list[LabelledPhoto]) -> NDArray[np.int8]:
        reference = self._tools.pack.reference
        sketcher = Sketcher(mean=reference.mean, scale=reference.scale)
        return self._embeddings.sketches([photo.content for photo in photos], sketcher)


def _sightings(named: list[tuple[str, LabelledPhoto]], labels: FolderLabels, copies: Copies) -> list[Sighting]:
    return [
        Sighting(photo, name, labels.of(name), copies.groups[row], copies.exact[row], copies.problems[row])
        for row, (name, photo) in enumerate(named)
    ]
