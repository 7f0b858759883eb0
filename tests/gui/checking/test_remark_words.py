"""Every sentence that an audit remarks is known to the window, so that it can be translated."""

from __future__ import annotations

import ast
import inspect

from flowersort.core import audit_remarks
from flowersort.gui.checking.remark_words import is_known, remark_shown

VALUES = {
    "_labels": ("1 label was", "1,234 labels were"),
    "photos": ("1 photo", "2,345 photos"),
    "_photos": ("1 photo", "2,345 photos"),
    "folders": ("1 folder was", "7 folders were"),
    "_listed": ("“lilies”", "“a”, “b”, “c”, “d”, “e” and 1,003 more"),
    "_capital": ("“lilies”", "“A”"),
}


def sentences() -> list[str]:
    """Return what the source yields, each placeholder filled in both ways."""
    found: list[str] = []
    for node in ast.walk(ast.parse(inspect.getsource(audit_remarks))):
        if not isinstance(node, ast.Yield) or node.value is None:
            continue
        for way in (0, 1):
            parts = node.value.values if isinstance(node.value, ast.JoinedStr) else [node.value]
            found.append("".join(_filled(part, way) for part in parts))
    return found


def _filled(part: ast.expr, way: int) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    name = part.value.func.id if isinstance(part.value, ast.Call) and isinstance(part.value.func, ast.Name) else ""
    name = part.value.id if isinstance(part.value, ast.Name) else name
    return VALUES.get(name, ("21", "1,234"))[way]


def test_every_remark_is_known() -> None:
    assert len(sentences()) > 20
    assert [sentence for sentence in sentences() if not is_known(sentence)] == []


def test_in_english_a_remark_stays_as_it_is() -> None:
    assert [sentence for sentence in sentences() if remark_shown(sentence) != sentence] == []
    assert remark_shown("Something new.") == "Something new."
