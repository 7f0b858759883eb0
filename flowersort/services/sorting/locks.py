"""One flowersort at a time in one folder: a lock that ends with its process, however it ends."""

from __future__ import annotations

import os
import sys

from flowersort.core.errors import SortBusy
from flowersort.services.sorting.disk import Disk, let_go

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_locked(disk: Disk, path: str) -> bool:
    """Say whether another process is at work, without making anything."""
    try:
        handle = disk.open_to_append(path)
    except OSError:
        return False
    try:
        _try(handle)
    except (BlockingIOError, PermissionError):
        return True
    except OSError:
        return False
    finally:
        let_go(disk, handle)
    return False


def take_lock(disk: Disk, path: str) -> int:
    """Lock a file, made if need be; the lock lasts until the returned handle is closed.

    Where the file system knows no locks, two sorts at once are kept apart by names that can't be taken twice alone.

    Raises:
        SortBusy: another process holds it, or is just removing it.
        OSError: the file can't be made.
    """
    handle = _opened(disk, path)
    try:
        _try(handle)
        # The holder before us may have removed the file when it was done.
        if not os.path.samestat(os.fstat(handle), disk.status(path)):
            raise _busy()
    except (BlockingIOError, FileNotFoundError) as fault:
        let_go(disk, handle)
        raise _busy() from fault
    except PermissionError as fault:
        let_go(disk, handle)
        raise _busy() from fault
    except SortBusy:
        let_go(disk, handle)
        raise
    except OSError:
        return handle
    return handle


def _opened(disk: Disk, path: str) -> int:
    try:
        return disk.open_new(path)
    except FileExistsError:
        return disk.open_to_append(path)


def _busy() -> SortBusy:
    return SortBusy("Another flowersort is at work in this folder. Wait until it has ended, then try again.")
