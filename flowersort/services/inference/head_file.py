"""`head.npz` ↔ what a learned pack learnt; untrusted until it went through here."""

from __future__ import annotations

import numpy as np

from flowersort.core.head import Head
from flowersort.services.inference.manifest import HEAD_FILE
from flowersort.services.inference.npz import Wanted, read_arrays, write_arrays


def read_head(data: bytes, *, embedding: int, own: int, classes: int) -> Head:
    """Read a head on embeddings of shape (embedding,), for so many own classes of the network and classes in all.

    Raises:
        PackError: it is no such archive, or holds what it must not.
    """
    wanted = {
        "weights": Wanted(np.float32, (embedding, classes), embedding * classes),
        "levels": Wanted(np.float32, (classes,), classes),
    }
    arrays = read_arrays(data, wanted, name=HEAD_FILE)
    return Head(arrays["weights"].astype(np.float32), arrays["levels"].astype(np.float32), own)


def head_file(head: Head) -> bytes:
    """Return `head.npz`, the same bytes whenever it is made."""
    return write_arrays({"weights": head.weights, "levels": head.levels})
