from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from flowersort.core.calibration import fit_temperature, probabilities
from flowersort.core.reliability import negative_log_likelihood

LOGITS = hnp.arrays(
    np.float32,
    hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=6),
    elements=st.floats(-1e4, 1e4, width=32),
)


def drawn(*, temperature: float, photos: int = 4000, classes: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Return logits and targets of a network whose right temperature is known."""
    random = np.random.default_rng(11)
    logits = random.normal(0, 3, (photos, classes))
    chances = probabilities(logits, temperature)
    return logits, (chances.cumsum(axis=1) > random.random((photos, 1))).argmax(axis=1)


def test_the_softmax_by_hand() -> None:
    assert probabilities(np.log([1.0, 2.0, 5.0]), 1.0) == pytest.approx([1 / 8, 2 / 8, 5 / 8])
    assert probabilities(np.log([1.0, 4.0]), 2.0) == pytest.approx([1 / 3, 2 / 3])


def test_huge_logits_do_not_overflow() -> None:
    assert probabilities(np.array([1e4, 0.0, -1e4], np.float32), 0.05).tolist() == [1.0, 0.0, 0.0]


@given(logits=LOGITS, temperature=st.floats(0.05, 20))
def test_probabilities_sum_to_1_and_leave_the_logits_alone(logits: np.ndarray, temperature: float) -> None:
    before = logits.copy()
    chances = probabilities(logits, temperature)
    assert (logits == before).all()
    assert chances.shape == logits.shape
    assert chances.dtype == np.float64
    assert chances.min() >= 0.0
    assert np.allclose(chances.sum(axis=-1), 1.0, rtol=0, atol=1e-12)
    best = np.take_along_axis(chances, logits.argmax(axis=-1, keepdims=True), axis=-1)
    assert (best == chances.max(axis=-1, keepdims=True)).all()


def test_a_higher_temperature_is_humbler_and_keeps_the_order() -> None:
    logits = np.array([3.0, 1.0, 0.0])
    cool, warm = probabilities(logits, 1.0), probabilities(logits, 3.0)
    assert warm.max() < cool.max()
    assert warm.argsort().tolist() == cool.argsort().tolist()


def test_no_photos_have_no_probabilities() -> None:
    assert probabilities(np.empty((0, 5), np.float32), 1.5).shape == (0, 5)


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.5, 8.0])
def test_the_temperature_that_made_the_labels_is_found(temperature: float) -> None:
    logits, targets = drawn(temperature=temperature)
    assert fit_temperature(logits, targets) == pytest.approx(temperature, rel=0.1)


def test_no_temperature_nearby_is_likelier() -> None:
    logits, targets = drawn(temperature=1.7, photos=300)
    fitted = fit_temperature(logits, targets)

    def cost(temperature: float) -> float:
        return negative_log_likelihood(targets, probabilities(logits, temperature)) or 0.0

    assert all(cost(fitted) < cost(fitted * factor) for factor in (0.5, 0.9, 0.99, 1.01, 1.1, 2.0))


def test_logits_of_any_size_are_searched_to_the_right_end() -> None:
    # So far apart that plain probabilities are 0 at most temperatures; half the targets are wrong.
    logits, targets = np.tile([0.0, 50_000.0], (10, 1)), np.array([0, 1] * 5)
    assert fit_temperature(logits, targets) == pytest.approx(20.0, rel=1e-6)


def test_the_search_stays_between_its_ends() -> None:
    separable = np.eye(3) * 5.0
    assert fit_temperature(separable, np.arange(3)) == pytest.approx(0.05, rel=1e-6)
    assert fit_temperature(separable, np.array([1, 2, 0])) == pytest.approx(20.0, rel=1e-6)


def test_without_photos_the_networks_own_confidence_stays() -> None:
    assert fit_temperature(np.empty((0, 5)), np.array([], int)) == 1.0
