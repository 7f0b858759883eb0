"""Keeping only the surest photos."""

from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.metrics import wilson_interval
from flowersort.core.risk import coverage_curve
from flowersort.core.surest import surest


def test_each_set_holds_the_fewest_photos_that_suffice() -> None:
    confidences = np.linspace(0.505, 1.0, 100)
    told = surest(coverage_curve(confidences, np.arange(100) >= 10, most=None))
    assert [each.photos for each in told] == [100, 95, 90, 85, 80, 70, 50]
    assert [each.right for each in told[:3]] == pytest.approx([0.9, 90 / 95, 1.0])
    assert [each.threshold for each in told] == [confidences[100 - each.photos] for each in told]
    assert told[1].right_95 == wilson_interval(90, 95)


def test_a_set_that_answers_twice_is_told_once() -> None:
    told = surest(coverage_curve(np.array([0.6, 0.9]), np.array([False, True])))
    assert [(each.kept, each.photos, each.right) for each in told] == [(1.0, 2, 0.5), (0.5, 1, 1.0)]


def test_without_photos_there_is_nothing() -> None:
    assert surest(()) == ()
