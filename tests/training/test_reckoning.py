from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest

from flowersort.core.calibration import fit_temperature, probabilities
from flowersort.core.evaluation import evaluate
from flowersort.core.novelty import NoveltyReference
from flowersort.training.crossvalidate import Verdicts
from flowersort.training.outliers import Novelty
from flowersort.training.pictures import Pictures
from flowersort.training.reckoning import Outliers, Reckoning, reckon

CLASSES = ("a", "b", "c")
NO_PICTURES = Pictures((), *(np.empty(0, int),) * 3, np.empty(0, str), np.empty(0, str))


def novelty(photos: int, *, outlier_scores: np.ndarray | None = None) -> Novelty:
    """Return scores of 0 for all photos, with cuts of a half."""
    reference = NoveltyReference(*(np.ones(shape, np.float32) for shape in ((4,), (4,), (4, 2), (2,))))
    nothing = np.empty((1, 0, 2)) if outlier_scores is None else outlier_scores
    return Novelty(reference, 0.5, 0.5, np.zeros((photos, 2)), nothing, ())


def reckoned(logits: np.ndarray, given: np.ndarray, *, folds: int = 2, source: np.ndarray | None = None) -> Reckoning:
    count = len(given)
    judged = Verdicts(np.arange(count), np.arange(count) % folds, logits, logits if source is None else source)
    outliers = Outliers(NO_PICTURES, np.empty((folds, 0, 3)))
    return reckon(judged, given, classes=CLASSES, novelty=novelty(count), outliers=outliers)


