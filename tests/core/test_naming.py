from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.naming import check_class_names, natural_key

FINE = "dandelion"


def problem_of(name: str) -> str | None:
    return check_class_names([name, FINE])


def test_numbers_sort_by_value() -> None:
    names = ["10.jpg", "2.jpg", "1.jpg", "IMG_0100.jpg", "img_99.jpg"]
    assert sorted(names, key=natural_key) == ["1.jpg", "2.jpg", "10.jpg", "img_99.jpg", "IMG_0100.jpg"]


def test_case_decides_only_between_names_that_are_otherwise_the_same() -> None:
    assert sorted(["b.jpg", "A.jpg", "a.jpg", "B.jpg"], key=natural_key) == ["A.jpg", "a.jpg", "B.jpg", "b.jpg"]


def test_leading_zeros_do_not_tie() -> None:
    assert sorted(["7", "07", "007", "6"], key=natural_key) == ["6", "007", "07", "7"]


@pytest.mark.parametrize("name", ["x²", "१२", "1" * 5000, "", "\udcff1", "٣.jpg"])
def test_odd_digits_have_a_place_in_the_order(name: str) -> None:
    assert sorted([name, "zz", name], key=natural_key).count(name) == 2


@given(st.lists(st.text("aA0179.²٣ß-é", max_size=6)))
def test_the_order_is_the_same_whatever_came_first_and_never_ties_two_names(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)
    assert len({natural_key(name) for name in names}) == len(set(names))


@pytest.mark.parametrize(
    "name", ["roses", "Gänseblümchen", "菊", "a b", "lily-of-the-valley", "no.1", "🌷", "com10", "console"]
)
def test_plain_names_are_fine(name: str) -> None:
    assert problem_of(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty"),
        ("../x", "folders can't have"),
        ("a/b", "folders can't have"),
        ("a\\b", "folders can't have"),
        ("C:", "folders can't have"),
        ('say "x"', "folders can't have"),
        ("what?", "folders can't have"),
        ("a\nb", "folders can't have"),
        ("a\0b", "folders can't have"),
        ("a\u202eb", "folders can't have"),
        ("\udcff", "folders can't have"),
        (".hidden", "begins or ends"),
        ("..", "begins or ends"),
        ("_review", "begins or ends"),
        ("-rf", "begins or ends"),
        (" roses", "begins or ends"),
        ("roses ", "begins or ends"),
        ("roses.", "begins or ends"),
        ("con", "reserved"),
        ("NUL", "reserved"),
        ("Com1.roses", "reserved"),
        ("aux .roses", "reserved"),
        ("lpt²", "reserved"),
        ("CONIN$", "reserved"),
        ("=sum", "formula"),
        ("+1", "formula"),
        ("@home", "formula"),
        ("＝sum", "formula"),
        ("x" * 101, "100 characters"),
        ("🌷" * 64, "255 bytes"),
    ],
)
def test_a_name_that_is_no_folder_column_or_key_is_refused_with_the_reason(name: str, why: str) -> None:
    problem = problem_of(name)
    assert problem is not None
    assert why in problem
    assert repr(name) in problem


def test_the_longest_names_are_fine() -> None:
    assert problem_of("x" * 100) is None
    assert problem_of("🌷" * 63) is None


def test_a_name_that_is_no_text_is_refused() -> None:
    problem = check_class_names([7, "roses"])  # type: ignore[list-item]
    assert problem == "The class name 7 is not text."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("roses", "Roses"),
        ("straße", "STRASSE"),
        ("caf\u00e9", "cafe\u0301"),
        ("caf\u00e9", "CAFE\u0301"),
        ("\u1fb7x", "\u0391\u0342\u0345x"),
        ("\u0390", "\u0399\u0308\u0301"),
    ],
)
def test_names_that_some_file_system_takes_for_one_are_refused_together(one: str, other: str) -> None:
    problem = check_class_names([one, FINE, other])
    assert problem is not None
    assert "differ only in case or Unicode form" in problem
    assert repr(one) in problem
    assert repr(other) in problem


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8))
def test_every_spelling_of_a_name_is_found(name: str) -> None:
    for other in (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name), name.casefold()):
        assert check_class_names([name, other]) is not None


@pytest.mark.parametrize("count", [0, 1, 1001])
def test_too_few_or_too_many_classes_are_refused_with_their_number(count: int) -> None:
    problem = check_class_names([f"class {number}" for number in range(count)])
    assert problem == f"There are {count} classes; between 2 and 1000 are possible."


@pytest.mark.parametrize("count", [2, 200, 1000])
def test_from_2_to_1000_classes_are_fine(count: int) -> None:
    assert check_class_names([f"class {number}" for number in range(count)]) is None


@pytest.mark.parametrize("word", ["no_flower", "Other_Flower", "excluded"])
def test_a_class_may_not_be_called_what_a_review_can_say_besides(word: str) -> None:
    assert "labels already use" in (problem_of(word) or "")
