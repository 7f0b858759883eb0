from __future__ import annotations

import pytest

from tests.benchmarks.check_coverage import LEAST, MOST, WIDER, WRONG_STOPS, check_coverage


def test_intervals_hold_and_proofs_are_right_in_few_folders() -> None:
    found = check_coverage(folders=200, checks=50, say=print)
    # Of 200 folders, 95 % ± 3 points are no surprise.
    assert LEAST - 0.03 <= found.held <= MOST + 0.02
    assert abs(found.bias) < 0.01
    assert found.wrong_stops <= WRONG_STOPS
    assert found.width <= 0.12


@pytest.mark.sweep
@pytest.mark.timeout(3600)
def test_intervals_hold_and_proofs_are_right_in_many_folders() -> None:
    found = check_coverage(folders=1_000, checks=50, say=print)
    assert LEAST <= found.held <= MOST
    assert found.wrong_stops <= WRONG_STOPS
    assert found.width <= 0.12
    assert found.widest <= WIDER
