from __future__ import annotations

import errno
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
