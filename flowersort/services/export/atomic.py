"""Output files are whole or absent: written beside their place, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from flowersort.core.errors import ExportError

PathName = str | os.PathLike[str]
_Stream = TypeVar("_Stream", TextIO, BinaryIO)
_Opened = Callable[[int | PathName], _Stream]

_MISSING = "its folder does not exist. Make the folder first."
_REFUSED = "it or its folder is read-only, or another program has it open. Close it there, or choose another name."
_FULL = "the disk is full. Free some space, or choose another place."
_REASONS = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EROFS: "the disk is read-only. Choose another place.",
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one.",
}


def writable_problem(path: PathName) -> None:
    """Refuse a target that can't be written, before the long run whose result it is to hold.

    Passing is no promise: the disk may fill up meanwhile.

    Raises:
        ExportError: the target is a folder or read-only, or its folder is missing or can't be written to.
    """
    try:
        _mode_if_writable(path)
    except OSError as fault:
        raise ExportError(_sentence(path, fault)) from fault


def write_whole(path: PathName, write: Callable[[TextIO], None]) -> None:
    """Put a UTF-8 text file in place in one step, keeping the permissions of a file that it replaces.

    A link is followed, so that it still stands afterwards. Into what is no regular file (a pipe, `/dev/null`)
    the text is written directly, because renaming would replace the device.

    Args:
        path: the file to write; its folder must exist.
        write: writes the text to the stream that it is given. Line ends are not translated.

    Raises:
        ExportError: the file can't be written; what stood there before still does, and nothing is left beside it.
    """
    _write(path, write, _as_text)


def write_whole_bytes(path: PathName, write: Callable[[BinaryIO], None]) -> None:
    """Put a file of bytes in place as `write_whole` does.

    Raises:
        ExportError: the file can't be written; what stood there before still does, and nothing is left beside it.
    """
    _write(path, write, _as_bytes)


def _write(path: PathName, write: Callable[[_Stream], None], opened: _Opened[_Stream]) -> None:
    try:
        mode = _mode_if_writable(path)
        if mode is None or stat.S_ISREG(mode):
            _replace(Path(os.path.realpath(path)), mode, write, opened)
        else:
            with opened(path) as stream:
                write(stream)
    except OSError as fault:
        raise ExportError(_sentence(path, fault)) from fault


def _as_text(place: int | PathName) -> TextIO:
    if isinstance(place, int):
        return os.fdopen(place, "w", encoding="utf-8", newline="")
    return Path(place).open("w", encoding="utf-8", newline="")


def _as_bytes(place: int | PathName) -> BinaryIO:
    return os.fdopen(place, "wb") if isinstance(place, int) else Path(place).open("wb")


def _mode_if_writable(path: PathName) -> int | None:
    """Return the file mode of what stands at the path, None if nothing does, or raise why it can't be written."""
    if os.fspath(path).endswith(("/", os.sep)):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        mode = None
    except ValueError as fault:
        # Python's word for a NUL in the name.
        raise OSError(errno.EINVAL, str(fault)) from fault
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    folder = Path(os.path.realpath(path)).parent
    if mode is None or stat.S_ISREG(mode):
        # Raises by itself if the folder is missing or is a file.
        os.stat(folder / ".")  # noqa: PTH116 - Path drops the dot, which asks for a folder
        _refuse_read_only(folder)
    if mode is not None:
        _refuse_read_only(path)
    return mode


def _refuse_read_only(path: PathName) -> None:
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))


def _replace(target: Path, mode: int | None, write: Callable[[_Stream], None], opened: _Opened[_Stream]) -> None:
    # Short whatever the target's name, which may be as long as the file system allows.
    temporary = target.with_name(f".flowersort-{secrets.token_hex(8)}.tmp")
    try:
        _fill(temporary, mode, write, opened)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _make_rename_durable(target.parent)


def _fill(temporary: Path, mode: int | None, write: Callable[[_Stream], None], opened: _Opened[_Stream]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    # Never more open than the file that it replaces, not even for a moment; the umask may take more away.
    handle = os.open(temporary, flags, 0o666 if mode is None else stat.S_IMODE(mode) & 0o777)
    with opened(handle) as stream:
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())
    if mode is not None:
        # Some file systems know no permissions.
        with contextlib.suppress(OSError):
            temporary.chmod(stat.S_IMODE(mode) & 0o777)


def _make_rename_durable(folder: Path) -> None:
    """Ask that the rename outlives a power cut; where folders can't be synced, the file is in place all the same."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(path: PathName, fault: OSError) -> str:
    name = os.fspath(path) or "."
    if fault.errno == errno.EISDIR:
        return f"{name} is a folder; give the name of a file to write."
    reason = _REASONS.get(fault.errno or 0, f"{fault.strerror or fault}. Choose another place.")
    return f"{name} can't be written: {reason}"
