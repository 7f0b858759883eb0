"""A pack and what was learnt on top of it → a learned pack on disk, whole or absent."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.errors import ExportError
from flowersort.core.head import Head
from flowersort.core.model import LearnedFrom
from flowersort.services.inference.head_file import head_file
from flowersort.services.inference.manifest import (
    BASE_FILE,
    CARD_FILE,
    HEAD_FILE,
    LEARNED_FILES,
    LEARNED_SCHEMA,
)
from flowersort.services.inference.pack import MANIFEST_FILE, Pack, PackFiles, load_pack

_HEADING = "## Learnt from reviews"
# They were measured for the classes of the network alone.
_NO_LONGER_TRUE = ("class_risk_curves", "class_risk_photos")


@dataclass(frozen=True, slots=True, eq=False)
class LearnedContent:
    """What a learned pack has of its own.

    Attributes:
        classes: all of them, the network's own first.
        card: Markdown, without a heading.
    """

    name: str
    version: str
    classes: tuple[str, ...]
    head: Head
    learned: LearnedFrom
    card: str


def learned_files(base: PackFiles, content: LearnedContent) -> dict[str, bytes]:
    """Return a learned pack's files by name, manifest included.

    Args:
        base: the pack that was learnt on; of a learned one, the pack below it is taken.
    """
    below = base.files.get(BASE_FILE, base.text)
    card = base.files[CARD_FILE].decode("utf-8", "replace").partition(f"\n{_HEADING}\n")[0].rstrip()
    files = {name: data for name, data in base.files.items() if name not in LEARNED_FILES}
    files[CARD_FILE] = f"{card}\n\n{_HEADING}\n\n{content.card.strip()}\n".encode()
    files |= {HEAD_FILE: head_file(content.head), BASE_FILE: below}
    text = json.dumps(_manifest(json.loads(below), content, files), indent=1, ensure_ascii=False)
    return {**files, MANIFEST_FILE: f"{text}\n".encode()}


def write_new_pack(files: Mapping[str, bytes], folder: Path) -> Pack:
    """Write a pack beside `folder`, load it to check it, and give it its name, which must be free.

    Raises:
        ExportError: the name is taken, or the pack can't be written; nothing is left beside.
        PackError: what was written fails the checks of loading; nothing is left of it.
    """
    beside = folder.with_name(f".flowersort-{secrets.token_hex(8)}.tmp")
    try:
        _refuse_taken(folder)
        beside.mkdir(parents=True)
        for name, data in files.items():
            _write(beside / name, data)
        load_pack(beside)
        _refuse_taken(folder)
        beside.rename(folder)
    except OSError as fault:
        raise ExportError(f"The model could not be saved to {folder}: {fault.strerror or fault}.") from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _make_durable(folder.parent)
    return load_pack(folder)


def _refuse_taken(folder: Path) -> None:
    """Raise where the name is taken: a model is never written over, whoever's it is."""
    if os.path.lexists(folder):
        raise ExportError(f"{folder} is there already; save the model under another name.")


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _make_durable(folder: Path) -> None:
    """Ask that the rename outlives a power cut; where folders can't be synced, the pack is in place all the same."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _manifest(below: dict[str, object], content: LearnedContent, files: Mapping[str, bytes]) -> dict[str, object]:
    kept = {key: value for key, value in below.items() if key not in (*_NO_LONGER_TRUE, "files")}
    learned = content.learned
    return {
        **kept,
        "schema": LEARNED_SCHEMA,
        "name": content.name,
        "version": content.version,
        "classes": list(content.classes),
        "learned": {
            "own_classes": learned.own,
            "base": learned.base,
            "at": learned.at,
            "reviews": dict(learned.reviews),
            "right_before": learned.right_before,
            "right_after": learned.right_after,
            "held_out": learned.held_out,
        },
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
