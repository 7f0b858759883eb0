from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.errors import FolderError
from flowersort.core.events import FolderFailed
from flowersort.core.naming import natural_key
from flowersort.core.photo import PhotoFile
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.scan import check_paths, scan
from tests.fakes.trees import BreakingListing, Tree, found, grow, needs_posix, walk

# What counts as a photo


def test_files_and_subfolders_come_merged_in_natural_order(tmp_path: Path) -> None:
    grow(tmp_path, {"10.jpg": b"", "2.jpg": b"", "1.JPG": b"", "3": {"b.png": b"", "a.png": b""}, "Z.gif": b""})
    assert found(tmp_path, under=tmp_path) == ["1.JPG", "2.jpg", "3/a.png", "3/b.png", "10.jpg", "Z.gif"]


def test_only_names_with_a_photo_suffix_count_in_a_folder(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "a.txt": b"", "jpg": b"", "a.jpg.part": b"", "a": b"", "b.HEIC": b""})
    assert found(tmp_path, under=tmp_path) == ["a.jpg", "b.HEIC"]


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    grow(tmp_path, {"scan.dat": b"", ".hidden": b"", "._a.jpg": b""})
    names = ["scan.dat", ".hidden", "._a.jpg"]
    assert found(*(tmp_path / name for name in names), under=tmp_path) == names


def test_hidden_and_appledouble_names_are_passed_over(tmp_path: Path) -> None:
    grow(tmp_path, {"._a.jpg": b"", ".b.jpg": b"", ".git": {"c.jpg": b""}, "d.jpg": b""})
    assert found(tmp_path, under=tmp_path) == ["d.jpg"]


def test_a_hidden_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    grow(tmp_path, {".trash": {"c.jpg": b""}})
    assert found(tmp_path / ".trash", under=tmp_path) == [".trash/c.jpg"]


def test_a_folder_named_like_a_photo_is_a_folder(tmp_path: Path) -> None:
    grow(tmp_path, {"album.jpg": {"a.jpg": b""}})
    assert found(tmp_path, under=tmp_path) == ["album.jpg/a.jpg"]
    assert found(tmp_path, under=tmp_path, recursive=False) == []


def test_without_recursion_only_the_folders_own_files_count(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "sub": {"b.jpg": b"", "deep": {"c.jpg": b""}}})
    assert found(tmp_path, tmp_path / "sub", under=tmp_path, recursive=False) == ["a.jpg", "sub/b.jpg"]


def test_size_and_time_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"12345")
    os.utime(tmp_path / "a.jpg", ns=(1, 1_700_000_000_123_456_789))
    expected = PhotoFile(str(tmp_path / "a.jpg"), 5, (tmp_path / "a.jpg").stat().st_mtime_ns)
    assert walk(tmp_path) == [expected]
    assert walk(tmp_path / "a.jpg") == [expected]


def test_relative_paths_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, {"garden": {"a.jpg": b""}})
    monkeypatch.chdir(tmp_path / "garden")
    for given_path in (".", "a.jpg", "../garden"):
        assert [event.path for event in walk(given_path)] == [str(tmp_path / "garden" / "a.jpg")]


def test_an_empty_folder_yields_nothing(tmp_path: Path) -> None:
    assert walk(tmp_path) == []


# The same thing reached twice


def test_a_photo_reached_through_several_paths_is_yielded_once(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "sub": {"b.jpg": b"", "c.jpg": b""}})
    a, sub, b = tmp_path / "a.jpg", tmp_path / "sub", tmp_path / "sub" / "b.jpg"
    roundabout = f"{sub}{os.sep}..{os.sep}a.jpg"
    assert found(a, a, roundabout, tmp_path, under=tmp_path) == ["a.jpg", "sub/b.jpg", "sub/c.jpg"]
    assert found(tmp_path, sub, b, a, under=tmp_path) == ["a.jpg", "sub/b.jpg", "sub/c.jpg"]
    assert found(b, sub, tmp_path, under=tmp_path) == ["sub/b.jpg", "sub/c.jpg", "a.jpg"]


@needs_posix
def test_a_link_loop_ends_and_nothing_comes_twice(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "sub": {"b.jpg": b"", "up": tmp_path, "self": Path()}})
    assert found(tmp_path, under=tmp_path) == ["a.jpg", "sub/b.jpg"]


@needs_posix
def test_two_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    grow(tmp_path, {"one": {"a.jpg": b"", "two": Path("../two")}, "two": {"b.jpg": b"", "one": Path("../one")}})
    assert found(tmp_path, under=tmp_path) == ["one/a.jpg", "one/two/b.jpg"]


@needs_posix
def test_a_linked_folder_is_followed_and_shown_under_the_links_name(tmp_path: Path) -> None:
    grow(tmp_path, {"real": {"a.jpg": b""}, "garden": {"link": tmp_path / "real"}})
    assert found(tmp_path / "garden", under=tmp_path) == ["garden/link/a.jpg"]
    assert found(tmp_path / "garden" / "link", under=tmp_path) == ["garden/link/a.jpg"]


@needs_posix
def test_hard_links_and_linked_files_are_photos_of_their_own(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"123", "c.jpg": Path("a.jpg")})
    os.link(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert [(Path(event.path).name, event.size) for event in walk(tmp_path)] == [
        ("a.jpg", 3),
        ("b.jpg", 3),
        ("c.jpg", 3),
    ]


@needs_posix
def test_a_file_system_without_inode_numbers_ends_a_loop_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, {"a.jpg": b"", "sub": {"b.jpg": b"", "up": tmp_path}})
    real = Path.stat

    def without_numbers(self: Path, **options: Any) -> os.stat_result:
        status = real(self, **options)
        return os.stat_result((status.st_mode, 0, *status[2:10]))

    monkeypatch.setattr(Path, "stat", without_numbers)
    assert found(tmp_path, under=tmp_path) == ["a.jpg", "sub/b.jpg"]


