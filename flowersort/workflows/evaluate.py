"""Measure the model on a folder of class subfolders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np

from flowersort.core.errors import UsageError
from flowersort.core.evaluation import Evaluation, evaluate
from flowersort.core.events import Event, PhotoFailed, PhotoLabelled, RunFinished
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.scan_faults import shown
from flowersort.workflows.classify import ClassifyOptions, classify
from flowersort.workflows.tools import Tools


@dataclass(frozen=True, slots=True, eq=False)
class FolderEvaluation:
    """Figures of one folder.

    Attributes:
        evaluation: over the photos that stand in a known class and could be read.
        unreadable: photos that stand in a known class and could not be read.
        left_out: photos per folder that is no class of the model, `` for photos in no subfolder.
    """

    evaluation: Evaluation
    unreadable: int
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
        self._given: list[int] = []
        self._probabilities: list[np.ndarray] = []
        self._left_out: Counter[str] = Counter()
        self._unreadable = 0
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
        if not self._given and not self._unreadable:
            raise UsageError(
                f"No photo in {shown(self._root)} stands in a subfolder named like a class of the model "
                f"({', '.join(self._classes)})."
            )
        shape = (len(self._given), len(self._classes))
        probabilities = np.array(self._probabilities).reshape(shape)
        figures = evaluate(np.array(self._given, int), probabilities, self._classes)
        return FolderEvaluation(figures, self._unreadable, self._left_out)

    def _take(self, photo: LabelledPhoto) -> None:
        parts = PurePath(os.path.relpath(photo.file.path, self._root)).parts
        folder = parts[0] if len(parts) > 1 else ""
        place = self._known.get(folder.casefold())
        if place is None:
            self._left_out[folder] += 1
        elif photo.prediction is None:
            self._unreadable += 1
        else:
            self._given.append(place)
            self._probabilities.append(photo.prediction.probabilities)
