"""Every picture that a training looks at: the photos of the classes, and outliers that show none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from flowersort.core.errors import PhotoError, TrainingError
from flowersort.core.training_request import TrainingRequest
from flowersort.training.data import TrainingSet, load_rgb, photos_below
from flowersort.training.painted import PAINTED_KINDS, paint

Load = Callable[[], Image.Image]

# Things stand for themselves; what a painter makes is many pictures of few kinds.
THINGS = "things"
_PAINTED_PER_KIND = 5


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """Pictures in the order of every array of a training: known photos, things, other flowers, painted ones.

    Attributes:
        load: gives each picture in mode RGB; may raise PhotoError or OSError.
        known, no_flower, other_flower: numbers of the pictures of each sort.
        kinds: shape (pictures,): a known photo's class, `things` or the painted kind of a picture without a flower,
            the folder of another flower.
        sorts: shape (pictures,): the same, but all kinds of a painted family (`document`, `texture`) are one.
    """

    load: tuple[Load, ...]
    known: np.ndarray
    no_flower: np.ndarray
    other_flower: np.ndarray
    kinds: np.ndarray
    sorts: np.ndarray

    @property
    def outliers(self) -> np.ndarray:
        """Numbers of all pictures that show none of the classes, ascending."""
        return np.sort(np.concatenate([self.no_flower, self.other_flower]))

    def folds(self, count: int, *, seed: int) -> np.ndarray:
        """Return which fold holds each outlier back, shape (pictures,); -1 for known photos, which `Folds` divides.

        Painted pictures and other flowers are held back by whole kinds, so that they stand for kinds never seen; a
        photographed thing stands for itself.
        """
        of = np.full(len(self.kinds), -1)
        things = self.no_flower[self.kinds[self.no_flower] == THINGS]
        of[things] = np.random.default_rng(seed).permutation(len(things)) % count
        for numbers in (np.setdiff1d(self.no_flower, things), self.other_flower):
            for place, kind in enumerate(np.unique(self.kinds[numbers])):
                of[numbers[self.kinds[numbers] == kind]] = place % count
        return of


def gather(photos: TrainingSet, request: TrainingRequest, say: Callable[[str], None]) -> Pictures:
    """Put the pictures of a training together; an outlier that can't be read is left out, and said.

    Where there are photos without a flower, painted pictures join them: pages, screens, textures, skies.

    Raises:
        TrainingError: a folder of outliers holds no readable photo.
    """
    known = [(partial(load_rgb, photo.path), photos.classes[photo.target]) for photo in photos.photos]
    none = [(load, THINGS) for load, _ in _outliers(request.not_flowers, say)]
    painted = [
        (partial(paint, kind, seed=request.seed + number), kind)
        for kind in PAINTED_KINDS
        for number in range(_PAINTED_PER_KIND)
    ]
    other = list(_outliers(request.other_flowers, say))
    parts = (known, none, other, painted if none else [])
    everything = [each for part in parts for each in part]
    ends = np.cumsum([len(part) for part in parts])
    of_known, of_none, of_other, of_painted = np.split(np.arange(len(everything)), ends[:-1])
    return Pictures(
        load=tuple(load for load, _ in everything),
        known=of_known,
        no_flower=np.concatenate([of_none, of_painted]),
        other_flower=of_other,
        kinds=np.array([kind for _, kind in everything]),
        sorts=np.array([kind.partition("-")[0] if part is painted else kind for part in parts for _, kind in part]),
    )


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


def _outliers(folder: str | None, say: Callable[[str], None]) -> Iterator[tuple[Load, str]]:
    found = 0
    for path in outlier_paths(folder):
        try:
            load_rgb(path)
        except (PhotoError, OSError) as fault:
            say(f"left out {path}: {fault}")
            continue
        found += 1
        yield partial(load_rgb, path), path.parent.name
    if folder is not None and not found:
        raise TrainingError(f"None of the photos in {folder} can be read.")
