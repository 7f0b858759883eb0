"""The open folders of a window: their photos, what happens to them, and who is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from flowersort.core.errors import FlowersortError
from flowersort.core.events import (
    Event,
    FolderFailed,
    PhotoFailed,
    PhotoLabelled,
    PhotosFound,
    ProgressMade,
    RunFailed,
    StoreFailed,
)
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo_table import STATES, PhotoTable
from flowersort.core.progress import Progress
from flowersort.core.state import State, Thresholds
from flowersort.gui.session.auditing import Auditing
from flowersort.gui.session.desk import Desk
from flowersort.gui.session.misplacement import Misplacement
from flowersort.gui.session.reviewing import Reviewing
from flowersort.gui.session.runs import Ending, Runs
from flowersort.gui.session.similarity import SimilaritySearch
from flowersort.gui.session.sorting import FilesChanged, Sorting, within
from flowersort.workflows.export import base_folder
from flowersort.workflows.review import AskedWriter, ReviewWriter

DOUBTFUL = frozenset({State.UNSURE, State.OTHER_FLOWER, State.NO_FLOWER})
"""The states that a review is wanted for."""

# Troubles that can end by themselves; photos and folders go by their paths, all others by their sentences.
_REVIEWS, _ASKED, _LABELS, _LOOK_ALIKES = "reviews", "asked", "labels", "look-alikes"
# How long closing waits for a store that is slow to take the last reviews.
_STORE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that went wrong.

    Attributes:
        path: of the photo or folder; empty where it was neither.
        state: `UNREADABLE` for a photo, None for anything else.
        reason: a sentence.
    """

    path: str
    state: State | None
    reason: str


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """One of the open folders, with how many photos it has and how many of them are doubtful."""

    path: str
    photos: int
    to_review: int


