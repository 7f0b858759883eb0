"""`trained.npz` is data from strangers."""

from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.errors import PackError
from flowersort.services.inference.trained import read_trained
from tests.fakes.packs import npz

HASHES = np.array([7, 3, 2**63], np.uint64)


def test_hashes_are_read() -> None:
    assert read_trained(npz(hashes=HASHES)).hashes.tolist() == [3, 7, 2**63]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        npz(hashes=HASHES)[:-30],
        npz(other=HASHES),
        npz(hashes=HASHES, other=HASHES),
        npz(hashes=HASHES.astype(np.int64)),
        npz(hashes=HASHES.reshape(1, 3)),
        npz(hashes=np.array([object()])),
        npz(hashes=np.zeros(1_100_000, np.uint64)),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(PackError, match=r"trained\.npz"):
        read_trained(data)
