"""Checking labels beside the window: progress, result, cancel, and whatever goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator

import pytest
from pytestqt.qtbot import QtBot

from flowersort.core.audit import AuditEvent, AuditFinished, AuditProgress, AuditStep
from flowersort.core.errors import FolderError
from flowersort.core.events import ProgressMade, RunCancelled, RunFailed, RunSummary
from flowersort.core.progress import CancelToken, Progress
from flowersort.gui.session.auditing import Auditing
from tests.fakes.audits import result_of
from tests.fakes.labelled import sure

RESULT = result_of("/garden", [sure("/garden/roses/a.jpg")])
Events = Callable[[CancelToken], Generator[AuditEvent, None, None]]


class Watched:
    """Audits that yield what a test says, with everything that was told."""

    def __init__(self, qtbot: QtBot, events: Events) -> None:
        self.qtbot, self.told = qtbot, list[object]()
        self.folders: list[str] = []

        def audit(folder: str, cancel: CancelToken) -> Generator[AuditEvent, None, None]:
            self.folders.append(folder)
            return events(cancel)

        # The desk is asked for by the real audit only.
        self.auditing = Auditing(None, audit=audit)  # type: ignore[arg-type]
        for signal in (self.auditing.progressed, self.auditing.finished, self.auditing.refused):
            signal.connect(self.told.append)
        self.auditing.stopped.connect(lambda: self.told.append("stopped"))

    def run(self) -> list[object]:
        self.auditing.start("/garden")
        self.qtbot.waitUntil(lambda: not self.auditing.busy)
        return self.told


def test_progress_then_the_result(qtbot: QtBot, summary: RunSummary) -> None:
    def events(_cancel: CancelToken) -> Generator[AuditEvent, None, None]:
        yield ProgressMade(Progress(1, 2, scanning=False, rate=0.0, seconds=0.0))
        yield AuditProgress(AuditStep.LABELS)
        yield AuditFinished(summary, RESULT)

    watched = Watched(qtbot, events)
    told = watched.run()
    assert watched.folders == ["/garden"]
    assert told[-1] is RESULT
    assert isinstance(told[-2], AuditProgress)


def test_a_second_one_waits_for_nothing_it_does_not_begin(qtbot: QtBot, summary: RunSummary) -> None:
    go_on = threading.Event()

    def events(_cancel: CancelToken) -> Generator[AuditEvent, None, None]:
        go_on.wait(10)
        yield AuditFinished(summary, RESULT)

    watched = Watched(qtbot, events)
    watched.auditing.start("/garden")
    watched.auditing.start("/other")
    go_on.set()
    qtbot.waitUntil(lambda: not watched.auditing.busy)
    assert watched.folders == ["/garden"]


def test_one_that_is_cancelled_tells_so_even_if_it_ends_all_the_same(qtbot: QtBot, summary: RunSummary) -> None:
    def events(cancel: CancelToken) -> Generator[AuditEvent, None, None]:
        while not cancel.cancelled:
            yield AuditProgress(AuditStep.COPIES)
        yield RunCancelled(summary)

    watched = Watched(qtbot, events)
    watched.auditing.start("/garden")
    watched.auditing.cancel()
    qtbot.waitUntil(lambda: not watched.auditing.busy)
    assert watched.told[-1] == "stopped"


def test_a_failed_run_and_a_folder_that_is_gone_are_sentences(qtbot: QtBot, summary: RunSummary) -> None:
    def failing(_cancel: CancelToken) -> Generator[AuditEvent, None, None]:
        yield RunFailed(summary, "The disk is gone.")

    def gone(_cancel: CancelToken) -> Generator[AuditEvent, None, None]:
        raise FolderError("There is no folder /garden.")

    assert Watched(qtbot, failing).run() == ["The disk is gone."]
    assert Watched(qtbot, gone).run() == ["There is no folder /garden."]


def test_closing_stops_and_waits(qtbot: QtBot, summary: RunSummary) -> None:
    def events(cancel: CancelToken) -> Generator[AuditEvent, None, None]:
        while not cancel.cancelled:
            yield AuditProgress(AuditStep.COPIES)
        yield AuditFinished(summary, RESULT)

    watched = Watched(qtbot, events)
    watched.auditing.start("/garden")
    watched.auditing.close()
    assert watched.told[-1] == "stopped"
    assert not watched.auditing.busy


@pytest.fixture
def summary() -> RunSummary:
    return RunSummary(found=1)
