"""A pack on disk → a checked pack in memory.

The bundled pack is told by its hashes; a foreign one is a program from somebody else, so every file is read
once, compared with its hash, and only those very bytes are used.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.errors import PackError
from flowersort.core.head import Head
from flowersort.core.model import ModelFacts
from flowersort.core.novelty import NoveltyReference
from flowersort.core.statistics import ClassStatistics
from flowersort.core.trained import TrainedPhotos
from flowersort.services.inference.head_file import read_head
from flowersort.services.inference.manifest import (
    BASE_FILE,
    CARD_FILE,
    FEATURES_FILE,
    HEAD_FILE,
    LEARNED_FILES,
    MODEL_FILE,
    REFERENCE_FILE,
    STATISTICS_FILE,
    TRAINED_FILE,
    Manifest,
    parse_manifest,
)
from flowersort.services.inference.reference import read_reference
from flowersort.services.inference.statistics import read_statistics
from flowersort.services.inference.trained import read_trained

MANIFEST_FILE = "manifest.json"
MAX_PACK_BYTES = 10_000_000
_MAX_MANIFEST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A pack that passed every check, ready to run; plain data, so it can be sent to another process.

    Attributes:
        model: the bytes of `model.tflite`.
        features: the bytes of `features.tflite`, a network that did not learn the labels of the pack's own photos; None
            where the pack has none.
        trained: which photos the pack was trained on; None where it does not say.
        statistics: some of these photos as the network sees them; None where the pack has none.
        head: what a learned pack learnt; None for others.
    """

    facts: ModelFacts
    manifest: Manifest
    reference: NoveltyReference
    model: bytes
    features: bytes | None = None
    trained: TrainedPhotos | None = None
    statistics: ClassStatistics | None = None
    head: Head | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PackFiles:
    """A pack's files as they were read, each compared with its hash."""

    text: bytes
    manifest: Manifest
    files: dict[str, bytes]


def load_pack(folder: Path) -> Pack:
    """Read and check a pack.

    Raises:
        PackError: a file is missing, too large, differs from its hash or holds something that it must not.
    """
    read = read_files(folder)
    manifest, files = read.manifest, read.files
    base = _base_fingerprint(read) if manifest.learned is not None else None
    return Pack(
        facts=_facts(manifest, fingerprint=fingerprint_of(read.text), base=base),
        manifest=manifest,
        reference=read_reference(files[REFERENCE_FILE], manifest.embedding),
        model=files[MODEL_FILE],
        features=files.get(FEATURES_FILE),
        trained=read_trained(files[TRAINED_FILE]) if TRAINED_FILE in files else None,
        statistics=_statistics(read),
        head=_head(read) if manifest.learned is not None else None,
    )


def read_files(folder: Path) -> PackFiles:
    """Read a pack's manifest and files, and compare them with their hashes.

    Raises:
        PackError: a file is missing, too large or differs from its hash, or the manifest holds what it must not.
    """
    text = _read(folder / MANIFEST_FILE, at_most=_MAX_MANIFEST_BYTES)
    manifest = parse_manifest(text)
    files = {name: _read(folder / name, at_most=MAX_PACK_BYTES) for name in manifest.hashes}
    if len(text) + sum(map(len, files.values())) > MAX_PACK_BYTES:
        raise PackError(f"The pack in {folder} is larger than the {MAX_PACK_BYTES:,} bytes that a pack may have.")
    for name, data in files.items():
        if hashlib.sha256(data).hexdigest() != manifest.hashes[name]:
            raise PackError(f"{folder / name} was changed or damaged: its SHA-256 is not the one in the manifest.")
    return PackFiles(text, manifest, files)


def fingerprint_of(text: bytes) -> str:
    """Return a pack's fingerprint from its manifest's bytes, which name the hash of every other file."""
    return hashlib.sha256(text).hexdigest()[:16]


def _base_fingerprint(read: PackFiles) -> str:
    """Return the fingerprint of the pack below a learned one.

    Predictions are stored under it, so a pack must not claim another one's: its own files must be those that the
    manifest below names, but for what it added.
    """
    text, manifest = read.files[BASE_FILE], read.manifest
    base = parse_manifest(text)
    kept = {name: value for name, value in manifest.hashes.items() if name not in (CARD_FILE, *LEARNED_FILES)}
    same = {name: value for name, value in base.hashes.items() if name != CARD_FILE}
    if (
        base.learned is not None
        or kept != same
        or base.classes != manifest.classes[: manifest.own]
        or (base.side, base.input_type, base.embedding) != (manifest.side, manifest.input_type, manifest.embedding)
    ):
        raise PackError(f"{BASE_FILE} is not the manifest of the pack that this one was learnt on.")
    return fingerprint_of(text)


def _statistics(read: PackFiles) -> ClassStatistics | None:
    data, manifest = read.files.get(STATISTICS_FILE), read.manifest
    return None if data is None else read_statistics(data, embedding=manifest.embedding, classes=manifest.own)


def _head(read: PackFiles) -> Head:
    manifest = read.manifest
    return read_head(
        read.files[HEAD_FILE], embedding=manifest.embedding, own=manifest.own, classes=len(manifest.classes)
    )


def _facts(manifest: Manifest, *, fingerprint: str, base: str | None) -> ModelFacts:
    return ModelFacts(
        name=manifest.name,
        version=manifest.version,
        fingerprint=fingerprint,
        classes=manifest.classes,
        temperature=manifest.temperature,
        thresholds=manifest.thresholds,
        risk=manifest.risk,
        risk_photos=manifest.risk_photos,
        class_risk=manifest.class_risk,
        class_risk_photos=manifest.class_risk_photos,
        base_fingerprint=base,
        learned=manifest.learned,
    )


def _read(path: Path, *, at_most: int) -> bytes:
    try:
        # Opening a pipe would wait for ever for somebody to write into it.
        if not stat.S_ISREG(path.stat().st_mode):
            raise PackError(f"The pack is not whole: {path} is no file.")
        with path.open("rb") as file:
            data = file.read(at_most + 1)
    except FileNotFoundError as fault:
        raise PackError(f"The pack is not whole: {path} is missing.") from fault
    except OSError as fault:
        raise PackError(f"{path} could not be read: {fault.strerror}.") from fault
    if len(data) > at_most:
        raise PackError(f"{path} is larger than the {at_most:,} bytes that a pack may have.")
    return data
