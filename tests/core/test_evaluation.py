from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.evaluation import evaluate
from flowersort.core.metrics import wilson_interval
from flowersort.core.reliability import brier_score, negative_log_likelihood

CLASSES = ("daisy", "roses", "tulips")


def test_an_evaluation_by_hand() -> None:
    probabilities = np.array([[0.8, 0.1, 0.1], [0.6, 0.3, 0.1], [0.1, 0.2, 0.7], [0.0, 0.0, 1.0]])
    evaluation = evaluate(np.array([0, 1, 2, 2]), probabilities, CLASSES)
    assert (evaluation.photos, evaluation.correct, evaluation.accuracy) == (4, 3, 0.75)
    assert evaluation.accuracy_interval == wilson_interval(3, 4)
    assert evaluation.confusion.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 2]]
    assert [one.name for one in evaluation.per_class] == list(CLASSES)
    assert evaluation.macro_f1 == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert evaluation.calibration_error == pytest.approx((0.2 + 0.6 + 0.3 + 0.0) / 4)
    assert evaluation.brier == brier_score(np.array([0, 1, 2, 2]), probabilities)
    assert evaluation.negative_log_likelihood == negative_log_likelihood(np.array([0, 1, 2, 2]), probabilities)
    assert [point.threshold for point in evaluation.coverage] == [0.6, 0.7, 0.8, 1.0]


def test_no_photos_give_no_figures_and_no_fault() -> None:
    evaluation = evaluate(np.array([]), np.empty((0, 3)), CLASSES)
    assert (evaluation.photos, evaluation.correct, evaluation.accuracy) == (0, 0, None)
    assert (evaluation.accuracy_interval.low, evaluation.accuracy_interval.high) == (0.0, 1.0)
    assert (evaluation.macro_f1, evaluation.calibration_error) == (None, None)
    assert (evaluation.brier, evaluation.negative_log_likelihood) == (None, None)
    assert evaluation.confusion.shape == (3, 3)
    assert evaluation.confusion.sum() == 0
    assert evaluation.coverage == ()


def test_a_single_class_is_always_right() -> None:
    evaluation = evaluate(np.zeros(5, int), np.ones((5, 1)), ("daisy",))
    assert (evaluation.accuracy, evaluation.macro_f1, evaluation.brier) == (1.0, 1.0, 0.0)
    assert evaluation.calibration_error == 0.0


def test_of_equal_probabilities_the_first_class_counts() -> None:
    evaluation = evaluate(np.array([0, 1]), np.full((2, 3), 1 / 3), CLASSES)
    assert evaluation.confusion.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 0]]


def test_the_confusion_matrix_can_not_be_changed() -> None:
    evaluation = evaluate(np.array([0]), np.array([[1.0, 0.0, 0.0]]), CLASSES)
    with pytest.raises(ValueError, match="read-only"):
        evaluation.confusion[0, 0] = 9


@pytest.mark.parametrize(
    ("labels", "shape", "classes"),
    [([0, 1], (3, 3), 3), ([0, 1], (2, 4), 3), ([0, 3], (2, 3), 3), ([-1, 0], (2, 3), 3), ([], (0, 0), 0)],
)
def test_shapes_that_do_not_fit_are_refused(labels: list[int], shape: tuple[int, int], classes: int) -> None:
    with pytest.raises(ValueError, match=r"shape|labels reach"):
        evaluate(np.array(labels, int), np.ones(shape), CLASSES[:classes])


@given(photos=st.integers(0, 50), classes=st.sampled_from([1, 2, 5, 200]), seed=st.integers(0, 999))
def test_the_parts_of_an_evaluation_agree(photos: int, classes: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    probabilities = random.dirichlet(np.ones(classes), photos).reshape(photos, classes)
    labels = random.integers(0, classes, photos)
    evaluation = evaluate(labels, probabilities, tuple(f"class {place}" for place in range(classes)))
    assert evaluation.confusion.sum() == photos
    assert evaluation.confusion.trace() == evaluation.correct
    assert sum(one.support for one in evaluation.per_class) == photos
    assert sum(one.photos for one in evaluation.bins) == photos
    if photos:
        assert evaluation.coverage[0].photos_kept == photos
        assert evaluation.coverage[0].photos_wrong == photos - evaluation.correct
