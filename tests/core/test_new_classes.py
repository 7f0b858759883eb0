"""Classes that reviews name and the model lacks."""

from __future__ import annotations

import pytest

from flowersort.core.new_classes import examples_of, new_class_problem, rows_of_new_classes
from flowersort.core.photo_table import PhotoTable
from flowersort.core.review import Review, Verdict
from tests.fakes.tables import table_of


def reviewed(words: dict[int, str]) -> PhotoTable:
    table = table_of(4)
    reviews = {row: Review(Verdict.CLASS, word, 1.0) for row, word in words.items()}
    table.set_reviews({table.content(row) or "": review for row, review in reviews.items()})
    return table


def test_rows_are_those_of_classes_that_the_model_lacks() -> None:
    found = rows_of_new_classes(reviewed({0: "tansy", 1: "daisy", 3: "tansy", 2: "aster"}))
    assert {name: rows.tolist() for name, rows in found.items()} == {"tansy": [0, 3], "aster": [2]}


def test_without_reviews_there_are_none() -> None:
    assert rows_of_new_classes(table_of(4)) == {}


def test_examples_are_different_contents() -> None:
    table = reviewed({0: "tansy", 1: "tansy"})
    assert examples_of(table, rows_of_new_classes(table)["tansy"]) == 2


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("tansy", None),
        ("Daisy", "is a class already"),
        ("", "is empty"),
        ("a/b", "holds a character"),
        ("no_flower", "is a word that labels already use"),
    ],
)
def test_a_name_is_possible_or_it_says_why_not(name: str, problem: str | None) -> None:
    said = new_class_problem(name, ["daisy", "roses"])
    assert said is None if problem is None else problem in (said or "")
