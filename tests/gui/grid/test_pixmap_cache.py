from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPixmap

from flowersort.gui.grid.pixmap_cache import Kept, PixmapCache
from flowersort.gui.grid.thumbnail_thread import Target

pytestmark = pytest.mark.usefixtures("qapp")

SMALL, LARGE = Target(10, 10, 1.0), Target(20, 20, 1.0)


def picture(side: int, target: Target = SMALL, content: str | None = None) -> Kept:
    return Kept(QPixmap(side, side), target, content)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 20)), max_size=30))
def test_the_bytes_are_those_of_the_pictures_and_within_bounds(puts: list[tuple[int, int]]) -> None:
    cache = PixmapCache(most_bytes=4000)
    for row, side in puts:
        cache.put(row, picture(side))
        found = [pixmap for each in range(6) if (pixmap := cache.get(each)) is not None]
        assert cache.bytes == sum(4 * pixmap.width() * pixmap.height() for pixmap in found)
        assert cache.bytes <= 4000
        assert cache.get(row) is not None


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache = PixmapCache(most_bytes=3 * 400)
    for row in range(3):
        cache.put(row, picture(10))
    cache.get(0)
    cache.put(3, picture(10))
    assert [row for row in range(4) if cache.get(row) is not None] == [0, 2, 3]


def test_a_picture_larger_than_the_bounds_is_kept_alone() -> None:
    cache = PixmapCache(most_bytes=100)
    cache.put(0, picture(1))
    cache.put(1, picture(50))
    assert len(cache) == 1
    assert cache.get(1) is not None


def test_a_picture_is_held_for_the_target_and_the_content_that_it_was_made_for() -> None:
    cache = PixmapCache(most_bytes=10_000)
    cache.put(0, picture(10, SMALL, "a"))
    assert cache.holds(0, "a", SMALL)
    assert not cache.holds(0, "a", LARGE)
    assert not cache.holds(0, "b", SMALL)
    assert not cache.holds(1, "a", SMALL)


def test_what_is_not_known_yet_is_no_other_content() -> None:
    cache = PixmapCache(most_bytes=10_000)
    cache.put(0, picture(10, SMALL, "a"))
    cache.put(1, picture(10, SMALL, None))
    assert cache.holds(0, None, SMALL)
    assert cache.holds(1, "a", SMALL)


def test_nothing_is_left_after_clearing() -> None:
    cache = PixmapCache(most_bytes=10_000)
    cache.put(0, picture(10))
    cache.drop(0)
    cache.drop(0)
    cache.put(1, picture(10))
    cache.clear()
    assert (len(cache), cache.bytes) == (0, 0)
