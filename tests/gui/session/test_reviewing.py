"""Reviews in the window: at once in the table, behind it in the store, and back by undo, whatever the order."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from flowersort.core.photo_table import STATES, PhotoTable
from flowersort.core.review import Review, Verdict
from flowersort.core.review_history import ReviewChange
from flowersort.core.state import State
from flowersort.gui.session.reviewing import Reviewing
from flowersort.services.store.store import Store
from flowersort.workflows.review import ReviewWriter
from tests.fakes.labelled import CLASSES, facts_of, sure, unreadable
from tests.fakes.tables import table_of


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.intp)


class Desk:
    """A table with a few photos, a real store behind it, and everything that was said."""

    def __init__(self, table: PhotoTable, store: Store | None) -> None:
        self.table, self.store = table, store
        self.writer = ReviewWriter(store, lambda _fault: None, why_no_store="none is wanted")
        moments = count(1_700_000_000.0)
        self.reviewing = Reviewing(table, self.writer, lambda: next(moments))
        self.said: list[str] = []
        self.changed: list[list[int]] = []
        self.reviewing.said.connect(self.said.append)
        self.reviewing.changed.connect(lambda changed: self.changed.append(changed.tolist()))

    def stored(self) -> dict[str, str]:
        assert self.store is not None
        assert self.writer.flush(10.0)
        return {each.content: each.review.label for each in self.store.reviews()}

    def labels(self) -> list[str]:
        photos = (self.table.photo(row) for row in range(len(self.table)))
        return [photo.label(CLASSES) if photo is not None else "" for photo in photos]


def small_table() -> PhotoTable:
    table = PhotoTable(facts_of())
    copy = sure("/a/4.jpg")
    twin = sure("/a/copy-of-4.jpg")
    photos = [sure("/a/1.jpg"), sure("/a/2.jpg", "tulips"), unreadable("/a/3.jpg"), copy]
    table.put([*photos, type(twin)(twin.file, twin.state, copy.content, twin.facts, twin.prediction)])
    return table


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store.sqlite") as store:
        made = Desk(small_table(), store)
        yield made
        made.writer.close()


def test_a_class_is_given_at_once_and_stored_behind(desk: Desk) -> None:
    assert desk.reviewing.give_class(rows(0, 1), CLASSES.index("daisy")) == 2
    assert desk.labels()[:2] == ["daisy", "daisy"]
    assert desk.said == ["2 photos labelled as Daisy"]
    assert desk.changed == [[0, 1]]
    assert sorted(desk.stored().values()) == ["daisy", "daisy"]


def test_copies_of_a_photo_share_its_review(desk: Desk) -> None:
    desk.reviewing.give_verdict(rows(3), Verdict.NO_FLOWER)
    assert desk.labels()[3:] == ["no_flower", "no_flower"]
    assert desk.said == ["2 photos labelled as without a flower"]
    assert len(desk.stored()) == 1


def test_accepting_takes_each_photos_own_label(desk: Desk) -> None:
    desk.reviewing.accept(rows(0, 1))
    assert desk.labels()[:2] == ["roses", "tulips"]
    assert desk.said == ["2 photos accepted"]


def test_accepting_a_flagged_photo_accepts_the_flag(qtbot: QtBot) -> None:
    table = table_of(400)
    desk = Desk(table, None)
    for state, verdict in ((State.NO_FLOWER, "no_flower"), (State.OTHER_FLOWER, "other_flower")):
        row = int((table.states == STATES.index(state)).nonzero()[0][0])
        desk.reviewing.accept(rows(row))
        assert desk.labels()[row] == verdict
    desk.writer.close()


def test_what_cannot_be_read_and_what_says_the_same_already_changes_nothing(desk: Desk) -> None:
    assert desk.reviewing.give_class(rows(2), 0) == 0
    desk.reviewing.give_class(rows(0), 0)
    said = list(desk.said)
    assert desk.reviewing.give_class(rows(0), 0) == 0
    assert desk.reviewing.withdraw(rows(1)) == 0
    assert desk.said == said


def test_undo_brings_back_what_stood_before_even_an_earlier_review(desk: Desk) -> None:
    desk.reviewing.give_class(rows(0), 0)
    desk.reviewing.give_class(rows(0, 1), 3)
    desk.reviewing.undo()
    assert desk.labels()[:2] == ["daisy", "tulips"]
    assert desk.said[-1] == "Undone: 2 photos labelled as Sunflowers"
    assert list(desk.stored().values()) == ["daisy"]
    desk.reviewing.redo()
    assert desk.labels()[:2] == ["sunflowers", "sunflowers"]
    assert desk.said[-1] == "Done again: 2 photos labelled as Sunflowers"
    desk.reviewing.undo()
    desk.reviewing.undo()
    assert not desk.reviewing.can_undo
    assert desk.stored() == {}
    desk.reviewing.undo()
    assert desk.labels()[:2] == ["roses", "tulips"]


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("class"), st.sets(st.integers(0, 4), min_size=1), st.integers(0, 4)),
        st.tuples(
            st.just("verdict"),
            st.sets(st.integers(0, 4), min_size=1),
            st.sampled_from([Verdict.NO_FLOWER, Verdict.OTHER_FLOWER, Verdict.EXCLUDED]),
        ),
        st.tuples(st.sampled_from(["accept", "withdraw"]), st.sets(st.integers(0, 4), min_size=1), st.none()),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(frozenset()), st.none()),
    ),
    max_size=12,
)


def act(reviewing: Reviewing, what: str, chosen: np.ndarray, argument: object) -> None:
    match what:
        case "class":
            reviewing.give_class(chosen, int(str(argument)))
        case "verdict":
            reviewing.give_verdict(chosen, Verdict(str(argument)))
        case "accept":
            reviewing.accept(chosen)
        case "withdraw":
            reviewing.withdraw(chosen)
        case "undo":
            reviewing.undo()
        case "redo":
            reviewing.redo()


@given(ACTS)
@settings(max_examples=40, deadline=None)
def test_whatever_is_done_the_store_says_what_the_table_says_and_undo_leads_back(acts: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "store.sqlite")) as store:
        desk = Desk(small_table(), store)
        for what, chosen, argument in acts:
            act(desk.reviewing, what, rows(*sorted(chosen)), argument)
        reviews: dict[str, Review] = {}
        for row in range(len(desk.table)):
            review, content = desk.table.review(row), desk.table.content(row)
            if review is not None and content is not None:
                reviews[content] = review
        assert desk.stored() == {content: review.label for content, review in reviews.items()}
        while desk.reviewing.can_undo:
            desk.reviewing.undo()
        assert desk.stored() == {}
        assert desk.labels() == Desk(small_table(), None).labels()
        desk.writer.close()


def test_each_photo_can_be_given_its_own_label_also_one_that_the_model_does_not_know() -> None:
    desk = Desk(table_of(0), None)
    desk.table.put([sure(f"/{name}.jpg") for name in "abc"])
    assert desk.reviewing.give_labels({0: "tulips", 1: "no_flower", 2: "lilies"}) == 3
    assert desk.labels() == ["tulips", "no_flower", "lilies"]
    desk.reviewing.undo()
    assert desk.labels() == ["roses"] * 3
    desk.writer.close()


def test_reviews_that_were_stored_elsewhere_are_a_step_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        desk = Desk(small_table(), store)
        contents = [desk.table.content(row) for row in range(2)]
        reviews = [Review(Verdict.CLASS, "roses", 5.0), Review(Verdict.NO_FLOWER, None, 5.0)]
        changes = [
            ReviewChange(content, None, review)
            for content, review in zip(contents, reviews, strict=True)
            if content is not None
        ]
        store.change_reviews({each.content: each.after for each in changes})
        assert desk.reviewing.take(changes) == 2
        assert desk.labels()[:2] == ["roses", "no_flower"]
        desk.reviewing.undo()
        assert desk.said[-1] == "Undone: 2 reviews imported"
        assert desk.stored() == {}
        desk.reviewing.redo()
        assert set(desk.stored().values()) == {"roses", "no_flower"}
        desk.writer.close()
