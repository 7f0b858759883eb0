"""Writing XMP files on a disk that fails, and beside programs that write at the same moment."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from flowersort.core.errors import ExportError
from flowersort.core.state import State
from flowersort.core.xmp_export import Keywords, XmpDeed
from flowersort.services.export.xmp import look, write_xmp
from tests.fakes.xmp_files import DARKTABLE

ROSES = Keywords("roses", State.SURE, 0.9, "flowers 1.0.0")


def test_a_look_says_what_writing_then_does(tmp_path: Path) -> None:
    target = str(tmp_path / "a.jpg.xmp")
    for expected in (XmpDeed.MAKE, XmpDeed.SAME):
        assert look(target, ROSES) is write_xmp(target, ROSES) is expected
    for expected in (XmpDeed.MERGE, XmpDeed.LEAVE):
        assert look(target, None) is write_xmp(target, None) is expected


@pytest.mark.parametrize("before", [None, DARKTABLE])
def test_what_another_program_writes_at_the_same_moment_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    target = tmp_path / "a.jpg.xmp"
    if before is not None:
        target.write_text(before)
    real = os.open

    def meanwhile(path: str, flags: int, *rest: int) -> int:
        if str(path).endswith(".tmp"):
            target.write_text("theirs")
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", meanwhile)
    with pytest.raises(ExportError, match="another program"):
        write_xmp(str(target), ROSES)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.jpg.xmp": "theirs"}


@pytest.mark.parametrize("name", ["fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    (tmp_path / "a.jpg.xmp").write_text(DARKTABLE)

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, name, fail)
    with pytest.raises(ExportError, match=r"can't be written: .*\.$"):
        write_xmp(str(tmp_path / "a.jpg.xmp"), ROSES)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.jpg.xmp": DARKTABLE}
