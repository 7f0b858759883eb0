from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.errors import UsageError
from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFacts
from flowersort.core.photo_quality import DEFAULT_LIMITS, PhotoProblem, QualityLimits, limits_with, problems

GOOD = PhotoLook(hash=1, brightest=0.9, blown=0.0, contrast=0.2, sharpness=0.8)
FACTS = PhotoFacts(4000, 3000, None)
SHARES = st.floats(0, 1)


def test_a_good_photo_has_no_problem() -> None:
    assert problems(GOOD, FACTS) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"brightest": 0.1}, (PhotoProblem.DARK,)),
        ({"blown": 0.6}, (PhotoProblem.OVEREXPOSED,)),
        ({"sharpness": 0.1}, (PhotoProblem.BLURRY,)),
        ({"contrast": 0.01, "sharpness": 0.0}, (PhotoProblem.UNIFORM,)),
        ({"contrast": 0.0, "sharpness": 0.0, "brightest": 0.0}, (PhotoProblem.DARK, PhotoProblem.UNIFORM)),
        ({"contrast": 0.0, "sharpness": 0.0, "blown": 1.0}, (PhotoProblem.OVEREXPOSED, PhotoProblem.UNIFORM)),
    ],
)
def test_each_problem_is_told(change: dict[str, float], expected: tuple[PhotoProblem, ...]) -> None:
    assert problems(replace(GOOD, **change), FACTS) == expected


def test_a_tiny_photo_is_tiny_and_not_blurry() -> None:
    assert problems(replace(GOOD, sharpness=0.1), PhotoFacts(63, 500, None)) == (PhotoProblem.TINY,)
    assert problems(GOOD, PhotoFacts(64, 500, None)) == ()


@given(st.builds(PhotoLook, st.just(0), SHARES, SHARES, SHARES, SHARES), st.integers(1, 10_000))
def test_limits_can_be_put_so_that_nothing_is_a_problem(look: PhotoLook, side: int) -> None:
    none = QualityLimits(dark=0, overexposed=1, blurry=0, tiny=0, uniform=0)
    assert problems(look, PhotoFacts(side, side, None), none) == ()


def test_some_limits_are_changed_and_the_others_stay() -> None:
    assert limits_with({}) == DEFAULT_LIMITS
    assert limits_with({"tiny": 100.0, "dark": 0.1}) == replace(DEFAULT_LIMITS, tiny=100, dark=0.1)


@pytest.mark.parametrize(
    "wish", [{"sharp": 0.1}, {"dark": 1.1}, {"dark": -0.1}, {"tiny": 2.5}, {"blurry": float("nan")}]
)
def test_a_limit_that_can_not_be_is_refused(wish: dict[str, float]) -> None:
    with pytest.raises(UsageError, match=next(iter(wish))):
        limits_with(wish)
