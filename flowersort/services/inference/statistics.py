"""`statistics.npz` ↔ the photos behind a pack's classes; untrusted until it went through here."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from flowersort.core.errors import PackError
from flowersort.core.statistics import ClassStatistics
from flowersort.services.inference.manifest import STATISTICS_FILE
from flowersort.services.inference.npz import Wanted, read_arrays, write_arrays

_MOST_PICTURES = 5000
_STEPS = 255.0


def read_statistics(data: bytes, *, embedding: int, classes: int) -> ClassStatistics:
    """Read the statistics of a pack with embeddings of shape (embedding,) and so many classes.

    Raises:
        PackError: it is no such archive, or holds what it must not.
    """
    wanted = {
        "roots": Wanted(np.uint8, (-1, embedding), _MOST_PICTURES * embedding),
        "largest": Wanted(np.float32, (1,), 1),
        "logits": Wanted(np.float32, (-1, classes), _MOST_PICTURES * classes),
        "targets": Wanted(np.int16, (-1,), _MOST_PICTURES),
    }
    arrays = read_arrays(data, wanted, name=STATISTICS_FILE)
    roots, logits, targets = (arrays[name] for name in ("roots", "logits", "targets"))
    if len({len(roots), len(logits), len(targets)}) > 1 or (targets.astype(np.int16) >= classes).any():
        raise PackError(f"{STATISTICS_FILE}: its arrays are not of the same pictures, or of classes that are none.")
    largest = float(arrays["largest"].astype(np.float32)[0])
    if not 0 < largest < 1e6:
        raise PackError(f"{STATISTICS_FILE}: `largest` must be positive.")
    embeddings = np.square(roots.astype(np.float32) / np.float32(_STEPS)) * np.float32(largest)
    return ClassStatistics(embeddings, logits.astype(np.float32), targets.astype(np.int16))


def statistics_file(statistics: ClassStatistics) -> bytes:
    """Return `statistics.npz`, the same bytes whenever it is made.

    A number takes one byte: the square root of an embedding's, which is never negative, so that small numbers, the
    most of them, are kept to some percent as large ones are.
    """
    largest = max(float(statistics.embeddings.max(initial=0.0)), 1e-6)
    shares = np.clip(statistics.embeddings / largest, 0.0, 1.0)
    roots: NDArray[np.uint8] = np.rint(np.sqrt(shares) * _STEPS).astype(np.uint8)
    return write_arrays(
        {
            "roots": roots,
            "largest": np.array([largest], np.float32),
            "logits": statistics.logits.astype(np.float32),
            "targets": statistics.targets.astype(np.int16),
        }
    )
