from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.check_interval import estimate_share
from flowersort.core.metrics import wilson_interval

CELLS = st.lists(
    st.integers(1, 500).flatmap(
        lambda size: st.integers(0, size).flatmap(
            lambda seen: st.tuples(st.just(size), st.just(seen), st.integers(0, seen))
        )
    ),
    min_size=1,
    max_size=20,
)


@given(CELLS)
def test_the_interval_holds_the_estimate_and_what_is_known(cells: list[tuple[int, int, int]]) -> None:
    sizes, seen, good = np.array(cells).T
    found = estimate_share(sizes, seen, good)
    assert found.checked == seen.sum()
    assert 0 <= found.low <= found.high <= 1
    if found.share is None:
        assert (found.low, found.high) == (0, 1)
        return
    total = sizes.sum()
    assert found.low >= good.sum() / total - 1e-9
    assert found.high <= 1 - (seen - good).sum() / total + 1e-9


def test_one_stratum_of_many_photos_has_nearly_wilsons_interval() -> None:
    found = estimate_share(np.array([10**6]), np.array([60]), np.array([57]))
    plain = wilson_interval(57, 60)
    assert found.share == pytest.approx(0.95)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=0.005)


def test_a_folder_that_was_looked_at_as_a_whole_is_known() -> None:
    found = estimate_share(np.array([10, 20]), np.array([10, 20]), np.array([9, 20]))
    assert (found.share, found.low, found.high) == pytest.approx((29 / 30,) * 3)


def test_strata_weigh_by_their_size() -> None:
    found = estimate_share(np.array([900, 100]), np.array([10, 10]), np.array([10, 0]))
    assert found.share == pytest.approx(0.9)


def test_five_right_photos_are_no_proof() -> None:
    found = estimate_share(np.array([1000]), np.array([5]), np.array([5]))
    assert found.share == 1.0
    assert found.low < 0.75


def test_more_checks_narrow_the_interval() -> None:
    found = [estimate_share(np.array([5000]), np.array([n]), np.array([n * 9 // 10])) for n in (10, 50, 200, 1000)]
    reach = [each.high - each.low for each in found]
    assert reach == sorted(reach, reverse=True)
