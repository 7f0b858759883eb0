from __future__ import annotations

from dataclasses import replace

import pytest

from flowersort.core.errors import UsageError
from flowersort.core.rename_template import read_template
from flowersort.core.review import Review, Verdict
from tests.fakes.labelled import sure

PHOTO = sure("/g/a.jpg")


def stem(template: str, number: int = 7) -> str:
    read = read_template(template)
    assert read is not None
    return read.stem(PHOTO, name="a", label="roses", number=number)


def test_an_empty_template_keeps_names() -> None:
    assert read_template("") is None


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("{label}_{name}", "roses_a"),
        ("{date} {time}", "2024-05-06 07-08-09"),
        ("{number}", "7"),
        ("{number:4}", "0007"),
        ("{number:04}", "0007"),
        ("{confidence}", "90"),
        ("{{{name}}}", "{a}"),
        ("{hash}", (PHOTO.content or "")[:8]),
    ],
)
def test_each_field_is_filled_in(template: str, made: str) -> None:
    assert stem(template) == made


@pytest.mark.parametrize(
    "template",
    ["{", "}", "{}", "{0}", "{who}", "{name!r}", "{name:4}", "{number:x}", "{number:99}", "{number:}x/", "a\\b", " . "],
)
def test_what_makes_no_name_is_refused_with_the_fields(template: str) -> None:
    with pytest.raises(UsageError, match=r"\{name\}, \{label\}, \{date\}"):
        read_template(template)


def test_without_a_camera_time_the_files_own_counts() -> None:
    read = read_template("{date}")
    assert read is not None
    assert read.stem(replace(PHOTO, facts=None), name="a", label="roses", number=1).startswith("2001-09-")


def test_what_you_reviewed_is_certain() -> None:
    read = read_template("{confidence}")
    assert read is not None
    photo = replace(PHOTO, review=Review(Verdict.CLASS, "roses", 1.0))
    assert read.stem(photo, name="a", label="roses", number=1) == "100"
