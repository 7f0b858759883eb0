"""Which photos to look at first, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.doubt import Doubt, Reason, doubts, percent, usual_confidence, why
from flowersort.core.evaluated import EvaluatedPhoto
from flowersort.core.state import State
from tests.fakes.reports import photo_of, random_photos

CLASSES = ("daisy", "roses", "tulips")
# What the model usually says of a class, which a disagreement has to reach.
USUAL = [photo_of(f"usual/{place}.jpg", chances, given=place) for place, chances in enumerate(
    ((0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8))
)]  # fmt: skip


@pytest.mark.parametrize(
    ("photo", "expected"),
    [
        (photo_of("a", (0.9, 0.1, 0.0)), None),
        (photo_of("a", (0.9, 0.1, 0.0), state=State.UNSURE), Reason.UNSURE),
        (photo_of("a", (0.1, 0.9, 0.0)), Reason.MISLABELLED),
        (photo_of("a", (0.1, 0.9, 0.0), state=State.NO_FLOWER), Reason.MISLABELLED),
        (photo_of("a", (0.4, 0.6, 0.0), state=State.UNSURE), Reason.MISLABELLED),
        (photo_of("a", (0.3, 0.4, 0.3), state=State.UNSURE), Reason.ANOTHER_CLASS),
        (photo_of("a", (0.3, 0.4, 0.3), state=State.SURE), Reason.ANOTHER_CLASS),
        (photo_of("a", (0.3, 0.4, 0.3), state=State.NO_FLOWER), Reason.NO_FLOWER),
        (photo_of("a", (0.9, 0.1, 0.0), state=State.NO_FLOWER), Reason.NO_FLOWER),
        (photo_of("a", (0.9, 0.1, 0.0), state=State.OTHER_FLOWER), Reason.OTHER_FLOWER),
        (photo_of("a", (0.1, 0.9, 0.0), state=State.REVIEWED), None),
    ],
)
def test_a_photo_has_one_reason_or_none(photo: EvaluatedPhoto, expected: Reason | None) -> None:
    # Lowers what is usual for roses to below a half, where only a majority counts.
    bar = [photo_of("usual/low.jpg", (0.3, 0.35, 0.35), given=1)] * 3
    assert next((doubt.reason for doubt in doubts([*USUAL, *bar, photo]) if doubt.photo is photo), None) is expected


def test_a_class_that_the_model_knows_badly_needs_a_majority_all_the_same() -> None:
    badly = photo_of("usual.jpg", (0.0, 0.2, 0.8), given=1)
    photo = photo_of("a", (0.3, 0.4, 0.3))
    assert {doubt.photo: doubt.reason for doubt in doubts([badly, photo])}[photo] is Reason.ANOTHER_CLASS


def test_the_order_is_sure_disagreement_then_leaning_and_novelty_in_turn_then_wavering() -> None:
    wavering = photo_of("w", (0.55, 0.45, 0.0), state=State.UNSURE)
    leaning = [photo_of(f"l{top}", (0.99 - top, top, 0.01)) for top in (0.55, 0.75, 0.65, 0.6)]
    novel = photo_of("n", (0.9, 0.1, 0.0), state=State.NO_FLOWER, novelty=0.7)
    more_novel = photo_of("m", (0.9, 0.1, 0.0), state=State.OTHER_FLOWER, novelty=0.9)
    wrong = photo_of("x", (0.1, 0.9, 0.0))
    worse = photo_of("y", (0.01, 0.99, 0.0))
    found = doubts([*USUAL, wavering, novel, *leaning, wrong, more_novel, worse])
    assert [doubt.photo.name for doubt in found] == ["y", "x", "l0.75", "m", "l0.65", "n", "l0.6", "l0.55", "w"]


def test_nobody_doubts_nothing() -> None:
    assert doubts([]) == ()
    assert usual_confidence([]).size == 0


@given(st.permutations(range(30)))
def test_the_order_of_the_photos_does_not_matter(order: list[int]) -> None:
    photos = random_photos(30, classes=3)
    names = [doubt.photo.name for doubt in doubts(photos)]
    assert [doubt.photo.name for doubt in doubts([photos[place] for place in order])] == names
    assert len(set(names)) == len(names)


def test_the_usual_confidence_is_the_mean_over_the_photos_of_a_class() -> None:
    photos = [photo_of("a", (0.8, 0.1, 0.1)), photo_of("b", (0.4, 0.3, 0.3)), photo_of("c", (0.0, 0.9, 0.1), given=1)]
    assert usual_confidence(photos) == pytest.approx([0.6, 0.9, 0.7])


@pytest.mark.parametrize(
    ("photo", "kind", "sentence"),
    [
        (
            photo_of("a", (0.1, 0.9, 0.0)),
            Reason.MISLABELLED,
            "Given daisy, the model says roses with 90 %: perhaps mislabelled.",
        ),
        (
            photo_of("a", (0.0, 1.0, 0.0), state=State.NO_FLOWER, novelty=0.93),
            Reason.MISLABELLED,
            "Given daisy, the model says roses with 100 %: perhaps mislabelled. Or no flower is on it (0.93).",
        ),
        (
            photo_of("a", (0.1, 0.9, 0.0), state=State.OTHER_FLOWER, novelty=0.5),
            Reason.MISLABELLED,
            "Given daisy, the model says roses with 90 %: perhaps mislabelled. Or it is of another kind (0.50).",
        ),
        (photo_of("a", (1.0, 0.0, 0.0), novelty=0.93), Reason.NO_FLOWER, "Looks as if no flower were on it (0.93)."),
        (photo_of("a", (1.0, 0.0, 0.0), novelty=0.69), Reason.OTHER_FLOWER, "A flower of another kind? (0.69)"),
        (
            photo_of("a", (0.4, 0.6, 0.0)),
            Reason.ANOTHER_CLASS,
            "Given daisy, the model leans towards roses (60 % / 40 %).",
        ),
        (photo_of("a", (0.6, 0.1, 0.3)), Reason.UNSURE, "Unsure between daisy and tulips (60 % / 30 %)."),
    ],
)
def test_the_reason_is_told_in_words(photo: EvaluatedPhoto, kind: Reason, sentence: str) -> None:
    assert why(Doubt(photo, kind), CLASSES).replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (1.0, "100"),
        (0.9999, "99.9"),
        (0.996, "99.6"),
        (0.99, "99"),
        (0.5, "50"),
        (0.004, "0.4"),
        (1e-9, "0.1"),
        (0.0, "0"),
    ],
)
def test_only_all_or_nothing_says_so(share: float, text: str) -> None:
    assert percent(share) == f"{text}\u00a0%"