# Odd files


@needs_posix
def test_a_broken_link_named_like_a_photo_is_left_to_the_reading_step(tmp_path: Path) -> None:
    grow(tmp_path, {"gone.jpg": Path("nowhere.jpg"), "circle.jpg": Path("circle.jpg"), "gone": Path("nowhere")})
    assert walk(tmp_path) == [
        PhotoFile(str(tmp_path / "circle.jpg"), -1, -1),
        PhotoFile(str(tmp_path / "gone.jpg"), -1, -1),
    ]


def test_a_file_that_vanishes_after_the_listing_is_left_to_the_reading_step(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"1", "b.jpg": b"2"})
    events = scan([str(tmp_path)], recursive=True, cancel=CancelToken())
    next(events)
    (tmp_path / "b.jpg").unlink()
    assert list(events) == [PhotoFile(str(tmp_path / "b.jpg"), -1, -1)]


@needs_posix
@pytest.mark.timeout(20)
def test_pipes_sockets_and_devices_are_passed_over_and_never_opened(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "null.jpg": Path("/dev/null")})
    os.mkfifo(tmp_path / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(os.path.relpath(tmp_path / "door.jpg"))
        assert found(tmp_path, under=tmp_path) == ["a.jpg"]


@needs_posix
def test_a_pipe_that_is_named_is_refused_and_if_it_appears_later_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(FolderError, match=r"pipe\.jpg” is neither a file nor a folder"):
        check_paths([str(tmp_path / "pipe.jpg")])
    assert walk(tmp_path / "pipe.jpg") == [
        FolderFailed(str(tmp_path / "pipe.jpg"), "This is neither a file nor a folder.")
    ]


@needs_posix
@pytest.mark.parametrize(
    "name",
    [b"line\nbreak.jpg", b"\xff\xfe.jpg", "🌻.jpg".encode(), b"x" * 251 + b".jpg", b"=1+1.jpg", b"-rf.jpg", b"'\".jpg"],
)
def test_a_strange_name_is_kept_byte_for_byte(tmp_path: Path, name: bytes) -> None:
    place = os.fsencode(tmp_path) + b"/" + name
    try:
        Path(os.fsdecode(place)).write_bytes(b"1")
    except OSError:
        pytest.skip("this file system refuses the name")
    (event,) = walk(tmp_path)
    assert os.fsencode(event.path) == place
    assert event.size == 1


# Stopping, speed, memory


def test_the_token_stops_the_walk_between_two_photos(tmp_path: Path) -> None:
    grow(tmp_path, {f"{n}.jpg": b"" for n in range(10)})
    cancel = CancelToken()
    events = scan([str(tmp_path), str(tmp_path / "1.jpg")], recursive=True, cancel=cancel)
    next(events)
    cancel.cancel()
    assert list(events) == []


def test_the_token_stops_a_long_listing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cancel, asked = CancelToken(), []
    grow(tmp_path, {"1.jpg": b""})
    with os.scandir(tmp_path) as entries:
        (entry,) = entries

    class Endless(BreakingListing):
        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            for number in range(10_000):
                asked.append(number)
                if number == 5:
                    cancel.cancel()
                yield entry

    monkeypatch.setattr(os, "scandir", lambda _: Endless([], OSError()))
    assert list(scan([str(tmp_path)], recursive=True, cancel=cancel)) == []
    assert len(asked) == 6


def test_twenty_thousand_files_are_found_in_well_under_a_second(tmp_path: Path) -> None:
    for folder in range(20):
        place = tmp_path / f"f{folder}"
        place.mkdir()
        for number in range(1000):
            os.close(os.open(place / f"IMG_{number}.jpg", os.O_CREAT | os.O_WRONLY))
    start = time.process_time()
    events = walk(tmp_path)
    seconds = time.process_time() - start
    assert len(events) == 20_000
    assert [event.path for event in events[:2]] == [str(tmp_path / "f0" / f"IMG_{n}.jpg") for n in (0, 1)]
    assert seconds < 1.0


# Any tree at all

NAMES = st.sampled_from(["a", "B", "c10", "c9", "d.jpg", "e.PNG", "f.txt", ".g", "h.jpg", "2.jpg", "10.jpg"])
TREES = st.recursive(st.just(b""), lambda below: st.dictionaries(NAMES, below, max_size=4), max_leaves=12).filter(
    lambda tree: isinstance(tree, dict)
)


def expected(tree: Tree, prefix: str = "") -> list[str]:
    """Say recursively, from the tree itself, what the walk must find."""
    paths: list[str] = []
    for name in sorted(tree, key=natural_key):
        if name.startswith("."):
            continue
        if isinstance(tree[name], dict):
            paths += expected(tree[name], f"{prefix}{name}/")
        elif name.lower().endswith((".jpg", ".png")):
            paths.append(prefix + name)
    return paths


@settings(max_examples=40, deadline=None)
@given(tree=TREES)
def test_any_tree_is_walked_as_a_plain_recursion_would(tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = grow(tmp_path_factory.mktemp("tree"), tree)
    assert found(folder, under=folder) == expected(tree)
    assert found(folder, folder, under=folder) == expected(tree)
