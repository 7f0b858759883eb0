"""Which photos of a folder show the same picture, and which are no use as photos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.audit import Reason
from flowersort.core.duplicates import find_duplicates
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo_quality import PhotoProblem, QualityLimits, problems

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
    photos: Sequence[LabelledPhoto],
    sketches: NDArray[np.int8],
    *,
    limits: QualityLimits,
    stopped: Callable[[], bool],
) -> Copies | None:
    """Compare photos; return None if stopped.

    Args:
        sketches: of their embeddings, zeros where nothing is known.
        limits: from where on a photo has a problem.
    """
    found = find_duplicates(
        # Two empty files show no picture, and so not the same one.
        [photo.content if photo.prediction is not None else None for photo in photos],
        [photo.look.hash if photo.look is not None else None for photo in photos],
        sketches,
        stopped=stopped,
    )
    if found is None:
        return None
    groups = tuple(number if number >= 0 else None for number in found.groups.tolist())
    return Copies(groups, tuple(found.exact.tolist()), tuple(_problems(photo, limits) for photo in photos))


def _problems(photo: LabelledPhoto, limits: QualityLimits) -> tuple[Reason, ...]:
    if photo.look is None or photo.facts is None:
        return ()
    found = problems(photo.look, photo.facts, limits)
    return tuple(dict.fromkeys(_REASONS[problem] for problem in found))
