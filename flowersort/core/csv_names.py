r"""File names and words as CSV cells: valid UTF-8, harmless in a spreadsheet, and recovered exactly.

A file name is written as it is, except for two kinds, each marked by a prefix that no path from a folder walk has:

- `=sum.jpg`, which a spreadsheet would run as a formula, becomes `./=sum.jpg`: the same relative path to every
  program that opens it, and plain text to a spreadsheet.
- A name with bytes that are no UTF-8 (or, on Windows, half a surrogate pair) becomes `./\` and the name with `\xHH`
  for such a byte, `\uHHHH` for such a half and `\\` for a backslash: `caf<E9>.jpg` is `./\caf\xe9.jpg`. No text
  file can hold that name itself, so only `decode_name` finds the photo.

A label or sentence that would run as a formula gets an apostrophe in front of the formula's sign, the spreadsheets'
own mark for text.

Source of the signs: OWASP, CSV Injection.
"""

from __future__ import annotations

import re

_SIGNS = r"=+\-@\t\r\n＝＋－＠"
_RUNS = re.compile(rf"[\s'\"]*[{_SIGNS}]")
_NO_TEXT = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(\\|x[0-9a-f]{2}|u[0-9a-f]{4})")
_PLAIN, _ESCAPED = "./", "./\\"

# Where lists are separated by semicolons or tabs a spreadsheet starts a new cell at each, and takes quotes off it.
_CELL = r"""((?:^|[;\t\r\n])[ '"]*)"""
_TO_GUARD = re.compile(rf"{_CELL}(?=[{_SIGNS}])")
_GUARDED = re.compile(rf"{_CELL}'(?=[{_SIGNS}])")


def encode_name(name: str) -> str:
    """Return a path with `/` separators as a CSV cell. Any two names get different cells."""
    if _NO_TEXT.search(name):
        return _ESCAPED + _NO_TEXT.sub(_escape, name.replace("\\", "\\\\"))
    return _PLAIN + name if name.startswith(_PLAIN) or _RUNS.match(name) else name


def decode_name(cell: str) -> str:
    """Return the path that `encode_name` was given, bytes that are no text as surrogates."""
    if cell.startswith(_ESCAPED):
        return _ESCAPE.sub(_unescape, cell.removeprefix(_ESCAPED))
    return cell.removeprefix(_PLAIN)


def encode_text(text: str) -> str:
    """Return a label as a CSV cell. Lone surrogates, which no label has, are written as escapes for good."""
    return _TO_GUARD.sub(r"\1'", readable(text))


def decode_text(cell: str) -> str:
    """Return the label that `encode_text` was given."""
    return _GUARDED.sub(r"\1", cell)


def one_line(sentence: str) -> str:
    """Return a sentence as readable text without line breaks, tabs and other control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in readable(sentence)).split())


def readable(text: str) -> str:
    """Return the text with escapes for what UTF-8 can't hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    # Python keeps an undecodable byte 80–FF as DC80–DCFF (PEP 383).
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def _unescape(match: re.Match[str]) -> str:
    kind = match.group(1)
    if kind == "\\":
        return kind
    code = int(kind[1:], 16)
    return chr(0xDC00 + code if kind[0] == "x" else code)
