"""Keeps what native code writes to standard error off the user's terminal, while a network is loaded."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NativeTalk:
    """Mutes file descriptor 2 while at least one thread is inside `muted`.

    LiteRT announces its delegate there at the first load, and offers no switch. The descriptor belongs to the process,
    so threads that load at the same time share one muting: the first to enter begins it, the last to leave ends it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._kept: int | None = None

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Mute for the length of the block."""
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._begin()
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if self._inside == 0:
                    self._end()

    def _begin(self) -> None:
        try:
            kept = os.dup(2)
        except OSError:
            # No standard error, nothing to keep clean.
            return
        try:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), 2)
        except OSError:
            # Better some talk than no network.
            os.close(kept)
            return
        self._kept = kept

    def _end(self) -> None:
        if self._kept is not None:
            os.dup2(self._kept, 2)
            os.close(self._kept)
            self._kept = None


# The descriptor is the process's, so its keeper is, too.
NATIVE_TALK = NativeTalk()
