from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import BinaryIO, TextIO

import pytest

from flowersort.core.errors import ExportError
from flowersort.services.export.atomic import writable_problem, write_whole, write_whole_bytes
from tests.fakes.failing_disk import FailingDisk

ROOT = Path(__file__).parents[3]
# More than Python's buffers hold, so that the disk sees several writes.
NEW = "".join(f"row {number} 🌷\r\n" for number in range(4000))
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")

Check = Callable[[Path], None]
CHECKS: dict[str, Check] = {
    "before the run": writable_problem,
    "when writing": lambda path: write_whole(path, write_new),
}


def write_new(stream: TextIO) -> None:
    for line in NEW.splitlines(keepends=True):
        stream.write(line)


def tree(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in folder.iterdir()}


def test_a_new_file_is_written_as_told_and_nothing_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.csv", write_new)
    assert tree(tmp_path) == {"out.csv": NEW}


def test_a_file_that_stands_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old, and much longer than the new content" * 10_000)
    write_whole(str(tmp_path / "out.csv"), write_new)
    assert tree(tmp_path) == {"out.csv": NEW}


def test_a_name_without_a_folder_is_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_whole("out.csv", write_new)
    assert tree(tmp_path) == {"out.csv": NEW}


@posix_only
def test_the_longest_name_works(tmp_path: Path) -> None:
    name = "ü" * 125 + ".json"
    write_whole(tmp_path / name, write_new)
    assert tree(tmp_path) == {name: NEW}


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_permissions_stay_as_they_were(tmp_path: Path, mode: int) -> None:
    (tmp_path / "out.csv").write_text("old")
    (tmp_path / "out.csv").chmod(mode)
    write_whole(tmp_path / "out.csv", write_new)
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == mode


@posix_only
def test_a_new_file_has_the_permissions_that_any_program_gives(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    write_whole(tmp_path / "out.csv", write_new)
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


@posix_only
@pytest.mark.parametrize("stands", [True, False])
def test_a_link_still_stands_and_its_target_has_the_text(tmp_path: Path, stands: bool) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    (here / "link.csv").symlink_to("../there/real.csv")
    if stands:
        (there / "real.csv").write_text("old")
    write_whole(here / "link.csv", write_new)
    assert os.readlink(here / "link.csv") == "../there/real.csv"  # noqa: PTH115 - the text of the link
    assert tree(there) == {"real.csv": NEW}
    assert [path.name for path in here.iterdir()] == ["link.csv"]


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_whatever_stops_the_writer_the_old_file_stands(tmp_path: Path, kind: type[BaseException]) -> None:
    (tmp_path / "out.csv").write_text("old")

    def stop(stream: TextIO) -> None:
        stream.write("half a ro")
        raise kind("stopped")

    with pytest.raises(kind, match="stopped"):
        write_whole(tmp_path / "out.csv", stop)
    assert tree(tmp_path) == {"out.csv": "old"}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
class TestATargetThatCanNotBeWritten:
    def test_a_folder_is_said(self, tmp_path: Path, check: Check) -> None:
        with pytest.raises(ExportError, match=r"is a folder; give the name of a file"):
            check(tmp_path)

    def test_a_name_that_asks_for_a_folder_is_said(self, tmp_path: Path, check: Check) -> None:
        with pytest.raises(ExportError, match=r"is a folder; give the name of a file"):
            check(f"{tmp_path}/new/")  # type: ignore[arg-type]

    def test_a_missing_folder_is_said(self, tmp_path: Path, check: Check) -> None:
        with pytest.raises(ExportError, match=r"its folder does not exist\. Make the folder first"):
            check(tmp_path / "nowhere" / "out.csv")

    def test_a_folder_that_is_a_file_is_said(self, tmp_path: Path, check: Check) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(ExportError, match="its folder does not exist"):
            check(tmp_path / "file" / "out.csv")

    def test_a_name_that_is_too_long_is_said(self, tmp_path: Path, check: Check) -> None:
        with pytest.raises(ExportError, match="name is too long"):
            check(tmp_path / ("x" * 300))

    def test_a_name_with_a_nul_is_said(self, tmp_path: Path, check: Check) -> None:
        with pytest.raises(ExportError, match="null"):
            check(tmp_path / "a\0b")

    @posix_only
    def test_a_link_to_itself_is_said(self, tmp_path: Path, check: Check) -> None:
        (tmp_path / "loop").symlink_to("loop")
        with pytest.raises(ExportError, match="symbolic links"):
            check(tmp_path / "loop")


@pytest.mark.parametrize("stands", [True, False])
def test_asking_beforehand_changes_nothing(tmp_path: Path, stands: bool) -> None:
    if stands:
        (tmp_path / "out.csv").write_text("old")
    before = tree(tmp_path)
    writable_problem(tmp_path / "out.csv")
    assert tree(tmp_path) == before


def run_as_nobody(program: str, folder: str) -> str:
    """Run a program for whom permissions count, and return what it says."""
    lines = (
        "import os, resource, sys",
        "from pathlib import Path",
        "from flowersort.core.errors import ExportError",
        "from flowersort.services.export.atomic import writable_problem, write_whole",
        # Last, because nobody may not be allowed to read what Python imports.
        "os.geteuid() or os.setuid(65534)",
        "folder = Path(sys.argv[1])",
        program,
    )
    command = [sys.executable, "-c", "\n".join(lines), folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


ASK_AND_WRITE = """
for ask in (writable_problem, lambda path: write_whole(path, lambda stream: stream.write("new"))):
    try:
        ask(folder / "out.csv")
    except ExportError as error:
        print(error)
"""


@posix_only
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, None), (0o555, 0o666), (0o777, 0o444)])
def test_a_read_only_file_or_folder_is_said_and_stays(folder_mode: int, file_mode: int | None) -> None:
    # Not tmp_path, which only its owner may enter.
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "out.csv")
        if file_mode is not None:
            target.write_text("old")
            target.chmod(file_mode)
        Path(folder).chmod(folder_mode)
        before = tree(Path(folder))
        sentences = run_as_nobody(ASK_AND_WRITE, folder).splitlines()
        assert tree(Path(folder)) == before
        Path(folder).chmod(0o755)
    assert len(sentences) == 2
    assert all("out.csv can't be written: it or its folder is read-only" in sentence for sentence in sentences)


