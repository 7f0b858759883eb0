"""The steps of one training: which are done, how long each took over all calls, and what is left."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Say = Callable[[str], None]


class Steps:
    """Times steps and keeps the times in the output folder, so that a resumed training can tell the whole."""

    def __init__(self, file: Path, say: Say, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._file, self._say, self._clock = file, say, clock
        self._seconds: dict[str, float] = _read(file)

    @property
    def seconds(self) -> float:
        """How long all steps took so far, over all calls."""
        return sum(self._seconds.values())

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step, interrupted or not; its name is said at its start.

        Raises:
            OSError: the times can't be written.
        """
        self._say(f"{name} …")
        began = self._clock()
        try:
            yield
        finally:
            self._seconds[name] = self._seconds.get(name, 0.0) + self._clock() - began
            beside = self._file.with_name(self._file.name + ".new")
            beside.write_text(json.dumps(self._seconds, indent=1), encoding="utf-8")
            beside.replace(self._file)


def _read(file: Path) -> dict[str, float]:
    """Return what was noted; a note that is missing or damaged only loses times."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): float(seconds) for name, seconds in content.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
