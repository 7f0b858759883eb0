from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.photo_names import NameOrder, searchable, shown_name
from flowersort.services.export.rows import in_order
from tests.fakes.labelled import sure

PARTS = st.text("aB12.é_", min_size=1, max_size=4)
PATHS = st.lists(st.lists(PARTS, min_size=1, max_size=3).map(tuple), unique=True, max_size=40)
BASE = os.sep + "photos"


def absolute(parts: tuple[str, ...]) -> str:
    return "".join(f"{os.sep}{part}" for part in ("photos", *parts))


@given(PATHS, st.lists(st.integers(0, 40), max_size=5))
def test_the_order_is_that_of_exports_however_the_paths_came(found: list[tuple[str, ...]], cuts: list[int]) -> None:
    paths, order = [absolute(parts) for parts in found], NameOrder()
    for cut in (*sorted(cuts), len(paths)):
        order.extend(paths[:cut])
    assert [paths[row] for row in order.rows] == [
        photo.file.path for _, photo in in_order([sure(path) for path in paths], base=BASE)
    ]


@pytest.mark.parametrize("first", [100, 3000])
def test_many_and_few_new_paths_find_their_places_among_the_old(first: int) -> None:
    paths = [absolute((f"day {number * 7 % 50}", f"{number}.jpg")) for number in range(3200)]
    pieces, whole = NameOrder(), NameOrder()
    for end in (first, first + 60, 3200):
        pieces.extend(paths[:end])
    whole.extend(paths)
    assert pieces.rows.tolist() == whole.rows.tolist()


@pytest.mark.parametrize(
    ("path", "base", "name"),
    [
        ("/photos/garden/1.jpg", "/photos", "garden/1.jpg"),
        ("/photos/garden/1.jpg", "/photos/", "garden/1.jpg"),
        ("/photos/garden/1.jpg", "/", "photos/garden/1.jpg"),
        ("/photos/garden/1.jpg", "", "1.jpg"),
        ("/photos/garden/1.jpg", "/photos/gard", "1.jpg"),
        ("/photos/back\\slash.jpg", "/photos", "back\\slash.jpg"),
        ("C:\\photos\\garden\\1.jpg", "C:\\photos", "garden/1.jpg"),
        ("C:\\photos\\garden\\1.jpg", "C:\\", "photos/garden/1.jpg"),
        ("C:\\photos\\garden\\1.jpg", "D:\\photos", "1.jpg"),
        ("1.jpg", "", "1.jpg"),
    ],
)
def test_a_name_is_relative_to_the_base_or_the_files_own(path: str, base: str, name: str) -> None:
    assert shown_name(path, base=base) == name


def test_a_search_knows_neither_case_nor_how_letters_are_composed() -> None:
    assert searchable("Ga\u0308nseBLÜMCHEN") == searchable("gänseblu\u0308mchen")
    assert searchable("STRASSE") == searchable("straße")
    assert searchable("\udcff.JPG") == "\udcff.jpg"
