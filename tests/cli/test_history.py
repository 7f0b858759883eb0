"""`history`'s own decisions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flowersort.__main__ import main
from flowersort.cli import history
from tests.fakes.plans import ID, record_of

Captured = pytest.CaptureFixture[str]


def test_no_sort_is_a_sentence_and_an_empty_list(tmp_path: Path, capsys: Captured) -> None:
    assert main(["history", str(tmp_path), "--json", "-"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"sorts": []}
    assert shown.err == f"No sort into {tmp_path} is known.\n"


def test_sorts_are_data(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "known_sorts", lambda *_, **__: [record_of()])
    assert main(["history"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith(f"{ID}  ")
    assert len(shown.out.splitlines()) == 4
    assert shown.err == ""


def test_a_list_that_cannot_be_written_is_status_1(tmp_path: Path, capsys: Captured) -> None:
    assert main(["history", "--json", str(tmp_path / "none" / "h.json")]) == 1
    assert "can't be written" in capsys.readouterr().err
