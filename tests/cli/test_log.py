"""The log file, and doing without."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from flowersort.cli.log import kept_log

logger = logging.getLogger("flowersort.test")


def test_what_is_logged_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "flowersort.log"
    with kept_log(path):
        logger.warning("seen %s", "caf\udce9.jpg")
    text = path.read_text(encoding="utf-8")
    assert "WARNING flowersort.test: seen caf\\udce9.jpg" in text


def test_nothing_logged_is_no_file(tmp_path: Path) -> None:
    with kept_log(tmp_path / "flowersort.log"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["file/flowersort.log", "folder.log", "relative.log"])
def test_without_a_place_for_it_nothing_is_said(
    tmp_path: Path, path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.log").mkdir()
    monkeypatch.chdir(tmp_path)
    place = Path(path) if path == "relative.log" else tmp_path / path
    with kept_log(place):
        logger.error("lost")
    assert capsys.readouterr().err == ""
    assert not (tmp_path / "relative.log").exists()


def test_a_long_log_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "flowersort.log"
    with kept_log(path):
        for _ in range(30):
            logger.warning("x" * 100_000)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 2_000_000
