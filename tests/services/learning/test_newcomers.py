from __future__ import annotations

import time

import numpy as np
import pytest

from flowersort.services.learning.newcomers import Newcomers, fit_newcomers


def clouds(*sizes: int, width: int = 60, apart: float = 3.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return points around a middle (-1), and around a place of their own for each further size."""
    random = np.random.default_rng(seed)
    given = np.repeat(np.arange(len(sizes)) - 1, sizes)
    middles = random.normal(size=(len(sizes), width)) * apart / np.sqrt(width)
    middles[0] = 0
    return (middles[given + 1] * 2 + random.normal(size=(len(given), width))).astype(np.float32), given


def fitted(points: np.ndarray, given: np.ndarray, new: int = 1) -> Newcomers:
    return fit_newcomers(points, given, np.ones(len(given)), new=new)


def test_ten_examples_find_the_rest_and_take_little_else() -> None:
    points, given = clouds(300, 100)
    taught = np.r_[np.arange(300), 300:310]
    found = fitted(points[taught], given[taught])
    said = points @ found.weights[:, 0] + found.levels[0]
    assert (said[310:] > 0).mean() > 0.8
    others, _ = clouds(2000, seed=9)
    assert (others @ found.weights[:, 0] + found.levels[0] > 0).mean() < 0.02


def test_what_is_said_of_a_photo_left_out_is_what_a_fit_without_it_says() -> None:
    points, given = clouds(40, 6)
    found, without = fitted(points, given), np.arange(46) != 3
    weights = np.ones(46)
    alone = fit_newcomers(points[without], given[without], weights[without], new=1)
    # Cuts and balance move a little with a photo less, so only the order of magnitude is the same.
    assert found.left_out[3, 0] == pytest.approx(points[3] @ alone.weights[:, 0] + alone.levels[0], abs=0.8)


def test_several_classes_are_learnt_at_once() -> None:
    points, given = clouds(200, 12, 12)
    found = fitted(points, given, new=2)
    said = points @ found.weights + found.levels
    assert (said[given == 0].argmax(axis=1) == 0).all()
    assert (said[given == 1].argmax(axis=1) == 1).all()


def test_examples_like_everything_else_are_not_found_when_left_out() -> None:
    points, _ = clouds(300)
    given = np.where(np.arange(300) < 8, 0, -1)
    found = fitted(points, given)
    assert (found.left_out[:8, 0] > 0).mean() < 0.8 or (found.left_out[8:, 0] > 0).mean() > 0.02


def test_photos_that_count_more_are_heeded_more() -> None:
    points, given = clouds(100, 10)
    near = points[given == 0].mean(axis=0, keepdims=True) + clouds(20, seed=3)[0]
    all_points, all_given = np.concatenate([points, near]), np.r_[given, np.full(20, -1)]
    weights = np.r_[np.ones(110), np.full(20, 0.01)]
    light = fit_newcomers(all_points, all_given, weights, new=1)
    heavy = fit_newcomers(all_points, all_given, np.r_[np.ones(110), np.full(20, 50.0)], new=1)
    # Up to the cut, which follows.
    assert (near @ light.weights).mean() > (near @ heavy.weights).mean()


def test_the_same_photos_teach_the_same() -> None:
    points, given = clouds(100, 10)
    assert (fitted(points, given).weights == fitted(points, given).weights).all()


def test_a_thousand_photos_take_less_than_a_second() -> None:
    points, given = clouds(1000, 10, width=1856)
    fitted(points[:50], np.r_[given[:45], np.zeros(5, int)])
    began = time.process_time()
    fitted(points, given)
    assert time.process_time() - began < 2.0
