from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.faults import Unsettled
from flowersort.services.sorting.placing import place


class WithoutRename(Disk):
    """A file system without a rename that refuses taken names."""

    def rename_no_replace(self, source: str, target: str) -> None:
        raise OSError(errno.EINVAL, "no such call")


class WithoutLinks(WithoutRename):
    """FAT by a driver that knows neither."""

    def link(self, source: str, target: str) -> None:
        raise OSError(errno.EPERM, "no links")


class Unremovable(WithoutRename):
    """The old name can't be taken away."""

    def unlink(self, path: str) -> None:
        raise OSError(errno.EACCES, "no")


@pytest.mark.parametrize("disk", [Disk(), WithoutRename(), WithoutLinks()], ids=["rename", "link", "placeholder"])
def test_a_file_gets_its_name_and_loses_the_old_one(disk: Disk, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    place(disk, str(tmp_path / "a"), str(tmp_path / "b"))
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("b", b"1")]


@pytest.mark.parametrize("disk", [Disk(), WithoutRename(), WithoutLinks()], ids=["rename", "link", "placeholder"])
def test_a_taken_name_is_never_replaced(disk: Disk, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    with pytest.raises(FileExistsError):
        place(disk, str(tmp_path / "a"), str(tmp_path / "b"))
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a": b"1", "b": b"2"}


def test_what_is_half_done_and_stays_so_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    with pytest.raises(Unsettled):
        place(Unremovable(), str(tmp_path / "a"), str(tmp_path / "b"))
    assert (tmp_path / "a").samefile(tmp_path / "b")


class Lying(WithoutRename):
    """A network whose answer is lost: the old name is gone, and then nothing more is answered."""

    def __init__(self) -> None:
        self._gone = False

    def unlink(self, path: str) -> None:
        if not self._gone:
            super().unlink(path)
        self._gone = True
        raise OSError(errno.EIO, "no answer")

    def status(self, path: str) -> os.stat_result:
        if self._gone:
            raise OSError(errno.EIO, "no answer")
        return super().status(path)


class FullAtLast(WithoutLinks):
    """A disk that tells only when a file is closed that it has no room."""

    def close(self, handle: int) -> None:
        super().close(handle)
        raise OSError(errno.EDQUOT, "no room")


def test_the_new_name_stays_where_the_old_one_may_be_gone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    with pytest.raises(Unsettled):
        place(Lying(), str(tmp_path / "a"), str(tmp_path / "b"))
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("b", b"1")]


def test_a_placeholder_that_can_not_be_closed_goes_again(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    with pytest.raises(OSError, match="no room"):
        place(FullAtLast(), str(tmp_path / "a"), str(tmp_path / "b"))
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"1")]
