"""What is installed has everything that runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from flowersort.services.report.page import TEMPLATES

ROOT = Path(__file__).resolve().parents[2]
BUILD = "import sys, hatchling.build; hatchling.build.build_wheel(sys.argv[1])"


def test_the_wheel_holds_every_module_and_the_templates(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert {f"flowersort/services/report/template/{name}" for name in TEMPLATES} <= held
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "flowersort").rglob("*.py")} <= held
