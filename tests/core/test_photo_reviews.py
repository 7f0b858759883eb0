from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.photo_reviews import SharedReviews
from flowersort.core.review import Review, Verdict

ROWS = 6


def review(at: float = 1.0) -> Review:
    return Review(Verdict.CLASS, "roses", at=at)


@given(st.lists(st.tuples(st.integers(0, ROWS - 1), st.sampled_from(["a", "b", "c", None])), max_size=40))
def test_rows_of_a_content_are_those_placed_there_last(placings: list[tuple[int, str | None]]) -> None:
    shared, expected = SharedReviews(), dict[int, str | None]()
    shared.extend(ROWS)
    for row, content in placings:
        shared.place(row, content)
        expected[row] = content
    for content in "abc":
        assert sorted(shared.rows(content)) == [row for row in range(ROWS) if expected.get(row) == content]
    assert [shared.content(row) for row in range(ROWS)] == [expected.get(row) for row in range(ROWS)]


def test_a_later_review_of_the_store_wins_and_an_earlier_one_does_not() -> None:
    shared = SharedReviews()
    shared.extend(1)
    shared.place(0, "a")
    assert shared.heed("a", review(2.0))
    assert not shared.heed("a", review(1.0))
    assert shared.review(0) == review(2.0)
    assert shared.heed("a", review(3.0))


def test_what_was_set_here_stands_even_where_it_is_nothing() -> None:
    shared = SharedReviews()
    shared.extend(2)
    shared.place(0, "a")
    shared.heed("a", review())
    assert shared.settle("a", None)
    assert not shared.settle("a", None)
    assert not shared.heed("a", review(9.0))
    shared.place(1, "a")
    assert (shared.review(0), shared.review(1)) == (None, None)


def test_a_copy_no_longer_changes_with_its_source() -> None:
    shared = SharedReviews()
    shared.extend(3)
    shared.place(0, "a")
    shared.place(1, "a")
    twin = shared.copy()
    shared.place(2, "a")
    shared.settle("a", review())
    assert (twin.rows("a"), twin.content(2), twin.review(0)) == ([0, 1], None, None)
