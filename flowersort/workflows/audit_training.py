"""Recognise the photos that a pack was trained on, rescaled copies included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flowersort.core.labelled import LabelledPhoto
from flowersort.services.inference.pack import Pack


def training_photos(photos: Sequence[LabelledPhoto], pack: Pack) -> NDArray[np.bool_]:
    """Return which photos the pack was trained on, shape (photos,); none where the pack does not say."""
    found = np.zeros(len(photos), bool)
    if pack.trained is None:
        return found
    known = [(row, photo.look.hash) for row, photo in enumerate(photos) if photo.look is not None]
    if known:
        rows, hashes = zip(*known, strict=True)
        found[list(rows)] = pack.trained.recognise(np.array(hashes, np.uint64))
    return found
