from __future__ import annotations

from dataclasses import replace

import pytest

from flowersort.training.recipes import Recipe, student_recipe, teacher_recipe


@pytest.mark.parametrize(("epochs", "of_teachers"), [(12, 8), (1, 1), (2, 1), (3, 2), (30, 20)])
def test_teachers_train_two_thirds_as_long_and_at_least_once(epochs: int, of_teachers: int) -> None:
    assert student_recipe(epochs).epochs == epochs
    assert teacher_recipe(epochs).epochs == of_teachers


def test_teacher_and_student_differ_in_nothing_else() -> None:
    assert replace(teacher_recipe(12), epochs=12) == student_recipe(12) == replace(Recipe(), epochs=12)
