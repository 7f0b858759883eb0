"""What carrying reviews asks of the store: exchanges that lose nobody's review, and names for photos."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.core.errors import StoreError
from flowersort.core.photo import PhotoFile
from flowersort.core.review_history import ReviewChange
from flowersort.services.store.rows import RowError, to_stored_path
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredPath
from tests.fakes.stored import content_of, file_of, photo_of, review_of, reviews_in

A, B, C = map(content_of, range(3))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite") as opened:
        opened.put_review(A, review_of(1))
        yield opened


def test_reviews_are_exchanged_where_the_one_of_before_is_there_still(store: Store) -> None:
    changes = [ReviewChange(A, review_of(1), None), ReviewChange(B, None, review_of(2))]
    assert store.exchange_reviews(changes) == frozenset()
    assert reviews_in(store) == {B: review_of(2)}
    assert store.exchange_reviews([]) == frozenset()


def test_a_review_that_is_another_one_by_now_stays_and_is_told(store: Store) -> None:
    changes = [
        ReviewChange(A, None, review_of(5)),
        ReviewChange(B, review_of(2), None),
        ReviewChange(C, None, review_of(3)),
    ]
    assert store.exchange_reviews(changes) == {A, B}
    assert reviews_in(store) == {A: review_of(1), C: review_of(3)}


def test_a_review_given_at_another_moment_is_another_one(store: Store) -> None:
    earlier = replace(review_of(1), at=1.0)
    assert store.exchange_reviews([ReviewChange(A, earlier, None)]) == {A}


def test_an_exchange_is_stored_whole_or_not_at_all(store: Store) -> None:
    broken = replace(review_of(2), class_name="\udc80")
    with pytest.raises((StoreError, UnicodeEncodeError)):
        store.exchange_reviews([ReviewChange(A, review_of(1), None), ReviewChange(B, None, broken)])
    assert reviews_in(store) == {A: review_of(1)}


def test_the_paths_of_reviewed_photos_are_told_and_no_others(store: Store) -> None:
    odd = PhotoFile(os.fsdecode(b"/photos/caf\xe9.jpg"), 5, 7)
    store.put([photo_of(0), photo_of(1), StoredPath(odd, A)])
    assert [each.file.path for each in store.reviewed_paths()] == ["/photos/0.jpg", odd.path]
    assert {each.content for each in store.reviewed_paths()} == {A}


def test_many_paths_come_in_batches(store: Store) -> None:
    store.put([StoredPath(PhotoFile(f"/photos/{number}.jpg", 1, 1), A) for number in range(2500)])
    assert len({each.file.path for each in store.reviewed_paths()}) == 2500


def test_a_content_is_told_by_path_whatever_the_pack_while_size_and_time_are_the_same(store: Store) -> None:
    store.put([photo_of(1, pack="another")])
    assert store.content_at(file_of(1)) == content_of(1)
    assert store.content_at(replace(file_of(1), size=1)) is None
    assert store.content_at(replace(file_of(1), size=-1)) is None
    assert store.content_at(file_of(2)) is None


@pytest.mark.parametrize("row", [("text", 1, 1, A), (b"p", "1", 1, A), (b"p", 1, None, A), (b"p", 1, 1, "")])
def test_a_path_that_was_never_written_so_is_damage(row: tuple[object, ...]) -> None:
    with pytest.raises(RowError):
        to_stored_path(row)
