"""What an output folder was begun with, so that steps of two trainings never mix; and checks before hours of work."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from flowersort.core.content import content_hash
from flowersort.core.errors import TrainingError
from flowersort.core.training_request import TrainingRequest
from flowersort.services.inference.manifest import LARGEST_SIDE, is_plain_name
from flowersort.training.data import TrainingSet
from flowersort.training.network import SIDE_STEP
from flowersort.training.pictures import outlier_paths
from flowersort.training.trials import TRIALS

_FEWEST_FOLDS = 2
# Folds and painted pictures count on from the seed, and NumPy's reach to twice this.
_LARGEST_SEED = 2**31 - 1


def check_request(request: TrainingRequest) -> None:
    """Refuse at once what would only fail after the training.

    Raises:
        TrainingError: name, version, side, folds or seed are out of range, a folder of outliers has no photos, or the
            notes can't be read.
    """
    for option, text in (("name", request.name), ("version", request.version)):
        if not is_plain_name(text):
            raise TrainingError(
                f"{text!r} can't be the {option} of a pack: up to 80 letters, digits, dots, dashes and underscores can."
            )
    if not SIDE_STEP <= request.side <= LARGEST_SIDE or request.side % SIDE_STEP:
        raise TrainingError(
            f"The side must be a multiple of {SIDE_STEP} up to {LARGEST_SIDE} pixels, not {request.side}."
        )
    if request.folds < _FEWEST_FOLDS:
        raise TrainingError(f"Cross-validation needs at least {_FEWEST_FOLDS} folds, not {request.folds}.")
    if not 0 <= request.seed <= _LARGEST_SEED:
        raise TrainingError(f"The seed must lie between 0 and {_LARGEST_SEED}, not {request.seed}.")
    for folder in (request.not_flowers, request.other_flowers):
        outlier_paths(folder)
    read_notes(request)
    if request.trial is not None and request.trial not in TRIALS:
        raise TrainingError(f"There is no recipe {request.trial!r} to try; there are {', '.join(TRIALS)}.")


def read_notes(request: TrainingRequest) -> str:
    """Return the Markdown that people add to the card; empty without.

    Raises:
        TrainingError: the file can't be read, or is no text.
    """
    if request.notes is None:
        return ""
    try:
        return Path(request.notes).read_text(encoding="utf-8")
    except (OSError, ValueError) as fault:
        raise TrainingError(f"The notes in {request.notes} can't be read: {fault}") from fault


def claim_for_request(out: Path, request: TrainingRequest) -> None:
    """Make the output folder, and note in it what was asked for; how much is measured, and notes, may change.

    Raises:
        TrainingError: it was begun with another request.
        OSError: it can't be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    _claim(out / "request.json", asdict(replace(request, out="", confirm=None, notes=None, trial=None)))


def claim_for_photos(out: Path, photos: TrainingSet) -> None:
    """Note which photos of which classes the training began with.

    Raises:
        TrainingError: it began with others, so that its weights would be of other photos, or even of other classes.
        OSError: the note can't be written.
    """
    lines = sorted(f"{photo.content} {photos.classes[photo.target]}" for photo in photos.photos)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    _claim(out / "photos.json", {"classes": list(photos.classes), "photos": len(lines), "sha256": digest})


def claim_for_outliers(out: Path, request: TrainingRequest) -> None:
    """Note which outliers the training began with: views, targets and answers hold them by their number.

    Raises:
        TrainingError: it began with others, or a folder of outliers has none.
        OSError: the note can't be written.
    """
    folders = {"not_flowers": request.not_flowers, "other_flowers": request.other_flowers}
    _claim(out / "outliers.json", {name: _digest(outlier_paths(folder)) for name, folder in folders.items()})


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        # One that can't be read is left out of the training, too.
        with contextlib.suppress(OSError):
            digest.update(f"{path.parent.name} {content_hash(path.read_bytes())}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


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
