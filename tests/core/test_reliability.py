from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn import metrics as reference

from flowersort.core.reliability import (
    brier_score,
    expected_calibration_error,
    negative_log_likelihood,
    reliability_bins,
)

NOTHING = np.empty((0, 3))


def chances(photos: int, classes: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.ones(classes), photos)


def test_bins_hold_their_upper_end_and_the_first_one_zero() -> None:
    bins = reliability_bins(np.array([0.0, 0.2, 0.2000001, 1.0]), np.array([False, True, False, True]), bins=5)
    assert [one.photos for one in bins] == [2, 1, 0, 0, 1]
    assert (bins[0].low, bins[0].high, bins[0].confidence, bins[0].accuracy) == (0.0, 0.2, pytest.approx(0.1), 0.5)
    assert (bins[2].confidence, bins[2].accuracy) == (None, None)


def test_there_are_15_bins_of_equal_width_over_everything() -> None:
    bins = reliability_bins(np.array([]), np.array([], bool))
    assert len(bins) == 15
    assert (bins[0].low, bins[-1].high) == (0.0, 1.0)
    assert all(one.high == after.low for one, after in pairwise(bins))


def test_the_calibration_error_by_hand() -> None:
    # Three photos at 0.9, two right: a gap of 0.2333; one at 0.5, right: a gap of 0.5.
    bins = reliability_bins(np.array([0.9, 0.9, 0.9, 0.5]), np.array([True, True, False, True]))
    assert expected_calibration_error(bins) == pytest.approx(3 / 4 * (0.9 - 2 / 3) + 1 / 4 * 0.5)


def test_a_model_that_means_what_it_says_has_no_calibration_error() -> None:
    bins = reliability_bins(np.full(10, 0.8), np.array([True] * 8 + [False] * 2))
    assert expected_calibration_error(bins) == pytest.approx(0.0, abs=1e-12)


@given(confidences=hnp.arrays(np.float64, st.integers(1, 60), elements=st.floats(0, 1)), seed=st.integers(0, 99))
def test_every_photo_is_in_one_bin_and_the_error_is_a_share(confidences: np.ndarray, seed: int) -> None:
    correct = np.random.default_rng(seed).random(len(confidences)) < 0.5
    bins = reliability_bins(confidences, correct)
    assert sum(one.photos for one in bins) == len(confidences)
    assert all(one.low - 1e-9 <= one.confidence <= one.high + 1e-9 for one in bins if one.confidence is not None)
    error = expected_calibration_error(bins)
    assert error is not None
    assert abs(confidences.mean() - correct.mean()) - 1e-9 <= error <= 1.0


def test_the_brier_score_by_hand() -> None:
    probabilities = np.array([[0.7, 0.2, 0.1], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    expected = ((0.3**2 + 0.2**2 + 0.1**2) + 0.0 + 2.0) / 3
    assert brier_score(np.array([0, 1, 2]), probabilities) == pytest.approx(expected)


def test_scoring_leaves_the_probabilities_as_they_were() -> None:
    probabilities = chances(4, 3, seed=1)
    before = probabilities.copy()
    brier_score(np.array([0, 1, 2, 0]), probabilities)
    negative_log_likelihood(np.array([0, 1, 2, 0]), probabilities)
    assert (probabilities == before).all()


def test_the_likelihood_by_hand() -> None:
    probabilities = np.array([[0.5, 0.5], [0.25, 0.75]])
    assert negative_log_likelihood(np.array([0, 0]), probabilities) == pytest.approx((np.log(2) + np.log(4)) / 2)


def test_an_impossible_label_costs_much_but_not_infinitely() -> None:
    cost = negative_log_likelihood(np.array([1]), np.array([[1.0, 0.0]]))
    assert cost is not None
    assert 700 < cost < 710


@given(photos=st.integers(2, 30), classes=st.integers(2, 6), seed=st.integers(0, 1000))
def test_brier_and_likelihood_agree_with_scikit_learn(photos: int, classes: int, seed: int) -> None:
    probabilities = chances(photos, classes, seed)
    labels = np.random.default_rng(seed).integers(0, classes, photos)
    names = list(range(classes))
    assert negative_log_likelihood(labels, probabilities) == pytest.approx(
        reference.log_loss(labels, probabilities, labels=names)
    )
    error = reference.mean_squared_error(np.eye(classes)[labels], probabilities)
    assert brier_score(labels, probabilities) == pytest.approx(error * classes)


def test_without_photos_the_figures_are_undefined() -> None:
    nobody = np.array([], int)
    assert expected_calibration_error(reliability_bins(np.array([]), np.array([], bool))) is None
    assert brier_score(nobody, NOTHING) is None
    assert negative_log_likelihood(nobody, NOTHING) is None
