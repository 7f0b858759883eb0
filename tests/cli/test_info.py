"""`info`: versions, the model, and where things lie."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from flowersort.__main__ import main
from flowersort.services.store.store import Store
from flowersort.version import version
from tests.fakes.packs import copy_of_bundled_pack, rewrite_manifest
from tests.fakes.runs import pack

Captured = pytest.CaptureFixture[str]


def test_versions_model_and_places_are_told(home: Path, capsys: Captured) -> None:
    assert main(["info"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"flowersort {version()}\nPython {platform.python_version()} on ")
    assert "\nai-edge-litert " in text
    assert f"model {pack().facts.title} ({pack().facts.fingerprint})" in text
    assert f"classes: {', '.join(pack().facts.classes)}" in text
    for line in (
        f"store: {home}/state/store.sqlite (not made yet)",
        f"log: {home}/log/flowersort.log",
        f"cache: {home}/cache",
        f"settings: {home}/config",
    ):
        assert line in text.splitlines()


def test_home_moves_everything(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWERSORT_HOME", str(tmp_path / "elsewhere"))
    assert main(["info"]) == 0
    assert capsys.readouterr().out.count(f": {tmp_path}/elsewhere/") == 4


def test_a_store_that_is_there_has_its_size(home: Path, capsys: Captured) -> None:
    Store.open(home / "state" / "store.sqlite").close()
    assert main(["info"]) == 0
    size = (home / "state" / "store.sqlite").stat().st_size
    assert f"store.sqlite ({size:,} bytes)" in capsys.readouterr().out


def test_a_store_that_cannot_be_asked_is_said(home: Path, capsys: Captured) -> None:
    (home / "state").write_text("no folder")
    assert main(["info"]) == 0
    assert "store.sqlite (can't be read: Not a directory)" in capsys.readouterr().out


def test_another_model_is_told_with_its_folder(tmp_path: Path, capsys: Captured) -> None:
    folder = rewrite_manifest(copy_of_bundled_pack(tmp_path / "pack"), name="mine", version="2.0.0")
    assert main(["info", "--model", str(folder)]) == 0
    text = capsys.readouterr().out
    assert "model mine 2.0.0 (" in text
    assert f"  folder: {folder}\n" in text
