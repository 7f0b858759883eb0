"""A pack on disk → a checked pack in memory.

The bundled pack is told by its hashes; a foreign one is a program from somebody else, so every file is read
once, compared with its hash, and only those very bytes are used.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flowersort.core.errors import PackError
from flowersort.core.model import ModelFacts
from flowersort.core.novelty import NoveltyReference
from flowersort.services.inference.manifest import MODEL_FILE, PACK_FILES, REFERENCE_FILE, Manifest, parse_manifest

MANIFEST_FILE = "manifest.json"
MAX_PACK_BYTES = 10 * 1024 * 1024
_MAX_MANIFEST_BYTES = 1024 * 1024
_REFERENCE_ARRAYS = ("mean", "scale", "weights", "bias")


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A pack that passed every check, ready to run; plain data, so it can be sent to another process.

    Attributes:
        model: the bytes of `model.tflite`.
    """

    facts: ModelFacts
    manifest: Manifest
    reference: NoveltyReference
    model: bytes


def load_pack(folder: Path) -> Pack:
    """Read and check a pack.

    Raises:
        PackError: a file is missing, too large, differs from its hash or holds something that it must not.
    """
    text = _read(folder / MANIFEST_FILE, at_most=_MAX_MANIFEST_BYTES)
    manifest = parse_manifest(text)
    files = {name: _read(folder / name, at_most=MAX_PACK_BYTES) for name in PACK_FILES}
    for name, data in files.items():
        if hashlib.sha256(data).hexdigest() != manifest.hashes[name]:
            raise PackError(f"{folder / name} was changed or damaged: its SHA-256 is not the one in the manifest.")
    return Pack(
        facts=_facts(manifest, fingerprint=hashlib.sha256(text).hexdigest()[:16]),
        manifest=manifest,
        reference=_reference(files[REFERENCE_FILE], manifest.embedding),
        model=files[MODEL_FILE],
    )


def _facts(manifest: Manifest, *, fingerprint: str) -> ModelFacts:
    return ModelFacts(
        name=manifest.name,
        version=manifest.version,
        fingerprint=fingerprint,
        classes=manifest.classes,
        temperature=manifest.temperature,
        thresholds=manifest.thresholds,
        risk=manifest.risk,
    )


def _read(path: Path, *, at_most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(at_most + 1)
    except FileNotFoundError as fault:
        raise PackError(f"The pack is not whole: {path} is missing.") from fault
    except OSError as fault:
        raise PackError(f"{path} could not be read: {fault.strerror}.") from fault
    if len(data) > at_most:
        raise PackError(f"{path} is larger than the {at_most:,} bytes that a pack may have.")
    return data


def _reference(data: bytes, embedding: int) -> NoveltyReference:
    """Read `reference.npz` without pickle, and refuse an archive that unpacks to more than it should."""
    shapes = {"mean": (embedding,), "scale": (embedding,), "weights": (embedding, 2), "bias": (2,)}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_PACK_BYTES:
                raise PackError(f"{REFERENCE_FILE} unpacks to more than a pack may hold.")
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            if set(arrays.files) != set(shapes):
                raise PackError(f"{REFERENCE_FILE} must hold exactly the arrays {', '.join(shapes)}.")
            checked = {name: _checked(name, arrays[name], shape) for name, shape in shapes.items()}
    except (OSError, ValueError, EOFError, KeyError, SyntaxError, NotImplementedError, zipfile.BadZipFile) as fault:
        raise PackError(f"{REFERENCE_FILE} could not be read: {fault}") from fault
    if not (checked["scale"] > 0).all():
        raise PackError(f"{REFERENCE_FILE}: `scale` must be positive.")
    return NoveltyReference(*(checked[name] for name in _REFERENCE_ARRAYS))


def _checked(name: str, array: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.float32]:
    if array.dtype != np.float32 or array.shape != shape or not np.isfinite(array).all():
        raise PackError(f"{REFERENCE_FILE}: `{name}` must be finite float32 numbers of shape {shape}.")
    return array
