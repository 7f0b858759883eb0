"""Which thumbnails go when there are too many: those that nobody looked at for the longest time."""

from __future__ import annotations

import contextlib
import heapq
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from flowersort.services.cache.files import SUFFIX, TEMPORARY

_FOLDER = re.compile("[0-9a-f]{2}")
_FILE = re.compile(rf"[0-9a-f]{{32}}{re.escape(SUFFIX)}")
_HALF_WRITTEN = re.compile(rf"\.[0-9a-f]{{16}}{re.escape(TEMPORARY)}")
# Nobody takes that long to write one, so its writer has crashed.
_SECONDS_TO_WRITE = 3600

# When a file was last used, in nanoseconds since 1970; its path; its size.
_Kept = tuple[int, str, int]


def prune(folder: Path, limit: int) -> int:
    """Measure all thumbnails; where they are more than `limit` bytes, remove the longest unused down to 90 %.

    Only files that are named as ours are counted and removed, and no link is followed: the folder may hold what
    somebody else put there. Half-written files of crashed programs go, too.

    Returns:
        The bytes that are left: more than `limit` only where files can't be removed.

    Raises:
        OSError: the folder can't be listed. A single file or subfolder that can't be is passed over.
    """
    kept = [_thumbnails(subfolder) for subfolder in _subfolders(folder)]
    total = sum(size for files in kept for _used, _path, size in files)
    if total <= limit:
        return total
    # Sorted in small pieces, because other threads of Python stand still during each.
    for _used, path, size in heapq.merge(*map(sorted, kept)):
        if total <= limit * 9 // 10:
            break
        with contextlib.suppress(OSError):
            Path(path).unlink(missing_ok=True)
            total -= size
    return total


def _subfolders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if _FOLDER.fullmatch(entry.name) and not entry.is_symlink()]
    except FileNotFoundError:
        return []


def _thumbnails(subfolder: str) -> list[_Kept]:
    try:
        with os.scandir(subfolder) as entries:
            return list(_files(entries))
    except OSError:
        return []


def _files(entries: Iterator[os.DirEntry[str]]) -> Iterator[_Kept]:
    oldest_writer = time.time() - _SECONDS_TO_WRITE
    for entry in entries:
        # Another process may be pruning, too.
        with contextlib.suppress(OSError):
            if _FILE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                yield status.st_mtime_ns, entry.path, status.st_size
            elif _HALF_WRITTEN.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < oldest_writer:
                Path(entry.path).unlink()
