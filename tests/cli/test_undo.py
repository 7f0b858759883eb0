"""`undo`'s own decisions."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from flowersort.__main__ import main
from flowersort.cli import undo
from tests.fakes.plans import record_of

Captured = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_to_undo_is_wrong_usage(capsys: Captured) -> None:
    assert main(["undo", "--yes"]) == 2
    assert capsys.readouterr().err == "flowersort: There is no sort to undo.\n"


def test_who_says_no_has_changed_nothing(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Terminal("\n"))
    monkeypatch.setattr("flowersort.cli.asking.on_terminal", lambda _console: True)
    monkeypatch.setattr(undo, "find_sort", lambda *_: record_of())
    assert main(["undo", "--class", "daisy", "--photo", "a.jpg"]) == 0
    shown = capsys.readouterr().err
    assert shown.startswith(f"Undo the photo {tmp_path / 'a.jpg'}, the class daisy of the sort ")
    assert shown.endswith("(5 photos moved, into /sorted)? [y/N] Nothing was changed.\n")
