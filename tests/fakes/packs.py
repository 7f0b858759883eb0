"""Copies of the bundled pack, to be damaged or changed at will."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from flowersort.services.inference.manifest import (
    LEARNED_FILES,
    OPTIONAL_FILES,
    PACK_FILES,
    REFERENCE_FILE,
    STATISTICS_FILE,
)
from flowersort.services.inference.pack import MANIFEST_FILE

BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "models" / "flowers"


class _Missing:
    """Stands for a value that is left out, and is called so in the names of tests, whatever process makes them."""

    def __repr__(self) -> str:
        return "missing"


MISSING = _Missing()
"""As a value for `rewrite_manifest`: take the key away."""


WITHOUT_CLASS_CURVES = {"class_risk_curves": MISSING, "class_risk_photos": MISSING}
"""For a manifest that gets other classes."""


def copy_of_bundled_pack(folder: Path) -> Path:
    """Copy the bundled pack to `folder`, which is made, and return it."""
    return Path(shutil.copytree(BUNDLED, folder))


def manifest_of(folder: Path = BUNDLED) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    return content


def changed(content: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a manifest with other values; a double underscore enters an object (`input__side=96`)."""
    copy: dict[str, Any] = json.loads(json.dumps(content))
    for path, value in changes.items():
        *outer, key = path.split("__")
        place = copy
        for name in outer:
            place = place[name]
        if value is MISSING:
            del place[key]
        else:
            place[key] = value
    return copy


def rewrite_manifest(folder: Path, *, rehash: bool = False, **changes: Any) -> Path:
    """Change a pack's manifest as `changed` does; `rehash` makes its hashes those of the files as they are now."""
    content = changed(manifest_of(folder), **changes)
    if rehash:
        content["files"] = {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in (*PACK_FILES, *OPTIONAL_FILES, *LEARNED_FILES)
            if (folder / name).exists()
        }
    (folder / MANIFEST_FILE).write_text(json.dumps(content), encoding="utf-8")
    return folder


def replace_file(folder: Path, name: str, data: bytes) -> Path:
    """Replace one file of a pack, with the right hash in the manifest."""
    (folder / name).write_bytes(data)
    return rewrite_manifest(folder, rehash=True)


def reference_arrays(folder: Path = BUNDLED) -> dict[str, np.ndarray]:
    with np.load(folder / REFERENCE_FILE) as arrays:
        return {name: arrays[name] for name in arrays.files}


def npz(**arrays: np.ndarray) -> bytes:
    out = io.BytesIO()
    np.savez(out, allow_pickle=True, **arrays)
    return out.getvalue()


def without_statistics(folder: Path, **changes: Any) -> Path:
    """Take the statistics away, which fit no other embedding and no other number of classes; change the manifest."""
    (folder / STATISTICS_FILE).unlink()
    return rewrite_manifest(folder, rehash=True, **changes)


def without_audit_files(folder: Path) -> Path:
    """Make a pack one from before audits."""
    for name in OPTIONAL_FILES:
        (folder / name).unlink()
    return rewrite_manifest(folder, rehash=True)
