"""The report's folder is whole or absent, and nothing else is ever taken away."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from flowersort.core.errors import ExportError
from flowersort.services.report import folder as tested
from flowersort.services.report.folder import FIGURES, MARK, PAGE, PLOTS, check_report_folder, place_report
from tests.fakes.failing_folder import FailingFolder
from tests.fakes.trees import Tree, grow, needs_posix

ROOT = Path(__file__).parents[3]
NEW = {PAGE: f"<html>{MARK}new".encode(), FIGURES: b"{}", **{name: name.encode() for name in PLOTS}}
OLD = {PAGE: f"<html>{MARK}old".encode(), FIGURES: b"old"}

Check = Callable[[Path | str], None]
CHECKS: dict[str, Check] = {
    "before the run": lambda path: check_report_folder(str(path)),
    "when writing": lambda path: place_report(str(path), NEW),
}


def tree(folder: Path) -> Tree:
    return {each.name: tree(each) if each.is_dir() else each.read_bytes() for each in folder.iterdir()}


@pytest.mark.parametrize("before", [{}, {"report": {}}, {"report": OLD}, {"report": {**OLD, ".DS_Store": b"x"}}])
def test_a_report_takes_the_place_of_nothing_or_of_an_earlier_one(tmp_path: Path, before: Tree) -> None:
    grow(tmp_path, before)
    check_report_folder(str(tmp_path / "report"))
    assert tree(tmp_path) == before
    place_report(str(tmp_path / "report"), NEW)
    assert tree(tmp_path) == {"report": NEW}


def test_a_name_may_be_relative_and_end_in_a_slash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    check_report_folder("report/")
    place_report("report/", NEW)
    place_report("./report", NEW)
    assert tree(tmp_path) == {"report": NEW}


@needs_posix
def test_a_link_still_stands_and_its_target_has_the_report(tmp_path: Path) -> None:
    grow(tmp_path, {"real": OLD, "link": Path("real")})
    place_report(str(tmp_path / "link"), NEW)
    assert (tmp_path / "link").is_symlink()
    assert tree(tmp_path / "real") == NEW


@needs_posix
def test_permissions_of_an_earlier_report_stay(tmp_path: Path) -> None:
    grow(tmp_path, {"report": OLD})
    (tmp_path / "report").chmod(0o700)
    place_report(str(tmp_path / "report"), NEW)
    assert (tmp_path / "report").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
class TestAPlaceThatIsRefused:
    @pytest.mark.parametrize(
        "holds",
        [
            {"notes.txt": b"x"},
            {**OLD, "notes.txt": b"x"},
            {**OLD, "confusion.png": {"deep": b"x"}},
            {PAGE: b"<html>somebody else's"},
            {"confusion.png": b"somebody else's"},
            {"photos": {}},
        ],
    )
    def test_a_folder_that_holds_anything_else_stays(self, tmp_path: Path, check: Check, holds: Tree) -> None:
        grow(tmp_path, {"report": holds})
        with pytest.raises(ExportError, match="holds something else than a report"):
            check(tmp_path / "report")
        assert tree(tmp_path) == {"report": holds}

    def test_a_file_is_said_and_stays(self, tmp_path: Path, check: Check) -> None:
        grow(tmp_path, {"report": b"precious"})
        with pytest.raises(ExportError, match="is a file; give the report a folder"):
            check(tmp_path / "report")
        assert tree(tmp_path) == {"report": b"precious"}

    @pytest.mark.parametrize("name", ["gone/report", "file/report"])
    def test_a_missing_folder_around_it_is_said(self, tmp_path: Path, check: Check, name: str) -> None:
        grow(tmp_path, {"file": b"x"})
        with pytest.raises(ExportError, match=r"does not exist\. Make that first"):
            check(tmp_path / name)
        assert tree(tmp_path) == {"file": b"x"}

    def test_the_working_folder_is_not_replaced(
        self, tmp_path: Path, check: Check, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(ExportError, match="can't be replaced as a whole"):
            check(".")

    def test_no_name_is_said(self, tmp_path: Path, check: Check) -> None:
        with pytest.raises(ExportError, match="needs a folder with a name"):
            check("")

    @pytest.mark.parametrize(("name", "says"), [("x" * 300, "too long"), ("a\0b", "null")])
    def test_an_impossible_name_is_said(self, tmp_path: Path, check: Check, name: str, says: str) -> None:
        with pytest.raises(ExportError, match=says):
            check(f"{tmp_path}/{name}")

    @needs_posix
    def test_a_link_to_itself_is_said(self, tmp_path: Path, check: Check) -> None:
        (tmp_path / "loop").symlink_to("loop")
        with pytest.raises(ExportError, match="symbolic links"):
            check(tmp_path / "loop")


ASK_AND_WRITE = """
import os, sys
from flowersort.core.errors import ExportError
from flowersort.services.report.folder import check_report_folder, place_report
os.geteuid() or os.setuid(65534)
for ask in (check_report_folder, lambda path: place_report(path, {"report.html": b"x"})):
    try:
        ask(sys.argv[1])
    except ExportError as error:
        print(error)
