"""Sorts, undos and recoveries killed with SIGKILL, at calls and at times by chance."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.command import ROOT, environment
from tests.fakes.trees import needs_posix

pytestmark = [needs_posix, pytest.mark.timeout(1800)]
_SEED = 11


def killed(kills: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Kill that many times, in a process of its own, which has no threads and may fork."""
    command = [sys.executable, "-m", "tests.fakes.sorting_kills", str(kills), str(_SEED), str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    with capsys.disabled():
        told = f"seed {_SEED}: kills {counts['kills']}, lost {counts['lost']}, wrong {len(counts['wrong'])}"
        sys.stdout.write(f"\n{told}, by {counts['by']}\n")
    assert counts["wrong"] == []
    assert counts["lost"] == 0
    assert counts["kills"] >= kills
    assert set(counts["by"]) == {"sort", "undo", "recover, finishing", "recover, rolling back"}


def test_two_hundred_kills_lose_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    killed(200, tmp_path, capsys)


@pytest.mark.sweep
def test_a_thousand_kills_lose_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    killed(1000, tmp_path, capsys)
