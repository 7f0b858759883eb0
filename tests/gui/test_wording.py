from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.labels import NO_LABEL, label_code, label_codes
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State, decide
from flowersort.gui import wording
from tests.fakes.command import python
from tests.fakes.labelled import CLASSES, facts_of, sure, unreadable

FACTS = facts_of()


@pytest.fixture
def german() -> Iterator[None]:
    former = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    yield
    QLocale.setDefault(former)


def photo(
    *chances: float, no_flower: float = 0.1, other_flower: float = 0.1, review: Review | None = None
) -> LabelledPhoto:
    probabilities = np.array([*chances, *[0.0] * (len(CLASSES) - len(chances))])
    prediction = Prediction(np.zeros(len(CLASSES), np.float32), probabilities, no_flower, other_flower)
    state = decide(prediction, review, FACTS.thresholds)
    return replace(sure("a.jpg"), state=state, prediction=prediction, review=review)


def test_states_have_the_users_words() -> None:
    words = [wording.state_name(state) for state in State]
    assert words == ["Sure", "Unsure", "Other flower", "No flower", "Unreadable", "Reviewed"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("roses", "Roses"),
        ("tulips", "Tulips"),
        ("bird_of_paradise", "Bird of paradise"),
        ("éclair", "Éclair"),
        ("Iris", "Iris"),
        ("7 up", "7 up"),
        ("_", "_"),
        ("", ""),
    ],
)
def test_a_class_is_shown_as_a_word(name: str, shown: str) -> None:
    assert wording.class_name_shown(name) == shown


def test_label_codes_are_shown_as_words() -> None:
    shown = [wording.label_shown(code, CLASSES) for code in label_codes(CLASSES)]
    classes = ["Daisy", "Dandelion", "Roses", "Sunflowers", "Tulips"]
    assert shown == [*classes, "No flower", "Other flower", "Excluded"]
    assert wording.label_shown(NO_LABEL, CLASSES) == ""
    assert wording.label_shown(99, CLASSES) == ""


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_review_is_shown_as_its_label_is(verdict: Verdict) -> None:
    review = Review(verdict, "roses" if verdict is Verdict.CLASS else None, at=0.0)
    assert wording.review_shown(review) == wording.label_shown(label_code(review, 0, CLASSES), CLASSES)


@pytest.mark.parametrize(
    ("share", "digits", "shown"),
    [
        (0.62, 0, "62 %"),
        (0.0, 0, "0 %"),
        (1.0, 0, "100 %"),
        (0.998, 0, "99.8 %"),
        (0.99999, 0, "99.9 %"),
        (0.0001, 0, "0.1 %"),
        (0.004, 0, "0.4 %"),
        (0.013, 1, "1.3 %"),
        (0.99999, 2, "99.99 %"),
    ],
)
def test_only_what_is_all_or_nothing_says_100_or_0_percent(share: float, digits: int, shown: str) -> None:
    assert wording.percent(share, digits) == shown


@given(st.floats(0.0, 1.0), st.integers(0, 3))
def test_percent_is_never_off_by_more_than_it_shows(share: float, digits: int) -> None:
    value = float(wording.percent(share, digits).removesuffix(" %"))
    assert abs(value - 100.0 * share) <= max(0.5 * 10.0**-digits, 10.0 ** -max(digits, 1)) + 1e-9
    assert (value in (0.0, 100.0)) == (share in (0.0, 1.0))


def test_numbers_are_written_as_the_language_has_them() -> None:
    assert wording.number(1234567) == "1,234,567"
    assert wording.decimal(0.86) == "0.86"
    assert wording.file_size(1_234_567) == "1.2 MB"
    assert wording.file_size(-1) == ""


