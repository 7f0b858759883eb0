"""What stands before any training: the frozen parts, the plan of views, the features to beat."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from flowersort.core.training_request import TrainingRequest
from flowersort.training.baseline import FEATURES, frozen_features
from flowersort.training.crossvalidate import Bench
from flowersort.training.data import TrainingSet
from flowersort.training.kept import keep_array, kept_array
from flowersort.training.network import (
    SIDE_STEP,
    build_lower,
    build_upper,
    folded_weights,
    join,
    load_folded,
)
from flowersort.training.pictures import Pictures
from flowersort.training.recipes import student_recipe
from flowersort.training.views import Views

# Most epochs see smaller views: crops enlarge what they show, so flowers come out as large as in whole photos at the
# full side (Touvron et al., Fixing the train-test resolution discrepancy, NeurIPS 2019), for a quarter less time.
_SMALLER = 6 / 7
_MOST_VIEWS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What all trainings of a run stand on.

    Attributes:
        lowers: the frozen part for each side of a view.
        features: shape (photos, 1280), the frozen network's last layer.
    """

    bench: Bench
    lowers: dict[int, keras.Model]
    features: np.ndarray


def lay_ground(request: TrainingRequest, photos: TrainingSet, pictures: Pictures) -> Ground:
    """Load the weights, plan the views, and run the frozen network over the photos, or take its word from the disk.

    Raises:
        TrainingError: the weights are unusable, or the output folder holds a damaged file.
        OSError: the output folder can't be written.
    """
    # Only random weights depend on it: a training that goes on must draw the same.
    keras.utils.set_random_seed(request.seed)
    kernels = folded_weights(None if request.weights == "none" else request.weights, side=request.side)
    sides = view_sides(request)
    lowers = {side: build_lower(side=side) for side in {*sides, request.side}}
    upper = build_upper(classes=len(photos.classes), dropout=0.0)
    for part in (*lowers.values(), upper):
        load_folded(part, kernels)
    file = Path(request.out) / "frozen.npy"
    if not file.exists():
        features = frozen_features(join(lowers[request.side], upper), photos.photos, side=request.side)
        keep_array(file, features)
    frozen = kept_array(file, shape=(len(photos.photos), FEATURES))
    views = Views(Path(request.out) / "views", sides=sides, pictures=len(pictures.load))
    bench = Bench(photos, pictures, views, lowers[request.side], kernels, request.side)
    return Ground(bench, lowers, frozen)


def view_sides(request: TrainingRequest) -> tuple[int, ...]:
    """Return the side of each view in pixels: smaller ones first, the last ones full."""
    count = min(request.epochs, _MOST_VIEWS)
    large = max(1, round(student_recipe(request.epochs).large * count))
    smaller = max(SIDE_STEP, round(request.side * _SMALLER / SIDE_STEP) * SIDE_STEP)
    return (smaller,) * (count - large) + (request.side,) * large


def near_features(request: TrainingRequest, ground: Ground) -> np.ndarray | None:
    """Return features to find near-duplicates by: none from random weights, to which all photos look alike."""
    return None if request.weights == "none" else ground.features
