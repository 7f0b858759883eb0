"""Arrows point down: the contracts of pyproject.toml, checked by import-linter itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command is not None, "import-linter is in the extra `test`"
    return subprocess.run([command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_is_kept() -> None:
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout
    assert "0 broken" in outcome.stdout


def test_an_arrow_that_points_up_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "flowersort", tmp_path / "flowersort")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "flowersort" / "core" / "state.py").open("a", encoding="utf-8") as module:
        module.write("\nimport flowersort.services.imaging.scan\n")
    outcome = lint_imports(tmp_path)
    assert outcome.returncode == 1
    assert "flowersort.core is not allowed to import flowersort.services" in outcome.stdout


def test_the_contract_knows_every_folder() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]
    named = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    parts = {path.stem for path in (ROOT / "flowersort").glob("*.py")} - {"__init__"}
    parts |= {path.name for path in (ROOT / "flowersort").iterdir() if (path / "__init__.py").is_file()}
    assert layers["exhaustive"]
    assert named == parts
