"""The sort that has put a photo where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.core.content import content_hash
from flowersort.core.errors import UsageError
from flowersort.core.plan import Operation
from flowersort.workflows.sort_of_photo import sort_of_photo
from tests.fakes.small_sorts import Place

PLACES = {"a.jpg": "roses/a.jpg"}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.write("a.jpg")
    return made


def sort_id(place: Place, path: Path) -> str:
    return sort_of_photo(str(path), content_hash(path.read_bytes()), records=place.records).id


def test_the_newest_sort_that_placed_it_is_named(place: Place) -> None:
    first = place.sort(place.plan(PLACES)).summary.id
    place.write("b.jpg")
    second = place.sort(place.plan({"b.jpg": "roses/b.jpg"}, Operation.MOVE)).summary.id
    assert sort_id(place, place.into / "roses" / "a.jpg") == first
    assert sort_id(place, place.into / "roses" / "b.jpg") == second


def test_a_photo_that_was_moved_since_is_known_by_its_content(place: Place) -> None:
    sort = place.sort(place.plan(PLACES)).summary.id
    moved = (place.into / "roses" / "a.jpg").rename(place.into / "other.jpg")
    assert sort_id(place, moved) == sort


def test_what_no_sort_has_placed_or_is_back_has_none(place: Place) -> None:
    with pytest.raises(UsageError, match="No sort has put this photo"):
        sort_id(place, place.photos / "a.jpg")
    place.sort(place.plan(PLACES))
    stranger = place.into / "roses" / "stranger.jpg"
    stranger.write_bytes(b"never sorted")
    with pytest.raises(UsageError, match="No sort has put this photo"):
        sort_id(place, stranger)
