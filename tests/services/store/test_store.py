from __future__ import annotations

import math
import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import StoreError
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import _FIND, _FIND_CONTENT, Store
from flowersort.services.store.values import StoredPath
from tests.fakes.stored import (
    PACK,
    content_of,
    expected_reviews,
    file_of,
    filled,
    is_photo,
    photo_of,
    review_of,
    reviews_in,
)


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "store.sqlite") as store:
        yield store


def test_an_unchanged_file_is_known(store: Store):
    store.put([photo_of(1), photo_of(2)])
    assert is_photo(store.find(file_of(1), PACK), 1)
    assert is_photo(store.find(file_of(2), PACK), 2)


def test_a_stored_photo_is_known_after_closing_and_opening(tmp_path: Path):
    with Store.open(tmp_path / "deep" / "er" / "store.sqlite") as store:
        store.put([photo_of(1)])
        store.put_review(content_of(1), review_of(1))
    with Store.open(tmp_path / "deep" / "er" / "store.sqlite") as store:
        known = store.find(file_of(1), PACK)
        assert is_photo(known, 1)
        assert known.review == review_of(1)
        assert store.notice is None


@pytest.mark.parametrize(
    "change",
    [{"size": 999}, {"modified_ns": 10**18}, {"path": "/photos/other.jpg"}],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_file_is_not_known(store: Store, change: dict[str, object]):
    store.put([photo_of(1)])
    assert store.find(replace(file_of(1), **change), PACK) is None


def test_another_pack_knows_nothing_of_the_photo_and_takes_nothing_away(store: Store):
    store.put([photo_of(1)])
    assert store.find(file_of(1), "pack-b") is None
    store.put([photo_of(1, pack="pack-b")])
    assert is_photo(store.find(file_of(1), "pack-b"), 1)
    assert is_photo(store.find(file_of(1), PACK), 1)


def test_a_photo_is_known_by_its_content(store: Store):
    store.put([photo_of(1)])
    assert is_photo(store.find_content(content_of(1), PACK), 1)
    assert store.find_content(content_of(2), PACK) is None
    assert store.find_content(content_of(1), "pack-b") is None


def test_a_renamed_photo_is_known_once_its_new_path_is_stored(store: Store):
    store.put([photo_of(1)])
    renamed = replace(file_of(1), path="/elsewhere/rose.jpg")
    store.put([StoredPath(renamed, content_of(1))])
    assert is_photo(store.find(renamed, PACK), 1)


def test_a_path_whose_photo_was_replaced_leads_to_the_new_one(store: Store):
    store.put([photo_of(1), photo_of(2)])
    store.put([StoredPath(file_of(1), content_of(2))])
    assert is_photo(store.find(file_of(1), PACK), 2)


def test_of_two_entries_for_one_path_the_later_wins(store: Store):
    store.put([photo_of(1), photo_of(2), StoredPath(file_of(1), content_of(2)), StoredPath(file_of(1), content_of(1))])
    assert is_photo(store.find(file_of(1), PACK), 1)


def test_a_path_to_an_unknown_content_is_stored_and_not_known(store: Store):
    store.put([StoredPath(file_of(1), content_of(1))])
    assert store.find(file_of(1), PACK) is None


@pytest.mark.parametrize("change", [{"size": -1}, {"modified_ns": -1}], ids=["size", "time"])
def test_a_file_that_could_not_be_asked_never_matches(store: Store, change: dict[str, int]):
    file = replace(file_of(1), **change)
    store.put([replace(photo_of(1), file=file)])
    assert store.find(file, PACK) is None
    assert is_photo(store.find_content(content_of(1), PACK), 1)


@pytest.mark.parametrize("time", [0, -2, -(10**18), 2**63, 2**64 - 2, 15 * 10**18])
def test_times_before_1970_and_after_2262_are_told_apart(store: Store, time: int):
    file = replace(file_of(1), modified_ns=time)
    store.put([replace(photo_of(1), file=file)])
    assert is_photo(store.find(file, PACK), 1)
    assert store.find(replace(file, modified_ns=time + 1), PACK) is None


@pytest.mark.parametrize("name", [b"\xff\xfe", "ä 🌸".encode(), b"a\nb", b"'; DROP TABLE paths; --", b"x" * 255])
def test_any_name_that_a_file_can_have_is_told_apart(store: Store, name: bytes):
    file = replace(file_of(1), path=os.fsdecode(b"/photos/" + name))
    store.put([replace(photo_of(1), file=file)])
    assert is_photo(store.find(file, PACK), 1)
    assert store.find(replace(file, path=file.path + "?"), PACK) is None


def test_a_new_prediction_takes_the_place_of_the_old_one(store: Store):
    store.put([photo_of(1)])
    store.put([replace(photo_of(1), logits=np.array([7.0], np.float32), facts=PhotoFacts(1, 2, None))])
    known = store.find(file_of(1), PACK)
    assert known.logits.tolist() == [7.0]
    assert known.facts == PhotoFacts(1, 2, None)


def test_numbers_come_back_as_they_were_put(store: Store):
    odd = np.array([math.nan, math.inf, -math.inf, 1e-45, 3.4e38], np.float32)
    store.put([replace(photo_of(1), logits=odd, no_flower=math.nan, other_flower=1)])
    known = store.find(file_of(1), PACK)
    assert known.logits.dtype == np.float32
    np.testing.assert_array_equal(known.logits, odd)
    assert math.isnan(known.no_flower)
    assert known.other_flower == 1.0


def test_an_empty_batch_stores_nothing(store: Store):
    store.put([])
    assert store.find(file_of(1), PACK) is None


def test_an_embedding_comes_back_to_the_precision_of_float16(store: Store):
    embedding = np.linspace(0, 6, 1856, dtype=np.float32)
    store.put([replace(photo_of(1), embedding=embedding)])
    found = store.embedding(content_of(1), PACK)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, embedding, rtol=2**-10, atol=2**-24)
    assert store.embedding(content_of(1), "pack-b") is None


