"""What was learnt, in words."""

from __future__ import annotations

from dataclasses import replace

from flowersort.core.learning import Gain, NewClass
from flowersort.gui.learning.words import LearntWords
from tests.fakes.learned import learnt

GAIN = Gain(34, 28, 31, 4, 0.3, 0.1)


def test_a_new_class_comes_with_what_was_found_and_taken() -> None:
    assert list(LearntWords().lines(learnt("yarrow"))) == [
        "Yarrow: learnt. Of 10 examples, left out in turn, 9 are found; 0.1 % of all else is taken for it."
    ]


def test_a_refused_class_and_a_refused_correction_say_so() -> None:
    poor = replace(learnt(), head=None, classes=("daisy",), new=(NewClass("yarrow", 5, 1, 0.0),), gain=GAIN)
    lines = list(LearntWords().lines(poor))
    assert lines[0].startswith("Yarrow: refused")
    assert lines[1] == (
        "Known classes: refused, since it is not surely better."
        " Of 34 reviews held out, 28 are right without it and 31 with it."
    )
    assert "Nothing was learnt" in LearntWords().verdict(poor)


def test_a_correction_comes_with_its_gain_and_remarks_stand_last() -> None:
    better = replace(learnt(), new=(), gain=GAIN, corrected=True, remarks=("One picture is left out.",))
    lines = list(LearntWords().lines(better))
    assert lines[0].startswith("Known classes: learnt. Of 34 reviews held out, 28")
    assert lines[-1] == "One picture is left out."
