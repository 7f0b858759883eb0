from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.learning import Gain, Lesson, NewClass, plan_lesson, same_pictures
from flowersort.core.review import Review, Verdict

CLASSES = ("daisy", "roses")


def said(*labels: str) -> list[Review]:
    verdicts = {each.value for each in Verdict} - {"class"}
    return [
        Review(Verdict(label), None, 0.0) if label in verdicts else Review(Verdict.CLASS, label, 0.0)
        for label in labels
    ]


def lesson(*labels: str, pictures: list[int] | None = None, wanted: tuple[str, ...] = ()) -> Lesson:
    numbers = np.array(pictures if pictures is not None else range(len(labels)), np.intp)
    return plan_lesson(said(*labels), classes=CLASSES, pictures=numbers, wanted=wanted)


def test_a_class_that_the_model_lacks_is_a_new_one() -> None:
    found = lesson(*["tansy"] * 5, "daisy", "no_flower", "other_flower", "excluded")
    assert found.new == ("tansy",)
    assert found.labels == (*["tansy"] * 5, "daisy", "no_flower", "other_flower", None)
    assert found.remarks == ()
    assert found.counts() == (("tansy", 5), ("daisy", 1), ("no_flower", 1), ("other_flower", 1))


@pytest.mark.parametrize(("count", "word"), [(1, "is one picture"), (4, "are 4 different pictures")])
def test_too_few_examples_are_no_class_yet_but_a_flower_of_another_kind(count: int, word: str) -> None:
    found = lesson(*["tansy"] * count, "daisy")
    assert found.new == ()
    assert found.labels == (*["other_flower"] * count, "daisy")
    assert word in found.remarks[0]


def test_copies_count_once() -> None:
    assert "one picture" in lesson(*["tansy"] * 6, pictures=[3] * 6).remarks[0]


def test_copies_that_contradict_each_other_teach_nothing() -> None:
    found = lesson("daisy", "roses", "roses", pictures=[0, 0, 2])
    assert found.labels == (None, None, "roses")
    assert "contradict" in found.remarks[0]
    assert "daisy / roses" in found.remarks[0]


@pytest.mark.parametrize("name", ["CON", "a/b", "=sum", ".hidden", "x" * 300, "tansy "])
def test_a_name_that_can_be_no_folder_is_refused_with_a_sentence(name: str) -> None:
    found = lesson(*[name] * 5)
    assert found.new == ()
    assert "class name" in found.remarks[0]


def test_a_name_in_another_case_or_form_is_the_known_class() -> None:
    assert lesson("Daisy", "ROSES").labels == ("daisy", "roses")
    assert "differ only in case" in lesson(*["tansy"] * 5, *["Tansy"] * 5).remarks[0]


def test_only_wanted_classes_are_learnt() -> None:
    found = lesson(*["tansy"] * 5, *["iris"] * 5, wanted=("iris",))
    assert found.new == ("iris",)
    assert found.labels[0] == "other_flower"
    assert "No review says “lily”" in lesson("daisy", wanted=("lily",)).remarks[0]
    assert "already" in lesson("daisy", wanted=("daisy",)).remarks[0]


def test_a_name_of_a_verdict_is_no_class() -> None:
    reviews = [Review(Verdict.CLASS, "no_flower", 0.0)] * 5
    assert plan_lesson(reviews, classes=CLASSES, pictures=np.arange(5)).new == ()


def test_near_photos_are_one_picture() -> None:
    random = np.random.default_rng(0)
    points = random.normal(size=(4, 50)).astype(np.float32)
    points[2] = points[0] * 1.1 + random.normal(size=50) * 0.05
    assert same_pictures(points).tolist() == [0, 1, 0, 3]


def test_no_photos_are_no_pictures() -> None:
    assert same_pictures(np.empty((0, 4), np.float32)).tolist() == []


@pytest.mark.parametrize(
    ("found", "taken", "good"), [(9, 0.0, True), (4, 0.02, True), (3, 0.0, False), (10, 0.03, False)]
)
def test_a_new_class_is_good_if_it_is_found_and_takes_little(found: int, taken: float, good: bool) -> None:
    assert NewClass("tansy", 10, found, taken).good is good


@pytest.mark.parametrize(
    ("after", "righted", "better", "good"),
    [(43, 3, 0.2, True), (42, 2, 0.2, False), (43, 8, 0.2, False), (43, 3, 0.1, False), (40, 0, 0.5, False)],
)
def test_a_correction_is_good_if_chance_explains_it_badly(after: int, righted: int, better: float, good: bool) -> None:
    assert Gain(50, 40, after, righted, better, 0.06).good is good