def honest(count: int, *, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Return logits whose softmax says how often they are right, and what is right."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 2, (count, 3))
    cumulated = probabilities(logits, 1.0).cumsum(axis=1)
    given = (random.random((count, 1)) > cumulated).sum(axis=1)
    return logits, np.minimum(given, 2)


def test_networks_that_are_three_times_too_sure_are_cooled_by_three() -> None:
    logits, given = honest(6000)
    found = reckoned(3.0 * logits, given)
    assert found.temperature == pytest.approx(3.0, rel=0.05)
    assert found.evaluation.calibration_error < 0.02
    assert found.source.calibration_error > 0.08
    assert found.evaluation.correct == found.source.correct == int((logits.argmax(axis=1) == given).sum())


def test_a_fold_is_calibrated_by_the_others() -> None:
    logits, given = honest(300)
    logits[::3] *= 20.0
    found = reckoned(logits, given, folds=3)
    expected, folds = np.empty_like(logits), np.arange(300) % 3
    for fold in range(3):
        temperature = fit_temperature(logits[folds != fold], given[folds != fold])
        expected[folds == fold] = probabilities(logits[folds == fold], temperature)
    assert found.evaluation.brier == pytest.approx(evaluate(given, expected, CLASSES).brier)


def test_fitted_on_the_photos_themselves_calibration_would_look_better() -> None:
    logits, given = honest(60)
    fitted = evaluate(given, probabilities(logits, fit_temperature(logits, given)), CLASSES)
    honestly = reckoned(logits, given).evaluation
    assert honestly.negative_log_likelihood > fitted.negative_log_likelihood


def test_a_matrix_mends_what_a_temperature_can_not() -> None:
    """A class that is always said too loudly."""
    logits, given = honest(3000)
    shifted = logits + np.array([3.0, 0.0, 0.0])
    found = reckoned(shifted, given)
    assert found.matrix.calibration_error < 0.04
    assert found.matrix.accuracy > found.evaluation.accuracy + 0.05


@pytest.mark.parametrize(("count", "folds"), [(2, 1), (2, 2), (3, 1), (5, 1), (6, 3)])
def test_very_few_photos_are_measured_all_the_same(count: int, folds: int) -> None:
    logits = np.eye(3)[np.arange(count) % 3] * 4.0
    found = reckoned(logits, np.arange(count) % 3, folds=folds)
    assert found.evaluation.photos == found.matrix.photos == count
    assert found.evaluation.correct == count
    assert found.by_fold == (1.0,) * folds


def surer_where_right(count: int = 400, wrong: int = 40) -> tuple[np.ndarray, np.ndarray]:
    """Return logits that are wrong on the first photos, and less sure there; sureness climbs with the number."""
    given = np.arange(count) % 3
    named = np.where(np.arange(count) < wrong, (given + 1) % 3, given)
    logits = np.zeros((count, 3))
    logits[np.arange(count), named] = np.linspace(0.5, 6.0, count)
    return logits, given


def test_the_default_threshold_keeps_as_many_as_one_wrong_label_in_a_hundred_allows() -> None:
    logits, given = surer_where_right()
    found = reckoned(logits, given)
    kept = found.confidences >= found.thresholds.sure
    assert (~found.correct)[kept].mean() <= 0.01
    # 3 of 363 are less than 1 %, 4 of 364 are more.
    assert kept.sum() == 363
    assert found.sure_known == pytest.approx(363 / 400)
    point = next(each for each in found.risk if each.threshold == found.thresholds.sure)
    assert point.kept == pytest.approx(363 / 400)
    assert point.wrong == pytest.approx(3 / 363)


def test_where_no_threshold_is_good_enough_only_certainty_counts_as_sure() -> None:
    logits, given = surer_where_right(wrong=400)
    assert reckoned(logits, given).thresholds.sure == 1.0


def test_of_the_surest_85_of_100_so_many_are_right() -> None:
    logits, given = surer_where_right(wrong=100)
    # 340 are the surest; of the 100 wrong ones the surest 40 are among them.
    assert reckoned(logits, given).surest == pytest.approx(300 / 340)


def test_accuracy_is_told_fold_by_fold() -> None:
    logits, given = surer_where_right()
    logits[1::2] = logits[1::2, [1, 2, 0]]
    found = reckoned(logits, given)
    right = logits.argmax(axis=1) == given
    assert found.by_fold == (right[::2].mean(), right[1::2].mean())
    assert found.by_fold[0] > found.by_fold[1]


@pytest.mark.parametrize(("lost", "gained"), [(0, 0), (12, 2), (2, 12), (5, 5), (1, 0)])
def test_the_quantised_networks_are_compared_with_their_source_photo_by_photo(lost: int, gained: int) -> None:
    given = np.arange(200) % 3
    source = np.eye(3)[given] * 5.0
    ours = source.copy()
    ours[:lost] = np.roll(ours[:lost], 1, axis=1)
    source[100 : 100 + gained] = np.roll(source[100 : 100 + gained], 1, axis=1)
    found = reckoned(ours, given, source=source).quantised
    assert found.agreement == pytest.approx(1 - (lost + gained) / 200)
    assert found.lost == pytest.approx((lost - gained) / 200)
    assert found.interval.low <= found.lost <= found.interval.high
    difference = np.repeat([1.0, -1.0, 0.0], [lost, gained, 200 - lost - gained])
    assert found.interval.high - found.interval.low == pytest.approx(2 * 1.96 * difference.std() / np.sqrt(200))
    # McNemar: of the photos that differ, half would be lost by chance.
    expected = binomtest(lost, lost + gained).pvalue if lost + gained else 1.0
    assert found.chance == pytest.approx(expected)


def test_a_flagged_photo_is_not_sure() -> None:
    logits, given = surer_where_right()
    scores = np.zeros((400, 2))
    scores[390:395, 0] = scores[395:, 1] = 0.5
    judged = Verdicts(np.arange(400), np.arange(400) % 2, logits, logits)
    flagged = replace(novelty(400), scores=scores)
    outliers = Outliers(NO_PICTURES, np.empty((2, 0, 3)))
    found = reckon(judged, given, classes=CLASSES, novelty=flagged, outliers=outliers)
    assert found.sure_known == pytest.approx(353 / 400)


def test_of_outliers_so_many_come_out_sure_where_no_fit_had_seen_them() -> None:
    """Two folds, six outliers: three without a flower, three of another kind."""
    pictures = Pictures((), np.empty(0, int), np.arange(3), np.arange(3, 6), np.empty(6, str), np.empty(6, str))
    scores = np.full((2, 6, 2), np.nan)
    scores[0, [0, 1, 3]] = 0.1
    scores[1, [2, 4, 5]] = 0.1
    scores[0, 1, 0] = 0.9
    scores[1, 5, 1] = 0.5
    sure, unsure = [9.0, 0.0, 0.0], [0.1, 0.0, 0.0]
    outlier_logits = np.array([[sure] * 6, [unsure, unsure, sure, unsure, unsure, sure]])
    given = np.arange(90) % 3
    logits = np.eye(3)[given] * np.linspace(1.0, 6.0, 90)[:, np.newaxis]
    logits[:9] = np.roll(logits[:9], 1, axis=1)
    found = reckon(
        Verdicts(np.arange(90), np.arange(90) % 2, logits, logits),
        given,
        classes=CLASSES,
        novelty=novelty(90, outlier_scores=scores),
        outliers=Outliers(pictures, outlier_logits),
    )
    # 0 by fold 0 and 2 by fold 1 are sure, 1 is flagged; 3 by fold 0 is sure, 4 is unsure, 5 flagged.
    assert found.sure_none == pytest.approx(2 / 3)
    assert found.sure_other == pytest.approx(1 / 3)


def test_without_outliers_there_is_no_share_of_them() -> None:
    found = reckoned(*honest(30))
    assert (found.sure_other, found.sure_none) == (None, None)
