"""Widgets name tokens, never colours."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKENS = ROOT / "flowersort" / "gui" / "theme" / "tokens.py"
MODULES = sorted((ROOT / "flowersort" / "gui").rglob("*.py"))
HEX = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b|\b(?:rgb|rgba|hsl|hsv)a?\(\s*\d")
# Nothing at all, and the two ways of drawing a mask, are no colours that anybody sees.
UNSEEN = {"transparent", "color0", "color1"}


def named_colours(tree: ast.AST) -> list[str]:
    """Return the members of `Qt.GlobalColor` that a module names, by either of the two spellings."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("GlobalColor"):
            found.append(node.attr)
    return [name for name in found if name not in UNSEEN]


def written_colours(tree: ast.AST) -> list[str]:
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [found[0] for text in texts for found in HEX.finditer(text)]


def made_colours(tree: ast.AST) -> list[str]:
    """Return the calls that make a colour from constants."""
    makers = ("QColor", "fromRgb", "fromRgbF", "fromHsv", "fromHsl", "fromString")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in calls if ast.unparse(call.func).rpartition(".")[2] in makers and call.args]
    return [ast.unparse(call) for call in named if all(isinstance(part, ast.Constant) for part in call.args)]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT / "flowersort" / "gui")))
def test_no_colour_is_written_outside_the_tokens(module: Path) -> None:
    if module == TOKENS:
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert [*named_colours(tree), *written_colours(tree), *made_colours(tree)] == []


def test_the_check_finds_each_way_of_writing_a_colour() -> None:
    tree = ast.parse(
        "a = Qt.GlobalColor.red\nb = '#fff'\nc = 'rgba(1, 2, 3, 4)'\nd = QColor('red')\ne = QColor(1, 2, 3)"
    )
    assert named_colours(tree) == ["red"]
    assert len(written_colours(tree)) == 2
    assert len(made_colours(tree)) == 2
    assert written_colours(ast.parse(TOKENS.read_text(encoding="utf-8")))
