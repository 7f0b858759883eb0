"""Small pictures for the rows that are shown, and soon will be: asked for, kept, handed over at a bounded pace."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap

from flowersort.gui.background import PACE_MS
from flowersort.gui.grid.pixmap_cache import Kept, PixmapCache
from flowersort.gui.grid.thumbnail_thread import Job, Made, Maker, Target, ThumbnailThread

BYTES_KEPT = 64 << 20
# The rest waits for the next update, so that scrolling stays smooth.
_BUDGET_SECONDS = 0.008
_FIRST_TARGET = Target(160, 128, 1.0)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a photo's small picture comes from.

    Attributes:
        path, content: as the maker wants them.
        has_colour: whether its average colour is known.
    """

    path: str
    content: str | None
    has_colour: bool


class ThumbnailProvider(QObject):
    """Gives small pictures by row of the table; what is not at hand comes later.

    `ready` comes with a tuple of rows that have a picture now, or will not get one, at most 20 times a second.
    `coloured` comes with a row and its average colour as 0xRRGGBB, where the source did not have it.

    Args:
        maker: gives a photo's picture by path and content hash; called in a thread of its own, raises PhotoError.
    """

    ready = Signal(object)
    coloured = Signal(int, int)
    _made = Signal()

    def __init__(self, maker: Maker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: Callable[[int], Source | None] = _nowhere
        self._target = _FIRST_TARGET
        self._cache = PixmapCache(BYTES_KEPT)
        # With the content hash that each had then.
        self._failed: dict[int, str | None] = {}
        self._epoch = 0
        self._shown: Sequence[int] = ()
        self._besides: Sequence[int] = ()
        self._last = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._deliver)
        self._made.connect(self._deliver_soon, Qt.ConnectionType.QueuedConnection)
        self._thread = ThumbnailThread(maker, self._made.emit)

    def set_source(self, source: Callable[[int], Source | None]) -> None:
        """Take pictures from another table; the function returns None for photos that have none."""
        self._source = source
        self.forget_all()

    def set_target(self, target: Target) -> None:
        """Make pictures for this room from now on; those at hand are given, scaled, until theirs has been made anew."""
        if target != self._target:
            self._target = target
            self._ask()

    def want_shown(self, rows: Iterable[int]) -> None:
        """Fetch the pictures of the grid, most urgent first; what it wanted before is no longer fetched."""
        self._shown = tuple(rows)
        self._ask()

    def want(self, rows: Iterable[int]) -> None:
        """Fetch a few pictures before those of the grid; what was wanted here before is no longer fetched."""
        self._besides = tuple(rows)
        self._ask()

    def pixmap(self, row: int) -> QPixmap | None:
        """Return a row's picture, None where it is not at hand."""
        return self._cache.get(row)

    def has_failed(self, row: int) -> bool:
        """Tell whether a row's photo could not be read."""
        return row in self._failed

    def forget(self, row: int) -> None:
        """Fetch a row's picture anew when it is wanted: its file has changed."""
        self._cache.drop(row)
        self._failed.pop(row, None)
        self._epoch += 1
        self._ask()

    def forget_all(self) -> None:
        """Begin anew: rows mean other photos now."""
        self._cache.clear()
        self._failed.clear()
        self._shown = self._besides = ()
        self._epoch += 1
        self._ask()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Begin no picture while this lasts: the thread that paints must not wait for the one that fetches."""
        self._thread.hold()
        try:
            yield
        finally:
            self._thread.go_on()

    def close(self) -> None:
        """End the thread, after the photo that it is at."""
        self._timer.stop()
        self._thread.close()

    def _ask(self) -> None:
        # More than are kept would push each other out.
        most = max(1, BYTES_KEPT // self._target.memory)
        rows = list(dict.fromkeys((*self._besides, *self._shown)))[:most]
        jobs = [self._job(row) for row in rows]
        self._thread.ask([job for job in jobs if job is not None])

    def _job(self, row: int) -> Job | None:
        """Return what is to be made for a row, None where nothing is."""
        source = self._source(row)
        if source is None or self._cache.holds(row, source.content, self._target):
            return None
        if row in self._failed and self._failed[row] == source.content:
            return None
        return Job(row, source.path, source.content, self._target, self._epoch, not source.has_colour)

    @Slot()
    def _deliver_soon(self) -> None:
        if not self._timer.isActive():
            since = time.monotonic() - self._last
            self._timer.start(max(0, round(PACE_MS - 1000 * since)))

    @Slot()
    def _deliver(self) -> None:
        self._last = time.monotonic()
        until = self._last + _BUDGET_SECONDS
        rows = list[int]()
        while time.monotonic() < until and (made := self._thread.take()) is not None:
            if made.job.epoch == self._epoch:
                self._keep(made)
                rows.append(made.job.row)
        if self._thread.has_more:
            self._timer.start(PACE_MS)
        if rows:
            self.ready.emit(tuple(rows))

    def _keep(self, made: Made) -> None:
        row = made.job.row
        if made.image is None:
            self._failed[row] = made.job.content
            return
        self._failed.pop(row, None)
        self._cache.put(row, Kept(QPixmap.fromImage(made.image), made.job.target, made.job.content))
        if made.colour is not None:
            self.coloured.emit(row, made.colour)


def _nowhere(_row: int) -> Source | None:
    return None
