"""A folder of class subfolders → labelled photos, every one proved readable before training begins."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from flowersort.core.content import content_hash
from flowersort.core.errors import PhotoError, TrainingError
from flowersort.core.naming import check_class_names, natural_key
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.formats import has_photo_suffix

_HASH_SIDE = 8


@dataclass(frozen=True, slots=True)
class TrainingPhoto:
    """One photo with its given class.

    Attributes:
        path: where it lies.
        target: index of its class in `TrainingSet.classes`.
        content: content hash of the file.
        look: 64-bit difference hash of the picture, equal for rescaled copies.
    """

    path: Path
    target: int
    content: str
    look: str


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Classes in natural order, their photos, and what could not be read (path, sentence)."""

    classes: tuple[str, ...]
    photos: tuple[TrainingPhoto, ...]
    unreadable: tuple[tuple[Path, str], ...]

    @property
    def targets(self) -> np.ndarray:
        """Class indices, shape (photos,)."""
        return np.array([photo.target for photo in self.photos])

    @property
    def groups(self) -> list[int]:
        """One number per photo; copies of a picture, rescaled ones included, share theirs."""
        numbers: dict[str, int] = {}
        return [numbers.setdefault(photo.look, len(numbers)) for photo in self.photos]


def read_training_set(folder: Path, *, at_least: int = 2) -> TrainingSet:
    """Read a folder of class subfolders.

    Raises:
        TrainingError: no folder, fewer than two classes, class names that can't be told apart or would be
            unsafe as folder names, or a class with fewer than `at_least` readable photos.
    """
    classes = _class_names(folder)
    photos: list[TrainingPhoto] = []
    unreadable: list[tuple[Path, str]] = []
    for target, name in enumerate(classes):
        for path in photos_below(folder / name):
            try:
                photos.append(_training_photo(path, target))
            except (PhotoError, OSError) as fault:
                unreadable.append((path, str(fault)))
    counts = Counter(photo.target for photo in photos)
    for target, name in enumerate(classes):
        if counts[target] < at_least:
            raise TrainingError(
                f"The class “{name}” has {counts[target]} readable photos; training needs at least {at_least} of each."
            )
    return TrainingSet(classes, tuple(photos), tuple(unreadable))


def photos_below(folder: Path) -> list[Path]:
    """Return the photos of a folder and its subfolders in natural order, without hidden ones, as a run finds them."""
    found = (
        path
        for path in folder.rglob("*")
        if has_photo_suffix(path.name)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    return sorted(found, key=lambda path: natural_key(str(path)))


def load_rgb(path: Path) -> Image.Image:
    """Decode a training photo as every run does.

    Raises:
        PhotoError: it can't be decoded.
        OSError: it can't be read.
    """
    return decode(path.read_bytes()).rgb


def _class_names(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        raise TrainingError(f"There is no folder {folder}; training needs a folder of class subfolders.")
    names = tuple(
        sorted(
            (entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name[0] not in "._"), key=natural_key
        )
    )
    if len(names) < 2:
        raise TrainingError(f"{folder} has {len(names)} class subfolders; training needs at least two.")
    problem = check_class_names(names)
    if problem:
        raise TrainingError(problem)
    return names


def _training_photo(path: Path, target: int) -> TrainingPhoto:
    data = path.read_bytes()
    return TrainingPhoto(path, target, content_hash(data), _look(decode(data).rgb))


def _look(rgb: Image.Image) -> str:
    """Difference hash: is each of 8 × 8 cells brighter than its neighbour? (N. Krawetz, 2013)."""
    grey = np.asarray(rgb.convert("L").resize((_HASH_SIDE + 1, _HASH_SIDE), Image.Resampling.BOX))
    return np.packbits(grey[:, 1:] > grey[:, :-1]).tobytes().hex()
