from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flowersort.core.events import FolderFailed
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.scan import scan
from tests.fakes.trees import REPOSITORY, BreakingListing, grow, needs_posix, walk

# Folders that can't be listed


@needs_posix
def test_a_folder_without_permission_is_said_and_the_walk_goes_on(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "locked": {"b.jpg": b""}, "z.jpg": b""})
    (tmp_path / "locked").chmod(0)
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[2])\n"
        "from flowersort.core.progress import CancelToken\n"
        "from flowersort.services.imaging.scan import scan\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "for event in scan([sys.argv[1]], recursive=True, cancel=CancelToken()):\n"
        "    print(os.path.basename(event.path), getattr(event, 'reason', ''))\n"
    )
    top = tmp_path
    while top != top.parent and not top.stat().st_mode & 0o001:
        top.chmod(top.stat().st_mode | 0o055)
        top = top.parent
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(REPOSITORY)], capture_output=True, text=True, check=True
    )
    lines = out.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["a.jpg", "locked", "z.jpg"]
    assert "may not be read" in lines[1]


REASONS = [
    (errno.EACCES, "may not be read"),
    (errno.EPERM, "may not be read"),
    (errno.ENOENT, "is no longer there"),
    (errno.ENOTDIR, "is no longer a folder"),
    (errno.EIO, "can't be reached"),
    (errno.ENOTCONN, "can't be reached"),
    (errno.ESTALE, "can't be reached"),
    (errno.ELOOP, "leads in a circle"),
    (errno.ENAMETOOLONG, "too long"),
    (errno.EMFILE, "too many files"),
    (errno.EPROTO, "can't be listed"),
]


@pytest.mark.parametrize(("number", "words"), REASONS)
@pytest.mark.parametrize("after", [None, 0, 1])
def test_a_listing_that_fails_is_said_and_the_walk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, after: int | None
) -> None:
    grow(tmp_path, {"bad": {"b.jpg": b"", "c.jpg": b""}, "z.jpg": b""})
    real = os.scandir

    def failing(path: str) -> Any:
        if Path(path).name != "bad":
            return real(path)
        if after is None:
            raise OSError(number, os.strerror(number))
        with real(path) as entries:
            return BreakingListing(list(entries)[:after], OSError(number, os.strerror(number)))

    monkeypatch.setattr(os, "scandir", failing)
    first, *rest = walk(tmp_path)
    assert isinstance(first, FolderFailed)
    assert first.path == str(tmp_path / "bad")
    assert words in first.reason
    assert first.reason.endswith(".")
    # What had been listed before the fault is kept.
    assert len(rest) == (after or 0) + 1
    assert rest[-1].path == str(tmp_path / "z.jpg")


def test_a_given_folder_that_is_gone_is_said_and_the_next_is_walked(tmp_path: Path) -> None:
    grow(tmp_path, {"here": {"a.jpg": b""}})
    gone, photo = walk(tmp_path / "gone", tmp_path / "here")
    assert isinstance(gone, FolderFailed)
    assert "is no longer there" in gone.reason
    assert photo.path.endswith("a.jpg")


def test_a_folder_that_vanishes_during_the_walk_is_said(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "sub": {}})
    events = scan([str(tmp_path)], recursive=True, cancel=CancelToken())
    next(events)
    (tmp_path / "sub").rmdir()
    assert [event.path for event in events if isinstance(event, FolderFailed)] == [str(tmp_path / "sub")]


@needs_posix
def test_a_link_to_a_place_that_cant_be_asked_is_said_unless_it_is_named_like_a_photo(tmp_path: Path) -> None:
    grow(tmp_path, {"circle": Path("circle"), "circle.jpg": Path("circle.jpg"), "odd": Path("a.jpg/x"), "a.jpg": b""})
    photo, folder, linked = walk(tmp_path)
    assert (photo.path, linked.path) == (str(tmp_path / "a.jpg"), str(tmp_path / "circle.jpg"))
    assert isinstance(folder, FolderFailed)
    assert "leads in a circle" in folder.reason
    assert len(walk(tmp_path, recursive=False)) == 2


@pytest.fixture
def deep_tree(tmp_path: Path) -> Iterator[Path]:
    """A chain of 3,000 folders `d`, a photo in the first, in the thousandth and in the last."""
    here = os.open(tmp_path, os.O_RDONLY)
    for depth in range(3000):
        os.mkdir("d", dir_fd=here)
        here = _step(here, "d")
        if depth in (0, 999, 2999):
            os.close(os.open("p.jpg", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    yield tmp_path
    # Nothing that works by paths could remove it again.
    for depth in reversed(range(3000)):
        if depth in (0, 999, 2999):
            os.unlink("p.jpg", dir_fd=here)
        here = _step(here, "..")
        os.rmdir("d", dir_fd=here)
    os.close(here)


def _step(here: int, name: str) -> int:
    there = os.open(name, os.O_RDONLY, dir_fd=here)
    os.close(here)
    return there


@needs_posix
def test_a_tree_deeper_than_a_path_can_be_is_walked_as_far_as_the_system_can(deep_tree: Path) -> None:
    limit = os.pathconf(deep_tree, "PC_PATH_MAX")
    failed, deep, shallow = walk(deep_tree)
    assert (shallow.path, deep.path) == tuple(f"{deep_tree}{'/d' * depth}/p.jpg" for depth in (1, 1000))
    assert isinstance(failed, FolderFailed)
    assert limit <= len(os.fsencode(failed.path)) + 1 <= limit + 2
    assert "too long" in failed.reason
