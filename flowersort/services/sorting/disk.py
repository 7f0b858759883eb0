"""Every call to the file system that sorting makes: one small method each, so that tests can make any of them fail."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from functools import cache
from typing import cast

_NO_REPLACE = 1  # RENAME_NOREPLACE, linux/fs.h
_EXCLUSIVE = 4  # RENAME_EXCL, macOS sys/stdio.h
_CURRENT_FOLDER = -100  # AT_FDCWD, linux/fcntl.h
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_ATTRIBUTES = frozenset({errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENODATA, errno.EINVAL, errno.ENOSYS})
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)


class Disk:
    """The real file system. Every method raises OSError as the system does."""

    def status(self, path: str) -> os.stat_result:
        """Return what stands at a path; a link is not followed."""
        return os.lstat(path)

    def followed(self, path: str) -> os.stat_result:
        """Return what a path leads to, links followed."""
        return os.stat(path)  # noqa: PTH116

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder."""
        return os.listdir(folder)  # noqa: PTH208

    def open_to_read(self, path: str) -> int:
        """Open a file; links are followed."""
        return os.open(path, os.O_RDONLY | _BINARY | _NO_WAITING)

    def open_new(self, path: str, mode: int = 0o666) -> int:
        """Make a file that must not exist yet."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINK, mode)

    def open_to_append(self, path: str) -> int:
        """Open a file that exists, to append to it."""
        return os.open(path, os.O_RDWR | os.O_APPEND | _BINARY | _NO_LINK)

    def read(self, handle: int, size: int) -> bytes:
        """Return the next bytes, at most `size`; none at the end."""
        return os.read(handle, size)

    def write(self, handle: int, data: bytes | memoryview) -> int:
        """Write some of the data, and return how much."""
        return os.write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        """Cut a file to this size."""
        os.ftruncate(handle, size)

    def sync(self, handle: int) -> None:
        """Wait until a file or folder is on the disk."""
        os.fsync(handle)

    def sync_volume(self, handle: int) -> None:
        """Wait until all that was written to a file's volume is on the disk.

        Raises:
            OSError: it failed, or the system has no such call (ENOSYS).
        """
        call = _library_call("syncfs")
        if call is None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        _check(call(handle))

    def close(self, handle: int) -> None:
        """Close a file."""
        os.close(handle)

    def open_folder(self, folder: str) -> int:
        """Open a folder, to sync it; not possible on Windows."""
        return os.open(folder, os.O_RDONLY)

    def make_folder(self, folder: str) -> None:
        """Make one folder, which must not exist yet."""
        os.mkdir(folder)  # noqa: PTH102

    def remove_folder(self, folder: str) -> None:
        """Remove a folder, which must be empty."""
        os.rmdir(folder)  # noqa: PTH106

    def link(self, source: str, target: str) -> None:
        """Give a file a second name, which must be free."""
        os.link(source, target, follow_symlinks=False)

    def unlink(self, path: str) -> None:
        """Take a name away."""
        os.unlink(path)  # noqa: PTH108

    def rename_no_replace(self, source: str, target: str) -> None:
        """Rename a file in one step, to a name that must be free.

        Raises:
            OSError: FileExistsError where the name is taken; EINVAL or ENOSYS where system or file system has no such
                call; EXDEV from one volume to another.
        """
        if sys.platform == "win32":
            os.rename(source, target)  # noqa: PTH104 (which refuses a taken name there)
            return
        one, other = os.fsencode(source), os.fsencode(target)
        if sys.platform == "darwin":
            call = _library_call("renamex_np")
            result = call(one, other, _EXCLUSIVE) if call is not None else None
        else:
            call = _library_call("renameat2")
            result = call(_CURRENT_FOLDER, one, _CURRENT_FOLDER, other, _NO_REPLACE) if call is not None else None
        if result is None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        _check(result)

    def rename(self, source: str, target: str) -> None:
        """Rename a file in one step, replacing what has the name. Only for files of our own."""
        os.replace(source, target)  # noqa: PTH105

    def set_times(self, path: str, *, accessed_ns: int, modified_ns: int) -> None:
        """Set a file's times; a link is not followed."""
        follow = os.utime not in os.supports_follow_symlinks
        os.utime(path, ns=(accessed_ns, modified_ns), follow_symlinks=follow)

    def set_mode(self, path: str, mode: int) -> None:
        """Set a file's permissions."""
        os.chmod(path, mode)  # noqa: PTH101

    def copy_attributes(self, source: str, target: str) -> None:
        """Copy extended attributes, as far as the target's volume takes them."""
        if not hasattr(os, "listxattr"):
            return
        try:
            names = os.listxattr(source)
        except OSError as fault:
            if fault.errno not in _NO_ATTRIBUTES:
                raise
            return
        for name in names:
            try:
                os.setxattr(target, name, os.getxattr(source, name))
            except OSError as fault:
                # The system's own (security.…) and those that the volume does not know stay behind.
                if fault.errno not in _NO_ATTRIBUTES:
                    raise

    def free_bytes(self, folder: str) -> int:
        """Return how many bytes are free on the volume of a folder."""
        return shutil.disk_usage(folder).free


def let_go(disk: Disk, handle: int) -> None:
    """Close a file of which nothing is wanted any more, so that a fault of closing says nothing."""
    with contextlib.suppress(OSError):
        disk.close(handle)


@cache
def _library_call(name: str) -> Callable[..., int] | None:
    """Return a function of the C library, None where it has none of that name."""
    if sys.platform == "win32":
        return None
    try:
        library = ctypes.CDLL(None, use_errno=True)
        return cast("Callable[..., int]", getattr(library, name))
    except (OSError, AttributeError):
        return None


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
