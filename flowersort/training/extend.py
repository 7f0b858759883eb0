"""Give an older pack what audits and learning ask for, without training it again.

`python -m flowersort.training.extend --help` says how.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from flowersort.core.errors import FlowersortError, TrainingError
from flowersort.core.statistics import ClassStatistics
from flowersort.core.training_request import TrainingRequest
from flowersort.services.inference.manifest import FEATURES_FILE, STATISTICS_FILE, TRAINED_FILE
from flowersort.services.inference.pack import MANIFEST_FILE, Pack, load_pack
from flowersort.services.inference.statistics import statistics_file
from flowersort.training.answers import run_quantised
from flowersort.training.data import TrainingSet, read_training_set
from flowersort.training.frozen import audit_card, frozen_features, trained_photos
from flowersort.training.pack_writer import extend_pack, trained_file
from flowersort.training.pictures import gather
from flowersort.training.statistics import chosen, learning_card, statistics_of, targets_of

_SEED = 20


def main(arguments: Sequence[str]) -> int:
    """Extend the pack that the arguments name, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m flowersort.training.extend", description=__doc__)
    parser.add_argument("pack", type=Path, help="the pack's folder, changed in place")
    parser.add_argument("photos", type=Path, help="the very photos that it was trained on, in class subfolders")
    parser.add_argument("--weights", required=True, metavar="imagenet|FILE", help="the weights that it started from")
    parser.add_argument("--not-flowers", metavar="DIR", help="photos without a flower, as in its training")
    parser.add_argument("--other-flowers", metavar="DIR", help="flowers of other kinds, as in its training")
    chosen = parser.parse_args(arguments)
    request = TrainingRequest(
        folder=str(chosen.photos),
        out="",
        weights=chosen.weights,
        not_flowers=chosen.not_flowers,
        other_flowers=chosen.other_flowers,
        seed=_SEED,
    )
    try:
        extend(chosen.pack, request)
    except FlowersortError as fault:
        print(fault, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def extend(folder: Path, request: TrainingRequest) -> None:
    """Write `features.tflite`, `trained.npz` and `statistics.npz` into a pack, and their sections of its card.

    Raises:
        TrainingError: the photos are not those of the pack, or the weights are unusable.
        PackError: the folder holds no pack.
    """
    pack, trained = load_pack(folder), read_training_set(Path(request.folder))
    if _named(folder) != _hash_of(trained):
        raise TrainingError(f"{request.folder} does not hold the photos that {pack.facts.title} was trained on.")
    weights, side, statistics = request.weights, pack.manifest.side, _statistics(pack, trained, request)
    files = {
        FEATURES_FILE: pack.features or frozen_features(trained, weights=weights, side=side, seed=_SEED),
        TRAINED_FILE: trained_file(trained_photos(trained)),
        STATISTICS_FILE: statistics_file(statistics),
    }
    card = audit_card(len(trained.photos), weights=Path(weights).name)
    extend_pack(folder, files, card=f"{card}\n\n{learning_card(statistics)}")


def _statistics(pack: Pack, photos: TrainingSet, request: TrainingRequest) -> ClassStatistics:
    pictures = gather(photos, request, lambda sentence: print(sentence, file=sys.stderr))  # noqa: T201
    targets = targets_of(pictures, photos.targets)
    rows, manifest = chosen(targets, seed=request.seed), pack.manifest
    answers = run_quantised(
        pack.model,
        [pictures.load[row] for row in rows],
        classes=manifest.classes,
        side=manifest.side,
        embedding=manifest.embedding,
    )
    return statistics_of(answers, targets[rows])


def _named(folder: Path) -> object:
    """Return the hash of its training photos that a pack names."""
    return json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")).get("training", {}).get("photos_sha256")


def _hash_of(photos: TrainingSet) -> str:
    return hashlib.sha256("\n".join(sorted(photo.content for photo in photos.photos)).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
