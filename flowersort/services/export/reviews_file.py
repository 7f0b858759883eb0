r"""Reviews as a file of their own, to carry them to another computer: JSON Lines, UTF-8.

The first line says what the file is, how many reviews follow, and the BLAKE2b-128 of the lines after it, joined by
`\n`: so a file that was cut short or damaged on its way is told from a whole one. Each further line is a review:

    {"content_hash": "…", "verdict": "class", "class_name": "daisy", "at": 1764200000.25, "file_name": "bed.jpg"}
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from flowersort.core.content import content_hash, is_content_hash
from flowersort.core.csv_names import one_line, readable
from flowersort.core.errors import FolderError, UsageError
from flowersort.core.filed_reviews import FiledReview
from flowersort.core.review import Review, Verdict
from flowersort.services.export.atomic import PathName, write_whole
from flowersort.version import version

_FORMAT = "flowersort reviews"
_SCHEMA = 1
_NOT_A_REVIEW = (KeyError, TypeError, ValueError, AttributeError, RecursionError)


def write_reviews(path: PathName, reviews: Sequence[FiledReview]) -> None:
    """Write the file, whole or not at all.

    Raises:
        ExportError: it can't be written.
    """
    write_whole(path, lambda stream: write_reviews_to(stream, reviews))


def write_reviews_to(stream: TextIO, reviews: Sequence[FiledReview]) -> None:
    """Write the reviews to an open UTF-8 stream that leaves line ends as they are."""
    lines = [_text(_content(each)) for each in reviews]
    head = {
        "format": _FORMAT,
        "schema": _SCHEMA,
        "program": f"flowersort {version()}",
        "reviews": len(lines),
        "digest": _digest(lines),
    }
    stream.writelines(f"{line}\n" for line in (_text(head), *lines))


def read_reviews(path: PathName) -> list[FiledReview]:
    """Read a file of reviews back.

    Raises:
        FolderError: it is missing or can't be read.
        UsageError: it is no file of reviews, was cut short or damaged, or is of a newer flowersort.
    """
    name = one_line(str(path))
    # Not by `splitlines`, for which JSON may hold ends of lines within a text.
    first, *lines = [line.removesuffix("\r") for line in _whole_text(path, name).split("\n")]
    if lines and not lines[-1]:
        lines.pop()
    head = _head(first, name)
    if head["reviews"] != len(lines) or head["digest"] != _digest(lines):
        raise UsageError(f"{name} was cut short or changed on its way, so none of its reviews is taken; copy it again.")
    try:
        return [_filed(number, json.loads(line)) for number, line in enumerate(lines, start=2)]
    except _NOT_A_REVIEW as fault:
        raise UsageError(f"{name} holds something that is no review ({one_line(str(fault))}).") from fault


def _whole_text(path: PathName, name: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise FolderError(f"{name} can't be read: {fault.strerror or fault}.") from fault
    except UnicodeDecodeError as fault:
        raise UsageError(f"{name} is no file of reviews, or was cut short: it is no text.") from fault
    except ValueError as fault:
        raise FolderError(f"{name} can't be read: no file has such a name.") from fault


def _head(line: str, name: str) -> dict[str, Any]:
    try:
        head = json.loads(line)
        known = head["format"] == _FORMAT
        schema, program = head["schema"], head["program"]
    except _NOT_A_REVIEW as fault:
        raise UsageError(f"{name} is no file of reviews of flowersort, or was cut short.") from fault
    if not known or not isinstance(schema, int):
        raise UsageError(f"{name} is no file of reviews of flowersort.")
    if schema > _SCHEMA:
        written = one_line(str(program))
        raise UsageError(f"{name} was written by a newer flowersort ({written}); update this one to take it in.")
    return {"reviews": None, "digest": None, **head}


def _content(each: FiledReview) -> dict[str, object]:
    review = each.review
    return {
        "content_hash": each.content,
        "verdict": review.verdict.value,
        "class_name": review.class_name,
        "at": review.at,
        "file_name": readable(each.name),
    }


def _filed(line: int, content: dict[str, Any]) -> FiledReview:
    verdict, class_name, at = Verdict(content["verdict"]), content["class_name"], float(content["at"])
    hashed, name = content["content_hash"], one_line(str(content.get("file_name") or ""))
    if not is_content_hash(hashed):
        raise ValueError(f"line {line} has no content hash")
    if (verdict is Verdict.CLASS) != (isinstance(class_name, str) and class_name != "") or not math.isfinite(at):
        raise ValueError(f"line {line} contradicts itself")
    # No store could hold half a character.
    return FiledReview(line, name, hashed, Review(verdict, readable(class_name) if class_name else None, at))


def _digest(lines: Sequence[str]) -> str:
    return content_hash("\n".join(lines).encode("utf-8", "surrogatepass"))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
