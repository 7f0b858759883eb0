"""Long work beside the window: an operation in a thread of its own, its news handed over at a bounded pace.

All long work of the window goes through here: what is to be done, what to do with its news, its success, its failure.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from flowersort.core.errors import FlowersortError

_log = logging.getLogger(__name__)

News = TypeVar("News")

# At most 20 updates a second; the eye sees no more, and every one costs time that the workers need.
PACE_MS = 50
# News waits for the next update once handling it has taken this long, so the window stays quick.
_BUDGET_SECONDS = 0.012
_PORTION = 128
_JOIN_SECONDS = 10.0


class Operation(QObject, Generic[News]):
    """One piece of work in a thread, seen from the window's thread.

    Work gets a function that takes news from its thread. `told` then brings the news in order, some at a time; at the
    end, after the last news, comes exactly one of `succeeded` with the work's result and `failed` with a sentence.
    """

    told = Signal(object)
    succeeded = Signal(object)
    failed = Signal(str)
    _ended = Signal()

    def __init__(
        self,
        name: str,
        work: Callable[[Callable[[News], None]], object],
        parent: QObject,
        *,
        weigh: Callable[[News], int] = lambda _news: 1,
    ) -> None:
        """Prepare the work; nothing starts before `start`.

        Args:
            name: of the thread.
            work: runs in the thread; must not touch widgets.
            weigh: how many times as long as the simplest one a piece of news takes to handle.
        """
        super().__init__(parent)
        self._work, self._weigh = work, weigh
        self._news: deque[News] = deque()
        self._result: object = None
        self._fault: BaseException | None = None
        self._begun = self._over = False
        self._thread = threading.Thread(target=self._run, name=f"flowersort-{name}", daemon=True)
        self._timer = QTimer(self, interval=PACE_MS)
        self._timer.timeout.connect(self._tell)
        self._ended.connect(self._finish)

    @property
    def over(self) -> bool:
        """Whether success or failure was told."""
        return self._over

    def start(self, *, after_ms: int = 0) -> None:
        """Start the thread, at once or a moment later."""
        if after_ms:
            QTimer.singleShot(after_ms, self, self._begin)
        else:
            self._begin()

    def wait(self) -> None:
        """Wait for the thread's end, at most ten seconds; all that it told is then handed over at once."""
        self._begin()
        self._thread.join(_JOIN_SECONDS)
        if self._thread.is_alive():
            return
        while self._news:
            self._hand_over()
        self._finish()

    @Slot()
    def _begin(self) -> None:
        # Whoever waits for work that has not begun yet begins it.
        if not self._begun:
            self._begun = True
            self._timer.start()
            self._thread.start()

    def _run(self) -> None:
        try:
            self._result = self._work(self._news.append)
        except BaseException as fault:
            # Whatever ends the work is told in the window's thread; here nobody would see it.
            self._fault = fault
        self._ended.emit()

    @Slot()
    def _tell(self) -> None:
        until = time.monotonic() + _BUDGET_SECONDS
        while self._news and time.monotonic() < until:
            self._hand_over()

    def _hand_over(self) -> None:
        # In portions, so that the receiver can treat a hundred photos at the price of one.
        portion, weight = list[News](), 0
        while self._news and weight < _PORTION:
            weight += self._weigh(self._news[0])
            portion.append(self._news.popleft())
        self.told.emit(portion)

    @Slot()
    def _finish(self) -> None:
        if self._over:
            return
        self._tell()
        if self._news:
            # A run that ends with much untold must not block the window either.
            QTimer.singleShot(0, self, self._finish)
            return
        self._over = True
        self._timer.stop()
        self._thread.join(_JOIN_SECONDS)
        if self._fault is None:
            self.succeeded.emit(self._result)
        else:
            self.failed.emit(sentence(self._fault))


def sentence(fault: BaseException) -> str:
    """Return what the user reads of a fault; one of our own making is logged."""
    if isinstance(fault, FlowersortError):
        return str(fault)
    _log.error("work beside the window failed", exc_info=fault)
    return f"A fault in flowersort itself ended this ({type(fault).__name__}: {fault})."
