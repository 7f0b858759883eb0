from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.check_sample import Population
from flowersort.core.check_target import Candidate, candidates, tail, weigh

ALL = Candidate(0.0, 1.0)


def population(confidence: list[float], flagged: list[bool] | None = None) -> Population:
    count = len(confidence)
    return Population(
        tuple(map(str, range(count))),
        np.zeros(count, np.intp),
        np.array(confidence, np.float64),
        np.array(flagged if flagged is not None else [False] * count, np.bool_),
    )


def test_right_photos_prove_a_target_and_no_fewer_than_the_least() -> None:
    photos = 100_000
    first = next(n for n in range(1, 400) if weigh(ALL, photos=photos, wrong=[False] * n, target=0.02).proven)
    # 149 right ones in a row would come with 5 % at the most if 2 % were wrong: no proof can do with fewer.
    assert 149 <= first <= 230
    assert weigh(ALL, photos=photos, wrong=[False] * (first - 1), target=0.02).more == 1
    assert weigh(ALL, photos=photos, wrong=[], target=0.02).more == first


def test_once_proven_it_stays_proven() -> None:
    wrong = [False] * 230 + [True] * 3
    assert weigh(ALL, photos=100_000, wrong=wrong, target=0.02).proven


def test_a_census_proves_or_refutes() -> None:
    assert weigh(ALL, photos=40, wrong=[False] * 39 + [True], target=0.05).proven
    worse = weigh(ALL, photos=40, wrong=[True] * 3 + [False] * 37, target=0.05)
    assert (worse.proven, worse.refuted, worse.more) == (False, True, None)


def test_many_wrong_ones_refute() -> None:
    found = weigh(ALL, photos=5000, wrong=[True, False, False] * 20, target=0.02)
    assert found.refuted
    assert found.confidence < 0.001


def test_a_folder_too_small_to_miss_the_target_is_proven_at_once() -> None:
    assert weigh(ALL, photos=0, wrong=[], target=0.02).proven


@given(st.integers(1, 60), st.data())
def test_the_tail_is_a_chance_that_grows_with_what_was_found(photos: int, data: st.DataObject) -> None:
    all_wrong = data.draw(st.integers(0, photos))
    checked = data.draw(st.integers(0, photos))
    chances = [tail(photos, wrong, checked, all_wrong) for wrong in range(checked + 1)]
    assert chances == sorted(chances)
    assert chances[-1] == pytest.approx(1.0)


@given(st.lists(st.floats(0, 1), max_size=60), st.sampled_from([0.01, 0.02, 0.1]))
def test_candidates_ascend_and_share_the_chance_of_an_error(confidence: list[float], target: float) -> None:
    found = candidates(population(confidence), target=target)
    assert [each.threshold for each in found] == sorted({each.threshold for each in found})
    assert sum(each.weight for each in found) == pytest.approx(1.0 if confidence else 0.0)


def test_flagged_photos_are_never_accepted() -> None:
    found = candidates(population([0.9, 0.2], [False, True]), target=0.02)
    assert [each.threshold for each in found] == [0.9]


def test_what_the_model_promises_weighs_most() -> None:
    found = candidates(population([0.999] * 60 + [0.5] * 40), target=0.02)
    assert max(found, key=lambda each: each.weight).threshold == 0.999
