"""`evaluate … --report DIR | head`: what is written to files does not depend on who reads the terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_reader_that_has_gone_does_not_cost_the_report(home: Path, tmp_path: Path) -> None:
    (tmp_path / "sorted" / "daisy").mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "demo" / "ladybird.jpg", tmp_path / "sorted" / "daisy")
    call = [sys.executable, "-m", "flowersort", "evaluate", str(tmp_path / "sorted"), "--report", str(tmp_path / "out")]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as run:
        assert run.stdout is not None
        run.stdout.close()
        run.wait(120)
    assert (tmp_path / "out" / "report.html").is_file()
    assert (tmp_path / "out" / "evaluation.json").is_file()
