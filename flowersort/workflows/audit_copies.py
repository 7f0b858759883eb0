"""Which photos of a folder show the same picture, and which are no use as photos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.audit import Reason
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo_quality import PhotoProblem, problems

_REASONS = {
    PhotoProblem.DARK: Reason.DARK,
    PhotoProblem.OVEREXPOSED: Reason.OVEREXPOSED,
    PhotoProblem.BLURRY: Reason.BLURRY,
    PhotoProblem.TINY: Reason.TINY,
    # Nothing on a photo of nearly one colour is sharp.
    PhotoProblem.UNIFORM: Reason.BLURRY,
}


@dataclass(frozen=True, slots=True, eq=False)
class Copies:
    """What is known of photos as pictures, each tuple in their order.

    Attributes:
        groups: number of the photos that show the same picture; None where it is the only one.
        exact: whether another file has the same content.
        problems: what is wrong with each as a photo.
    """

    groups: tuple[int | None, ...]
    exact: tuple[bool, ...]
    problems: tuple[tuple[Reason, ...], ...]


def find_copies(
    photos: Sequence[LabelledPhoto], sketches: NDArray[np.int8], *, stopped: Callable[[], bool]
) -> Copies | None:
    """Compare photos; return None if stopped.

    Args:
        sketches: of their embeddings, zeros where nothing is known.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for row, photo in enumerate(photos):
        if photo.content is not None:
            rows[photo.content].append(row)
    groups: list[int | None] = [None] * len(photos)
    for number, same in enumerate(same for same in rows.values() if len(same) > 1):
        for row in same:
            groups[row] = number
    exact = tuple(group is not None for group in groups)
    return None if stopped() else Copies(tuple(groups), exact, tuple(map(_problems, photos)))


def _problems(photo: LabelledPhoto) -> tuple[Reason, ...]:
    if photo.look is None or photo.facts is None:
        return ()
    found = problems(photo.look, photo.facts)
    return tuple(dict.fromkeys(_REASONS[problem] for problem in found))
