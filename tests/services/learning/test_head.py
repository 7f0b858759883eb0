import numpy as np
import pytest

from flowersort.core.label_quality import fold_numbers, judge
from flowersort.core.metrics import auroc
from flowersort.services.learning.head import fold_probabilities


def clouds(classes, each, *, width=40, apart=2.0, seed=0):
    random = np.random.default_rng(seed)
    means = random.random((classes, width)) * apart
    given = np.repeat(np.arange(classes), each)
    return np.abs(means[given] + random.normal(size=(len(given), width)) * 0.4).astype(np.float32), given


def judged(features, given, classes, groups=None):
    folds = fold_numbers(given, np.arange(len(given)) if groups is None else groups)
    return fold_probabilities([features], given, folds, classes=classes)


def test_wrong_labels_stand_out():
    features, truth = clouds(5, 60)
    random = np.random.default_rng(3)
    wrong = random.random(len(truth)) < 0.1
    given = np.where(wrong, (truth + random.integers(1, 5, len(truth))) % 5, truth)
    found = judged(features, given, 5)
    assert auroc(-judge(given, found).quality, wrong) > 0.99


def test_wrong_labels_stand_out_among_few_photos_too():
    features, truth = clouds(5, 20, width=300, apart=0.5)
    random = np.random.default_rng(3)
    wrong = random.random(len(truth)) < 0.1
    given = np.where(wrong, (truth + random.integers(1, 5, len(truth))) % 5, truth)
    # With a direction for almost every photo it is 0.7.
    assert auroc(-judge(given, judged(features, given, 5)).quality, wrong) > 0.8


def test_rows_are_chances_and_always_the_same():
    features, given = clouds(3, 20)
    found = judged(features, given, 3)
    assert np.allclose(found.sum(axis=1), 1)
    assert (found == judged(features, given, 3)).all()


def test_no_photo_judges_itself():
    random = np.random.default_rng(0)
    # Nothing to learn: a head that had seen a photo would know its label all the same.
    features, given = random.random((200, 400)).astype(np.float32), random.integers(0, 2, 200)
    right = judged(features, given, 2).argmax(axis=1) == given
    assert right.mean() < 0.65


def test_copies_do_not_judge_each_other():
    random = np.random.default_rng(0)
    features, given = random.random((60, 200)).astype(np.float32), random.integers(0, 2, 60)
    twice, labels, groups = np.repeat(features, 2, axis=0), np.repeat(given, 2), np.repeat(np.arange(60), 2)
    right = judged(twice, labels, 2, groups).argmax(axis=1) == labels
    assert right.mean() < 0.7


def test_a_class_with_one_photo_is_not_judged():
    features, given = clouds(3, 10)
    given[given == 2] = 1
    given[-1] = 2
    found = judged(features, given, 3)
    assert np.isnan(found[-1]).all()
    assert np.isfinite(found[:-1]).all()


@pytest.mark.parametrize("photos", [0, 1, 2, 3])
def test_few_photos(photos):
    found = judged(np.ones((photos, 8), np.float32), np.arange(photos) % 2, 2)
    assert found.shape == (photos, 2)


def test_one_class_only():
    assert np.isnan(judged(np.ones((20, 8), np.float32), np.zeros(20, int), 1)).all()


def test_photos_that_are_all_alike():
    found = judged(np.ones((20, 8), np.float32), np.arange(20) % 2, 2)
    assert np.isfinite(found).all()


def test_two_hundred_classes():
    features, given = clouds(200, 6, width=60)
    found = judged(features, given, 200)
    assert (found.argmax(axis=1) == given).mean() > 0.9


def test_it_can_be_stopped():
    features, given = clouds(3, 10)
    folds = fold_numbers(given, np.arange(len(given)))
    assert fold_probabilities([features], given, folds, classes=3, stopped=lambda: True) is None


def test_several_layers_say_more_than_one():
    features, truth = clouds(5, 60, apart=0.8)
    folds = fold_numbers(truth, np.arange(len(truth)))
    halves = [features[:, :20], features[:, 20:]]
    both = fold_probabilities(halves, truth, folds, classes=5)
    right = [(fold_probabilities([half], truth, folds, classes=5).argmax(axis=1) == truth).mean() for half in halves]
    assert np.allclose(both.sum(axis=1), 1)
    assert (both.argmax(axis=1) == truth).mean() > max(right)