"""


@needs_posix
@pytest.mark.parametrize("stands", [True, False])
def test_a_read_only_place_is_said_and_stays(stands: bool) -> None:
    # Not tmp_path, which only its owner may enter.
    with tempfile.TemporaryDirectory() as name:
        before: Tree = {"report": OLD} if stands else {}
        grow(Path(name), before)
        Path(name).chmod(0o555)
        command = [sys.executable, "-c", ASK_AND_WRITE, f"{name}/report"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert tree(Path(name)) == before
        Path(name).chmod(0o755)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 2
    assert all("read-only. Choose another place." in sentence for sentence in done.stdout.splitlines())


@pytest.mark.parametrize("before", [{}, {"report": {}}, {"report": OLD}], ids=["new", "empty", "replacing"])
@pytest.mark.parametrize("onwards", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
def test_whichever_call_fails_the_old_or_the_new_report_stands(
    tmp_path: Path, code: int, onwards: bool, before: Tree
) -> None:
    failures: set[str] = set()
    for number in range(1, 200):
        place = grow(tmp_path / str(number), before)
        with FailingFolder(first=number, onwards=onwards, code=code).in_place() as disk:
            said = outcome(place / "report")
        failures.update(disk.failed)
        check_state(place, before, said, disk)
        if not disk.failed:
            break
    assert not disk.failed, "the loop must end with a run in which nothing fails"
    assert said is None
    assert {"mkdir", "open", "write", "fsync", "close", "rename"} <= failures
    assert before == {} or "rmdir" in failures


def check_state(place: Path, before: Tree, said: str | None, disk: FailingFolder) -> None:
    """Check that the state before stands, or the one after, or the earlier report where the sentence says."""
    after = tree(place)
    left = {name: after.pop(name) for name in list(after) if name != "report"}
    if said is None:
        assert after == {"report": NEW}
    elif "now lies in" in said:
        assert disk.failed.count("rename") == 2
        assert {"report": left[Path(said.rpartition(" in ")[2].rstrip(".")).name]} == before
    else:
        assert after == before
    assert not left or {"unlink", "rmdir", "rename"} & set(disk.failed)


def test_the_content_is_on_the_disk_before_it_takes_its_place(tmp_path: Path) -> None:
    with FailingFolder(first=0, onwards=False, code=errno.EIO).in_place() as disk:
        assert outcome(tmp_path / "report") is None
    written = disk.calls[: disk.calls.index("rename")]
    assert written == ["mkdir", *["open", "write", "fsync", "close"] * len(NEW), "fsync"]


@pytest.mark.parametrize("before", [{}, {"report": OLD}])
@pytest.mark.parametrize("step", ["_fill", "_make_durable"])
def test_ctrl_c_leaves_what_stood_there(
    tmp_path: Path, before: Tree, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    grow(tmp_path, before)
    monkeypatch.setattr(tested, step, stop)
    with pytest.raises(KeyboardInterrupt):
        place_report(str(tmp_path / "report"), NEW)
    assert tree(tmp_path) == before


def test_a_new_report_is_open_to_whom_any_new_folder_is(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    place_report(str(tmp_path / "report"), NEW)
    assert (tmp_path / "report").stat().st_mode == (tmp_path / "plain").stat().st_mode


def outcome(target: Path) -> str | None:
    try:
        place_report(os.fspath(target), NEW)
    except ExportError as error:
        return str(error)
    return None