class Session(QObject):
    """The photos of the open folders, from the first drop to the close.

    Signals:
        opened: there is another table; whatever showed the old one must let go of it.
        found: a range of new rows.
        changed: an array of rows that look different now.
        progressed: how far the run is, a few times a second.
        running_changed: a run began or ended, or there is something to resume.
        run_ended: the last event of a run.
        troubled: the troubles changed.
        said: a sentence for the status line; with it, whether undo would take it back.
        similar: look-alikes are known, or no longer.
        moved: an array of rows whose photos stand elsewhere now.
        asked: what a random check asked, or no longer, as `AskedChange`s; before `changed`.
        outdated: photos may have come or gone in the open folders; only opening them again tells.
    """

    opened = Signal()
    found = Signal(object)
    changed = Signal(object)
    progressed = Signal(object)
    running_changed = Signal()
    run_ended = Signal(object)
    troubled = Signal()
    said = Signal(str, bool)
    similar = Signal()
    moved = Signal(object)
    outdated = Signal()
    asked = Signal(object)
    _store_news = Signal(object)
    _asked_news = Signal(object)

    def __init__(self, desk: Desk, clock: Callable[[], float], parent: QObject | None = None) -> None:
        """Begin without photos.

        Args:
            clock: seconds since 1970.
        """
        super().__init__(parent)
        self.desk, self._clock = desk, clock
        self.thresholds = desk.facts.thresholds
        # Called from the writer's thread; the signal brings it into the window's.
        self._store_news.connect(self._tell_store_news)
        self._writer = ReviewWriter(desk.built.tools.store, self._store_news.emit, why_no_store=desk.why_no_store)
        self._asked_news.connect(self._tell_asked_news)
        self.asked_writer = AskedWriter(desk.built.tools.store, self._asked_news.emit, why_no_store=desk.why_no_store)
        self.runs = Runs(lambda: desk.built.tools, self)
        self.runs.started.connect(self._begin)
        self.runs.told.connect(self._take)
        self.runs.ended.connect(self._end)
        self.runs.refused.connect(self._refuse)
        self.runs.idle.connect(self._rest)
        self.similarity = SimilaritySearch(desk, self)
        self.similarity.found.connect(self._take_similarity)
        self.similarity.failed.connect(lambda reason: self._trouble(_LOOK_ALIKES, reason))
        self.sorting = Sorting(desk, self)
        self.sorting.ended.connect(self._take_files)
        self.misplacement = Misplacement(self)
        self.auditing = Auditing(desk, self)
        self.paths: tuple[str, ...] = ()
        self._troubles: dict[str, Trouble] = {}
        self._reset()

    def open(self, paths: Iterable[str]) -> None:
        """Close what is open and label these photos and folders."""
        self.runs.drop()
        self.auditing.cancel()
        self.paths = ()
        self._reset()
        self.opened.emit()
        self.add(paths)

    def add(self, paths: Iterable[str]) -> None:
        """Label these too, after what is running already."""
        given = tuple(os.path.abspath(path) for path in paths)  # noqa: PTH100 (links stay as they are)
        self.paths = tuple(dict.fromkeys((*self.paths, *given)))
        self.runs.add(given)

    def resume(self) -> None:
        """Go on with what was stopped."""
        self.runs.resume()

    def cancel(self) -> None:
        """Stop after the photos in hand."""
        self.runs.cancel()
        self.auditing.cancel()

    def again(self, paths: Iterable[str]) -> None:
        """Label these photos anew, whatever is known of them."""
        self.runs.add(tuple(paths), fresh=True)

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Decide all states anew; reviews stand."""
        self.thresholds = thresholds
        self.table.set_thresholds(thresholds)

    def unsure_at(self, sure: float) -> int:
        """Return how many photos would be unsure with this threshold for all classes."""
        return self.table.unsure_at(sure)

    @property
    def name(self) -> str:
        """What the open folders are called: the first one's name, else empty."""
        return Path(self.paths[0]).name or self.paths[0] if self.paths else ""

    @property
    def troubles(self) -> Sequence[Trouble]:
        """What went wrong and is not mended, in the order in which it came."""
        return tuple(self._troubles.values())

    def now(self) -> float:
        """Return the time of a review that is given now, seconds since 1970."""
        return self._clock()

    def snapshot(self) -> tuple[PhotoTable, str]:
        """Return a copy of the table that another thread may read, and the folder that its names are relative to."""
        return self.table.snapshot(), self._base()

    def name_of(self, path: str) -> str:
        """Return how a path is shown: relative to the open folders where it lies in them."""
        row = self.table.find(path)
        return self.table.name(row) if row is not None else path

    def folders(self) -> Iterator[OpenFolder]:
        """Yield the open folders with their counts; single photos have none."""
        table = self.table
        for folder in self.paths:
            if not os.path.isdir(folder):  # noqa: PTH112 (a path may hold anything)
                continue
            if len(self.paths) == 1:
                counts = table.counts()
                yield OpenFolder(folder, counts.total, counts.to_review)
                continue
            inside = folder.rstrip(os.sep) + os.sep
            rows = [row for row in range(len(table)) if table.path(row).startswith(inside)]
            states = table.states[rows]
            yield OpenFolder(folder, len(rows), int(np.isin(states, [STATES.index(each) for each in DOUBTFUL]).sum()))

    def unstored(self) -> int:
        """Return how many reviews could not be stored, after trying once more."""
        self._writer.retry()
        self._writer.flush(_STORE_SECONDS)
        self.asked_writer.flush(_STORE_SECONDS)
        return max(self._writer.pending, self.asked_writer.pending)

    @property
    def store_fault(self) -> str:
        """Why reviews can't be stored; empty where they can."""
        return self._writer.fault or self.asked_writer.fault or ""

    def retry_store(self) -> None:
        """Try to store what could not be stored."""
        self._writer.retry()
        self.asked_writer.retry()

    def close(self) -> bool:
        """Stop everything and store what is left; return whether every review is stored."""
        self.sorting.close()
        self.auditing.close()
        self.misplacement.close()
        # In this order: the end of a run begins the search for look-alikes.
        self.runs.close()
        self.similarity.close()
        asked = self.asked_writer.close()
        return self._writer.close() and asked

    def _reset(self) -> None:
        self.table = PhotoTable(self.desk.facts)
        self.table.set_thresholds(self.thresholds)
        self.reviewing = Reviewing(self.table, self._writer, self._clock, self)
        self.reviewing.asked.connect(self.asked_writer.put)
        self.reviewing.asked.connect(self.asked)
        self.reviewing.changed.connect(self.changed)
        self.reviewing.changed.connect(self.misplacement.reviewed)
        self.misplacement.watch(self.table)
        self.reviewing.said.connect(lambda text: self.said.emit(text, True))
        # What is wrong with the store is so for every folder.
        self._troubles = {key: self._troubles[key] for key in (_REVIEWS, _ASKED, _LABELS) if key in self._troubles}
        self.troubled.emit()
        self.similarity.forget()

    def _begin(self, paths: tuple[str, ...]) -> None:
        self.similarity.stop()
        # A folder that could not be listed gets its chance; if it fails again, it says so again.
        for folder in [each.path for each in self._troubles.values() if each.path and each.state is None]:
            if any(folder == path or folder.startswith(path.rstrip(os.sep) + os.sep) for path in paths):
                self._mend(folder)
        self.table.set_base(self._base())
        self.running_changed.emit()

    def _base(self) -> str:
        try:
            return base_folder(self.paths)
        except FlowersortError:
            # Folders on several of Windows' drives have none in common; photos then go by their whole paths.
            return ""

    def _take(self, events: list[Event]) -> None:
        """Take news of the run: photos all at once, the rest one by one."""
        labelled: list[LabelledPhoto] = []
        colours: list[int | None] = []
        for event in events:
            match event:
                case PhotoLabelled(photo=photo, colour=colour):
                    labelled.append(photo)
                    colours.append(colour)
                case PhotoFailed(photo=photo):
                    labelled.append(photo)
                    colours.append(None)
                case PhotosFound(files=files):
                    rows = self.table.add_found(files)
                    if len(rows):
                        self.found.emit(rows)
                case _:
                    self._take_other(event)
        if labelled:
            self._take_labelled(labelled, colours)

    def _take_labelled(self, labelled: list[LabelledPhoto], colours: list[int | None]) -> None:
        self.changed.emit(self.table.put(labelled, colours))
        before = len(self._troubles)
        mended = False
        for photo in labelled:
            if photo.error is not None:
                self._troubles[photo.file.path] = Trouble(photo.file.path, State.UNREADABLE, photo.error)
            else:
                mended = self._troubles.pop(photo.file.path, None) is not None or mended
        if mended or len(self._troubles) != before:
            self.troubled.emit()

    def _take_other(self, event: Event) -> None:
        match event:
            case ProgressMade(progress=progress):
                self._tell_progress(progress)
            case FolderFailed(path=path, reason=reason):
                self._trouble(path, reason, path=path)
            case StoreFailed(reason=reason):
                self._trouble(_LABELS, self.tr("{reason} Labels are not remembered.").format(reason=reason))

    def _tell_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _end(self, _paths: tuple[str, ...], last: Ending) -> None:
        if isinstance(last, RunFailed):
            self._trouble(last.reason, last.reason)
        self.run_ended.emit(last)

    def _refuse(self, reason: str) -> None:
        self._trouble(reason, reason)
        self.said.emit(reason, False)

    def _rest(self) -> None:
        self.running_changed.emit()
        self.similarity.start(self.table)

    def _trouble(self, key: str, reason: str, *, path: str = "") -> None:
        self._troubles[key] = Trouble(path, None, reason)
        self.troubled.emit()

    def _mend(self, key: str) -> None:
        if self._troubles.pop(key, None) is not None:
            self.troubled.emit()

    def _tell_store_news(self, fault: str | None) -> None:
        if fault is not None:
            kept = self.tr("{reason} Your reviews are kept in this window meanwhile.").format(reason=fault)
            self._trouble(_REVIEWS, kept)
            return
        self._mend(_REVIEWS)
        self.said.emit(self.tr("Reviews are stored again."), False)
        if _LOOK_ALIKES in self._troubles and not self.runs.running:
            self.similarity.start(self.table)

    def _tell_asked_news(self, fault: str | None) -> None:
        if fault is None:
            self._mend(_ASKED)
        elif self.desk.built.tools.store is not None:
            # Without a store the reviews say so already.
            kept = self.tr("{reason} What the random check asked is kept in this window meanwhile.")
            self._trouble(_ASKED, kept.format(reason=fault))

    def _take_files(self, changed: FilesChanged) -> None:
        """Follow photos to where they stand now."""
        rows = self.table.relocate(changed.moved)
        for old, new in changed.moved.items():
            if old in self._troubles:
                self._troubles[new] = replace(self._troubles.pop(old), path=new)
        copies = {old: new for old, new in changed.placed.items() if old not in changed.moved}
        self.misplacement.placed(copies, changed.moved)
        if len(rows):
            self.moved.emit(rows)
            self.troubled.emit()
        if any(
            within(path, changed.unclear) or within(folder, [path]) for path in self.paths for folder in changed.unclear
        ):
            self.outdated.emit()

    def _take_similarity(self) -> None:
        self._mend(_LOOK_ALIKES)
        self.similar.emit()
