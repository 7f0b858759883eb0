"""Measure the model on a folder of class subfolders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from flowersort.core.errors import UsageError
from flowersort.core.evaluated import EvaluatedPhoto, UnreadablePhoto
from flowersort.core.evaluation import Evaluation, evaluate
from flowersort.core.events import Event, PhotoFailed, PhotoLabelled, RunFinished
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.naming import NaturalKey, natural_key
from flowersort.core.progress import CancelToken
from flowersort.services.export.rows import relative_name
from flowersort.services.imaging.scan_faults import shown
from flowersort.workflows.classify import ClassifyOptions, classify
from flowersort.workflows.tools import Tools


@dataclass(frozen=True, slots=True, eq=False)
class FolderEvaluation:
    """Figures of one folder.

    Attributes:
        root: the folder, absolute.
        evaluation: over `photos`.
        photos: those that stand in a known class and could be read, in natural order of their names.
        unreadable: those that stand in a known class and could not be read, in natural order of their names.
        left_out: photos per folder that is no class of the model, `` for photos in no subfolder.
    """

    root: str
    evaluation: Evaluation
    photos: tuple[EvaluatedPhoto, ...]
    unreadable: tuple[UnreadablePhoto, ...]
    left_out: Counter[str]


class EvaluateFolder:
    """One evaluation: iterate its events to the end, then ask for `result`."""

    def __init__(self, folder: str, *, tools: Tools, options: ClassifyOptions, cancel: CancelToken) -> None:
        """Prepare; nothing runs before the iteration.

        Raises:
            UsageError: the folder is a file.
            FolderError: there is no such folder.
        """
        if os.path.isfile(folder):  # noqa: PTH113 (a path may hold undecodable bytes)
            raise UsageError(f"{shown(folder)} is a file; evaluate needs a folder of class subfolders.")
        self._root = os.path.abspath(folder)  # noqa: PTH100
        self._classes = tools.pack.facts.classes
        self._events = classify([folder], tools=tools, options=options, cancel=cancel)
        self._known = {name.casefold(): place for place, name in enumerate(self._classes)}
        self._photos: list[EvaluatedPhoto] = []
        self._unreadable: list[UnreadablePhoto] = []
        self._left_out: Counter[str] = Counter()
        self._finished = False

    def __iter__(self) -> Generator[Event, None, None]:
        with closing(self._events) as events:
            for event in events:
                match event:
                    case PhotoLabelled(photo=photo) | PhotoFailed(photo=photo):
                        self._take(photo)
                    case RunFinished():
                        self._finished = True
                yield event

    @property
    def result(self) -> FolderEvaluation | None:
        """The figures; None where the run was cut short.

        Raises:
            UsageError: no photo stands in a subfolder named like one of the model's classes.
        """
        if not self._finished:
            return None
        if not self._photos and not self._unreadable:
            raise UsageError(
                f"No photo in {shown(self._root)} stands in a subfolder named like a class of the model "
                f"({', '.join(self._classes)})."
            )
        photos = tuple(sorted(self._photos, key=_natural))
        unreadable = tuple(sorted(self._unreadable, key=_natural))
        given = np.array([photo.given for photo in photos], int)
        probabilities = np.array([photo.probabilities for photo in photos]).reshape(len(photos), len(self._classes))
        figures = evaluate(given, probabilities, self._classes)
        return FolderEvaluation(self._root, figures, photos, unreadable, self._left_out)

    def _take(self, photo: LabelledPhoto) -> None:
        name = relative_name(photo.file.path, base=self._root)
        folder = name.partition("/")[0] if "/" in name else ""
        given = self._known.get(folder.casefold())
        if given is None:
            self._left_out[folder] += 1
        elif photo.prediction is None:
            self._unreadable.append(UnreadablePhoto(name, photo.error or ""))
        else:
            said = photo.prediction
            self._photos.append(
                EvaluatedPhoto(name, given, said.probabilities, said.no_flower, said.other_flower, photo.state)
            )


def _natural(photo: EvaluatedPhoto | UnreadablePhoto) -> tuple[NaturalKey, ...]:
    return tuple(natural_key(part) for part in photo.name.split("/"))
