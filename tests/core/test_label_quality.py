import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from flowersort.core.label_quality import FOLDS, fold_numbers, judge
from flowersort.core.metrics import auroc

shares = st.floats(0.01, 1.0)


def told(classes, photos, *, seed=0, sharpness=3.0):
    """Classes drawn at random, and calibrated chances of them."""
    random = np.random.default_rng(seed)
    logits = sharpness * random.normal(size=(photos, classes))
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truth = np.array([random.choice(classes, p=row) for row in chances])
    return truth, chances


def planted(truth, rate, *, classes, seed=1):
    random = np.random.default_rng(seed)
    wrong = random.random(len(truth)) < rate
    other = (truth + random.integers(1, classes, len(truth))) % classes
    return np.where(wrong, other, truth), wrong


class TestJudge:
    @settings(max_examples=40)
    @given(arrays.arrays(float, st.tuples(st.integers(0, 30), st.integers(2, 6)), elements=shares), st.randoms())
    def test_qualities_are_chances(self, chances, random):
        chances = chances / chances.sum(axis=1, keepdims=True)
        labels = np.array([random.randrange(chances.shape[1]) for _ in chances], int)
        judged = judge(labels, chances)
        assert judged.quality.shape == (len(chances),)
        assert ((judged.quality >= 0) & (judged.quality <= 1)).all()
        assert np.allclose(judged.truth.sum(axis=1), 1)
        assert np.allclose(judged.mistakes.sum(axis=1), 1)

    def test_as_many_wrong_labels_are_expected_as_were_planted(self):
        truth, chances = told(5, 4000, sharpness=4)
        labels, wrong = planted(truth, 0.05, classes=5)
        assert abs(judge(labels, chances).expected_wrong / wrong.sum() - 1) < 0.15

    def test_none_are_expected_among_right_ones(self):
        truth, chances = told(5, 4000, sharpness=4)
        assert judge(truth, chances).expected_wrong < 0.02 * len(truth)

    def test_habit_counts(self):
        truth, chances = told(3, 3000, sharpness=3)
        random = np.random.default_rng(5)
        wrong = (truth == 0) & (random.random(len(truth)) < 0.2)
        labels = np.where(wrong, 1, truth)
        plain = auroc(-chances[np.arange(len(labels)), labels], wrong)
        assert auroc(-judge(labels, chances).quality, wrong) > plain + 0.01

    def test_a_folder_where_every_label_is_wrong(self):
        truth, chances = told(4, 2000, sharpness=6)
        assert judge((truth + 1) % 4, chances).quality.mean() < 0.1

    def test_a_chance_of_zero_divides_nothing(self):
        judged = judge(np.array([0, 1]), np.array([[0.0, 1.0], [0.0, 1.0]]))
        assert judged.quality[0] < 0.5 < judged.quality[1]

    def test_nothing_to_judge(self):
        assert len(judge(np.empty(0, int), np.empty((0, 5))).quality) == 0
        assert judge(np.zeros(3, int), np.ones((3, 1))).quality.tolist() == [1, 1, 1]


class TestFolds:
    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), max_size=60))
    def test_photos_of_one_picture_share_a_fold(self, photos):
        given_classes, groups = np.array(photos, int).reshape(-1, 2).T
        folds = fold_numbers(given_classes, groups)
        assert len(folds) == len(photos)
        assert ((folds >= 0) & (folds < FOLDS)).all()
        for group in set(groups.tolist()):
            assert len(set(folds[groups == group].tolist())) == 1

    def test_every_class_is_spread_evenly(self):
        labels = np.repeat([0, 1, 2], [50, 10, 200])
        folds = fold_numbers(labels, np.arange(len(labels)))
        for label in range(3):
            counts = np.bincount(folds[labels == label], minlength=FOLDS)
            assert counts.max() - counts.min() <= 1
