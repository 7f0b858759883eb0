"""File systems of their own for a test, where this machine can make them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_MEGABYTES = 8


@contextmanager
def in_memory(folder: Path, *, kilobytes: int) -> Iterator[Path]:
    """Mount a small file system at a folder, which is made."""
    _need_root()
    folder.mkdir()
    options = f"size={kilobytes}k"
    if not _done(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]):
        pytest.skip("this machine mounts no file system in memory")
    try:
        yield folder
    finally:
        _unmount(folder)


@contextmanager
def without_links(kind: str, folder: Path) -> Iterator[Path]:
    """Mount a `vfat` or `exfat` file system at a folder, which is made: no links, case does not count, coarse times."""
    _need_root()
    folder.mkdir()
    image = folder.with_name(f"{folder.name}.image")
    with image.open("wb") as file:
        file.truncate(_MEGABYTES << 20)
    made = _done([f"mkfs.{kind}", str(image)])
    # Without the kernel's own driver, the one of FUSE.
    mounts = (["mount", "-o", "loop", "-t", driver, str(image), str(folder)] for driver in (kind, f"{kind}-fuse"))
    if not (made and any(map(_done, mounts))):
        pytest.skip(f"this machine can't make or mount {kind}")
    try:
        yield folder
    finally:
        _unmount(folder)


def make_read_only(folder: Path) -> None:
    """Mount again what is mounted at a folder, read-only."""
    assert _done(["mount", "-o", "remount,ro", str(folder)])


def _need_root() -> None:
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a file system takes Linux and root")


def _done(command: list[str]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _unmount(folder: Path) -> None:
    # Lazily, so that a test that fails with an open file leaves nothing mounted.
    assert _done(["umount", "-l", str(folder)])