def test_an_embedding_beyond_float16_is_cut_to_the_largest(store: Store):
    store.put([replace(photo_of(1), embedding=np.array([1e30, -1e30, 1.0], np.float32))])
    assert store.embedding(content_of(1), PACK).tolist() == [65504.0, -65504.0, 1.0]


def test_a_prediction_without_embedding_leaves_the_one_there_was(store: Store):
    store.put([photo_of(1), replace(photo_of(2), embedding=None)])
    store.put([replace(photo_of(1), embedding=None)])
    assert store.embedding(content_of(1), PACK).tolist() == [1.0] * 64
    assert store.embedding(content_of(2), PACK) is None


def test_all_embeddings_of_a_pack_come_in_batches(store: Store):
    store.put([photo_of(number) for number in range(2500)])
    store.put([photo_of(number, pack="pack-b") for number in range(3)])
    batches = list(store.embeddings(PACK))
    assert len(batches) > 1
    found = {c: row[0] for batch in batches for c, row in zip(batch.contents, batch.embeddings, strict=True)}
    assert found == {content_of(number): number % 100 for number in range(2500)}
    assert list(store.embeddings("pack-c")) == []


def test_the_embeddings_of_some_photos_come_in_batches(store: Store):
    store.put([photo_of(number) for number in range(1500)] + [photo_of(number, pack="pack-b") for number in range(3)])
    store.put([replace(photo_of(1500), embedding=None)])
    asked = [content_of(number) for number in range(1700, 99, -1)]
    batches = list(store.embeddings_of(asked, PACK))
    assert len(batches) > 1
    assert max(len(batch.contents) for batch in batches) <= 500
    found = {c: row[0] for batch in batches for c, row in zip(batch.contents, batch.embeddings, strict=True)}
    assert found == {content_of(number): number % 100 for number in range(100, 1500)}


