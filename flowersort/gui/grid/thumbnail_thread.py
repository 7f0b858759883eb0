"""Small pictures made beside the window's thread: fetched, scaled to the tile, corners rounded."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter

from flowersort.core.errors import PhotoError
from flowersort.core.picture import Picture
from flowersort.gui.theme.tokens import TILE_GRID

Maker = Callable[[str, str | None], Picture]

_log = logging.getLogger(__name__)

# A thumbnail drawn larger than this would only show its pixels.
_MOST_ENLARGED = 2.0
# A photo on a disk that no longer answers must not keep the window from closing.
_JOIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Target:
    """The room that pictures are made for.

    Attributes:
        width, height: in logical pixels.
        ratio: physical pixels to a logical one.
    """

    width: int
    height: int
    ratio: float

    @property
    def memory(self) -> int:
        """Bytes of a picture that fills the room."""
        return round(self.width * self.ratio) * round(self.height * self.ratio) * 4


@dataclass(frozen=True, slots=True)
class Job:
    """One picture to make.

    Attributes:
        row: of the photo in the table.
        path, content: as the maker wants them.
        epoch: what was asked before a later epoch began is not wanted any more.
        wants_colour: whether the photo's average colour is not known yet.
    """

    row: int
    path: str
    content: str | None
    target: Target
    epoch: int
    wants_colour: bool


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What came of a job.

    Attributes:
        image: None where the photo could not be read.
        colour: its average as 0xRRGGBB where the job wanted it.
    """

    job: Job
    image: QImage | None
    colour: int | None


class ThumbnailThread:
    """A thread that works on the jobs of the last call of `ask`, the first one first."""

    def __init__(self, maker: Maker, on_made: Callable[[], None]) -> None:
        """Prepare; the thread starts with the first job.

        Args:
            maker: gives a photo's small picture, called in the thread; raises PhotoError.
            on_made: called in the thread when results wait after none did.
        """
        self._maker, self._on_made = maker, on_made
        self._news = threading.Condition()
        self._jobs: deque[Job] = deque()
        self._made: deque[Made] = deque()
        # Jobs in hand or made, but not taken yet.
        self._under_way: set[Job] = set()
        self._closed = False
        # Not set while the window's thread must not wait for this one to let Python go.
        self._may_go = threading.Event()
        self._may_go.set()
        self._thread: threading.Thread | None = None

    def ask(self, jobs: Sequence[Job]) -> None:
        """Work on these, and on nothing that was asked before."""
        with self._news:
            self._jobs = deque(job for job in jobs if job not in self._under_way)
            self._news.notify()
        if jobs and self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="flowersort-thumbnails", daemon=True)
            self._thread.start()

    def take(self) -> Made | None:
        """Return the next result, None where there is none."""
        with self._news:
            if not self._made:
                return None
            made = self._made.popleft()
            self._under_way.discard(made.job)
            return made

    @property
    def has_more(self) -> bool:
        """Whether results wait."""
        return bool(self._made)

    def hold(self) -> None:
        """Begin nothing until `go_on`."""
        self._may_go.clear()

    def go_on(self) -> None:
        """Work again."""
        self._may_go.set()

    def close(self) -> None:
        """End the thread, after the photo that it is at; nothing is told any more."""
        with self._news:
            self._closed = True
            self._jobs.clear()
            self._news.notify()
        self._may_go.set()
        if self._thread is not None:
            self._thread.join(_JOIN_SECONDS)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            made = self._make(job)
            with self._news:
                self._made.append(made)
                # Under the lock, so that nothing is told from here once `close` has begun.
                if len(self._made) == 1 and not self._closed:
                    self._on_made()

    def _next(self) -> Job | None:
        self._may_go.wait()
        with self._news:
            while not self._closed:
                if self._jobs:
                    job = self._jobs.popleft()
                    self._under_way.add(job)
                    return job
                self._news.wait()
        return None

    def _make(self, job: Job) -> Made:
        try:
            picture = self._maker(job.path, job.content)
        except PhotoError:
            return Made(job, None, None)
        except Exception:
            # One photo's fault is shown in its tile, and the next photo is fetched as ever.
            _log.exception("no thumbnail of %s", job.path)
            return Made(job, None, None)
        self._may_go.wait()
        return Made(job, fitted(picture, job.target), picture.average if job.wants_colour else None)


def fitted(picture: Picture, target: Target) -> QImage:
    """Return a picture as large as fits into the target, its proportions kept and its corners rounded."""
    shared = QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    room_wide, room_high = target.width * target.ratio, target.height * target.ratio
    scale = min(room_wide / picture.width, room_high / picture.height, _MOST_ENLARGED)
    size = QSize(max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    # In this format Qt scales fastest, and the image outlives the bytes.
    scaled = shared.convertToFormat(QImage.Format.Format_RGB32).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    rounded = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    rounded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(rounded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(scaled))
    radius = TILE_GRID * target.ratio
    painter.drawRoundedRect(QRectF(rounded.rect()), radius, radius)
    painter.end()
    rounded.setDevicePixelRatio(target.ratio)
    return rounded
