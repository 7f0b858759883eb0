from __future__ import annotations

import numpy as np

from flowersort.services.learning.correction import Seen, fit_correction, log_losses

CLASSES, WIDTH = 3, 20


def seen(count: int, *, confused: bool, seed: int = 0) -> Seen:
    """Photos whose first three numbers tell the class. A confused network takes the first class for the second."""
    random = np.random.default_rng(seed)
    given = random.integers(0, CLASSES, count)
    points = random.normal(size=(count, WIDTH)).astype(np.float32)
    points[np.arange(count), given] += 4
    logits = random.normal(0, 0.3, (count, CLASSES))
    named = np.where((given == 0) & confused, 1, given)
    logits[np.arange(count), named] += 2.5
    return Seen(points, logits, given)


def test_what_a_network_confuses_is_put_right_on_reviews_left_out() -> None:
    reviewed = seen(60, confused=True)
    found = fit_correction(reviewed, np.arange(60), seen(100, confused=False, seed=1))
    before, after = (log_losses(logits, reviewed.given).mean() for logits in (reviewed.logits, found.held_out))
    assert after < before * 0.7


def test_of_a_network_that_is_right_little_is_changed() -> None:
    reviewed = seen(40, confused=False)
    found = fit_correction(reviewed, np.arange(40), seen(100, confused=False, seed=1))
    assert (found.held_out.argmax(axis=1) == reviewed.given).all()


def test_copies_never_help_to_judge_each_other() -> None:
    once = seen(30, confused=False, seed=4)
    noise = np.random.default_rng(0).integers(0, CLASSES, 30)
    twice = Seen(np.repeat(once.points, 2, axis=0), np.repeat(once.logits, 2, axis=0), np.repeat(noise, 2))
    together = fit_correction(twice, np.repeat(np.arange(30), 2), seen(0, confused=False))
    apart = fit_correction(twice, np.arange(60), seen(0, confused=False))
    told = [log_losses(each.held_out, twice.given).mean() for each in (together, apart)]
    assert told[0] > told[1]


def test_without_photos_of_the_pack_reviews_alone_are_enough() -> None:
    reviewed = seen(12, confused=True)
    found = fit_correction(reviewed, np.arange(12), seen(0, confused=False))
    assert found.weights.shape == (WIDTH, CLASSES)
    assert np.isfinite(found.held_out).all()


def test_the_correction_is_what_is_added_to_the_logits() -> None:
    reviewed = seen(60, confused=True)
    found = fit_correction(reviewed, np.arange(60), seen(100, confused=False, seed=1))
    moved = reviewed.logits + reviewed.points @ found.weights + found.levels
    assert log_losses(moved, reviewed.given).mean() < log_losses(found.held_out, reviewed.given).mean()
