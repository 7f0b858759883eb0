"""Names: their order, and which ones are safe as class folders on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_DIGITS = re.compile(r"(\d+)")
# Windows counts the superscript digits as digits here: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
_NUMBERED = frozenset(f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³")
_RESERVED = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | _NUMBERED
# What a review may say besides a class, so that a label is never ambiguous.
_OUR_WORDS = frozenset({"no_flower", "other_flower", "excluded"})
_FORBIDDEN = set('<>:"/\\|?*')
_FORMULA_SIGNS = "=+@＝＋－＠"
_LONGEST_NAME = 100
_MOST_BYTES = 255
_MOST_CLASSES = 1000

NaturalKey = tuple[tuple[tuple[int, int, str], ...], str]


def natural_key(name: str) -> NaturalKey:
    """Return a sort key that puts `2.jpg` before `10.jpg`, ignores case, and never ties two different names."""
    parts = _DIGITS.split(name.casefold())
    # Odd places hold digits; Python refuses to read a number of more than 4300 of them.
    keyed = tuple(
        (0, int(part), "") if place % 2 and len(part) < 4000 else (1, 0, part)
        for place, part in enumerate(parts)
        if part
    )
    return keyed, name


def check_class_names(names: Sequence[str]) -> str | None:
    """Return what is wrong with a list of class names, as a sentence, or None.

    A class name becomes a folder, a CSV column and a key: each must be a plain name on every file system, and
    no two may be the same where case or Unicode form does not count.
    """
    if not 2 <= len(names) <= _MOST_CLASSES:
        return f"There are {len(names)} classes; between 2 and {_MOST_CLASSES} are possible."
    seen: dict[str, str] = {}
    for name in names:
        problem = _name_problem(name)
        if problem:
            return f"The class name {name!r} {problem}."
        folded = _folded(name)
        if folded in seen:
            return f"The class names {seen[folded]!r} and {name!r} differ only in case or Unicode form."
        seen[folded] = name
    return None


def _folded(name: str) -> str:
    """Return the name without case and form. Source: The Unicode Standard, D145 (canonical caseless match)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def _name_problem(name: object) -> str | None:
    if not isinstance(name, str):
        return "is not text"
    if not name:
        return "is empty"
    return _size_problem(name) or _form_problem(name)


def _size_problem(name: str) -> str | None:
    if len(name) > _LONGEST_NAME:
        return f"is longer than {_LONGEST_NAME} characters"
    # Linux counts a folder's name in bytes, and 100 characters can be 400 of them.
    if len(name.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        return f"is longer than {_MOST_BYTES} bytes"
    return None


def _form_problem(name: str) -> str | None:
    if any(letter in _FORBIDDEN or not letter.isprintable() for letter in name):
        return "holds a character that folders can't have everywhere"
    if name[0] in "._- " or name[-1] in ". ":
        return "begins or ends with a character that folders can't have everywhere"
    if name[0] in _FORMULA_SIGNS:
        return "begins with a character that makes a spreadsheet run it as a formula"
    # Windows looks at what stands before the first dot, without the spaces at its end.
    if name.partition(".")[0].rstrip(" ").casefold() in _RESERVED:
        return "is reserved by Windows"
    if name.casefold() in _OUR_WORDS:
        return "is a word that labels already use for something else"
    return None
