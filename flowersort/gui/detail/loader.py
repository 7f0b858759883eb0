"""Large photos, read and decoded beside the window's thread."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage

from flowersort.core.photo_details import PhotoDetails
from flowersort.core.picture import Picture
from flowersort.gui.background import sentence
from flowersort.workflows.view_photo import PhotoView

_PHOTOS_KEPT = 3
_BYTES_KEPT = 160 << 20
_SMALLEST_LEVEL = 256
# A photo on a disk that no longer answers must not keep the window from closing.
_JOIN_SECONDS = 5.0

_Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class LoadedPhoto:
    """A photo ready to be drawn at any size.

    Attributes:
        levels: the same picture, each half as wide and high as the one before; the first is the largest there is.
        content: content hash of the file as it was read.
        width, height: size in pixels of the photo as stored in the file, upright.
        size: of the file in bytes.
    """

    levels: tuple[QImage, ...]
    content: str
    width: int
    height: int
    details: PhotoDetails
    size: int

    def level_for(self, width: float) -> QImage:
        """Return the smallest level that is at least `width` pixels wide, the largest where none is."""
        return next((level for level in reversed(self.levels) if level.width() >= width), self.levels[0])

    @property
    def memory(self) -> int:
        """Bytes that the levels take."""
        return sum(level.sizeInBytes() for level in self.levels)


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    path: str
    photo: LoadedPhoto | None
    reason: str


class PhotoLoader(QObject):
    """Loads one photo at a time in a thread of its own; the newest request wins.

    `loaded` comes with the path and a `LoadedPhoto`, `failed` with the path and a sentence, both in the window's
    thread and only for the path that was asked last. The last photos are kept, and read again once their files change.
    """

    # Paths go through as Python objects: a name may hold bytes that are no text.
    loaded = Signal(object, object)
    failed = Signal(object, str)
    _made = Signal(object)

    def __init__(self, view_photo: Callable[[str], PhotoView], parent: QObject | None = None) -> None:
        """Prepare; the thread starts with the first request.

        Args:
            view_photo: reads one photo, called in the thread; its PhotoError becomes `failed`.
        """
        super().__init__(parent)
        self._view_photo = view_photo
        self._wanted: str | None = None
        self._news = threading.Condition()
        # The next three are shared with the thread, under `_news`.
        self._request: str | None = None
        self._ahead: str | None = None
        self._closed = False
        self._kept: OrderedDict[str, tuple[_Stamp | None, LoadedPhoto]] = OrderedDict()
        self._thread: threading.Thread | None = None
        self._made.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def ask(self, path: str) -> None:
        """Load a photo; whatever was asked before is no longer told."""
        self._wanted = path
        with self._news:
            self._request, self._ahead = path, None
            self._news.notify()
        self._start()

    def look_ahead(self, path: str) -> None:
        """Load a photo that will probably be asked next, once nothing else is to do; nothing is told."""
        with self._news:
            self._ahead = path
            self._news.notify()
        self._start()

    def forget(self) -> None:
        """Ask for nothing any more."""
        self._wanted = None
        with self._news:
            self._request = self._ahead = None

    def close(self) -> None:
        """End the thread, after the photo that it is at; nothing is told any more."""
        self._wanted = None
        with self._news:
            self._closed = True
            self._news.notify()
        if self._thread is not None:
            self._thread.join(_JOIN_SECONDS)

    def _start(self) -> None:
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="flowersort-photo", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while (job := self._next_job()) is not None:
            path, told = job
            outcome = self._load(path)
            with self._news:
                # Under the lock, so that nothing is sent from here once `close` has begun.
                if told and not self._closed:
                    self._made.emit(outcome)

    def _next_job(self) -> tuple[str, bool] | None:
        with self._news:
            while not self._closed:
                if self._request is not None:
                    path, self._request = self._request, None
                    return path, True
                if self._ahead is not None:
                    path, self._ahead = self._ahead, None
                    return path, False
                self._news.wait()
        return None

    def _load(self, path: str) -> _Outcome:
        stamp = _stamp(path)
        kept_stamp, kept = self._kept.get(path, (None, None))
        if kept is not None and stamp is not None and stamp == kept_stamp:
            self._kept.move_to_end(path)
            return _Outcome(path, kept, "")
        try:
            photo = _loaded(self._view_photo(path))
        except Exception as fault:
            # One photo's fault is told in its place, and the next photo is loaded as ever.
            self._kept.pop(path, None)
            return _Outcome(path, None, sentence(fault))
        self._keep(path, stamp, photo)
        return _Outcome(path, photo, "")

    def _keep(self, path: str, stamp: _Stamp | None, photo: LoadedPhoto) -> None:
        self._kept[path] = stamp, photo
        self._kept.move_to_end(path)
        while len(self._kept) > _PHOTOS_KEPT or (len(self._kept) > 1 and self._memory() > _BYTES_KEPT):
            self._kept.popitem(last=False)

    def _memory(self) -> int:
        return sum(photo.memory for _, photo in self._kept.values())

    @Slot(object)
    def _hand_over(self, outcome: _Outcome) -> None:
        if outcome.path != self._wanted:
            return
        if outcome.photo is not None:
            self.loaded.emit(outcome.path, outcome.photo)
        else:
            self.failed.emit(outcome.path, outcome.reason)


def _loaded(view: PhotoView) -> LoadedPhoto:
    return LoadedPhoto(
        levels=tuple(_levels(view.picture)),
        content=view.content,
        width=view.width,
        height=view.height,
        details=view.details,
        size=view.size,
    )


def _levels(picture: Picture) -> list[QImage]:
    shared = QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    # Converting copies the pixels, so the image outlives the bytes; this format is also drawn fastest.
    levels = [shared.convertToFormat(QImage.Format.Format_RGB32)]
    while max(levels[-1].width(), levels[-1].height()) > 2 * _SMALLEST_LEVEL:
        half = levels[-1].size() / 2
        levels.append(
            levels[-1].scaled(
                half.expandedTo(QSize(1, 1)),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    return levels


def _stamp(path: str) -> _Stamp | None:
    """Return what changes when a file does, None where it can't be asked."""
    try:
        status = os.stat(path)  # noqa: PTH116 (a path may hold anything)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns
