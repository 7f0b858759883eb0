"""A finished training → a pack on disk, checked by the very code that will load it."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flowersort.core.errors import TrainingError
from flowersort.core.model import RiskPoint
from flowersort.core.novelty import NoveltyReference
from flowersort.core.state import Thresholds
from flowersort.core.statistics import ClassStatistics
from flowersort.core.trained import TrainedPhotos
from flowersort.services.inference.manifest import (
    CARD_FILE,
    FEATURES_FILE,
    MODEL_FILE,
    REFERENCE_FILE,
    SCHEMA,
    STATISTICS_FILE,
    TRAINED_FILE,
)
from flowersort.services.inference.pack import MANIFEST_FILE, Pack, load_pack
from flowersort.services.inference.statistics import statistics_file


@dataclass(frozen=True, slots=True, eq=False)
class PackContent:
    """Everything that goes into a pack.

    Attributes:
        training, metrics: whatever JSON can hold; for people, not read back by the program.
        features: a network that did not learn the photos' labels, as `.tflite`.
        trained: the photos that the pack was trained on.
        statistics: some of them as the network sees them, for learning.
        risk_photos, class_risk, class_risk_photos: as in `ModelFacts`; not written where they are not known.
    """

    name: str
    version: str
    classes: tuple[str, ...]
    side: int
    temperature: float
    thresholds: Thresholds
    risk: tuple[RiskPoint, ...]
    reference: NoveltyReference
    model: bytes
    card: str
    training: Mapping[str, object]
    metrics: Mapping[str, object]
    features: bytes | None = None
    trained: TrainedPhotos | None = None
    statistics: ClassStatistics | None = None
    risk_photos: int | None = None
    class_risk: tuple[tuple[RiskPoint, ...], ...] = ()
    class_risk_photos: tuple[int, ...] = ()


def write_pack(content: PackContent, folder: Path) -> Pack:
    """Write a pack beside `folder`, load it to check it, and put it in the folder's place.

    Raises:
        TrainingError: it can't be written; what stood in `folder` is still there.
        PackError: what was written fails the checks of loading; `folder` is as it was.
    """
    beside, before = (folder.with_name(folder.name + ending) for ending in (".new", ".old"))
    try:
        _recover(folder, before)
        shutil.rmtree(beside, ignore_errors=True)
        _write_files(content, beside)
        pack = load_pack(beside)
        _swap(beside, folder, before)
    except OSError as fault:
        raise TrainingError(f"The pack could not be written to {folder}: {fault}") from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return pack


def extend_pack(folder: Path, files: Mapping[str, bytes], *, card: str) -> Pack:
    """Give a pack the optional files, for audits and learning, and tell of them in its card; it predicts as before.

    Args:
        files: content by name, of those that a pack may have besides.
        card: Markdown, put at the end of the card in place of all from its first heading on.

    Raises:
        TrainingError: it can't be written; the pack is as it was.
        PackError: the pack, or what became of it, fails the checks of loading.
    """
    load_pack(folder)
    beside, before = (folder.with_name(folder.name + ending) for ending in (".new", ".old"))
    try:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(folder, beside)
        old = (folder / CARD_FILE).read_text(encoding="utf-8")
        heading = card.partition("\n")[0]
        whole = old.partition(heading)[0].rstrip() + f"\n\n{card.strip()}\n"
        changed = {**files, CARD_FILE: whole.encode()}
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        for name, data in changed.items():
            (beside / name).write_bytes(data)
            manifest["files"][name] = hashlib.sha256(data).hexdigest()
        text = json.dumps(manifest, indent=1, ensure_ascii=False)
        (beside / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
        pack = load_pack(beside)
        _swap(beside, folder, before)
    except OSError as fault:
        raise TrainingError(f"The pack could not be written to {folder}: {fault}") from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return pack


def _write_files(content: PackContent, folder: Path) -> None:
    folder.mkdir(parents=True)
    files = {
        MODEL_FILE: content.model,
        REFERENCE_FILE: _npz(content.reference),
        CARD_FILE: content.card.encode(),
    }
    if content.features is not None:
        files[FEATURES_FILE] = content.features
    if content.trained is not None:
        files[TRAINED_FILE] = trained_file(content.trained)
    if content.statistics is not None:
        files[STATISTICS_FILE] = statistics_file(content.statistics)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    text = json.dumps(_manifest(content, hashes), indent=1, ensure_ascii=False)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def trained_file(trained: TrainedPhotos) -> bytes:
    """Return `trained.npz`, the same bytes whenever it is made."""
    out = io.BytesIO()
    np.savez_compressed(out, hashes=np.sort(trained.hashes))
    return out.getvalue()


def _recover(folder: Path, before: Path) -> None:
    """Put the former pack back if a call was ended between the two renames of `_swap`."""
    if before.exists() and not folder.exists():
        before.rename(folder)


def _swap(beside: Path, folder: Path, before: Path) -> None:
    """Put a whole pack in the place of another; folders can't be replaced in one step everywhere."""
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.rename(before)
    try:
        beside.rename(folder)
    except OSError:
        _recover(folder, before)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _manifest(content: PackContent, hashes: Mapping[str, str]) -> dict[str, object]:
    cuts = content.thresholds
    return {
        "schema": SCHEMA,
        "name": content.name,
        "version": content.version,
        "classes": list(content.classes),
        "input": {
            "side": content.side,
            "type": "uint8",
            "scaling": "pixel / 127.5 - 1, folded into the network's input",
        },
        "embedding": len(content.reference.mean),
        "temperature": round(content.temperature, 6),
        "thresholds": {
            "sure": cuts.sure,
            "no_flower": round(cuts.no_flower, 6),
            "other_flower": round(cuts.other_flower, 6),
        },
        "risk_curve": _points(content.risk),
        **_class_risk(content),
        "training": dict(content.training),
        "metrics": dict(content.metrics),
        "files": dict(hashes),
    }


def _points(curve: tuple[RiskPoint, ...]) -> list[dict[str, float]]:
    return [
        {"threshold": point.threshold, "kept": round(point.kept, 6), "wrong": round(point.wrong, 6)} for point in curve
    ]


def _class_risk(content: PackContent) -> dict[str, object]:
    """Return what is known of the photos behind the risk curve, and of each class."""
    known: dict[str, object] = {}
    if content.risk_photos is not None:
        known["risk_photos"] = content.risk_photos
    if content.class_risk:
        curves = map(_points, content.class_risk)
        known["class_risk_curves"] = dict(zip(content.classes, curves, strict=True))
    if content.class_risk_photos:
        known["class_risk_photos"] = dict(zip(content.classes, content.class_risk_photos, strict=True))
    return known


def _npz(reference: NoveltyReference) -> bytes:
    out = io.BytesIO()
    np.savez(out, mean=reference.mean, scale=reference.scale, weights=reference.weights, bias=reference.bias)
    return out.getvalue()
