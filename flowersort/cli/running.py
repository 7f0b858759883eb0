"""Runs a workflow on the terminal: progress bar, Ctrl-C, faults as they come, and the last event."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from flowersort.cli.console import Console, shown_path
from flowersort.core.events import (
    Event,
    FolderFailed,
    PhotoFailed,
    PhotoLabelled,
    ProgressMade,
    RunCancelled,
    RunFailed,
    RunFinished,
    StoreFailed,
)
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.progress import CancelToken, Progress

if TYPE_CHECKING:
    from tqdm import tqdm

LastEvent = RunFinished | RunCancelled | RunFailed


def follow(events: Iterable[Event], console: Console, keep: Callable[[LabelledPhoto], None]) -> LastEvent:
    """Follow a run to its end: show progress on a terminal, say faults, and hand every photo to `keep`."""
    with _Bar(console) as bar:
        for event in events:
            match event:
                case PhotoLabelled(photo=photo) | PhotoFailed(photo=photo):
                    keep(photo)
                case ProgressMade(progress=progress):
                    bar.show(progress)
                case FolderFailed(path=path, reason=reason):
                    bar.say(f"{shown_path(path)}: {reason}")
                case StoreFailed(reason=reason):
                    bar.say(f"{reason} This run goes on without remembering its results.")
                case RunFinished() | RunCancelled() | RunFailed():
                    return event
    raise AssertionError("a run ended without its last event")


@contextmanager
def cancelled_by_ctrl_c(console: Console) -> Iterator[CancelToken]:
    """Give a token that the first Ctrl-C sets; a second one ends the program at once."""
    token = CancelToken()
    if threading.current_thread() is not threading.main_thread():
        yield token
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        token.cancel()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        console.say("\nStopping after the photos in hand …")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, before)


class _Bar:
    """A progress bar with rate and time left; nothing at all without a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: tqdm[None] | None = None

    def __enter__(self) -> _Bar:
        if self._console.on_terminal:
            from tqdm import tqdm

            tqdm.monitor_interval = 0
            self._bar = tqdm(file=self._console.talk, unit=" photos", leave=False, dynamic_ncols=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, progress: Progress) -> None:
        if self._bar is None:
            return
        # While the walk goes on the total still grows, and a time left would be wrong.
        self._bar.total = None if progress.scanning else progress.total
        self._bar.n = progress.done
        self._bar.refresh()

    def say(self, sentence: str) -> None:
        if self._bar is not None:
            self._bar.clear()
        self._console.say(sentence)
