"""Runs a workflow on the terminal: progress bar, Ctrl-C, faults as they come, and the last event."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING, TextIO

from flowersort.cli.console import Console, shown_path
from flowersort.cli.status import INTERRUPTED
from flowersort.core.events import (
    Event,
    FolderFailed,
    FolderPassedOver,
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
from flowersort.core.sorts import SortEnded, SortEvent, SortProgress

if TYPE_CHECKING:
    from tqdm import tqdm

_USUAL_SIZE = (80, 24)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended, and whether its results could not all be remembered."""

    last: RunFinished | RunCancelled | RunFailed
    store_failed: bool


def follow(events: Iterable[Event], console: Console, keep: Callable[[LabelledPhoto], None]) -> Ending:
    """Follow a run to its end: show progress on a terminal, say faults, and hand every photo to `keep`."""
    store_failed = False
    with _Bar(console) as bar:
        for event in events:
            match event:
                case PhotoLabelled(photo=photo) | PhotoFailed(photo=photo):
                    keep(photo)
                case ProgressMade(progress=progress):
                    bar.show(progress)
                case FolderFailed(path=path, reason=reason):
                    bar.say(f"{shown_path(path)}: {reason}")
                case FolderPassedOver(path=path):
                    bar.say(f"{shown_path(path)}: flowersort sorted into it; name it to label its photos, too.")
                case StoreFailed(reason=reason):
                    store_failed = True
                    bar.say(f"{reason} This run goes on without remembering its results.")
                case RunFinished() | RunCancelled() | RunFailed():
                    return Ending(event, store_failed)
    raise AssertionError("a run ended without its last event")


def follow_sort(events: Iterable[SortEvent], console: Console) -> SortEnded:
    """Follow a sort, undo or recovery to its end, with progress on a terminal."""
    with _Bar(console) as bar:
        for event in events:
            match event:
                case SortProgress(done=done, total=total):
                    bar.show(Progress(done=done, total=total, scanning=False, rate=0.0, seconds=0.0))
                case SortEnded():
                    return event
    raise AssertionError("a sort ended without its last event")


@contextmanager
def cancelled_by_ctrl_c(console: Console) -> Iterator[CancelToken]:
    """Give a token that the first Ctrl-C sets; a second one ends the program at once.

    Where Ctrl-C is ignored (a job in a shell's background) it stays ignored.
    """
    token = CancelToken()
    in_main_thread = threading.current_thread() is threading.main_thread()
    if not in_main_thread or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield token
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        token.cancel()
        signal.signal(signal.SIGINT, _end_at_once)
        # The signal may strike in the middle of another line, which Python then refuses to mix with this one.
        with suppress(RuntimeError):
            console.say("\nStopping after the photos in hand …")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, before)


def _end_at_once(_number: int, _frame: FrameType | None) -> None:
    # A thread may be waiting for a dead drive, and an orderly exit for that thread. The store is safe at any moment.
    os._exit(INTERRUPTED)


def _tells_size(terminal: TextIO) -> bool:
    try:
        return os.get_terminal_size(terminal.fileno()).columns > 0
    except (OSError, ValueError):
        return False


class _Bar:
    """A progress bar with rate and time left; nothing at all without a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: tqdm[None] | None = None

    def __enter__(self) -> _Bar:
        if self._console.on_terminal:
            from tqdm import tqdm

            tqdm.monitor_interval = 0
            talk = self._console.talk
            # tqdm shows nothing at all where a terminal doesn't tell its size (containers, `script`).
            columns, lines = (None, None) if _tells_size(talk) else _USUAL_SIZE
            self._bar = tqdm(
                file=talk, unit=" photos", leave=False, dynamic_ncols=columns is None, ncols=columns, nrows=lines
            )
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
        try:
            self._bar.refresh()
        except OSError:
            # The terminal is gone; the run need not be.
            self._bar = None

    def say(self, sentence: str) -> None:
        if self._bar is not None:
            self._bar.clear()
        self._console.say(sentence)
