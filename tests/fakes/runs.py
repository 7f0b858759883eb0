"""Runs of the workflows on the bundled pack, and hands that count or meddle."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from flowersort.bootstrap import BUNDLED_PACK, open_pack
from flowersort.core.events import Event, PhotoFailed, PhotoLabelled, RunCancelled, RunFailed, RunFinished
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.read import read_photo
from flowersort.services.inference.pack import Pack
from flowersort.workflows.classify import ClassifyOptions, classify
from flowersort.workflows.tools import Tools

LAST = (RunFinished, RunCancelled, RunFailed)


@cache
def pack() -> Pack:
    return open_pack(BUNDLED_PACK)


class Reader:
    """Reads photos, notes their names, and first calls `before` with the path, if there is one."""

    def __init__(self, before: Callable[[str], object] | None = None) -> None:
        self.names: list[str] = []
        self._before = before

    def __call__(self, path: str) -> bytes:
        self.names.append(Path(path).name)
        if self._before is not None:
            self._before(path)
        return read_photo(path)


def tools(**changes: Any) -> Tools:
    """Return tools of the bundled pack without a store, with two workers."""
    parts: dict[str, Any] = {"pack": pack(), "store": None, "jobs": 2, "clock": time.monotonic, "read": read_photo}
    return Tools(**(parts | changes))


def run(
    *paths: Path | str, with_tools: Tools | None = None, cancel: CancelToken | None = None, **options: Any
) -> list[Event]:
    """Classify to the end, and check that it ends as every run must."""
    events = list(
        classify(
            [str(path) for path in paths],
            tools=with_tools or tools(),
            options=ClassifyOptions(**options),
            cancel=cancel or CancelToken(),
        )
    )
    check_ending(events)
    return events


def check_ending(events: Sequence[Event]) -> None:
    """Check that there is exactly one last event, and that its arithmetic adds up and fits the events before."""
    assert [isinstance(event, LAST) for event in events] == [False] * (len(events) - 1) + [True]
    summary = events[-1].summary
    assert summary.found == summary.states.total() + summary.not_done
    assert summary.states.total() == len(photos(events))
    assert summary.decoded == sum(decoded(events).values())
    assert threads_left() == []


def photos(events: Iterable[Event]) -> list[LabelledPhoto]:
    return [event.photo for event in events if isinstance(event, PhotoLabelled | PhotoFailed)]


def by_name(events: Iterable[Event]) -> dict[str, LabelledPhoto]:
    return {Path(photo.file.path).name: photo for photo in photos(events)}


def decoded(events: Iterable[Event]) -> dict[str, bool]:
    """Return for each readable photo whether it had to be decoded."""
    return {event.photo.file.path: event.decoded for event in events if isinstance(event, PhotoLabelled)}


def threads_left() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("flowersort")]