def test_no_embeddings_come_for_no_photos_unknown_ones_and_another_pack(store: Store):
    store.put([photo_of(1)])
    assert list(store.embeddings_of([], PACK)) == []
    assert list(store.embeddings_of([content_of(2)], PACK)) == []
    assert list(store.embeddings_of([content_of(1)], "pack-b")) == []


def test_the_store_may_be_written_while_embeddings_are_read(store: Store):
    store.put([photo_of(number) for number in range(1500)])
    batches = store.embeddings(PACK)
    next(batches)
    store.put([photo_of(number) for number in range(5)])
    assert sum(len(batch.contents) for batch in batches) >= 476


def test_a_review_is_kept_and_comes_with_the_photo(store: Store):
    store.put_review(content_of(1), review_of(1))
    store.put([photo_of(1)])
    assert store.review(content_of(1)) == review_of(1)
    assert store.find(file_of(1), PACK).review == review_of(1)
    assert store.find_content(content_of(1), PACK).review == review_of(1)


def test_a_new_review_takes_the_place_of_the_old_one(store: Store):
    store.put_review(content_of(1), review_of(1))
    other = Review(Verdict.EXCLUDED, None, 5.0)
    store.put_review(content_of(1), other)
    assert store.review(content_of(1)) == other


def test_a_removed_review_is_gone_and_removing_none_is_harmless(store: Store):
    store.put([photo_of(1)])
    store.put_review(content_of(1), review_of(1))
    store.remove_review(content_of(1))
    store.remove_review(content_of(2))
    assert store.review(content_of(1)) is None
    assert store.find(file_of(1), PACK).review is None


def test_many_reviews_change_at_once(store: Store):
    store.put([photo_of(1)])
    store.change_reviews({content_of(number): review_of(number) for number in range(3000)})
    assert reviews_in(store) == expected_reviews(3000)
    tulip = review_of(1, class_name="tulip")
    store.change_reviews({content_of(number): None for number in range(2, 3001)} | {content_of(1): tulip})
    assert reviews_in(store) == {content_of(0): review_of(0), content_of(1): tulip}
    assert store.find(file_of(1), PACK).review == tulip


def test_of_changes_of_which_one_fails_none_is_made(store: Store):
    store.change_reviews({content_of(1): review_of(1), content_of(2): review_of(2)})
    timeless = replace(review_of(3), at=math.nan)
    with pytest.raises(StoreError, match="NOT NULL"):
        store.change_reviews({content_of(1): None, content_of(2): review_of(9), content_of(3): timeless})
    assert reviews_in(store) == {content_of(1): review_of(1), content_of(2): review_of(2)}


def test_no_change_asks_nothing_of_the_disk(store: Store):
    store.close()
    store.change_reviews({})


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_comes_back(store: Store, verdict: Verdict):
    review = Review(verdict, "tulip" if verdict is Verdict.CLASS else None, 12.0)
    store.put_review(content_of(1), review)
    assert store.review(content_of(1)) == review


def test_all_reviews_come_in_the_order_of_content(tmp_path: Path):
    with Store.open(filled(tmp_path / "store.sqlite", photos=0, reviews=2500)) as store:
        found = list(store.reviews())
    assert [each.content for each in found] == sorted(expected_reviews(2500))
    assert {each.content: each.review for each in found} == expected_reviews(2500)


def test_storing_photos_never_touches_reviews(store: Store):
    store.put_review(content_of(1), review_of(1))
    store.put([photo_of(1), StoredPath(file_of(2), content_of(1))])
    store.put([photo_of(1, pack="pack-b")])
    assert reviews_in(store) == {content_of(1): review_of(1)}


