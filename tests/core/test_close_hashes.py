from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.close_hashes import close_hashes
from flowersort.core.perceptual_hash import differing_bits, mirrored


def found_in(hashes: list[int], *, bits: int, mirrored: bool) -> set[tuple[int, int]]:
    found = set()
    for close in close_hashes(np.array(hashes, np.uint64), bits=bits, mirrored=mirrored):
        assert (close.differing <= bits).all()
        found |= {(int(one), int(other)) for one, other in close.pairs}
    return found


def by_hand(hashes: list[int], *, bits: int, mirror: bool) -> set[tuple[int, int]]:
    return {
        (one, other)
        for other in range(len(hashes))
        for one in range(other)
        if differing_bits(hashes[one], hashes[other]) <= bits
        or (mirror and differing_bits(mirrored(hashes[one]), hashes[other]) <= bits)
    }


@given(
    st.integers(0, 2**64 - 1),
    st.lists(st.tuples(st.sets(st.integers(0, 63), max_size=8), st.booleans()), max_size=8),
    st.sampled_from([0, 3, 5, 9]),
    st.booleans(),
)
def test_exactly_the_close_pairs_are_found(
    origin: int, changes: list[tuple[set[int], bool]], bits: int, mirror: bool
) -> None:
    hashes = [origin]
    for turned, is_mirrored in changes:
        changed = origin ^ sum(1 << bit for bit in turned)
        hashes.append(mirrored(changed) if is_mirrored else changed)
    assert found_in(hashes, bits=bits, mirrored=mirror) == by_hand(hashes, bits=bits, mirror=mirror)


@pytest.mark.parametrize("count", [0, 1])
def test_of_no_and_one_hash_there_are_no_pairs(count: int) -> None:
    assert found_in([5] * count, bits=9, mirrored=True) == set()


def test_many_hashes_are_compared_without_comparing_all() -> None:
    random = np.random.default_rng(1)
    hashes = random.integers(0, 2**64, 3000, np.uint64)
    hashes[1::2] = hashes[::2] ^ (np.uint64(1) << random.integers(0, 64, 1500).astype(np.uint64))
    found = found_in(hashes.tolist(), bits=9, mirrored=False)
    assert {(at, at + 1) for at in range(0, 3000, 2)} <= found
    assert len(found) < 1510
