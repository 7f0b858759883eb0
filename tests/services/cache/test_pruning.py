"""Removing: only what is ours, and only the longest unused."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from flowersort.services.cache.pruning import prune
from tests.fakes.trees import needs_posix

OLD = time.time() - 10 * 3600


def put(path: Path, size: int = 1000, *, when: float = OLD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    os.utime(path, (when, when))
    return path


def thumbnail(folder: Path, number: int, *, when: float = OLD) -> Path:
    return put(folder / f"{number:02x}" / f"{number:032x}.jpg", when=when)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert prune(tmp_path / "new", 0) == 0


def test_a_file_in_place_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        prune(put(tmp_path / "file"), 0)


def test_within_the_limit_nothing_goes(tmp_path: Path) -> None:
    for number in range(5):
        thumbnail(tmp_path, number)
    assert prune(tmp_path, 5000) == 5000
    assert len(list(tmp_path.rglob("*.jpg"))) == 5


def test_the_longest_unused_go_whatever_their_names(tmp_path: Path) -> None:
    made = [thumbnail(tmp_path, number, when=OLD + (number * 7) % 10) for number in range(10)]
    assert prune(tmp_path, 5000) == 4000
    left = sorted(range(10), key=lambda number: (number * 7) % 10)[6:]
    assert {path for path in made if path.exists()} == {made[number] for number in left}


def test_what_is_not_ours_is_neither_counted_nor_removed(tmp_path: Path) -> None:
    others = [
        put(tmp_path / "notes.txt"),
        put(tmp_path / f"{1:032x}.jpg"),
        put(tmp_path / "photos" / f"{1:032x}.jpg"),
        put(tmp_path / "ab" / "my photo.jpg"),
        put(tmp_path / "ab" / f"{1:032x}.png"),
        put(tmp_path / "ab" / f"{1:032x}.JPG"),
        put(tmp_path / "ab" / ".mine.tmp"),
        put(tmp_path / "ab" / "cd" / f"{1:032x}.jpg"),
        put(tmp_path / "AB" / "x.jpg"),
        put(tmp_path / "ef"),
    ]
    (tmp_path / "ab" / f"{2:032x}.jpg").mkdir()
    assert prune(tmp_path, 0) == 0
    assert all(path.exists() for path in others)


@needs_posix
def test_no_link_is_followed(tmp_path: Path) -> None:
    elsewhere = thumbnail(tmp_path / "elsewhere", 0xAB)
    folder = tmp_path / "cache"
    (folder / "cd").mkdir(parents=True)
    (folder / "ab").symlink_to(elsewhere.parent)
    (folder / "cd" / f"{1:032x}.jpg").symlink_to(elsewhere)
    assert prune(folder, 0) == 0
    assert elsewhere.exists()


def test_what_a_crash_left_half_written_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    left = put(tmp_path / "ab" / f".{1:016x}.tmp")
    writing = put(tmp_path / "ab" / f".{2:016x}.tmp", when=time.time())
    assert prune(tmp_path, 1_000_000) == 0
    assert (left.exists(), writing.exists()) == (False, True)
