from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from flowersort.core.metrics import wilson_interval
from flowersort.core.model import RiskPoint
from flowersort.core.risk import (
    CoveragePoint,
    class_risk_curves,
    coverage_curve,
    point_at,
    risk_curve,
    threshold_for_risk,
)

CONFIDENCES = hnp.arrays(np.float64, st.integers(1, 60), elements=st.integers(0, 20).map(lambda step: step / 20))


def outcome(confidences: np.ndarray, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random(len(confidences)) < 0.3 + 0.7 * confidences


def test_the_curve_by_hand() -> None:
    confidences, correct = np.array([0.5, 0.9, 0.9, 0.7]), np.array([False, True, True, False])
    assert coverage_curve(confidences, correct) == (
        CoveragePoint(threshold=0.5, kept=1.0, wrong=0.5, photos_kept=4, photos_wrong=2),
        CoveragePoint(threshold=0.7, kept=0.75, wrong=1 / 3, photos_kept=3, photos_wrong=1),
        CoveragePoint(threshold=0.9, kept=0.5, wrong=0.0, photos_kept=2, photos_wrong=0),
    )


def test_without_photos_there_is_no_curve_and_no_threshold() -> None:
    nothing = np.array([])
    assert coverage_curve(nothing, nothing.astype(bool)) == ()
    assert risk_curve(nothing, nothing.astype(bool)) == ()
    assert threshold_for_risk((), at_most=0.5) is None


@given(confidences=CONFIDENCES, seed=st.integers(0, 99))
def test_every_point_counts_what_the_threshold_keeps(confidences: np.ndarray, seed: int) -> None:
    correct = outcome(confidences, seed)
    for point in coverage_curve(confidences, correct):
        kept = confidences >= point.threshold
        assert (point.photos_kept, point.photos_wrong) == (kept.sum(), (kept & ~correct).sum())
        assert point.kept == pytest.approx(kept.mean())
        assert point.wrong == pytest.approx((~correct[kept]).mean())


@given(confidences=CONFIDENCES, seed=st.integers(0, 99))
def test_along_the_risk_curve_thresholds_rise_and_risk_never_does(confidences: np.ndarray, seed: int) -> None:
    points = risk_curve(confidences, outcome(confidences, seed))
    assert points[0].kept == 1.0
    for before, after in pairwise(points):
        assert before.threshold < after.threshold
        assert before.kept > after.kept
        assert before.wrong >= after.wrong


@given(confidences=CONFIDENCES, seed=st.integers(0, 99))
def test_a_point_is_left_out_only_where_a_smaller_threshold_is_better(confidences: np.ndarray, seed: int) -> None:
    correct = outcome(confidences, seed)
    chosen = risk_curve(confidences, correct, most=None)
    for point in coverage_curve(confidences, correct, most=None):
        same = RiskPoint(threshold=point.threshold, kept=point.kept, wrong=point.wrong)
        better = [other for other in chosen if other.threshold < point.threshold and other.wrong < point.wrong]
        assert (same in chosen) != bool(better)


def test_long_curves_are_thinned_to_a_hundred_points_with_both_ends() -> None:
    confidences = np.linspace(0.2, 1.0, 5000)
    correct = np.random.default_rng(3).random(5000) < confidences
    for points in (coverage_curve(confidences, correct), risk_curve(confidences, np.ones(5000, bool))):
        assert len(points) == 100
        assert (points[0].threshold, points[-1].threshold) == (0.2, 1.0)
    assert len(coverage_curve(confidences, correct, most=None)) == 5000


@given(confidences=CONFIDENCES, seed=st.integers(0, 99), at_most=st.floats(0, 1))
def test_the_threshold_keeps_the_most_photos_that_meet_the_bound(
    confidences: np.ndarray, seed: int, at_most: float
) -> None:
    correct = outcome(confidences, seed)
    threshold = threshold_for_risk(risk_curve(confidences, correct, most=None), at_most=at_most)
    meeting = [
        candidate for candidate in np.unique(confidences) if (~correct[confidences >= candidate]).mean() <= at_most
    ]
    assert threshold == (min(meeting) if meeting else None)


@given(confidences=CONFIDENCES, seed=st.integers(0, 99), at_most=st.floats(0, 1))
def test_every_larger_point_of_the_curve_meets_the_bound_too(
    confidences: np.ndarray, seed: int, at_most: float
) -> None:
    points = risk_curve(confidences, outcome(confidences, seed))
    threshold = threshold_for_risk(points, at_most=at_most)
    if threshold is not None:
        assert all(point.wrong <= at_most for point in points if point.threshold >= threshold)


def test_one_mislabelled_photo_at_the_top_does_not_forbid_every_threshold() -> None:
    confidences = np.concatenate([np.linspace(0.9, 0.99, 98), [0.5, 1.0]])
    correct = np.array([True] * 98 + [False, False])
    points = risk_curve(confidences, correct)
    assert threshold_for_risk(points, at_most=0.011) == pytest.approx(0.9)


def test_where_no_threshold_is_good_enough_there_is_none() -> None:
    points = risk_curve(np.array([0.5, 0.9]), np.array([True, False]))
    assert threshold_for_risk(points, at_most=0.1) is None


def test_asking_for_evidence_raises_the_threshold_until_wilsons_interval_meets_the_bound() -> None:
    confidences = np.linspace(0.2, 1.0, 2000)
    correct = np.random.default_rng(7).random(2000) < confidences
    points = risk_curve(confidences, correct, most=None)
    measured = threshold_for_risk(points, at_most=0.1)
    proven = threshold_for_risk(points, at_most=0.1, photos=2000)
    assert measured is not None
    assert proven is not None
    assert proven > measured
    kept = confidences >= proven
    assert wilson_interval(int((~correct[kept]).sum()), int(kept.sum()), confidence=0.90).high <= 0.1


def test_a_handful_of_right_photos_is_no_evidence() -> None:
    points = risk_curve(np.array([0.8, 0.9, 1.0]), np.array([True, True, True]))
    assert threshold_for_risk(points, at_most=0.02) == 0.8
    assert threshold_for_risk(points, at_most=0.02, photos=3) is None


def test_each_class_has_the_curve_of_the_photos_predicted_as_it() -> None:
    confidences = np.array([0.9, 0.8, 0.7, 0.6])
    predicted, correct = np.array([0, 2, 0, 2]), np.array([True, True, False, True])
    curves = class_risk_curves(confidences, predicted=predicted, correct=correct, classes=3)
    assert curves[0] == risk_curve(confidences[[0, 2]], correct[[0, 2]])
    assert curves[1] == ()
    assert curves[2] == (RiskPoint(threshold=0.6, kept=1.0, wrong=0.0), RiskPoint(threshold=0.8, kept=0.5, wrong=0.0))


def test_a_threshold_costs_what_was_measured_at_the_last_point_below_it() -> None:
    low, high = (RiskPoint(threshold=at, kept=1.0 - at, wrong=0.1) for at in (0.5, 0.75))
    found = {at: point_at([low, high], at) for at in (0.0, 0.49, 0.5, 0.74, 0.75, 1.0)}
    assert found == {0.0: None, 0.49: None, 0.5: low, 0.74: low, 0.75: high, 1.0: high}
    assert point_at([], 0.5) is None
