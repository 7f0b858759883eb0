"""What a run remembers for the next one, and how it does without."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.core.events import PhotoLabelled, RunCancelled, RunFinished, StoreFailed
from flowersort.core.progress import CancelToken
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.services.store.store import Store
from tests.fakes.failing_store import FailingStore
from tests.fakes.gardens import many, photo_bytes
from tests.fakes.learned import learned_pack
from tests.fakes.runs import Reader, by_name, decoded, pack, photos, run, tools


def first_run(garden: Path, store: Store) -> dict[str, list[float]]:
    return answers(run(garden, with_tools=tools(store=store)))


def answers(events: list) -> dict[str, list[float]]:
    return {
        str(photo.content): [*photo.prediction.probabilities, photo.prediction.no_flower, photo.prediction.other_flower]
        for photo in photos(events)
        if photo.prediction is not None
    }


def again(folder: Path, store: Store, **options: bool) -> tuple[list[str], list[bool], dict[str, list[float]]]:
    reader = Reader()
    events = run(folder, with_tools=tools(store=store, read=reader), **options)
    return reader.names, list(decoded(events).values()), answers(events)


def test_a_second_run_over_unchanged_photos_reads_nothing_and_says_the_same(garden: Path, store: Store) -> None:
    before = first_run(garden, store)
    assert again(garden, store) == ([], [False] * 6, before)


def test_known_photos_have_the_same_facts_and_state(garden: Path, store: Store) -> None:
    one, two = (by_name(run(garden, with_tools=tools(store=store))) for _ in range(2))
    assert {name: (photo.facts, photo.state, photo.content) for name, photo in one.items()} == {
        name: (photo.facts, photo.state, photo.content) for name, photo in two.items()
    }


def test_fresh_decodes_every_photo_again(garden: Path, store: Store) -> None:
    before = first_run(garden, store)
    names, how, after = again(garden, store, fresh=True)
    assert (len(names), how, after) == (6, [True] * 6, before)


def test_moved_photos_are_hashed_and_not_decoded_and_afterwards_not_even_read(garden: Path, store: Store) -> None:
    before = first_run(garden, store)
    moved = garden.rename(garden.with_name("moved"))
    (moved / "1.jpg").rename(moved / "bed" / "one.jpg")
    names, how, after = again(moved, store)
    assert (len(names), how, after) == (6, [False] * 6, before)
    assert again(moved, store)[0] == []


def test_touched_photos_are_hashed_and_not_decoded(garden: Path, store: Store) -> None:
    first_run(garden, store)
    os.utime(garden / "1.jpg", (1, 1))
    assert again(garden, store)[:2] == (["1.jpg"], [False] * 6)


def test_a_changed_photo_is_decoded_again(garden: Path, store: Store) -> None:
    first_run(garden, store)
    (garden / "1.jpg").write_bytes((garden / "2.jpg").read_bytes() + b"more")
    names, how, _ = again(garden, store)
    assert (names, sorted(how)) == (["1.jpg"], [False] * 5 + [True])


def test_a_copy_of_a_known_photo_is_not_decoded(garden: Path, store: Store) -> None:
    first_run(garden, store)
    (garden / "copy.jpg").write_bytes((garden / "1.jpg").read_bytes())
    assert again(garden, store)[:2] == (["copy.jpg"], [False] * 7)


def test_another_pack_decodes_again_and_the_first_ones_answers_stay(garden: Path, store: Store) -> None:
    before = first_run(garden, store)
    other = replace(pack(), facts=replace(pack().facts, fingerprint="another"))
    events = run(garden, with_tools=tools(store=store, pack=other))
    assert list(decoded(events).values()) == [True] * 6
    assert again(garden, store) == ([], [False] * 6, before)


def test_a_learned_pack_knows_what_its_base_has_seen_and_the_other_way_round(
    garden: Path, store: Store, tmp_path: Path
) -> None:
    before = first_run(garden, store)
    learned = learned_pack(tmp_path / "learned", level=30.0)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.jpg").write_bytes(photo_bytes(77))
    reader = Reader()
    events = run(garden, tmp_path / "more", with_tools=tools(store=store, pack=learned, read=reader))
    assert reader.names == ["new.jpg"]
    assert {photo.prediction.top for photo in photos(events)} == {len(pack().facts.classes)}
    assert again(garden, store) == ([], [False] * 6, before)
    events = run(tmp_path / "more", with_tools=tools(store=store))
    assert list(decoded(events).values()) == [False]
    fresh = run(tmp_path / "more", with_tools=tools())
    assert photos(events)[0].prediction.logits.tolist() == photos(fresh)[0].prediction.logits.tolist()


def test_without_an_embedding_a_learned_pack_decodes_again(garden: Path, store: Store, tmp_path: Path) -> None:
    first_run(garden, store)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("DELETE FROM embeddings")
    events = run(garden, with_tools=tools(store=store, pack=learned_pack(tmp_path / "learned")))
    assert list(decoded(events).values()) == [True] * 6


def test_without_a_store_nothing_is_remembered(garden: Path) -> None:
    for _ in range(2):
        assert list(decoded(run(garden)).values()) == [True] * 6


def test_an_unreadable_photo_that_was_repaired_is_labelled(garden: Path, store: Store) -> None:
    whole = (garden / "1.jpg").read_bytes()
    (garden / "1.jpg").write_bytes(b"")
    first_run(garden, store)
    (garden / "1.jpg").write_bytes(whole)
    assert by_name(run(garden, with_tools=tools(store=store)))["1.jpg"].state is not State.UNREADABLE


def test_after_a_cancelled_run_only_the_rest_is_decoded(tmp_path: Path, store: Store) -> None:
    folder, cancel = many(tmp_path / "many", 40), CancelToken()
    reader = Reader(before=lambda path: cancel.cancel() if path.endswith("009.jpg") else None)
    events = run(folder, with_tools=tools(store=store, read=reader), cancel=cancel)
    assert isinstance(events[-1], RunCancelled)
    names, how, _ = again(folder, store)
    assert sorted(names) == sorted({f"{number:03}.jpg" for number in range(40)} - set(reader.names))
    assert how.count(False) == len(reader.names)


@pytest.mark.parametrize("fresh", [False, True])
def test_a_review_is_the_label_and_the_models_own_stands_beside(garden: Path, store: Store, fresh: bool) -> None:
    content = by_name(run(garden, with_tools=tools(store=store)))["1.jpg"].content
    review = Review(Verdict.CLASS, "tulips", at=1.0)
    store.put_review(str(content), review)
    photo = by_name(run(garden, with_tools=tools(store=store), fresh=fresh))["1.jpg"]
    classes = pack().facts.classes
    assert (photo.state, photo.review, photo.label(classes)) == (State.REVIEWED, review, "tulips")
    assert photo.prediction is not None
    assert photo.model_label(classes) == classes[photo.prediction.top]


def test_a_review_outlives_a_new_pack_and_a_move(garden: Path, store: Store) -> None:
    content = by_name(run(garden, with_tools=tools(store=store)))["1.jpg"].content
    store.put_review(str(content), Review(Verdict.NO_FLOWER, None, at=1.0))
    garden = garden.rename(garden.with_name("moved"))
    other = replace(pack(), facts=replace(pack().facts, fingerprint="another"))
    photo = by_name(run(garden, with_tools=tools(store=store, pack=other)))["1.jpg"]
    assert (photo.state, photo.label(pack().facts.classes)) == (State.REVIEWED, "no_flower")


@pytest.mark.parametrize("onwards", [False, True])
def test_a_store_that_fails_at_any_call_costs_one_sentence_and_no_result(
    garden: Path, store: Store, onwards: bool
) -> None:
    """Fail the n-th call for n = 1, 2, 3 … until nothing fails."""
    expected = answers(run(garden))
    (garden / "known.jpg").write_bytes((garden / "1.jpg").read_bytes())
    run(garden / "bed", with_tools=tools(store=store))
    failed_before = 0
    for first in range(1, 60):
        failing = FailingStore(store, first=first, onwards=onwards)
        events = run(garden, with_tools=tools(store=failing, jobs=1))
        assert isinstance(events[-1], RunFinished)
        assert answers(events) == expected
        assert sum(isinstance(event, StoreFailed) for event in events) == min(failing.failed, 1)
        if not failing.failed:
            assert failed_before
            return
        failed_before = first
    raise AssertionError("it never stopped failing")


def test_the_store_and_the_run_are_one_photo_one_event(garden: Path, store: Store) -> None:
    run(garden, with_tools=tools(store=store))
    events = run(garden, with_tools=tools(store=store))
    assert sum(isinstance(event, PhotoLabelled) for event in events) == 6
    assert events[-1].summary.decoded == 0
