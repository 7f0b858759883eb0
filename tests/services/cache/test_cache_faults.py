"""A disk that fails, vanishes or holds something else: there is simply no cache (STYLE.md, habit 16)."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flowersort.services.cache.thumbnail_cache import ThumbnailCache
from tests.fakes.failing_disk import FailingDisk
from tests.fakes.trees import needs_posix

ONE, OTHER = "01" * 16, "02" * 16
DATA = {ONE: b"one " * 100, OTHER: b"other " * 100}


class FailingCacheDisk(FailingDisk):
    """Fails as `FailingDisk` does, at every call that the cache makes."""

    @contextmanager
    def in_place(self) -> Iterator[FailingCacheDisk]:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("open", "fstat", "read", "utime", "mkdir", "replace", "unlink", "scandir"):
                patch.setattr(os, name, self._counted(name, getattr(os, name)))
            patch.setattr(os, "write", self._write(os.write))
            patch.setattr(os, "close", self._close(os.close))
            yield self

    def _write(self, real: Callable[[int, memoryview], int]) -> Callable[[int, memoryview], int]:
        def write(handle: int, data: memoryview) -> int:
            half = data[: len(data) // 2 + 1]
            try:
                self.call("write")
            except OSError:
                # A full disk takes what still fits.
                real(handle, half)
                raise
            return real(handle, half)

        return write

    def _close(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def close(handle: int) -> None:
            real(handle)
            self.call("close")

        return close


def work(folder: Path) -> list[tuple[str, bytes | None]]:
    """Put and get with room for only one, and return what was got."""
    cache, got = ThumbnailCache(folder, limit=1000), []
    for content in (ONE, OTHER, ONE):
        got.append((content, cache.get(content)))
        cache.put(content, DATA[content])
        got.append((content, cache.get(content)))
    return got


@pytest.mark.parametrize("stands", [True, False], ids=["used before", "new"])
@pytest.mark.parametrize("onwards", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.ENOENT], ids=errno.errorcode.get)
def test_whichever_call_fails_nothing_is_raised_and_no_part_is_read(
    tmp_path: Path, code: int, onwards: bool, stands: bool
) -> None:
    failures = set()
    for number in range(1, 200):
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        if stands:
            ThumbnailCache(tmp_path / "cache").put(ONE, DATA[ONE])
            os.utime(tmp_path / "cache" / "01" / f"{ONE}.jpg", (0, 0))
        with FailingCacheDisk(first=number, onwards=onwards, code=code).in_place() as disk:
            got = work(tmp_path / "cache")
        assert all(data in (None, DATA[content]) for content, data in got)
        left = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
        assert all(path.read_bytes() == DATA[path.stem] for path in left if path.suffix == ".jpg")
        assert all(path.suffix == ".jpg" for path in left) or "unlink" in disk.failed
        failures.update(disk.failed)
        if not disk.failed:
            break
    assert not disk.failed, "the loop must end with a run in which nothing fails"
    assert got[1] == (ONE, DATA[ONE])
    assert got[-1] == (ONE, DATA[ONE])
    expected = {"open", "fstat", "read", "write", "close", "replace", "scandir"}
    assert expected | ({"utime"} if stands else {"mkdir"}) <= failures


def test_a_disk_that_forbids_removing_is_not_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    cache = ThumbnailCache(tmp_path, limit=1000)
    monkeypatch.setattr(os, "unlink", refuse)
    for number in range(20):
        cache.put(f"{number:032x}", bytes(300))
    assert len(list(tmp_path.rglob("*.jpg"))) == 3


def test_the_folder_is_not_walked_for_each_thumbnail(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, limit=1_000_000)
    with FailingCacheDisk(first=0, onwards=False, code=errno.EIO).in_place() as disk:
        for number in range(500):
            cache.put(f"{number % 4:02x}{number:030x}", bytes(1000))
    walks = disk.calls.count("scandir") / 5
    assert walks <= 500_000 / (1_000_000 / 16) + 1


def test_a_folder_that_vanished_is_made_again(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache")
    cache.put(ONE, DATA[ONE])
    shutil.rmtree(tmp_path / "cache")
    assert cache.get(ONE) is None
    cache.put(OTHER, DATA[OTHER])
    assert cache.get(OTHER) == DATA[OTHER]


@pytest.mark.parametrize("folder", ["file", "file/below", "nul\0byte", "x" * 300, "\udc80"])
def test_a_folder_that_can_not_be_is_told_once(tmp_path: Path, folder: str, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = ThumbnailCache(tmp_path / folder)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            cache.put(ONE, DATA[ONE])
            # Where bytes that are no text may be in names, this folder is like any other.
            assert cache.get(ONE) in (None, DATA[ONE] if folder == "\udc80" else None)
    assert len(caplog.records) == (cache.get(ONE) is None)
    assert (tmp_path / "file").read_text() == "no folder"


@needs_posix
@pytest.mark.timeout(10)
@pytest.mark.parametrize("kind", ["folder", "pipe", "loop"])
def test_what_is_no_file_is_no_thumbnail(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "01" / f"{ONE}.jpg"
    place.parent.mkdir()
    make: dict[str, Callable[[], object]] = {
        "folder": place.mkdir,
        "pipe": lambda: os.mkfifo(place),
        "loop": lambda: place.symlink_to(place.name),
    }
    make[kind]()
    cache = ThumbnailCache(tmp_path)
    assert cache.get(ONE) is None
    cache.put(ONE, DATA[ONE])
    assert cache.get(ONE) == (None if kind == "folder" else DATA[ONE])
    assert [path.name for path in place.parent.iterdir()] == [place.name]
