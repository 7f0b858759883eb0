"""The manifest of a pack: JSON → checked values. Everything in it is untrusted until it went through here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from flowersort.core.errors import PackError
from flowersort.core.model import LearnedFrom, RiskPoint
from flowersort.core.naming import check_class_names
from flowersort.core.state import Thresholds

SCHEMA, LEARNED_SCHEMA = 1, 2
"""Of a pack that was trained, and of one that was learnt on top; older programs refuse the latter with a sentence."""
MODEL_FILE, REFERENCE_FILE, CARD_FILE = "model.tflite", "reference.npz", "MODEL_CARD.md"
PACK_FILES = (MODEL_FILE, REFERENCE_FILE, CARD_FILE)
FEATURES_FILE, TRAINED_FILE, STATISTICS_FILE = "features.tflite", "trained.npz", "statistics.npz"
OPTIONAL_FILES = (FEATURES_FILE, TRAINED_FILE, STATISTICS_FILE)
"""What audits and learning ask for; packs from before there were any lack them."""
HEAD_FILE, BASE_FILE = "head.npz", "base.json"
LEARNED_FILES = (HEAD_FILE, BASE_FILE)
"""What a learned pack has besides: what it learnt, and the manifest of the pack that it learnt on, byte for byte."""
INPUT_TYPES = ("uint8", "float32")

LARGEST_SIDE = 1024
_LARGEST_EMBEDDING = 65_536
_LONGEST_TEXT, _LONGEST_SHOWN = 80, 200
_MOST_PHOTOS = 10**9

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says, checked.

    Attributes:
        side: width and height of the input in pixels.
        input_type: `uint8` (pixels as they are) or `float32` (pixels / 127.5 - 1).
        embedding: length of the embedding.
        hashes: SHA-256 of each file of the pack, hexadecimal.
        risk_photos, class_risk, class_risk_photos: as in `ModelFacts`.
        learned: what a learned pack was made of; None for others.
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
    risk_photos: int | None = None
    class_risk: tuple[tuple[RiskPoint, ...], ...] = ()
    class_risk_photos: tuple[int, ...] = ()
    learned: LearnedFrom | None = None

    @property
    def own(self) -> int:
        """How many classes the network itself has; the first ones."""
        return len(self.classes) if self.learned is None else self.learned.own


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
    if isinstance(schema, bool) or not isinstance(schema, int):
        raise PackError("manifest.json: `schema` is missing or not a whole number.")
    if schema not in (SCHEMA, LEARNED_SCHEMA):
        raise PackError(
            f"The pack has schema {_brief(schema)}; this flowersort reads schemas {SCHEMA} and {LEARNED_SCHEMA}. "
            "A newer one may read it."
        )
    return _manifest(content, learned=schema == LEARNED_SCHEMA)


def is_plain_name(text: str) -> bool:
    """Say whether a text may be the name or version of a pack."""
    return 0 < len(text) <= _LONGEST_TEXT and all(letter.isalnum() or letter in "._-" for letter in text)


def _manifest(content: dict[str, Any], *, learned: bool) -> Manifest:
    fields, cuts = _object(content, "input"), _object(content, "thresholds")
    input_type = _text(fields, "type")
    if input_type not in INPUT_TYPES:
        raise PackError(f"manifest.json: the input type {_brief(input_type)} is not one of {', '.join(INPUT_TYPES)}.")
    classes = _classes(content)
    return Manifest(
        name=_plain_name(content, "name"),
        version=_plain_name(content, "version"),
        classes=classes,
        side=_whole(fields, "side", at_least=16, at_most=LARGEST_SIDE),
        input_type=input_type,
        embedding=_whole(content, "embedding", at_least=2, at_most=_LARGEST_EMBEDDING),
        temperature=_number(content, "temperature", at_least=0.01, at_most=100.0),
        thresholds=Thresholds(
            sure=_share(cuts, "sure"),
            no_flower=_share(cuts, "no_flower"),
            other_flower=_share(cuts, "other_flower"),
        ),
        risk=_risk(content, "risk_curve"),
        hashes=_hashes(content, LEARNED_FILES if learned else ()),
        risk_photos=_photos(content, "risk_photos") if "risk_photos" in content else None,
        class_risk=_by_class(content, "class_risk_curves", classes, _risk),
        class_risk_photos=_by_class(content, "class_risk_photos", classes, _photos),
        learned=_learned(content, classes) if learned else None,
    )


def _learned(content: dict[str, Any], classes: tuple[str, ...]) -> LearnedFrom:
    fields = _object(content, "learned")
    reviews = _object(fields, "reviews")
    return LearnedFrom(
        own=_whole(fields, "own_classes", at_least=2, at_most=len(classes)),
        base=_text(fields, "base"),
        at=_text(fields, "at"),
        reviews=tuple((_clipped(name), _photos(reviews, name)) for name in reviews),
        right_before=_photos(fields, "right_before"),
        right_after=_photos(fields, "right_after"),
        held_out=_photos(fields, "held_out"),
    )


def _by_class(
    content: dict[str, Any], key: str, classes: tuple[str, ...], read: Callable[[dict[str, Any], str], T]
) -> tuple[T, ...]:
    """Read what a pack may have for each of its classes: for all of them or not at all."""
    if key not in content:
        return ()
    values = _object(content, key)
    if set(values) != set(classes):
        raise PackError(f"manifest.json: `{key}` must name exactly the classes of the pack.")
    return tuple(read(values, name) for name in classes)


def _photos(content: dict[str, Any], key: str) -> int:
    return _whole(content, key, at_least=0, at_most=_MOST_PHOTOS)


def _classes(content: dict[str, Any]) -> tuple[str, ...]:
    classes = content.get("classes")
    if not isinstance(classes, list) or not all(isinstance(name, str) for name in classes):
        raise PackError("manifest.json: `classes` is not a list of texts.")
    problem = check_class_names(classes)
    if problem:
        raise PackError(f"manifest.json: {_clipped(problem)}")
    return tuple(classes)


def _risk(content: dict[str, Any], key: str) -> tuple[RiskPoint, ...]:
    rows = content.get(key)
    if not isinstance(rows, list) or len(rows) > 10_000 or not all(isinstance(row, dict) for row in rows):
        raise PackError(f"manifest.json: `{key}` is not a list of points.")
    points = tuple(RiskPoint(*(_share(row, key) for key in ("threshold", "kept", "wrong"))) for row in rows)
    if any(left.threshold >= right.threshold for left, right in pairwise(points)):
        raise PackError(f"manifest.json: the thresholds of `{key}` do not ascend.")
    for share in ("kept", "wrong"):
        if any(getattr(left, share) < getattr(right, share) for left, right in pairwise(points)):
            raise PackError(f"manifest.json: `{share}` of `{key}` rises with the threshold.")
    return points


def _hashes(content: dict[str, Any], more: tuple[str, ...]) -> dict[str, str]:
    hashes, needed = _object(content, "files"), (*PACK_FILES, *more)
    if set(hashes) - set(OPTIONAL_FILES) != set(needed):
        raise PackError(
            f"manifest.json: `files` must name exactly {', '.join(needed)}, and may name {', '.join(OPTIONAL_FILES)}."
        )
    return {name: _text(hashes, name) for name in (*needed, *OPTIONAL_FILES) if name in hashes}


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
    if not is_plain_name(value):
        raise PackError(f"manifest.json: `{key}` may hold only letters, digits, dots, dashes and underscores.")
    return value


def _number(content: dict[str, Any], key: str, *, at_least: float, at_most: float) -> float:
    value = content.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PackError(f"manifest.json: `{key}` is missing or not a number.")
    # Compared before any conversion: a whole number of 400 digits is JSON, too. NaN is outside every range.
    if not at_least <= value <= at_most:
        raise PackError(f"manifest.json: `{key}` is {_brief(value)}, outside {at_least}–{at_most}.")
    return float(value)


def _share(content: dict[str, Any], key: str) -> float:
    return _number(content, key, at_least=0.0, at_most=1.0)


def _whole(content: dict[str, Any], key: str, *, at_least: int, at_most: int) -> int:
    value = _number(content, key, at_least=at_least, at_most=at_most)
    if value != int(value):
        raise PackError(f"manifest.json: `{key}` is not a whole number.")
    return int(value)


def _brief(value: float | str) -> str:
    """Return a value of a foreign file as it may stand in a sentence."""
    return _clipped(repr(value))


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
