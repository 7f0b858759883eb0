"""Photos of a sorted folder that look like a suspicious one, and stand where it should stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from flowersort.core.audit import AuditedPhoto, Neighbour
from flowersort.core.label_quality import WRONG_BELOW
from flowersort.core.look_alikes import Sketches

SHOWN = 4
# A folder whose labels are all wrong would otherwise cost more than labelling it.
_MOST_ASKED = 5000
_BLOCK = 512


def with_neighbours(photos: Sequence[AuditedPhoto], sketches: Sketches) -> tuple[AuditedPhoto, ...]:
    """Return the photos with the neighbours that speak for their suggested class, for the first 5,000 that have one.

    A photo speaks for a class if its own label is not in doubt and it is no copy of the other.

    Args:
        sketches: shape (photos, …), in the order of the photos; zeros where nothing is known.
    """
    numbers = _numbers(sketches)
    asking: dict[str, list[int]] = defaultdict(list)
    speaking: dict[str, list[int]] = defaultdict(list)
    for place, photo in enumerate(photos):
        if photo.label_quality is not None and photo.label_quality >= WRONG_BELOW and not photo.suggested_label:
            speaking[photo.folder_label].append(place)
    suspicious = [place for place, photo in enumerate(photos) if photo.suggested_label in speaking]
    for place in suspicious[:_MOST_ASKED]:
        asking[photos[place].suggested_label].append(place)
    found = list(photos)
    for label, places in asking.items():
        others = np.array(speaking[label])
        for start in range(0, len(places), _BLOCK):
            block = places[start : start + _BLOCK]
            likeness = numbers[block] @ numbers[others].T
            for place, row in zip(block, likeness, strict=True):
                found[place] = replace(photos[place], neighbours=_nearest(photos, place, others, row))
    return tuple(found)


def _nearest(
    photos: Sequence[AuditedPhoto], place: int, others: np.ndarray, likeness: np.ndarray
) -> tuple[Neighbour, ...]:
    group = photos[place].group
    # A few more than are shown, since copies don't count.
    best = others[np.argsort(-likeness, kind="stable")[: 4 * SHOWN]]
    known = dict(zip(others.tolist(), likeness.tolist(), strict=True))
    chosen = [int(at) for at in best if known[int(at)] > 0 and (group is None or photos[int(at)].group != group)]
    return tuple(
        Neighbour(photos[at].path, photos[at].folder_label, min(1.0, float(known[at]))) for at in chosen[:SHOWN]
    )


def _numbers(sketches: Sketches) -> np.ndarray:
    """Return sketches at length 1."""
    numbers = sketches.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", numbers, numbers))
    numbers /= np.maximum(lengths, 1.0)[:, np.newaxis]
    return numbers
