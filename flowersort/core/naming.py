"""Names: their order, which ones are the same, and which ones are safe on every file system."""

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
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_FORMULA_SIGNS = "=+@＝＋－＠"
_LONGEST_NAME = 100
_MOST_BYTES = 255
_MOST_CLASSES = 1000
_LONGEST_SUFFIX = 16

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
        problem = class_name_problem(name)
        if problem:
            return f"The class name {name!r} {problem}."
        plain = folded(name)
        if plain in seen:
            return f"The class names {seen[plain]!r} and {name!r} differ only in case or Unicode form."
        seen[plain] = name
    return None


def class_name_problem(name: object) -> str | None:
    """Return why something can't be a class's name, as the end of a sentence, or None."""
    if not isinstance(name, str):
        return "is not text"
    if not name:
        return "is empty"
    return _size_problem(name) or _form_problem(name)


def folded(name: str) -> str:
    """Return the name without case and form. Source: The Unicode Standard, D145 (canonical caseless match)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def split_suffix(name: str) -> tuple[str, str]:
    """Return a name's stem and its suffix with the dot; the suffix is empty where the name has none."""
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if dot > 0 and len(name) - dot <= _LONGEST_SUFFIX else (name, "")


def byte_length(name: str) -> int:
    """Return how many bytes a name takes on a file system that counts in bytes."""
    try:
        return len(name.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        # Half a surrogate pair, as Windows has them.
        return len(name.encode("utf-8", "surrogatepass"))


def shortened(name: str, most: int) -> str:
    """Return the name without as many letters at its end as it takes to need at most `most` bytes."""
    while name and byte_length(name) > most:
        name = name[: -max(1, (byte_length(name) - most) // 4)]
    return name


def safe_name(name: str) -> str:
    """Return the name of a file or folder as every file system takes it, the same name if it is one already.

    The result is one part of a path, at most 255 bytes long, never hidden, never empty. Bytes that are no UTF-8 are
    kept: they can come only from a file system that takes them.
    """
    plain = _UNSAFE.sub("_", name)
    before, dot, after = plain.partition(".")
    if before.rstrip(" ").casefold() in _RESERVED:
        plain = f"{before}_{dot}{after}"
    if byte_length(plain) > _MOST_BYTES:
        stem, suffix = split_suffix(plain)
        plain = shortened(stem, _MOST_BYTES - byte_length(suffix)) + suffix
    body = plain.rstrip(". ")
    plain = body + "_" * (len(plain) - len(body))
    return "_" + plain[1:] if not plain or plain[0] == "." else plain


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
