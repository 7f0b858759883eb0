"""The manifest of a pack: JSON → checked values. Everything in it is untrusted until it went through here."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flowersort.core.errors import PackError
from flowersort.core.model import RiskPoint
from flowersort.core.naming import check_class_names
from flowersort.core.state import Thresholds

SCHEMA = 1
MODEL_FILE, REFERENCE_FILE, CARD_FILE = "model.tflite", "reference.npz", "MODEL_CARD.md"
PACK_FILES = (MODEL_FILE, REFERENCE_FILE, CARD_FILE)
INPUT_TYPES = ("uint8", "float32")

_LARGEST_SIDE, _LARGEST_EMBEDDING = 1024, 65_536
_LONGEST_TEXT = 80


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says, checked.

    Attributes:
        side: width and height of the input in pixels.
        input_type: `uint8` (pixels as they are) or `float32` (pixels / 127.5 - 1).
        embedding: length of the embedding.
        hashes: SHA-256 of each file of the pack, hexadecimal.
    """

    name: str
    version: str
    classes: tuple[str, ...]
    side: int
    input_type: str
    embedding: int
    temperature: float
    thresholds: Thresholds
    risk: tuple[RiskPoint, ...]
    hashes: dict[str, str]


def parse_manifest(text: bytes) -> Manifest:
    """Check a manifest and return it as values.

    Raises:
        PackError: it is no JSON object, of an unknown schema, or holds a value that it must not.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise PackError(f"manifest.json is not valid JSON: {fault}") from fault
    if not isinstance(content, dict):
        raise PackError("manifest.json does not hold an object.")
    schema = content.get("schema")
    if schema != SCHEMA or isinstance(schema, bool):
        raise PackError(
            f"The pack has schema {schema!r}; this flowersort reads schema {SCHEMA}. A newer one may read it."
        )
    return _manifest(content)


def _manifest(content: dict[str, Any]) -> Manifest:
    fields, cuts = _object(content, "input"), _object(content, "thresholds")
    input_type = _text(fields, "type")
    if input_type not in INPUT_TYPES:
        raise PackError(f"manifest.json: the input type {input_type!r} is not one of {', '.join(INPUT_TYPES)}.")
    return Manifest(
        name=_plain_name(content, "name"),
        version=_plain_name(content, "version"),
        classes=_classes(content),
        side=_whole(fields, "side", at_least=16, at_most=_LARGEST_SIDE),
        input_type=input_type,
        embedding=_whole(content, "embedding", at_least=2, at_most=_LARGEST_EMBEDDING),
        temperature=_number(content, "temperature", at_least=0.01, at_most=100.0),
        thresholds=Thresholds(*(_share(cuts, key) for key in ("sure", "no_flower", "other_flower"))),
        risk=_risk(content),
        hashes=_hashes(content),
    )


def _classes(content: dict[str, Any]) -> tuple[str, ...]:
    classes = content.get("classes")
    if not isinstance(classes, list):
        raise PackError("manifest.json: `classes` is not a list.")
    problem = check_class_names(classes)
    if problem:
        raise PackError(f"manifest.json: {problem}")
    return tuple(classes)


def _risk(content: dict[str, Any]) -> tuple[RiskPoint, ...]:
    rows = content.get("risk_curve")
    if not isinstance(rows, list) or len(rows) > 10_000 or not all(isinstance(row, dict) for row in rows):
        raise PackError("manifest.json: `risk_curve` is not a list of points.")
    points = tuple(RiskPoint(*(_share(row, key) for key in ("threshold", "kept", "wrong"))) for row in rows)
    if any(left.threshold >= right.threshold for left, right in pairwise(points)):
        raise PackError("manifest.json: the thresholds of `risk_curve` do not ascend.")
    return points


def _hashes(content: dict[str, Any]) -> dict[str, str]:
    hashes = _object(content, "files")
    if set(hashes) != set(PACK_FILES):
        raise PackError(f"manifest.json: `files` must name exactly {', '.join(PACK_FILES)}.")
    return {name: _text(hashes, name) for name in PACK_FILES}


def _object(content: dict[str, Any], key: str) -> dict[str, Any]:
    value = content.get(key)
    if not isinstance(value, dict):
        raise PackError(f"manifest.json: `{key}` is missing or not an object.")
    return value


def _text(content: dict[str, Any], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or not value or not value.isprintable():
        raise PackError(f"manifest.json: `{key}` is missing or not a text.")
    return value


def _plain_name(content: dict[str, Any], key: str) -> str:
    value = _text(content, key)
    if len(value) > _LONGEST_TEXT or not all(letter.isalnum() or letter in "._-" for letter in value):
        raise PackError(f"manifest.json: `{key}` may hold only letters, digits, dots, dashes and underscores.")
    return value


def _number(content: dict[str, Any], key: str, *, at_least: float, at_most: float) -> float:
    value = content.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise PackError(f"manifest.json: `{key}` is missing or not a number.")
    if not at_least <= value <= at_most:
        raise PackError(f"manifest.json: `{key}` is {value}, outside {at_least}–{at_most}.")
    return float(value)


def _share(content: dict[str, Any], key: str) -> float:
    return _number(content, key, at_least=0.0, at_most=1.0)


def _whole(content: dict[str, Any], key: str, *, at_least: int, at_most: int) -> int:
    value = _number(content, key, at_least=at_least, at_most=at_most)
    if value != int(value):
        raise PackError(f"manifest.json: `{key}` is not a whole number.")
    return int(value)
