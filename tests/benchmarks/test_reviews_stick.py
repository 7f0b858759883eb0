from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.reviews_stick import reviews_stick


def test_no_review_is_lost_whatever_is_done_to_its_photo(tmp_path: Path) -> None:
    steps = reviews_stick(tmp_path, photos=40, say=print)
    assert {step.name: step.lost for step in steps} == {step.name: 0 for step in steps}
    assert len(steps) == 9


@pytest.mark.sweep
@pytest.mark.timeout(600)
def test_no_review_of_a_thousand_is_lost(tmp_path: Path) -> None:
    assert sum(step.lost for step in reviews_stick(tmp_path, photos=1_000, say=print)) == 0