WRITE_MORE_THAN_FITS = """
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    write_whole(folder / "out.csv", lambda stream: stream.write("x" * 50_000))
except ExportError as error:
    print(error)
"""


@posix_only
def test_a_system_that_takes_only_a_part_leaves_the_old_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        Path(folder, "out.csv").write_text("old")
        Path(folder, "out.csv").chmod(0o666)
        said = run_as_nobody(WRITE_MORE_THAN_FITS, folder)
        assert tree(Path(folder)) == {"out.csv": "old"}
    assert "out.csv can't be written: File too large" in said


WRITE_TO_A_FULL_DEVICE = """
writable_problem("/dev/full")
try:
    write_whole("/dev/full", lambda stream: stream.write("new"))
except ExportError as error:
    print(error)
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_said_and_stays_a_device(tmp_path: Path) -> None:
    # By nobody, because root could lose the device to a fault in what is tested.
    said = run_as_nobody(WRITE_TO_A_FULL_DEVICE, str(tmp_path))
    assert "/dev/full can't be written: the disk is full. Free some space" in said
    assert Path("/dev/full").is_char_device()


@posix_only
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_bytes().decode()))
    reader.start()
    write_whole(pipe, write_new)
    reader.join()
    assert read == [NEW]
    assert pipe.is_fifo()


@pytest.mark.parametrize("stands", [True, False], ids=["replacing", "new"])
@pytest.mark.parametrize("onwards", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
def test_whichever_call_fails_the_old_or_the_new_content_stands(
    tmp_path: Path, code: int, onwards: bool, stands: bool
) -> None:
    target, failures = tmp_path / "out.csv", set()
    for number in range(1, 100):
        target.unlink(missing_ok=True)
        if stands:
            target.write_text("old")
        before = tree(tmp_path)
        with FailingDisk(first=number, onwards=onwards, code=code).in_place() as disk:
            said = outcome(target)
        after = tree(tmp_path)
        left = {name: after.pop(name) for name in list(after) if name != "out.csv"}
        assert after == (before if said else {"out.csv": NEW})
        assert not left or "unlink" in disk.failed
        for name in left:
            (tmp_path / name).unlink()
        failures.update(disk.failed)
        if not disk.failed:
            break
    assert not disk.failed, "the loop must end with a run in which nothing fails"
    assert said is None
    assert {"open", "write", "fsync", "close", "replace"} <= failures


def test_the_content_is_on_the_disk_before_it_takes_the_old_ones_place(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    with FailingDisk(first=0, onwards=False, code=errno.EIO).in_place() as disk:
        assert outcome(tmp_path / "out.csv") is None
    written = [name for name in disk.calls if name != "chmod"]
    assert written == ["open", *["write"] * written.count("write"), "fsync", "close", "replace", "open", "fsync"]
    assert written.count("write") > 1


def outcome(target: Path) -> str | None:
    try:
        write_whole(target, write_new)
    except ExportError as error:
        return str(error)
    return None


def test_bytes_are_written_whole_like_text(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    (tmp_path / "out.bin").write_bytes(b"old")

    def break_off(stream: BinaryIO) -> None:
        stream.write(data)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(ExportError, match="full"):
        write_whole_bytes(tmp_path / "out.bin", break_off)
    assert (tmp_path / "out.bin").read_bytes() == b"old"

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    write_whole_bytes(tmp_path / "out.bin", write)
    assert (tmp_path / "out.bin").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["out.bin"]
