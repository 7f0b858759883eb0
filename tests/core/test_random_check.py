"""A random check: what counts, what does not, and what it advises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.check_result import Advice, Answer
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.random_check import RandomCheck
from flowersort.core.review import Review, Verdict
from tests.fakes.labelled import CLASSES, facts_of, prediction_of, sure, unreadable

FACTS = facts_of()


def photos(count: int, *, seed: int = 0) -> list[LabelledPhoto]:
    """Photos of all classes, doubtful and sure ones."""
    random = np.random.default_rng(seed)
    found = []
    for number in range(count):
        label = CLASSES[number % len(CLASSES)]
        confidence = float(random.uniform(0.3, 1.0))
        found.append(replace(sure(f"/{number}.jpg", label), prediction=prediction_of(label, confidence=confidence)))
    return found


def says(label: str, *, asked: bool = True) -> Answer:
    return Answer(Review(Verdict.CLASS, label, 1.0), asked=asked)


def answers_of(chosen: list[LabelledPhoto], wrong: set[str], *, asked: bool = True) -> dict[str, Answer]:
    """Answers by content, right but for the contents in `wrong`."""
    found = {}
    for photo in chosen:
        assert photo.content is not None
        label = photo.model_label(CLASSES)
        found[photo.content] = says("another" if photo.content in wrong else label, asked=asked)
    return found


def test_all_up_to_the_first_gap_counts() -> None:
    check = RandomCheck(photos(100), FACTS)
    known = answers_of(check.ordered[:10] + check.ordered[11:30], set())
    result = check.result(known, sample=50)
    assert (result.checked, result.sample, result.photos) == (10, 50, 100)
    assert check.open(known, sample=50) == [check.ordered[10], *check.ordered[30:50]]
    assert result.advice is Advice.CHECK


def test_doubtful_photos_that_were_reviewed_for_their_own_sake_do_not_bias_the_estimate() -> None:
    """The model is wrong where it is unsure, and the user reviewed just those: the check must not see more of them."""
    errors, naive = [], []
    for seed in range(60):
        folder = photos(400, seed=seed)
        doubtful = sorted(folder, key=lambda photo: photo.prediction.confidence if photo.prediction else 0)[:120]
        wrong = {photo.content for photo in doubtful[:40] if photo.content is not None}
        reviewed = answers_of(doubtful, wrong, asked=False)
        check = RandomCheck(folder, FACTS, seed=seed)
        asked = answers_of(check.open(reviewed, sample=60), wrong)
        result = check.result({**reviewed, **asked}, sample=60)
        assert result.checked == 60
        assert result.right.share is not None
        errors.append(result.right.share - 0.9)
        known = {**reviewed, **asked}
        naive.append(np.mean([known[content].review.class_name != "another" for content in known]) - 0.9)  # type: ignore[union-attr]
    assert abs(np.mean(errors)) < 0.012
    assert np.mean(naive) < -0.05


def test_reviews_beyond_the_last_question_do_not_lengthen_the_sample() -> None:
    check = RandomCheck(photos(100), FACTS)
    asked = answers_of(check.ordered[:20], set())
    for_their_own_sake = answers_of(check.ordered[20:35], set(), asked=False)
    assert check.reached({**asked, **for_their_own_sake}) == 20
    assert check.reached({}) == 0
    assert check.reached(answers_of(check.ordered, set(), asked=False)) == 100


def test_what_reviews_set_right_does_not_remain() -> None:
    check = RandomCheck(photos(200), FACTS)
    wrong = {photo.content for photo in check.ordered[:4] if photo.content is not None}
    result = check.result(answers_of(check.ordered[:50], wrong), sample=50)
    assert result.wrong.count is not None
    assert result.remaining.count == pytest.approx(result.wrong.count - 4)
    assert result.remaining.high <= result.unreviewed == 150


def test_a_denied_label_is_wrong_until_the_model_says_another() -> None:
    check = RandomCheck(photos(30), FACTS)
    first = check.ordered[0]
    assert first.content is not None
    label = first.model_label(CLASSES)
    result = check.result({first.content: Answer(denied=label, asked=True)}, sample=30)
    assert (result.checked, result.right.share) == (1, 0.0)
    other = next(name for name in CLASSES if name != label)
    assert check.result({first.content: Answer(denied=other, asked=True)}, sample=30).checked == 0


def test_a_flag_that_is_right_is_right() -> None:
    empty = replace(prediction_of("roses"), no_flower=0.99)
    folder = [replace(photo, prediction=empty) for photo in photos(10)]
    check = RandomCheck(folder, FACTS)
    none = {
        photo.content: Answer(Review(Verdict.NO_FLOWER, None, 1.0), asked=True) for photo in folder if photo.content
    }
    assert check.result(none, sample=10).right.share == 1.0
    other = {photo.content: Answer(Review(Verdict.OTHER_FLOWER, None, 1.0)) for photo in folder if photo.content}
    assert check.result(other, sample=10).right.share == 0.0
    assert check.result({}, sample=10).acceptances == ()


def test_copies_are_one_photo_and_excluded_and_unreadable_ones_none() -> None:
    one, two, three = photos(3)
    copy = replace(one, file=replace(one.file, path="/copy.jpg"))
    out = replace(three, review=Review(Verdict.EXCLUDED, None, 1.0))
    check = RandomCheck([one, copy, two, out, unreadable("/x.jpg")], FACTS)
    assert len(check) == 2


def test_no_photos_one_photo_and_a_sample_larger_than_the_folder() -> None:
    nothing = RandomCheck([], FACTS).result({}, sample=50)
    assert (nothing.advice, nothing.photos, nothing.checked, nothing.right.share) == (Advice.NOTHING, 0, 0, None)
    folder = photos(1)
    one = RandomCheck(folder, FACTS)
    result = one.result(answers_of(folder, set()), sample=50)
    assert (result.sample, result.checked, result.advice) == (1, 1, Advice.STOP)
    assert (result.right.low, result.right.high) == (1.0, 1.0)


def test_a_class_of_which_none_was_looked_at_is_not_known() -> None:
    check = RandomCheck(photos(100), FACTS)
    result = check.result(answers_of(check.ordered[:1], set()), sample=50)
    assert sum(each.right.share is None for each in result.classes) == 4
    assert sum(each.photos for each in result.classes) == 100


def test_it_advises_to_review_the_rest_and_then_to_stop() -> None:
    folder = [replace(photo, prediction=prediction_of("roses", confidence=0.999)) for photo in photos(400)]
    doubtful = [replace(photo, prediction=prediction_of("tulips", confidence=0.5)) for photo in photos(450)[400:]]
    check = RandomCheck([*folder, *doubtful], FACTS)
    wrong = {photo.content for photo in doubtful if photo.content is not None}
    known = answers_of(check.ordered[:350], wrong)
    result = check.result(known, sample=350, target=0.02)
    assert result.advice is Advice.REVIEW
    assert result.accepted is not None
    assert result.accepted.threshold == 0.999
    assert result.below == sum(photo.content not in known for photo in doubtful) > 0
    stopped = check.result({**answers_of(doubtful, wrong, asked=False), **known}, sample=350, target=0.02)
    assert (stopped.advice, stopped.below) == (Advice.STOP, 0)


def test_it_says_when_the_target_can_not_be_met() -> None:
    folder = [replace(photo, prediction=prediction_of("roses", confidence=0.9)) for photo in photos(1000)]
    check = RandomCheck(folder, FACTS)
    wrong = {photo.content for photo in check.ordered[:100:3] if photo.content is not None}
    result = check.result(answers_of(check.ordered[:100], wrong), sample=100, target=0.02)
    assert (result.advice, result.accepted, result.more) == (Advice.CANNOT, None, None)
