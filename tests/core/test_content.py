from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.content import content_hash


def test_the_hash_of_nothing_is_the_published_one() -> None:
    # b2sum -l 128 /dev/null
    assert content_hash(b"") == "cae66941d9efbd404e4d88758ea67670"


@given(st.binary(max_size=300))
def test_it_is_blake2b_with_128_bits_as_32_digits(data: bytes) -> None:
    assert content_hash(data) == hashlib.blake2b(data, digest_size=16).digest().hex()
    assert len(content_hash(data)) == 32


def test_one_changed_bit_changes_it() -> None:
    assert content_hash(b"flower") != content_hash(b"flowes")
