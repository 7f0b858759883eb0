from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from flowersort.core.errors import FolderError, UsageError
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.scan import check_paths, common_folder, scan
from tests.fakes.trees import grow

# check_paths


def test_no_path_at_all_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="at least one"):
        check_paths([])
    with pytest.raises(UsageError, match="at least one"):
        common_folder([])


@pytest.mark.parametrize("name", ["gone", "a.jpg/x", "nul\0", "new\nline"])
def test_a_missing_path_is_refused_by_name_on_one_line(tmp_path: Path, name: str) -> None:
    grow(tmp_path, {"a.jpg": b""})
    with pytest.raises(FolderError, match="There is no file or folder") as caught:
        check_paths([str(tmp_path), str(tmp_path) + os.sep + name])
    assert str(caught.value).isprintable()
    assert name[:3] in str(caught.value)


def test_an_empty_path_is_not_the_working_folder() -> None:
    for ask in (check_paths, common_folder, lambda paths: list(scan(paths, recursive=False, cancel=CancelToken()))):
        with pytest.raises(FolderError, match="empty name"):
            ask([""])


def test_files_and_folders_that_are_there_pass(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "sub": {}})
    check_paths([str(tmp_path), str(tmp_path / "a.jpg"), str(tmp_path / "sub")])


def test_a_path_that_can_only_not_be_asked_is_left_to_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, **_: Any) -> os.stat_result:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", refuse)
    check_paths([str(tmp_path)])


# common_folder


def test_the_common_folder_of_one_folder_is_the_folder_and_of_a_file_its_parent(tmp_path: Path) -> None:
    grow(tmp_path, {"sub": {"a.jpg": b""}})
    assert common_folder([str(tmp_path / "sub")]) == str(tmp_path / "sub")
    assert common_folder([str(tmp_path / "sub") + os.sep]) == str(tmp_path / "sub")
    assert common_folder([str(tmp_path / "sub" / "a.jpg")]) == str(tmp_path / "sub")


def test_the_common_folder_is_the_deepest_that_holds_all(tmp_path: Path) -> None:
    grow(tmp_path, {"one": {"a.jpg": b"", "deep": {}}, "onetwo": {}})
    one = tmp_path / "one"
    assert common_folder([str(one / "a.jpg"), str(one / "deep")]) == str(one)
    assert common_folder([str(one), str(one / "deep")]) == str(one)
    assert common_folder([str(one), str(tmp_path / "onetwo")]) == str(tmp_path)


def test_the_common_folder_of_relative_paths_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, {"one": {"a.jpg": b""}, "two": {}})
    monkeypatch.chdir(tmp_path / "two")
    assert common_folder(["../one/a.jpg", "."]) == str(tmp_path)


def test_two_drives_of_windows_have_no_common_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def different(_: object) -> str:
        raise ValueError("Paths don't have the same drive")

    monkeypatch.setattr(os.path, "commonpath", different)
    with pytest.raises(UsageError, match="different drives"):
        common_folder([str(tmp_path), str(tmp_path)])
