"""The runs of a window: one at a time, the others wait; a run that was stopped can be resumed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import closing

from PySide6.QtCore import QObject, Signal

from flowersort.core.events import Event, PhotosFound, RunCancelled, RunFailed, RunFinished
from flowersort.core.progress import CancelToken
from flowersort.gui.background import Operation
from flowersort.workflows.classify import ClassifyOptions, classify
from flowersort.workflows.tools import Tools

Ending = RunFinished | RunCancelled | RunFailed
Paths = tuple[str, ...]

# The window paints what is new before the workers take the cores.
_AFTER_PAINT_MS = 40


class Runs(QObject):
    """Runs `classify` over paths, one call after the other.

    `started` comes with the paths, then `told` with events in order, then `ended` with the paths and the last event, or
    `refused` with a sentence where the run could not begin at all. `idle` comes when nothing is left to do.
    """

    started = Signal(object)
    told = Signal(object)
    ended = Signal(object, object)
    refused = Signal(str)
    idle = Signal()

    def __init__(self, tools: Callable[[], Tools], parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._waiting: deque[tuple[Paths, bool]] = deque()
        self._stopped: list[Paths] = []
        self._running: Operation[Event] | None = None
        self._paths: Paths = ()
        self._cancel = CancelToken()
        self._dropped = False

    @property
    def running(self) -> bool:
        """Whether a run is going on."""
        return self._running is not None

    @property
    def waiting(self) -> int:
        """How many runs wait for the present one."""
        return len(self._waiting)

    @property
    def can_resume(self) -> bool:
        """Whether something was stopped and is not running again."""
        return bool(self._stopped) and not self.running

    def add(self, paths: Iterable[str], *, fresh: bool = False) -> None:
        """Run over these paths, after what is running and waiting already."""
        self._waiting.append((tuple(paths), fresh))
        self._next()

    def cancel(self) -> None:
        """Stop after the photos in hand; what waits is kept for `resume`."""
        self._cancel.cancel()
        self._stopped.extend(paths for paths, _ in self._waiting)
        self._waiting.clear()

    def resume(self) -> None:
        """Go on with everything that was stopped; photos that have their label are only looked up."""
        stopped, self._stopped = self._stopped, []
        self._waiting.extend((paths, False) for paths in stopped)
        self._next()

    def drop(self) -> None:
        """Stop for good, and tell no more of it: another folder is opened."""
        self.cancel()
        self._stopped.clear()
        self._dropped = self.running

    def close(self) -> None:
        """Stop, and wait until the photos in hand are stored."""
        self.cancel()
        if self._running is not None:
            self._running.wait()
            self._stopped.clear()

    def _next(self) -> None:
        if self.running:
            return
        if not self._waiting:
            self.idle.emit()
            return
        self._paths, fresh = self._waiting.popleft()
        self._cancel = cancel = CancelToken()
        self._dropped = False
        paths, tools = self._paths, self._tools()

        def work(tell: Callable[[Event], None]) -> None:
            options = ClassifyOptions(fresh=fresh)
            with closing(classify(paths, tools=tools, options=options, cancel=cancel)) as events:
                for event in events:
                    tell(event)

        self._running = Operation("run", work, self, weigh=_weight)
        self._running.told.connect(self._tell)
        self._running.failed.connect(self._refuse)
        self._running.succeeded.connect(self._follow_on)
        self.started.emit(paths)
        self._running.start(after_ms=_AFTER_PAINT_MS)

    def _tell(self, events: list[Event]) -> None:
        if self._dropped:
            return
        self.told.emit(events)
        last = events[-1]
        if isinstance(last, Ending):
            if not isinstance(last, RunFinished):
                self._stopped.insert(0, self._paths)
            self.ended.emit(self._paths, last)

    def _refuse(self, reason: str) -> None:
        if not self._dropped:
            self.refused.emit(reason)
        self._follow_on()

    def _follow_on(self) -> None:
        if self._running is not None:
            self._running.deleteLater()
        self._running = None
        self._next()


def _weight(event: Event) -> int:
    return len(event.files) if isinstance(event, PhotosFound) else 1
