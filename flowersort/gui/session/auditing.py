"""Checks the labels of a sorted folder beside the window, one folder at a time."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing

from PySide6.QtCore import QObject, Signal

from flowersort.core.audit import AuditEvent, AuditFinished, AuditProgress, AuditResult
from flowersort.core.errors import FlowersortError
from flowersort.core.events import ProgressMade, RunCancelled, RunFailed
from flowersort.core.progress import CancelToken, Progress
from flowersort.gui.background import Operation
from flowersort.gui.session.desk import Desk

News = Progress | AuditProgress
Audit = Callable[[str, CancelToken], Generator[AuditEvent, None, None]]


class Auditing(QObject):
    """One audit at a time.

    Signals:
        changed: one began or ended.
        progressed: a `Progress` while photos are labelled, then an `AuditProgress`.
        finished: the `AuditResult`.
        stopped: it was cancelled.
        refused: why there is nothing to show, as a sentence.
    """

    changed = Signal()
    progressed = Signal(object)
    finished = Signal(object)
    stopped = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None, *, audit: Audit | None = None) -> None:
        """Begin with nothing to do.

        Args:
            audit: yields the events of an audit; that of the workflow where there is none.
        """
        super().__init__(parent)
        self._audit = audit or _workflow(desk)
        self._running: Operation[News] | None = None
        self._cancel = CancelToken()

    def use(self, audit: Audit) -> None:
        """Have audits from now on done in another way."""
        self._audit = audit

    @property
    def busy(self) -> bool:
        """Whether a folder is being checked."""
        return self._running is not None

    def start(self, folder: str) -> None:
        """Check a folder; `finished`, `stopped` or `refused` comes."""
        if self.busy:
            return
        self._cancel = cancel = CancelToken()

        def work(tell: Callable[[News], None]) -> AuditResult | None:
            return _followed(self._audit(folder, cancel), tell)

        self._running = running = Operation[News]("audit", work, self)
        running.told.connect(lambda news: self.progressed.emit(news[-1]))
        running.succeeded.connect(self._take)
        running.failed.connect(lambda reason: self._end(self.refused.emit, reason))
        running.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop soon."""
        self._cancel.cancel()

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self.cancel()
        if self._running is not None:
            self._running.wait()

    def _take(self, result: AuditResult | None) -> None:
        if result is None or self._cancel.cancelled:
            self._end(self.stopped.emit)
        else:
            self._end(self.finished.emit, result)

    def _end(self, tell: Callable[..., None], *told: object) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.deleteLater()
        self.changed.emit()
        tell(*told)


def _followed(events: Generator[AuditEvent, None, None], tell: Callable[[News], None]) -> AuditResult | None:
    """Pass progress on, and return the result; None where it was cancelled.

    Raises:
        FlowersortError: the run failed.
    """
    with closing(events):
        for event in events:
            match event:
                case ProgressMade(progress=progress):
                    tell(progress)
                case AuditProgress():
                    tell(event)
                case AuditFinished(result=result):
                    return result
                case RunCancelled():
                    return None
                case RunFailed(reason=reason):
                    raise FlowersortError(reason)
    raise AssertionError("an audit ends with its end")


def _workflow(desk: Desk) -> Audit:
    def start(folder: str, cancel: CancelToken) -> Generator[AuditEvent, None, None]:
        # Imported here: what it learns with takes a moment to load, and few windows ask for it.
        from flowersort.workflows.audit import AuditOptions, audit

        return audit(folder, tools=desk.built.tools, options=AuditOptions(), cancel=cancel)

    return start
