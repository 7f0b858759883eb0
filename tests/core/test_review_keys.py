from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.review_keys import RESERVED_LETTERS, class_digits, class_letters, further_letters
from tests.fakes.labelled import CLASSES

NAMES = st.lists(st.text("aAbcdDnoxéß _-1菊", min_size=1, max_size=6), max_size=12)


def test_the_flowers_have_letters_of_their_names() -> None:
    assert class_letters(CLASSES) == ("d", "a", "r", "s", "t")


def test_a_class_keeps_its_first_letter_where_another_has_to_choose_again() -> None:
    assert class_letters(["daisy", "dandelion", "aster"]) == ("d", "e", "a")


def test_a_name_of_reserved_or_taken_letters_has_none() -> None:
    assert class_letters(["cox", "Rr", "r", "12"]) == ("", "r", "", "")


@given(NAMES)
def test_letters_are_of_their_names_and_free_and_no_two_the_same(names: list[str]) -> None:
    letters = class_letters(names)
    given_letters = [letter for letter in letters if letter]
    assert len(letters) == len(names)
    assert len(set(given_letters)) == len(given_letters)
    assert RESERVED_LETTERS.isdisjoint(given_letters)
    for name, letter in zip(names, letters, strict=True):
        assert letter in name.casefold()
        # Without a letter only where none was left.
        left = {each for each in name.casefold() if each.isalpha()} - RESERVED_LETTERS - set(given_letters)
        assert letter or not left


def test_the_first_nine_classes_have_digits() -> None:
    assert class_digits(3) == ("1", "2", "3")
    assert class_digits(11) == (*"123456789", "", "")


def test_classes_that_come_later_take_no_letter_from_those_before() -> None:
    assert further_letters(["tansy", "trout_lily", "no"], {"t", "a"}) == ("s", "r", "")
