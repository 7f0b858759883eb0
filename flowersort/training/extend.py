"""Give an older pack what audits ask for, without training it again: `python -m flowersort.training.extend --help`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from flowersort.core.errors import FlowersortError, TrainingError
from flowersort.services.inference.manifest import FEATURES_FILE, TRAINED_FILE
from flowersort.services.inference.pack import MANIFEST_FILE, load_pack
from flowersort.training.data import TrainingSet, read_training_set
from flowersort.training.frozen import audit_card, frozen_features, trained_photos
from flowersort.training.pack_writer import extend_pack, trained_file

_SEED = 20


def main(arguments: Sequence[str]) -> int:
    """Extend the pack that the arguments name, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m flowersort.training.extend", description=__doc__)
    parser.add_argument("pack", type=Path, help="the pack's folder, changed in place")
    parser.add_argument("photos", type=Path, help="the very photos that it was trained on, in class subfolders")
    parser.add_argument("--weights", required=True, metavar="imagenet|FILE", help="the weights that it started from")
    chosen = parser.parse_args(arguments)
    try:
        extend(chosen.pack, chosen.photos, weights=chosen.weights)
    except FlowersortError as fault:
        print(fault, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def extend(folder: Path, photos: Path, *, weights: str) -> None:
    """Write `features.tflite` and `trained.npz` into a pack, and a section of its card.

    Raises:
        TrainingError: the photos are not those of the pack, or the weights are unusable.
        PackError: the folder holds no pack.
    """
    pack, trained = load_pack(folder), read_training_set(photos)
    if _named(folder) != _hash_of(trained):
        raise TrainingError(f"{photos} does not hold the photos that {pack.facts.title} was trained on.")
    files = {
        FEATURES_FILE: frozen_features(trained, weights=weights, side=pack.manifest.side, seed=_SEED),
        TRAINED_FILE: trained_file(trained_photos(trained)),
    }
    extend_pack(folder, files, card=audit_card(len(trained.photos), weights=Path(weights).name))


def _named(folder: Path) -> object:
    """Return the hash of its training photos that a pack names."""
    return json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")).get("training", {}).get("photos_sha256")


def _hash_of(photos: TrainingSet) -> str:
    return hashlib.sha256("\n".join(sorted(photo.content for photo in photos.photos)).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
