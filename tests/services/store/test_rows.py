from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFile
from flowersort.services.store import rows

GOOD = ("c", 1, 2, None, b"\0\0\0\0", 0.5, 0.5, "class", "rose", 1.0, -5, 0.25, 0.5, 0.75, 1.0)


@given(st.integers(-(2**63), 2**64 - 2), st.integers(-(2**63), 2**64 - 2))
def test_times_within_64_bits_fit_into_the_column_and_stay_apart(one: int, other: int):
    keys = [rows.file_key(PhotoFile("/a", 1, time)) for time in (one, other) if time != -1]
    assert all(-(2**63) <= key[2] < 2**63 for key in keys)
    if len(keys) == 2 and abs(one - other) < 2**64:
        assert (keys[0] == keys[1]) == (one == other)


def test_a_good_row_becomes_what_is_known():
    known = rows.to_known(GOOD)
    assert (known.content, known.facts.width, known.facts.height, known.review.label) == ("c", 1, 2, "rose")
    assert known.look == PhotoLook(hash=2**64 - 5, brightest=0.25, blown=0.5, contrast=0.75, sharpness=1.0)


@given(st.integers(0, 2**64 - 1))
def test_every_hash_fits_into_the_column_and_comes_back(hashed: int):
    look = PhotoLook(hashed, 0.1, 0.2, 0.3, 0.4)
    content, *columns = rows.look_row("c", look)
    assert content == "c"
    assert -(2**63) <= columns[0] < 2**63
    assert rows.to_look(*columns) == look


@pytest.mark.parametrize(
    ("column", "garbage"),
    [
        (0, None), (0, ""), (0, b"c"), (1, "wide"), (2, 2.5), (3, 7), (4, None), (4, b""), (4, b"\0\0\0"), (4, "text"),
        (5, "x"), (6, b"x"), (7, "rosy"), (7, 5), (8, 5), (9, None), (9, "late"),
        (10, "x"), (10, 0.5), (11, None), (12, "x"), (13, 1), (14, b"x"),
    ],
)  # fmt: skip
def test_garbage_in_any_column_is_refused(column: int, garbage: object):
    row = list(GOOD)
    row[column] = garbage
    with pytest.raises(rows.RowError):
        rows.to_known(tuple(row))


@pytest.mark.parametrize("garbage", [None, b"", b"abc", "text", 5])
def test_an_embedding_of_half_a_number_is_refused(garbage: object):
    with pytest.raises(rows.RowError):
        rows.to_embedding(garbage)


def test_embeddings_of_several_lengths_are_refused():
    with pytest.raises(rows.RowError, match="differ in length"):
        rows.to_embedding_batch([(1, "a", b"\0\0"), (2, "b", b"\0\0\0\0")])


def test_an_empty_batch_has_no_embeddings():
    assert rows.to_embedding_batch([]).embeddings.shape == (0, 0)


def test_numbers_are_stored_little_endian_whatever_the_machine():
    assert rows.to_logits(b"\0\0\x80?").tolist() == [1.0]
    assert rows.to_embedding(b"\0<").tolist() == [1.0]
    assert rows.to_embedding(b"\0<").dtype == np.float32
