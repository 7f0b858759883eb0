"""The folder that is sorted into: made, marked, and left as it was found."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable

from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.journal import SUFFIX
from flowersort.services.sorting.names import LOCK, folder_of, marker_folder

# Somebody's files are in it, somebody works in it, or it is gone already.
_STAYS = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.EBUSY, errno.ENOENT, errno.ENOTDIR})
# What network and foreign file systems answer where a folder can't be synced, or only a whole volume can't.
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM, errno.EISDIR})


def missing_folders(disk: Disk, folder: str) -> tuple[str, ...]:
    """Return a folder and those of its parents that do not exist yet, parents first.

    Raises:
        OSError: a path can't be asked; NotADirectoryError where something on the way is no folder.
    """
    missing: list[str] = []
    while True:
        try:
            disk.followed(folder)
        except FileNotFoundError:
            missing.append(folder)
            parent = folder_of(folder)
            if parent == folder:
                raise
            folder = parent
        else:
            return tuple(reversed(missing))


def make_folders(disk: Disk, folders: Iterable[str]) -> None:
    """Make folders, parents first; one that somebody else made meanwhile is as good.

    Raises:
        OSError: one can't be made.
    """
    for folder in folders:
        with contextlib.suppress(FileExistsError):
            disk.make_folder(folder)


def sync_folder(disk: Disk, folder: str) -> None:
    """Wait until the names in a folder are on the disk, where its file system can say so.

    Raises:
        OSError: the disk failed.
    """
    if os.name == "nt":
        return
    try:
        handle = disk.open_folder(folder)
    except OSError as fault:
        if fault.errno in _NO_SYNC:
            return
        raise
    try:
        disk.sync(handle)
    except OSError as fault:
        if fault.errno not in _NO_SYNC:
            raise
    finally:
        disk.close(handle)


def journals(disk: Disk, into: str) -> list[str]:
    """Return the ids of the journals in a folder, oldest first; none where it was never sorted into.

    Raises:
        OSError: the folder can't be listed.
    """
    try:
        names = disk.names(marker_folder(into))
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))


def remove_if_empty(disk: Disk, folders: Iterable[str]) -> None:
    """Remove those of the folders that are empty. All are tried, because a fault may come after the deed.

    Raises:
        OSError: one is empty, or may be, and could not be removed.
    """
    faults: list[OSError] = []
    for folder in folders:
        try:
            disk.remove_folder(folder)
        except OSError as fault:
            if fault.errno not in _STAYS or (fault.errno == errno.ENOENT and _stands(disk, folder)):
                faults.append(fault)
    if faults:
        raise faults[0]


def _stands(disk: Disk, folder: str) -> bool:
    try:
        disk.status(folder)
    except OSError:
        return False
    return True


def unmark(disk: Disk, into: str, *, release: Callable[[], None] | None = None) -> None:
    """Take the marker away, unless journals of other sorts are in it.

    Args:
        release: lets go of our own lock, if we hold it.

    Raises:
        OSError: it can't be listed, or could be removed and was not.
    """
    marker = marker_folder(into)
    try:
        if journals(disk, into):
            return
    except OSError:
        # An empty one may go unseen.
        remove_if_empty(disk, [marker])
        raise
    gone = _without_lock(disk, into)
    if release is not None:
        # Until it is closed, a removed file keeps the folder from going: under a hidden name on network and FUSE
        # volumes. Windows does not even remove it before.
        release()
    if not gone:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            disk.unlink(os.path.join(marker, LOCK))  # noqa: PTH118
    remove_if_empty(disk, [marker])


def _without_lock(disk: Disk, into: str) -> bool:
    """Take the lock's file away; say whether that worked."""
    try:
        disk.unlink(os.path.join(marker_folder(into), LOCK))  # noqa: PTH118
    except OSError:
        return False
    return True


def left_over(disk: Disk, into: str, made: Iterable[str]) -> bool:
    """Say whether a sort that is over left an empty marker or an empty folder of its making behind."""
    try:
        if set(disk.names(marker_folder(into))) <= {LOCK}:
            return True
    except OSError:
        pass
    for folder in made:
        with contextlib.suppress(OSError):
            if not disk.names(folder):
                return True
    return False
