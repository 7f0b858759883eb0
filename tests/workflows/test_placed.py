"""Where photos stand after a sort, and after its undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.core.plan import Operation
from flowersort.workflows.placed import placed_photos, put_back
from tests.fakes.small_sorts import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    for name in ("a.jpg", "b.jpg"):
        made.write(name)
    return made


@pytest.mark.parametrize("operation", list(Operation))
def test_placed_photos_are_told_by_their_old_paths(place: Place, operation: Operation) -> None:
    plan = place.plan({"a.jpg": "roses/a.jpg", "b.jpg": "tulips/x/b.jpg"}, operation)
    assert placed_photos(plan) == {}
    place.sort(plan)
    assert placed_photos(plan) == {
        str(place.photos / "a.jpg"): str(place.into / "roses" / "a.jpg"),
        str(place.photos / "b.jpg"): str(place.into / "tulips" / "x" / "b.jpg"),
    }


def test_a_photo_that_could_not_leave_is_not_told_as_moved(place: Place) -> None:
    plan = place.plan({"a.jpg": "roses/a.jpg"}, Operation.MOVE)
    place.sort(plan)
    place.write("a.jpg", b"another one")
    assert placed_photos(plan) == {}


def test_what_is_back_is_told_by_the_paths_of_the_sort(place: Place) -> None:
    plan = place.plan({"a.jpg": "roses/a.jpg", "b.jpg": "roses/b.jpg"}, Operation.MOVE)
    place.sort(plan)
    placed = placed_photos(plan)
    assert put_back(placed) == {}
    place.undo()
    assert put_back(placed) == {new: old for old, new in placed.items()}
