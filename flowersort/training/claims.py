"""What an output folder was begun with, so that steps of two trainings never mix; and checks before hours of work."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from flowersort.core.errors import TrainingError
from flowersort.core.training_request import TrainingRequest
from flowersort.services.inference.manifest import LARGEST_SIDE, is_plain_name
from flowersort.training.data import TrainingSet, photos_below

# MobileNetV2 halves the picture five times.
_SMALLEST_SIDE = 32
_LARGEST_SEED = 2**32 - 1


def check_request(request: TrainingRequest) -> None:
    """Refuse at once what would only fail after the training.

    Raises:
        TrainingError: name, version, side or seed are out of range, or a folder of outliers has no photos.
    """
    for option, text in (("name", request.name), ("version", request.version)):
        if not is_plain_name(text):
            raise TrainingError(
                f"{text!r} can't be the {option} of a pack: up to 80 letters, digits, dots, dashes and underscores can."
            )
    if not _SMALLEST_SIDE <= request.side <= LARGEST_SIDE:
        raise TrainingError(
            f"The side must lie between {_SMALLEST_SIDE} and {LARGEST_SIDE} pixels, not {request.side}."
        )
    if not 0 <= request.seed <= _LARGEST_SEED:
        raise TrainingError(f"The seed must lie between 0 and {_LARGEST_SEED}, not {request.seed}.")
    for folder in (request.not_flowers, request.other_flowers):
        outlier_paths(folder)


def outlier_paths(folder: str | None) -> list[Path]:
    """Return the photos of a folder of outliers; none without a folder.

    Raises:
        TrainingError: there is a folder, but no photo in it.
    """
    if folder is None:
        return []
    paths = photos_below(Path(folder))
    if not paths:
        raise TrainingError(f"There are no photos in {folder}.")
    return paths


def claim_for_request(out: Path, request: TrainingRequest) -> None:
    """Make the output folder, and note in it what was asked for.

    Raises:
        TrainingError: it was begun with another request.
        OSError: it can't be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    _claim(out / "request.json", asdict(replace(request, out="")))


def claim_for_photos(out: Path, photos: TrainingSet) -> None:
    """Note which photos of which classes the training began with.

    Raises:
        TrainingError: it began with others, so that its weights would be of other photos, or even of other classes.
        OSError: the note can't be written.
    """
    lines = sorted(f"{photo.content} {photos.classes[photo.target]}" for photo in photos.photos)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    _claim(out / "photos.json", {"classes": list(photos.classes), "photos": len(lines), "sha256": digest})


def _claim(note: Path, wanted: Mapping[str, object]) -> None:
    if note.exists():
        if _content(note) != wanted:
            raise TrainingError(
                f"{note.parent} holds another training (see {note.name}). "
                "Choose another --out folder, or empty this one."
            )
        return
    beside = note.with_name(note.name + ".new")
    beside.write_text(json.dumps(wanted, indent=1), encoding="utf-8")
    beside.replace(note)


def _content(note: Path) -> object:
    try:
        return json.loads(note.read_text(encoding="utf-8"))
    except ValueError:
        return None