def test_many_threads_read_while_one_writes(store: Store):
    store.put([photo_of(number) for number in range(50)])
    wrong: list[object] = []

    def read() -> None:
        for number in list(range(50)) * 5:
            if not is_photo(store.find(file_of(number), PACK), number):
                wrong.append(number)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(50, 100):
        store.put([photo_of(number)])
    for reader in readers:
        reader.join()
    assert wrong == []
    assert all(is_photo(store.find(file_of(number), PACK), number) for number in range(100))


def test_after_closing_every_call_says_so(tmp_path: Path):
    store = Store.open(tmp_path / "store.sqlite")
    store.close()
    store.close()
    for call in (
        lambda: store.find(file_of(1), PACK),
        lambda: store.put([photo_of(1)]),
        lambda: store.put_review(content_of(1), review_of(1)),
        lambda: store.change_reviews({content_of(1): None}),
        lambda: list(store.reviews()),
        lambda: list(store.embeddings_of([content_of(1)], PACK)),
    ):
        with pytest.raises(StoreError, match="was closed"):
            call()


def test_a_thread_that_comes_after_closing_is_told_so(tmp_path: Path):
    store = Store.open(tmp_path / "store.sqlite")
    store.close()
    said: list[str] = []

    def ask() -> None:
        try:
            store.find(file_of(1), PACK)
        except StoreError as fault:
            said.append(str(fault))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert said == ["The store was closed; open it again."]


def test_closing_leaves_one_file_with_everything_and_no_log(tmp_path: Path):
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put([photo_of(1)])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "store.sqlite",
        "store.sqlite.opening",
        "store.sqlite.users",
    ]


def test_two_stores_on_one_file_see_each_other(tmp_path: Path):
    with Store.open(tmp_path / "store.sqlite") as one, Store.open(tmp_path / "store.sqlite") as other:
        one.put([photo_of(1)])
        assert is_photo(other.find(file_of(1), PACK), 1)
        other.put_review(content_of(1), review_of(1))
        assert one.review(content_of(1)) == review_of(1)


def test_a_review_is_refused_when_the_file_was_deleted_meanwhile(store: Store):
    store.path.unlink()
    with pytest.raises(StoreError, match="moved or deleted while it was open"):
        store.put_review(content_of(1), review_of(1))


def test_a_store_that_was_deleted_meanwhile_does_not_come_back_empty(store: Store):
    store.path.unlink()
    with pytest.raises(StoreError, match="can't be opened"):
        store.find(file_of(1), PACK)
    assert not store.path.exists()


def test_photos_are_refused_when_the_file_was_replaced_meanwhile(store: Store, tmp_path: Path):
    filled(tmp_path / "other.sqlite").rename(store.path)
    with pytest.raises(StoreError, match="replaced while it was open"):
        store.put([photo_of(1)])


def test_a_store_follows_its_file_when_the_working_folder_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with Store.open(Path("store.sqlite")) as store:
        store.put([photo_of(1)])
        monkeypatch.chdir(tmp_path / "elsewhere")
        found: list[object] = []
        thread = threading.Thread(target=lambda: found.append(store.find(file_of(1), PACK)))
        thread.start()
        thread.join()
        assert is_photo(found[0], 1)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_failing_entry_leaves_nothing_of_its_batch(store: Store):
    broken = replace(photo_of(2), content=None)
    with pytest.raises(StoreError, match="NOT NULL"):
        store.put([photo_of(1), broken])
    assert store.find(file_of(1), PACK) is None
    store.put([photo_of(1)])
    assert is_photo(store.find(file_of(1), PACK), 1)


def test_finding_runs_on_indexes_alone(store: Store):
    with store._connections.mine() as connection:
        for query, count in ((_FIND, 4), (_FIND_CONTENT, 2)):
            plan = " / ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", ("x",) * count))
            assert "SCAN" not in plan
            assert plan.count("SEARCH") >= 3


def test_a_photo_file_without_path_bytes_is_told_from_none(store: Store):
    empty = PhotoFile("", 5, 5)
    store.put([replace(photo_of(1), file=empty)])
    assert is_photo(store.find(empty, PACK), 1)
