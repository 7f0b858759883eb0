"""Following a run: what is said, kept and shown, and Ctrl-C."""

from __future__ import annotations

import io
import signal
import threading
from collections.abc import Iterator

import pytest

from flowersort.cli.console import Console
from flowersort.cli.running import cancelled_by_ctrl_c, follow, follow_sort
from flowersort.core.events import (
    Event,
    FolderFailed,
    PhotoFailed,
    PhotoLabelled,
    PhotosFound,
    ProgressMade,
    RunCancelled,
    RunFailed,
    RunFinished,
    RunSummary,
    StoreFailed,
)
from flowersort.core.progress import Progress
from flowersort.core.sorts import Deed, Ending, SortEnded, SortProgress, SortSummary
from tests.fakes.labelled import sure, unreadable

SUMMARY = RunSummary(found=2)


class Terminal(io.StringIO):
    """A terminal that somebody watches; `broken` once it is closed under the program."""

    broken = False

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.broken:
            raise OSError(5, "Input/output error")
        return super().write(text)


def events(last: Event = RunFinished(SUMMARY)) -> list[Event]:  # noqa: B008 (a frozen value)
    progress = Progress(done=1, total=4, scanning=False, rate=2.0, seconds=0.5)
    return [
        PhotosFound((sure("/g/1.jpg").file,)),
        PhotoLabelled(sure("/g/1.jpg"), decoded=True),
        ProgressMade(progress),
        PhotoFailed(unreadable("/g/2.jpg")),
        FolderFailed("/g/a\nb", "The folder is gone."),
        last,
    ]


@pytest.mark.parametrize("last", [RunFinished(SUMMARY), RunCancelled(SUMMARY), RunFailed(SUMMARY, "Why.")])
def test_every_photo_is_kept_every_fault_said_and_the_last_event_returned(last: RunFinished) -> None:
    console, kept = Console(io.StringIO(), io.StringIO()), []
    ending = follow(events(last), console, kept.append)
    assert (ending.last, ending.store_failed) == (last, False)
    assert [photo.file.path for photo in kept] == ["/g/1.jpg", "/g/2.jpg"]
    assert console.talk.getvalue() == "/g/a b: The folder is gone.\n"
    assert console.data.getvalue() == ""


def test_a_store_that_failed_is_said_and_told() -> None:
    console = Console(io.StringIO(), io.StringIO())
    ending = follow([StoreFailed("The store is full."), RunFinished(SUMMARY)], console, lambda _: None)
    assert ending.store_failed
    assert console.talk.getvalue() == "The store is full. This run goes on without remembering its results.\n"


def test_on_a_terminal_progress_is_shown_and_cleared() -> None:
    console = Console(io.StringIO(), Terminal())
    follow(events(), console, lambda _: None)
    shown = console.talk.getvalue()
    assert "1/4" in shown
    assert "/g/a b: The folder is gone.\n" in shown
    assert shown.rstrip("\r ").endswith(("\n", "\r")) or shown.endswith("\r")


def test_while_the_walk_goes_on_no_time_left_is_promised() -> None:
    console = Console(io.StringIO(), Terminal())
    progress = Progress(done=1, total=4, scanning=True, rate=2.0, seconds=0.5)
    follow([ProgressMade(progress), RunFinished(SUMMARY)], console, lambda _: None)
    assert "1/4" not in console.talk.getvalue()
    assert "1 photos [" in console.talk.getvalue()


def test_a_terminal_that_goes_away_does_not_end_the_run() -> None:
    console, kept = Console(io.StringIO(), Terminal()), []

    def breaking() -> Iterator[Event]:
        for event in events():
            console.talk.broken = True
            yield event

    ending = follow(breaking(), console, kept.append)
    assert isinstance(ending.last, RunFinished)
    assert len(kept) == 2


def test_a_run_without_a_last_event_is_our_fault() -> None:
    with pytest.raises(AssertionError, match="last event"):
        follow(events()[:-1], Console(io.StringIO(), io.StringIO()), lambda _: None)


@pytest.fixture
def _own_handler() -> Iterator[None]:
    """Whatever pytest or its shell does with Ctrl-C, begin as a program in a terminal does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_own_handler")
def test_ctrl_c_sets_the_token_and_the_handler_before_is_put_back() -> None:
    console = Console(io.StringIO(), io.StringIO())
    with cancelled_by_ctrl_c(console) as token:
        assert not token.cancelled
        signal.raise_signal(signal.SIGINT)
        assert token.cancelled
    assert "Stopping after the photos in hand" in console.talk.getvalue()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("_own_handler")
def test_ctrl_c_in_the_middle_of_a_line_of_talk_sets_the_token_all_the_same() -> None:
    class Writing(io.StringIO):
        def write(self, _text: str) -> int:
            # What Python's own streams say to a handler that writes while they are writing.
            raise RuntimeError("reentrant call")

    with cancelled_by_ctrl_c(Console(io.StringIO(), Writing())) as token:
        signal.raise_signal(signal.SIGINT)
        assert token.cancelled


@pytest.mark.usefixtures("_own_handler")
def test_where_ctrl_c_is_ignored_it_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with cancelled_by_ctrl_c(Console(io.StringIO(), io.StringIO())) as token:
        signal.raise_signal(signal.SIGINT)
        assert not token.cancelled


def test_outside_the_main_thread_the_token_is_given_and_no_handler_set() -> None:
    tokens = []

    def work() -> None:
        with cancelled_by_ctrl_c(Console(io.StringIO(), io.StringIO())) as token:
            tokens.append(token.cancelled)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert tokens == [False]


def test_a_sort_shows_progress_on_a_terminal_and_returns_how_it_ended() -> None:
    ended = SortEnded(SortSummary(id="x", deed=Deed.SORT, into="/d", found=4), Ending.FINISHED)
    watched, unwatched = Console(io.StringIO(), Terminal()), Console(io.StringIO(), io.StringIO())
    for console in (watched, unwatched):
        assert follow_sort([SortProgress(done=1, total=4), ended], console) is ended
    assert "1/4" in watched.talk.getvalue()
    assert unwatched.talk.getvalue() == ""
