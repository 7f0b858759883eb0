"""One thumbnail as a file: named by its content hash, whole or absent."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import time
from pathlib import Path

SUFFIX = ".jpg"
TEMPORARY = ".tmp"
# A thumbnail has a few ten thousand bytes; a file of more is none of ours.
MOST_BYTES = 1 << 20

_CONTENT = re.compile("[0-9a-f]{32}")
# Fine enough to tell which thumbnails are in use, and it spares the disk a write for each one shown.
_SECONDS_BETWEEN_MARKS = 3600
_BINARY = getattr(os, "O_BINARY", 0)
# Opening a pipe without this would wait for ever for somebody to write into it.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)


def place(folder: Path, content: str) -> Path | None:
    """Return the path for a content hash; None for what is not 32 lower-case hexadecimal digits."""
    return folder / content[:2] / f"{content}{SUFFIX}" if _CONTENT.fullmatch(content) else None


def read(path: Path) -> bytes | None:
    """Return a file's content and note, now and then, that it is in use; None for what can't be a thumbnail.

    Raises:
        OSError, ValueError: it is missing or can't be read.
    """
    handle = os.open(path, os.O_RDONLY | _BINARY | _NO_WAITING)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            return None
        data = os.read(handle, status.st_size)
    finally:
        os.close(handle)
    # Either way round: the clock may have been set back since.
    if abs(time.time() - status.st_mtime) > _SECONDS_BETWEEN_MARKS:
        # Its folder may be read-only, and its content is as good.
        with contextlib.suppress(OSError):
            os.utime(path)
    return data


def write(path: Path, data: bytes) -> None:
    """Put a file in place in one step, so that nobody ever reads a part of it; its folder is made if need be.

    Raises:
        OSError, ValueError: it can't be written; nothing is left beside its place, unless that can't be removed.
    """
    temporary = path.with_name(f".{secrets.token_hex(8)}{TEMPORARY}")
    try:
        try:
            _fill(temporary, data)
        except FileNotFoundError:
            # Thumbnails show private photos, so their folders are for this user alone.
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _fill(temporary, data)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink()
        raise


def _fill(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)
