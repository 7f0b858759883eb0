"""One file to one place on the same volume, without ever replacing anything and without asking first.

Asking whether a name is free and then taking it leaves a moment in which somebody else takes it. So the taking itself
refuses: by renameat2(RENAME_NOREPLACE) (Linux) or renamex_np(RENAME_EXCL) (macOS), by a second name (a link fails
where there is one) and the loss of the first, or by making the name exclusively and replacing what we made.
"""

from __future__ import annotations

import errno
import os

from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.faults import Unsettled

_NO_SUCH_CALL = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EINVAL})


def place(disk: Disk, origin: str, final: str) -> None:
    """Give a file its final name, which must be free, and take the old one away.

    Raises:
        FileExistsError: the name is taken; nothing was changed.
        OSError: it could not be done, EXDEV where the places lie on two volumes; nothing was changed.
        Unsettled: it could not be done, and what was begun could not be taken back.
    """
    try:
        disk.rename_no_replace(origin, final)
    except OSError as fault:
        if fault.errno not in _NO_SUCH_CALL:
            raise
    else:
        return
    try:
        disk.link(origin, final)
    except OSError as fault:
        if fault.errno in _NO_LINKS:
            _by_placeholder(disk, origin, final)
            return
        if isinstance(fault, FileExistsError) or not same_file(disk, origin, final):
            raise
    _drop_old_name(disk, origin, final)


def same_file(disk: Disk, origin: str, final: str) -> bool:
    """Say whether a link that failed was made nonetheless: a network may lose the answer alone.

    Raises:
        Unsettled: nobody knows.
    """
    try:
        return os.path.samestat(disk.status(origin), disk.status(final))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as fault:
        # A name that is too long has no file.
        if fault.errno == errno.ENAMETOOLONG:
            return False
        raise Unsettled from fault


def _drop_old_name(disk: Disk, origin: str, final: str) -> None:
    try:
        disk.unlink(origin)
    except OSError:
        _take_away(disk, final, origin=origin)
        raise


def _by_placeholder(disk: Disk, origin: str, final: str) -> None:
    handle = disk.open_new(final)
    try:
        disk.close(handle)
        disk.rename(origin, final)
    except OSError:
        _take_away(disk, final, origin=origin)
        raise


def _take_away(disk: Disk, final: str, *, origin: str) -> None:
    """Remove what was made of the final name, if the file has its old one for sure: a fault may come after the deed."""
    try:
        disk.status(origin)
        disk.unlink(final)
    except OSError as fault:
        raise Unsettled from fault
