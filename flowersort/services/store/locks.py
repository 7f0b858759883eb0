"""Locks between processes, on files of their own: released at the latest when the process ends, however it ends.

SQLite's own locks can't guard opening and repair, because a repair replaces the file that they are on.
Locks are also taken on no file of SQLite's: closing any handle to one would drop SQLite's POSIX locks on it
(https://www.sqlite.org/howtocorrupt.html, section 2.2).
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_PAUSE = 0.02


class HeldLock:
    """A lock in hand."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; more than once is harmless."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def take_lock(path: Path, *, shared: bool, seconds: float) -> HeldLock | None:
    """Lock a file, made if need be; None if others still hold it after `seconds`.

    On Windows a shared lock is none at all: there an open file can't be renamed, which guards it as well.

    Raises:
        OSError: the file can't be made, or its file system has no locks.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + seconds
        while not _try(descriptor, shared=shared):
            if time.monotonic() >= deadline:
                os.close(descriptor)
                return None
            time.sleep(_PAUSE)
    except BaseException:
        os.close(descriptor)
        raise
    return HeldLock(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int, *, shared: bool) -> bool:
        if shared:
            return True
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _try(descriptor: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
