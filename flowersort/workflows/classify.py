"""Label photos: paths in, events out."""

from __future__ import annotations

import logging
import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.errors import FlowersortError
from flowersort.core.events import (
    Event,
    FolderFailed,
    FolderPassedOver,
    PhotoLabelled,
    PhotosFound,
    ProgressMade,
    RunCancelled,
    RunFailed,
    RunFinished,
    RunSummary,
    StoreFailed,
)
from flowersort.core.photo import PhotoFile
from flowersort.core.progress import CancelToken, Progress
from flowersort.core.state import State
from flowersort.services.imaging.scan import check_paths, scan
from flowersort.workflows.label_photo import Extras, Labelling, PhotoLabeller
from flowersort.workflows.pipeline import Pipeline, Tick
from flowersort.workflows.store_writer import StoreWriter
from flowersort.workflows.tools import Tools

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_PROGRESS = 0.1
_FOUND_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class ClassifyOptions:
    """How to run.

    Attributes:
        recursive: whether subfolders are walked too.
        fresh: decode every photo again, even a known one.
        threshold: smallest confidence that counts as sure, 0–1; None takes the pack's.
        thumbnails: whether decoded photos come with a thumbnail.
        embeddings: whether decoded photos come with their embedding.
        looks: whether photos come with their look. A photo that is known without one is decoded again, once.
    """

    recursive: bool = True
    fresh: bool = False
    threshold: float | None = None
    thumbnails: bool = False
    embeddings: bool = False
    looks: bool = False


def classify(
    paths: Sequence[str], *, tools: Tools, options: ClassifyOptions, cancel: CancelToken
) -> Generator[Event, None, None]:
    """Label the photos at `paths`, files and folders mixed.

    The events end with exactly one of RunFinished, RunCancelled and RunFailed. Leaving the iteration early stops the
    run as cancelling does.

    Raises:
        UsageError: no path was given, or the threshold lies outside 0–1.
        FolderError: a path does not exist.
    """
    thresholds = tools.pack.facts.thresholds.with_sure(options.threshold)
    check_paths(paths)

    def new_worker() -> PhotoLabeller:
        extras = Extras(thumbnails=options.thumbnails, embeddings=options.embeddings, looks=options.looks)
        return PhotoLabeller(tools, thresholds=thresholds, fresh=options.fresh, extras=extras)

    return _Run(paths, tools, options, cancel, new_worker).events()


class _Run:
    """The state of one run, seen by the caller's thread alone except where said."""

    def __init__(
        self,
        paths: Sequence[str],
        tools: Tools,
        options: ClassifyOptions,
        cancel: CancelToken,
        new_worker: Callable[[], PhotoLabeller],
    ) -> None:
        self._paths, self._tools, self._options, self._cancel = paths, tools, options, cancel
        self._pipeline = Pipeline(self._walk(), new_worker, workers=tools.jobs, stopped=lambda: cancel.cancelled)
        self._roots = dict(_folders(paths))
        self._began = tools.clock()
        self._next_progress = self._began
        self._states: Counter[State] = Counter()
        self._decoded = 0
        self._folders_failed: list[FolderFailed] = []
        self._store_failed = False
        # Filled by the walk's thread, emptied by the caller's.
        self._news: deque[PhotoFile | FolderFailed | FolderPassedOver] = deque()
        self._found = 0
        self._scanning = True

    def events(self) -> Generator[Event, None, None]:
        """Run, and end with exactly one last event."""
        # The threads end before the writer does, so nothing that they finish is lost.
        with closing(StoreWriter(self._tools.store)) as writer, closing(iter(self._pipeline)) as items:
            for item in items:
                yield from self._walk_news()
                if not isinstance(item, Tick):
                    yield from self._labelled(item, writer)
                yield from self._progress()
        yield from self._walk_news()
        yield from self._store_news(writer.fault)
        yield from self._gone_roots()
        yield ProgressMade(self._how_far())
        yield self._last_event()

    def _walk(self) -> Iterator[PhotoFile]:
        """Run in the walk's thread: photos go on to the workers, everything is told to the caller."""
        for item in scan(self._paths, recursive=self._options.recursive, cancel=self._cancel):
            self._news.append(item)
            if isinstance(item, PhotoFile):
                yield item
        # A cancelled walk ends early, and what it did not come to is no part of `found`.
        self._scanning = self._cancel.cancelled

    def _walk_news(self) -> Iterator[Event]:
        """Tell what the walk found since the last call, many photos in one event."""
        news = [self._news.popleft() for _ in range(len(self._news))]
        files = tuple(item for item in news if isinstance(item, PhotoFile))
        self._found += len(files)
        for start in range(0, len(files), _FOUND_AT_ONCE):
            yield PhotosFound(files[start : start + _FOUND_AT_ONCE])
        for item in news:
            if isinstance(item, FolderFailed):
                self._folders_failed.append(item)
            if not isinstance(item, PhotoFile):
                yield item

    def _labelled(self, labelling: Labelling, writer: StoreWriter) -> Iterator[Event]:
        if labelling.entry is not None:
            writer.put(labelling.entry)
        yield from self._store_news(labelling.store_fault)
        self._states[labelling.event.photo.state] += 1
        if isinstance(labelling.event, PhotoLabelled):
            self._decoded += labelling.event.decoded
        yield labelling.event

    def _store_news(self, fault: str | None) -> Iterator[Event]:
        if fault is not None and not self._store_failed:
            self._store_failed = True
            yield StoreFailed(fault)

    def _progress(self) -> Iterator[Event]:
        now = self._tools.clock()
        if now < self._next_progress:
            return
        self._next_progress = now + _SECONDS_BETWEEN_PROGRESS
        yield ProgressMade(self._how_far())

    def _how_far(self) -> Progress:
        done, seconds = self._states.total(), self._tools.clock() - self._began
        rate = done / seconds if seconds > 0 else 0.0
        return Progress(done, self._found, self._scanning, rate, seconds)

    def _gone_roots(self) -> Iterator[Event]:
        said = {failed.path for failed in self._folders_failed}
        for path, device in self._roots.items():
            if path not in said and _device(path) != device:
                gone = FolderFailed(path, "It went away while its photos were being labelled.")
                self._folders_failed.append(gone)
                yield gone

    def _last_event(self) -> RunFinished | RunCancelled | RunFailed:
        summary = RunSummary(
            found=self._found,
            states=self._states,
            decoded=self._decoded,
            not_done=self._found - self._states.total(),
            folders_failed=tuple(self._folders_failed),
            seconds=self._tools.clock() - self._began,
        )
        fault = self._pipeline.fault
        if fault is not None:
            return RunFailed(summary, _reason(fault))
        cut_short = self._cancel.cancelled and (self._scanning or summary.not_done > 0)
        return RunCancelled(summary) if cut_short else RunFinished(summary)


def _folders(paths: Sequence[str]) -> Iterator[tuple[str, int | None]]:
    """Yield each given folder, absolute, with the number of its device; a photo given by itself has its own row."""
    for path in map(os.path.abspath, paths):
        if not os.path.isfile(path):  # noqa: PTH113 (a path may hold anything)
            yield path, _device(path)


def _device(path: str) -> int | None:
    """Return what a path lies on, None where it can't be reached. An unmounted folder is there still, on another."""
    try:
        return Path(path).stat().st_dev
    except OSError:
        return None


def _reason(fault: BaseException) -> str:
    if isinstance(fault, FlowersortError):
        return str(fault)
    _log.error("a thread of the run died", exc_info=fault)
    return f"A fault in flowersort itself ended the run ({type(fault).__name__}: {fault})."
