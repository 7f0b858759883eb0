from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn import metrics as reference

from flowersort.core.metrics import (
    Interval,
    auroc,
    class_metrics,
    confusion_matrix,
    macro_f1,
    wilson_interval,
)

SCORES = hnp.arrays(np.float64, st.integers(2, 40), elements=st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]))


def test_the_wilson_interval_is_the_published_example() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81/263 and 15/148.
    assert wilson_interval(81, 263) == Interval(pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))
    assert wilson_interval(15, 148) == Interval(pytest.approx(0.0624, abs=5e-5), pytest.approx(0.1605, abs=5e-5))


def test_the_interval_of_nothing_is_everything() -> None:
    assert wilson_interval(0, 0) == Interval(0.0, 1.0)


def test_all_wrong_and_all_right_reach_the_ends_exactly() -> None:
    assert wilson_interval(0, 20) == Interval(0.0, pytest.approx(0.1611, abs=5e-5))
    assert wilson_interval(20, 20) == Interval(pytest.approx(0.8389, abs=5e-5), 1.0)


def test_more_confidence_asks_for_a_wider_interval() -> None:
    narrow, wide = wilson_interval(9, 10, confidence=0.5), wilson_interval(9, 10, confidence=0.99)
    assert wide.low < narrow.low < 0.9 < narrow.high < wide.high


@pytest.mark.parametrize(("successes", "total", "confidence"), [(-1, 2, 0.95), (3, 2, 0.95), (1, 2, 0.0), (1, 2, 1.0)])
def test_what_is_no_share_or_no_confidence_is_refused(successes: int, total: int, confidence: float) -> None:
    with pytest.raises(ValueError, match=r"share|confidence"):
        wilson_interval(successes, total, confidence=confidence)


@given(total=st.integers(1, 100_000), share=st.floats(0, 1))
def test_an_interval_holds_the_share_within_0_and_1_and_solves_wilsons_equation(total: int, share: float) -> None:
    successes = int(total * share)
    interval = wilson_interval(successes, total)
    assert 0.0 <= interval.low <= successes / total <= interval.high <= 1.0
    for end in {interval.low, interval.high} - {0.0, 1.0}:
        deviation = abs(successes / total - end) / np.sqrt(end * (1.0 - end) / total)
        assert deviation == pytest.approx(1.959964, rel=1e-5)


@given(total=st.integers(1, 10_000), share=st.floats(0, 1))
def test_swapping_right_and_wrong_mirrors_the_interval(total: int, share: float) -> None:
    successes = int(total * share)
    interval, mirrored = wilson_interval(successes, total), wilson_interval(total - successes, total)
    assert interval.low == pytest.approx(1.0 - mirrored.high, abs=1e-12)


def test_confusion_rows_are_given_and_columns_predicted() -> None:
    confusion = confusion_matrix(np.array([0, 0, 1, 2]), np.array([1, 0, 1, 0]), classes=3)
    assert confusion.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 0]]


def test_figures_of_classes_worked_out_by_hand() -> None:
    confusion = np.array([[3, 1, 0, 0], [2, 4, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]])
    roses, tulips, daisy, absent = class_metrics(confusion, ("roses", "tulips", "daisy", "absent"))
    assert (roses.precision, roses.recall, roses.support) == (3 / 6, 3 / 4, 4)
    assert roses.f1 == pytest.approx(2 * 0.5 * 0.75 / 1.25)
    assert (tulips.precision, tulips.recall, tulips.support) == (4 / 5, 4 / 6, 6)
    assert (daisy.precision, daisy.recall, daisy.f1, daisy.support) == (None, 0.0, 0.0, 1)
    assert (absent.precision, absent.recall, absent.f1, absent.support) == (None, None, None, 0)


def test_macro_f1_leaves_classes_out_that_occur_nowhere() -> None:
    per_class = class_metrics(np.array([[1, 0, 0], [1, 1, 0], [0, 0, 0]]), ("a", "b", "c"))
    assert macro_f1(per_class) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert macro_f1(class_metrics(np.zeros((2, 2), int), ("a", "b"))) is None


@given(data=st.data(), classes=st.integers(2, 6))
def test_confusion_and_figures_agree_with_scikit_learn(data: st.DataObject, classes: int) -> None:
    labels = st.lists(st.tuples(st.integers(0, classes - 1), st.integers(0, classes - 1)), min_size=1, max_size=40)
    given_, predicted = np.array(data.draw(labels)).T
    confusion = confusion_matrix(given_, predicted, classes=classes)
    assert (confusion == reference.confusion_matrix(given_, predicted, labels=range(classes))).all()
    ours = class_metrics(confusion, tuple(map(str, range(classes))))
    theirs = reference.precision_recall_fscore_support(given_, predicted, labels=range(classes), zero_division=np.nan)
    for place, one in enumerate(ours):
        expected = [None if np.isnan(value) else pytest.approx(value) for value in (column[place] for column in theirs)]
        assert [one.precision, one.recall, one.f1, one.support] == expected
    assert macro_f1(ours) == pytest.approx(reference.f1_score(given_, predicted, average="macro"))


def test_auroc_by_hand() -> None:
    positives = np.array([True, True, False, False])
    assert auroc(np.array([0.9, 0.8, 0.2, 0.1]), positives) == 1.0
    assert auroc(np.array([0.1, 0.2, 0.8, 0.9]), positives) == 0.0
    assert auroc(np.array([0.9, 0.4, 0.4, 0.1]), positives) == 3.5 / 4


def test_auroc_of_equal_scores_is_a_coin_toss() -> None:
    assert auroc(np.full(5, 0.3), np.array([True, False, True, False, False])) == 0.5


@pytest.mark.parametrize("positives", [[], [True, True], [False, False]])
def test_auroc_without_both_kinds_is_undefined(positives: list[bool]) -> None:
    assert auroc(np.linspace(0, 1, len(positives)), np.array(positives, bool)) is None


@given(scores=SCORES, data=st.data())
def test_auroc_agrees_with_scikit_learn_and_turns_over_with_the_sign(scores: np.ndarray, data: st.DataObject) -> None:
    positives = data.draw(hnp.arrays(np.bool_, len(scores)))
    ours = auroc(scores, positives)
    if positives.all() or not positives.any():
        assert ours is None
    else:
        assert ours == pytest.approx(reference.roc_auc_score(positives, scores))
        assert auroc(-scores, positives) == pytest.approx(1.0 - ours)


def test_two_hundred_classes_are_as_good_as_five() -> None:
    classes = 200
    labels = np.arange(1000) % classes
    per_class = class_metrics(
        confusion_matrix(labels, labels, classes=classes), tuple(f"class {place}" for place in range(classes))
    )
    assert {one.f1 for one in per_class} == {1.0}
    assert {one.support for one in per_class} == {5}
