"""Bootstrap intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.evaluation import evaluate
from flowersort.core.metrics import Interval
from flowersort.core.resampling import FigureIntervals, figure_intervals


def drawn(photos: int, classes: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return labels and chances that mean what they say."""
    random = np.random.default_rng(seed)
    chances = random.dirichlet(np.full(classes, 0.3), photos)
    labels = np.array([random.choice(classes, p=row) for row in chances], int)
    return labels, chances


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(1, 5), st.integers(0, 1000))
def test_every_interval_holds_its_figure_and_what_the_figure_can_be(photos: int, classes: int, seed: int) -> None:
    labels, chances = drawn(photos, classes, seed)
    figures = evaluate(labels, chances, tuple(map(str, range(classes))))
    found = figure_intervals(labels, chances, resamples=50)
    for figure, reach, most in (
        (figures.macro_f1, found.macro_f1, 1.0),
        (figures.calibration_error, found.calibration_error, 1.0),
        (figures.brier, found.brier, 2.0),
    ):
        assert figure is not None
        assert reach is not None
        assert 0.0 <= reach.low <= figure + 1e-12
        assert figure - 1e-12 <= reach.high <= most


def test_the_same_photos_always_give_the_same() -> None:
    labels, chances = drawn(60, 3, 1)
    assert figure_intervals(labels, chances) == figure_intervals(labels, chances)


def test_without_photos_there_is_no_interval() -> None:
    assert figure_intervals(np.empty(0, int), np.empty((0, 3))) == FigureIntervals(None, None, None)


def test_photos_that_are_all_alike_leave_no_doubt() -> None:
    found = figure_intervals(np.zeros(20, int), np.tile([0.75, 0.25], (20, 1)))
    assert found.brier == Interval(pytest.approx(0.125), pytest.approx(0.125))
    assert found.calibration_error == Interval(pytest.approx(0.25), pytest.approx(0.25))


def test_more_photos_narrow_the_interval_by_the_square_root() -> None:
    few, many = (figure_intervals(*drawn(photos, 3, 2)).brier for photos in (100, 1600))
    assert few is not None
    assert many is not None
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(4, rel=0.35)


def test_an_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    truth = evaluate(*drawn(40_000, 3, 3), ("a", "b", "c")).brier
    reaches = [figure_intervals(*drawn(150, 3, seed), resamples=200).brier for seed in range(60)]
    held = sum(reach is not None and reach.low <= (truth or 0) <= reach.high for reach in reaches)
    assert held >= 0.85 * len(reaches)