@pytest.mark.usefixtures("german")
def test_numbers_are_written_as_german_has_them() -> None:
    assert wording.number(1234567) == "1.234.567"
    assert wording.percent(0.998) == "99,8 %"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.0, "0 s"),
        (-3.0, "0 s"),
        (0.2, "1 s"),
        (119.0, "119 s"),
        (120.0, "2 min"),
        (7141.0, "2 h 0 min"),
        (7200.0, "2 h 0 min"),
        (15000.0, "4 h 10 min"),
        (float("inf"), "0 s"),
        (float("nan"), "0 s"),
    ],
)
def test_a_duration_has_the_unit_that_is_of_use(seconds: float, shown: str) -> None:
    assert wording.duration(seconds) == shown


@pytest.mark.parametrize(
    ("labelled", "said"),
    [
        (photo(0.01, 0.02, 0.97), "Sure: Roses has 97 %, and 80 % is enough to count as sure."),
        (photo(0.0, 0.0, 0.31, 0.07, 0.62), "Unsure: two classes are close (Tulips 62 %, Roses 31 %)."),
        (photo(0.7, 0.1, 0.1, 0.1), "Unsure: Daisy has 70 %, less than the 80 % that count as sure."),
        (photo(0.7999, 0.1, 0.1), "Unsure: Daisy has 79.99 %, less than the 80.00 % that count as sure."),
        (
            photo(0.9, 0.1, no_flower=0.875),
            "No flower: it looks as if none were on the photo (0.88; flagged from 0.50).",
        ),
        (
            photo(0.9, 0.1, other_flower=0.5004),
            "Other flower: it looks like none of the kinds that the model knows (0.5004; flagged from 0.5000); the"
            " closest is Daisy.",
        ),
        (
            photo(0.9, 0.1, review=Review(Verdict.CLASS, "daisy", 0.0)),
            "Reviewed: Daisy, as the model says (90 %).",
        ),
        (
            photo(0.9, 0.1, review=Review(Verdict.CLASS, "roses", 0.0)),
            "Reviewed: Roses; the model says Daisy (90 %).",
        ),
        (
            photo(0.9, 0.1, review=Review(Verdict.EXCLUDED, None, 0.0)),
            "Reviewed: Excluded; the model says Daisy (90 %).",
        ),
        (
            replace(unreadable("a.jpg"), state=State.REVIEWED, review=Review(Verdict.NO_FLOWER, None, 0.0)),
            "Reviewed: No flower.",
        ),
        (unreadable("a.jpg"), "Unreadable: The file is empty (0 bytes)."),
        (replace(unreadable("a.jpg"), error=None), "The photo could not be read."),
    ],
)
def test_each_state_is_explained_in_a_sentence_with_its_numbers(labelled: LabelledPhoto, said: str) -> None:
    assert wording.why_flagged(labelled, FACTS) == said


def test_a_threshold_of_the_class_is_the_one_that_is_told() -> None:
    facts = replace(FACTS, thresholds=replace(FACTS.thresholds, class_sure=(0.95, None, None, None, None)))
    doubtful = replace(photo(0.9, 0.1), state=State.UNSURE)
    assert wording.why_flagged(doubtful, facts) == "Unsure: Daisy has 90 %, less than the 95 % that count as sure."


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.lists(st.floats(0.0, 1.0), min_size=5, max_size=5))
def test_whatever_the_numbers_the_explanation_begins_with_the_state(
    no_flower: float, other_flower: float, parts: list[float]
) -> None:
    chances = np.array(parts) + 1e-6
    labelled = photo(*(chances / chances.sum()), no_flower=no_flower, other_flower=other_flower)
    said = wording.why_flagged(labelled, FACTS)
    assert said.startswith(f"{wording.state_name(labelled.state)}: ")
    assert "{" not in said


def test_the_words_cost_the_start_nothing_heavy() -> None:
    code = "import sys, flowersort.gui.wording, flowersort.gui.theme.appearance, flowersort.gui.preferences\n"
    code += "print([name for name in ('numpy', 'PIL', 'flowersort.bootstrap') if name in sys.modules])"
    assert python("-c", code).data.strip() == "[]"
