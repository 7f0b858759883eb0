"""Looking at files and folders before a sort: what stands where, on which volume, and with what content."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.content import content_hash_of
from flowersort.core.errors import FolderError, PhotoError
from flowersort.services.imaging.scan_faults import shown

_PART = 1 << 20
# Opening a pipe without this would wait for ever for somebody to write into it.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class FileStatus:
    """A file as it is now, links followed.

    Attributes:
        key: volume and number of the file; paths to one file have the same.
        only_name: whether it has no second name, as a hard link gives it one.
        is_link: whether the path itself is a symbolic link.
        is_file: whether it is a regular file.
    """

    size: int
    modified_ns: int
    key: tuple[object, ...]
    only_name: bool
    is_link: bool
    is_file: bool

    @property
    def volume(self) -> object:
        """What the file lies on."""
        return self.key[0]


def file_status(path: str) -> FileStatus:
    """Return how a file is now.

    Raises:
        PhotoError: it is gone or can't be asked.
    """
    try:
        own = os.lstat(path)
        is_link = stat.S_ISLNK(own.st_mode)
        status = os.stat(path) if is_link else own  # noqa: PTH116
    except (OSError, ValueError) as fault:
        raise PhotoError(f"It can't be reached now: {_told(fault)}.") from fault
    # Some network file systems number nothing.
    number: object = status.st_ino or os.path.normcase(os.path.realpath(path))
    return FileStatus(
        size=status.st_size,
        modified_ns=status.st_mtime_ns,
        key=(status.st_dev, number),
        only_name=status.st_nlink == 1,
        is_link=is_link,
        is_file=stat.S_ISREG(status.st_mode),
    )


def names_in(folder: str) -> tuple[str, ...]:
    """Return the names in a folder.

    Raises:
        FolderError: it can't be listed.
    """
    try:
        return tuple(os.listdir(folder))  # noqa: PTH208
    except (OSError, ValueError) as fault:
        raise FolderError(f"The folder {shown(folder)} can't be listed: {_told(fault)}.") from fault


def is_nothing(path: str) -> bool:
    """Say whether nothing at all stands at a path, not even a link that leads nowhere.

    Raises:
        FolderError: that can't be told.
    """
    try:
        os.lstat(path)
    except FileNotFoundError:
        return True
    except (OSError, ValueError) as fault:
        raise FolderError(f"{shown(path)} can't be looked at: {_told(fault)}.") from fault
    return False


def file_content(path: str) -> str:
    """Return the content hash of a file, which is read in parts.

    Raises:
        PhotoError: it can't be read.
    """
    try:
        with open(path, "rb", buffering=0, opener=_open_without_waiting) as file:
            return content_hash_of(_parts(file.fileno()))
    except (OSError, ValueError) as fault:
        raise PhotoError(f"It can't be read: {_told(fault)}.") from fault


def nearest_folder(path: str) -> str:
    """Return the deepest folder or file on the way to `path` that exists, `path` itself included."""
    here = Path(path)
    while not os.path.lexists(here) and here != here.parent:
        here = here.parent
    return str(here)


def free_bytes(path: str) -> int | None:
    """Return what is free on the volume of something that exists; None where it can't be told."""
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return None


def may_change(folder: str) -> bool:
    """Say whether files may be put into a folder and taken from it, as far as the system tells beforehand."""
    return os.access(folder, os.W_OK | os.X_OK)


def _parts(handle: int) -> Iterator[bytes]:
    while part := os.read(handle, _PART):
        yield part


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAITING)


def _told(fault: OSError | ValueError) -> str:
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
