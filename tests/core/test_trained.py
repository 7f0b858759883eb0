import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.trained import NEAR, TrainedPhotos

hashes = st.integers(0, 2**64 - 1)


def known(*numbers):
    return TrainedPhotos(np.array(numbers, np.uint64))


@given(hashes, st.sets(st.integers(0, 63), max_size=NEAR))
def test_a_copy_is_recognised_by_most_of_its_bits(one, turned):
    copy = one ^ sum(1 << bit for bit in turned)
    assert known(one, 5).recognise(np.array([copy], np.uint64)).tolist() == [True]


@given(hashes, st.sets(st.integers(0, 63), min_size=NEAR + 1))
def test_another_photo_is_not(one, turned):
    other = one ^ sum(1 << bit for bit in turned)
    assert known(one).recognise(np.array([other], np.uint64)).tolist() == [False]


def test_many_photos_and_none():
    random = np.random.default_rng(0)
    mine = random.integers(0, 2**64, 3000, np.uint64)
    found = TrainedPhotos(mine[:1000]).recognise(mine)
    assert found[:1000].all()
    assert not found[1000:].any()
    assert known().recognise(mine).sum() == 0
    assert len(known(1).recognise(np.empty(0, np.uint64))) == 0
