"""`sort`'s own decisions: usage, statuses, and what goes where."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flowersort.__main__ import main
from flowersort.cli import sort
from flowersort.core.plan import SortPlan
from tests.fakes.packs import copy_of_bundled_pack, rewrite_manifest

Captured = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "sorted"


def with_free_bytes(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    """Make the target's volume have so many bytes free."""
    real = sort.plan_sort

    def plan(*given: Any, **named: Any) -> SortPlan:
        return replace(real(*given, **named), bytes_free=free, bytes_needed=5000)

    monkeypatch.setattr(sort, "plan_sort", plan)


def test_without_a_terminal_it_ends_before_a_photo_is_labelled(
    garden: Path, into: Path, home: Path, capsys: Captured
) -> None:
    assert main(["sort", str(garden), "--into", str(into)]) == 2
    assert capsys.readouterr().out == ""
    assert not (home / "state").exists()


@pytest.mark.parametrize(
    "options",
    [["--threshold", "nan", "--yes"], ["--json", "x.jpg", "--yes"], ["--rename", "{nonsense}", "--yes"]],
    ids=lambda options: options[0],
)
def test_what_makes_no_sense_is_wrong_usage(
    garden: Path, into: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.chdir(into.parent)
    assert main(["sort", str(garden), "--into", str(into), *options]) == 2
    assert capsys.readouterr().out == ""
    assert not into.exists()


def test_too_little_space_is_refused_before_anything_is_asked_or_changed(
    garden: Path, into: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_free_bytes(monkeypatch, 2000)
    assert main(["sort", str(garden), "--into", str(into), "--yes"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "3.0 kB are missing." in shown.err
    assert shown.err.endswith("Nothing was changed.\n")
    assert not into.exists()


def test_a_dry_run_tells_of_too_little_space_and_is_done(
    garden: Path, into: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_free_bytes(monkeypatch, 2000)
    assert main(["sort", str(garden), "--into", str(into), "--dry-run"]) == 0
    assert "3.0 kB are missing." in capsys.readouterr().out


def test_json_on_standard_output_is_json_alone(garden: Path, into: Path, capsys: Captured) -> None:
    assert main(["sort", str(garden), "--into", str(into), "--dry-run", "--json", "-"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["found"] == 6
    assert "6 photos found = " in shown.err


def test_who_says_no_has_changed_nothing_and_gets_the_plan(
    garden: Path, into: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    monkeypatch.setattr("flowersort.cli.asking.on_terminal", lambda _console: True)
    target = tmp_path / "plan.json"
    assert main(["sort", str(garden), "--into", str(into), "--json", str(target)]) == 0
    assert capsys.readouterr().err.endswith(f"Copy 6 photos into {into}? [y/N] Nothing was changed.\n")
    assert json.loads(target.read_text("utf-8"))["outcome"] is None
    assert not into.exists()


def test_a_network_that_cannot_run_changes_nothing(garden: Path, into: Path, tmp_path: Path, capsys: Captured) -> None:
    pack = rewrite_manifest(copy_of_bundled_pack(tmp_path / "pack"), input__side=96)
    given = ["sort", str(garden), "--into", str(into), "--model", str(pack), "--yes", "--no-store"]
    assert main(given) == 1
    assert "model.tflite" in capsys.readouterr().err
    assert not into.exists()
