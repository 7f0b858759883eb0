"""Small files and small functions, without a list of exceptions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted([*(ROOT / "flowersort").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_at_most_400_lines_and_its_functions_50(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = {node.name: size for node in functions if (size := (node.end_lineno or 0) - node.lineno + 1) > 50}
    assert too_long == {}


@pytest.mark.parametrize(
    "package", sorted((ROOT / "flowersort").rglob("__init__.py")), ids=lambda path: path.parent.name
)
def test_a_package_says_what_belongs_there(package: Path) -> None:
    docstring = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8")))
    assert docstring is not None
    assert len(docstring) > 60


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 50
