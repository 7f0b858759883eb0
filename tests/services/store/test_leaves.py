from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowersort.core.review import Review, Verdict
from flowersort.services.store.leaves import find_reviews, reviews_on
from tests.fakes.stored import content_of, expected_reviews, filled, overwrite, page_of, review_of

REVIEWS = st.builds(
    Review,
    verdict=st.sampled_from(Verdict),
    class_name=st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    at=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**50), 2**50).map(float),
)


def found_in(path: Path) -> dict[str, Review]:
    return {content: each.review for content, each in find_reviews(path).items()}


def test_all_reviews_are_found_page_by_page(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=200, reviews=2000)
    assert found_in(path) == expected_reviews(2000)


def test_reviews_are_found_without_header_and_without_schema(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=20, reviews=500)
    overwrite(path, 0, bytes(4096))
    assert found_in(path) == expected_reviews(500)


def test_reviews_are_found_without_the_tree_that_led_to_them(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=0, reviews=2000)
    overwrite(path, 4096 * (page_of(path, "reviews") - 1), b"\xa5" * 4096)
    # The root holds some rows itself, between its branches.
    assert len(found_in(path)) > 1900


def test_reviews_are_found_in_the_log(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=0, reviews=0)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO reviews VALUES (?, 'class', 'rose', ?)", (content_of(7), review_of(7).at))
        path.rename(tmp_path / "gone")
        assert found_in(path) == {content_of(7): review_of(7)}


def test_of_two_reviews_for_one_photo_the_later_is_taken(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=0, reviews=3)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE reviews SET class_name = 'tulip', at = at + 5 WHERE content = ?", (content_of(1),))
        found = found_in(path)
    assert found[content_of(1)].class_name == "tulip"
    assert found[content_of(0)] == review_of(0)


def test_an_earlier_review_on_a_later_page_does_not_win(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=0, reviews=3)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE given_up (content TEXT PRIMARY KEY, verdict, class_name, at REAL) WITHOUT ROWID"
        )
        connection.execute("INSERT INTO given_up SELECT content, 'excluded', NULL, at - 9 FROM reviews")
    assert found_in(path) == expected_reviews(3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(review=REVIEWS)
def test_any_review_is_read_as_sqlite_reads_it(tmp_path: Path, review: Review):
    path = tmp_path / "one.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE reviews (content TEXT PRIMARY KEY, verdict TEXT, class_name TEXT, at REAL) WITHOUT ROWID"
        )
        connection.execute(
            "INSERT INTO reviews VALUES ('c', ?, ?, ?)", (review.verdict.value, review.class_name, review.at)
        )
    assert found_in(path) == {"c": review}


@settings(deadline=None)
@given(st.binary(max_size=600), st.sampled_from([b"\x02", b"\x0a", b"\x0d", b""]))
def test_garbage_holds_no_reviews_and_does_no_harm(garbage: bytes, kind: bytes):
    assert list(reviews_on(kind + garbage)) == []


def test_files_that_are_missing_or_empty_hold_no_reviews(tmp_path: Path):
    assert found_in(tmp_path / "none") == {}
    (tmp_path / "empty").touch()
    assert found_in(tmp_path / "empty") == {}
