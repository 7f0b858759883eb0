from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.duplicates import (
    DuplicateLimits,
    Duplicates,
    find_duplicates,
)
from flowersort.core.look_alikes import DIMENSIONS
from flowersort.core.perceptual_hash import mirrored

ORIGIN = 0x9E3779B97F4A7C15


def sketch(seed: int, *, noise: float = 0.0) -> np.ndarray:
    direction = np.random.default_rng(seed).standard_normal(DIMENSIONS)
    direction += noise * np.random.default_rng(seed + 1000).standard_normal(DIMENSIONS)
    return np.rint(direction * 500 / np.linalg.norm(direction)).clip(-127, 127).astype(np.int8)


def found(*photos: tuple[str | None, int | None, np.ndarray], limits: DuplicateLimits | None = None) -> Duplicates:
    contents, hashes, sketches = zip(*photos, strict=True)
    answer = find_duplicates(contents, hashes, np.stack(sketches), limits=limits or DuplicateLimits())
    assert answer is not None
    return answer


def test_the_same_content_is_an_exact_duplicate_even_without_hash_and_sketch() -> None:
    nothing = np.zeros(DIMENSIONS, np.int8)
    answer = found(("a", None, nothing), ("b", None, nothing), ("a", None, nothing))
    assert answer.groups.tolist() == [0, -1, 0]
    assert answer.exact.tolist() == [True, False, True]
    assert answer.members() == ((0, 2),)


@pytest.mark.parametrize(
    ("turned", "noise", "together"),
    [(0, 0.0, True), (0b11111, 1.0, True), (0b11111, 5.0, False), (0b1111111, 0.2, True), (0b1111111, 0.8, False),
     (2**12 - 1, 0.0, False)],
)  # fmt: skip
def test_hash_and_embedding_decide_together(turned: int, noise: float, together: bool) -> None:
    answer = found(("a", ORIGIN, sketch(1)), ("b", ORIGIN ^ turned, sketch(1, noise=noise)))
    assert (answer.groups.tolist() == [0, 0]) is together
    assert not answer.exact.any()


def test_a_mirrored_copy_is_one_unless_it_is_not_wanted() -> None:
    photos = ("a", ORIGIN, sketch(1)), ("b", mirrored(ORIGIN) ^ 3, sketch(1, noise=0.3))
    assert found(*photos).groups.tolist() == [0, 0]
    assert found(*photos, limits=DuplicateLimits(mirrored=False)).groups.tolist() == [-1, -1]


def test_pictures_with_one_hash_and_nothing_else_in_common_stay_apart() -> None:
    photos = [(str(seed), 0, sketch(seed)) for seed in range(30)]
    assert (found(*photos).groups == -1).all()


def test_ten_copies_of_one_photo_and_a_near_one_are_one_group() -> None:
    copies = [("a", ORIGIN, sketch(1))] * 10
    answer = found(*copies, ("b", ORIGIN ^ 1, sketch(1, noise=0.2)), ("c", ~ORIGIN % 2**64, sketch(2)))
    assert answer.groups.tolist() == [0] * 11 + [-1]
    assert answer.exact.tolist() == [True] * 10 + [False] * 2


def test_thousands_of_blank_pictures_take_no_time() -> None:
    random = np.random.default_rng(0)
    blank = np.tile(sketch(1), (20_000, 1))
    hashes = [int(bits) for bits in random.integers(0, 4, 20_000)]
    answer = find_duplicates([str(number) for number in range(20_000)], hashes, blank)
    assert answer is not None
    assert (answer.groups == 0).all()


def test_a_photo_that_could_not_be_read_is_nobodys_copy() -> None:
    answer = found((None, None, sketch(1)), (None, None, sketch(1)), ("a", ORIGIN, sketch(1)))
    assert answer.groups.tolist() == [-1, -1, -1]


def test_nothing_is_found_among_no_photos() -> None:
    answer = find_duplicates([], [], np.empty((0, DIMENSIONS), np.int8))
    assert answer is not None
    assert answer.members() == ()


def test_it_can_be_stopped() -> None:
    sketches = np.stack([sketch(1), sketch(1)])
    assert find_duplicates(["a", "b"], [ORIGIN, ORIGIN ^ 1], sketches, stopped=lambda: True) is None


PHOTOS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from([0, 1, 5, 7]), st.sampled_from([0.0, 0.3, 3.0])), max_size=10
)


@given(PHOTOS, st.randoms())
def test_order_does_not_matter_and_exact_copies_share_a_group(photos: list[tuple[str, int, float]], random) -> None:
    # One content has one hash and one sketch.
    of_content: dict[str, tuple[str, int, np.ndarray]] = {}
    made = [
        of_content.setdefault(name, (name, ORIGIN ^ (2**turned - 1), sketch(turned % 2, noise=noise)))
        for name, turned, noise in photos
    ]
    order = list(range(len(made)))
    random.shuffle(order)
    one, other = _find(made), _find([made[place] for place in order])
    groups = {frozenset(members) for members in one.members()}
    assert groups == {frozenset(order[place] for place in members) for members in other.members()}
    names = [photo[0] for photo in made]
    for place, name in enumerate(names):
        others = [other for other, same in enumerate(names) if same == name and other != place]
        assert one.exact[place] == bool(others)
        assert all(one.groups[place] == one.groups[other] >= 0 for other in others)


def _find(photos: list[tuple[str, int, np.ndarray]]) -> Duplicates:
    sketches = np.stack([photo[2] for photo in photos]) if photos else np.empty((0, DIMENSIONS), np.int8)
    answer = find_duplicates([photo[0] for photo in photos], [photo[1] for photo in photos], sketches)
    assert answer is not None
    return answer
