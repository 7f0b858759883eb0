from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.check_sample import Population, draw, random_numbers


def population(count: int, *, classes: int = 5, seed: int = 0) -> Population:
    random = np.random.default_rng(seed)
    return Population(
        contents=tuple(f"{number:032x}" for number in range(count)),
        predicted=random.integers(0, classes, count),
        confidence=random.random(count),
        flagged=random.random(count) < 0.1,
    )


@given(st.integers(0, 200), st.integers(1, 30), st.integers(0, 5))
def test_every_photo_comes_exactly_once(count: int, classes: int, seed: int) -> None:
    drawn = draw(population(count, classes=classes), seed=seed)
    assert sorted(drawn.order.tolist()) == list(range(count))
    assert set(drawn.strata.tolist()) == set(range(int(drawn.strata.max(initial=-1)) + 1))


def test_the_same_photos_come_in_the_same_order_whatever_order_they_are_given_in() -> None:
    photos = population(300)
    turned = Population(photos.contents[::-1], photos.predicted[::-1], photos.confidence[::-1], photos.flagged[::-1])
    one = [photos.contents[row] for row in draw(photos, seed=3).order]
    other = [turned.contents[row] for row in draw(turned, seed=3).order]
    assert one == other
    assert one != [photos.contents[row] for row in draw(photos, seed=4).order]


def test_every_beginning_holds_every_stratum_in_proportion() -> None:
    drawn = draw(population(5000), seed=0)
    sizes = np.bincount(drawn.strata)
    for length in (50, 100, 1000):
        seen = np.bincount(drawn.strata[drawn.order[:length]], minlength=len(sizes))
        assert np.abs(seen - length * sizes / 5000).max() <= 1.5


def test_a_photo_that_is_added_leaves_most_of_the_sample_as_it_was() -> None:
    photos = population(1000)
    fewer = Population(photos.contents[1:], photos.predicted[1:], photos.confidence[1:], photos.flagged[1:])
    one = {photos.contents[row] for row in draw(photos, seed=0).order[:50]}
    other = {fewer.contents[row] for row in draw(fewer, seed=0).order[:50]}
    assert len(one & other) >= 40


def test_a_rare_class_is_seen_early() -> None:
    photos = population(2000)
    predicted = photos.predicted.copy()
    predicted[7] = 9
    rare = Population(photos.contents, predicted, photos.confidence, photos.flagged)
    for seed in range(20):
        assert 7 in draw(rare, seed=seed).order[:30]


def test_each_photo_is_drawn_as_often_as_any_other() -> None:
    photos = population(200)
    drawn = np.zeros(200)
    for seed in range(400):
        drawn[draw(photos, seed=seed).order[:50]] += 1
    # 100 times each in the mean; 8.7 is one standard deviation.
    assert drawn.min() > 100 - 5 * 8.7
    assert drawn.max() < 100 + 5 * 8.7


def test_numbers_are_spread_evenly_and_depend_on_the_seed() -> None:
    numbers = random_numbers([f"{number:032x}" for number in range(5000)], seed=1)
    assert 0 <= numbers.min() < numbers.max() < 1
    assert np.abs(np.histogram(numbers, 10, (0, 1))[0] - 500).max() < 110
    assert not np.array_equal(numbers, random_numbers([f"{number:032x}" for number in range(5000)], seed=2))
    assert len(random_numbers([], seed=0)) == 0
