from __future__ import annotations

import os
import platform
from pathlib import Path

import keras
import pytest

from flowersort.training import machine as module
from flowersort.training.machine import machine


def test_it_names_processor_cores_and_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cpuinfo").write_text("processor\t: 0\nmodel name\t: Garden 3000 @ 2.1GHz\nmodel name\t: other\n")
    monkeypatch.setattr(module, "_CPU_FILE", tmp_path / "cpuinfo")
    said = machine()
    assert said.startswith(f"{os.cpu_count()} cores of Garden 3000 @ 2.1GHz, Python {platform.python_version()}, ")
    assert f"keras {keras.__version__}" in said


@pytest.mark.parametrize("text", [None, "", "Features : neon\n"])
def test_where_no_file_names_the_processor_the_system_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    if text is not None:
        (tmp_path / "cpuinfo").write_text(text)
    monkeypatch.setattr(module, "_CPU_FILE", tmp_path / "cpuinfo")
    assert f"cores of {platform.processor() or platform.machine()}, Python" in machine()


def test_nothing_names_the_computer() -> None:
    assert platform.node() not in machine()
