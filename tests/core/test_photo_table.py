from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.calibration import probabilities
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.labels import NO_LABEL, label_code, label_codes, label_word
from flowersort.core.photo import PhotoFile
from flowersort.core.photo_table import STATES, WAITING, PhotoTable
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State, Thresholds, decide
from tests.fakes.labelled import CLASSES, facts_of, sure, unreadable
from tests.fakes.tables import BASE, photos_of, table_facts, table_of

ROSES, TULIPS = (Review(Verdict.CLASS, name, at=5.0) for name in ("roses", "tulips"))
NOTHING = Review(Verdict.NO_FLOWER, None, at=6.0)


def file_of(path: str) -> PhotoFile:
    return PhotoFile(path, 10, 20)


def words(photo: LabelledPhoto) -> tuple[object, ...]:
    """Return what is known of a photo in a form that can be compared."""
    said = photo.prediction
    numbers = (said.logits.tobytes(), said.probabilities.tobytes(), said.no_flower, said.other_flower) if said else None
    return photo.file, photo.state, photo.content, photo.facts, photo.review, photo.error, numbers


def state_of(table: PhotoTable, path: str) -> State | None:
    photo = table.photo(table.find(path) or 0)
    return photo.state if photo is not None else None


@given(seed=st.integers(0, 50), share=st.integers(1, 60))
def test_a_photo_comes_out_as_it_was_put_whatever_was_known_before(seed: int, share: int) -> None:
    photos, older = list(photos_of(60, seed)), list(photos_of(60, seed + 1))
    table = PhotoTable(table_facts())
    table.add_found([photo.file for photo in photos])
    table.put([replace(photo, review=None) for photo in older[:share]])
    table.put(photos)
    assert [words(photo) for photo in table.labelled_photos()] == [words(photo) for photo in photos]


@given(st.lists(st.floats(-30, 30, width=32), min_size=5, max_size=5), st.floats(0.05, 20))
def test_probabilities_are_those_that_the_workflow_computed_to_the_last_bit(
    logits: list[float], temperature: float
) -> None:
    raw = np.array(logits, np.float32)
    said = Prediction(raw, probabilities(raw, temperature), 0.1, 0.2)
    table = PhotoTable(replace(facts_of(), temperature=temperature))
    table.put([unreadable("/b.jpg"), replace(sure("/a.jpg"), prediction=said)])
    photo = table.photo(1)
    assert photo is not None
    assert photo.prediction is not None
    assert photo.prediction.probabilities.tobytes() == said.probabilities.tobytes()
    assert table.probabilities(1).tobytes() == said.probabilities.tobytes()
    assert (table.tops[1], table.confidences[1]) == (said.top, said.confidence)
    assert np.isnan(table.probabilities(0)).all()


@given(seed=st.integers(0, 20), cut=st.floats(0, 1), own=st.none() | st.floats(0, 1))
def test_other_thresholds_decide_every_state_anew(seed: int, cut: float, own: float | None) -> None:
    table = table_of(80, seed, waiting=3)
    table.set_thresholds(Thresholds(sure=cut, no_flower=0.6, other_flower=0.7, class_sure=(None, own)))
    for photo in table.labelled_photos():
        if photo.prediction is not None:
            assert photo.state is decide(photo.prediction, photo.review, table.thresholds)
        else:
            assert photo.state is State.UNREADABLE
    assert (table.states[80:] == WAITING).all()
    flat = replace(table.thresholds, class_sure=())
    expected = table.unsure_at(cut)
    table.set_thresholds(flat)
    assert expected == table.counts().states[STATES.index(State.UNSURE)]


def test_found_photos_wait_in_their_rows_until_they_are_put() -> None:
    table = PhotoTable(facts_of())
    assert table.add_found([file_of("/a.jpg"), file_of("/b.jpg"), file_of("/a.jpg")]) == range(2)
    assert table.add_found([PhotoFile("/b.jpg", 11, 2**70), file_of("/c.jpg")]) == range(2, 3)
    assert (table.photo(1), table.content(1), table.labels[1], table.tops[1]) == (None, None, NO_LABEL, -1)
    assert table.put([sure("/b.jpg"), sure("/new.jpg")]).tolist() == [1, 3]
    assert [table.path(row) for row in range(len(table))] == ["/a.jpg", "/b.jpg", "/c.jpg", "/new.jpg"]
    assert [table.find(path) for path in ("/new.jpg", "/none.jpg")] == [3, None]
    table.add_found([PhotoFile("/b.jpg", 11, 2**70)])
    photo = table.photo(1)
    assert photo is not None
    assert photo.file == PhotoFile("/b.jpg", 11, 2**70)


def test_the_last_word_on_a_path_counts() -> None:
    table = PhotoTable(facts_of())
    assert table.put([sure("/a.jpg"), sure("/b.jpg"), unreadable("/a.jpg", "Gone.")], [1, 2, None]).tolist() == [0, 1]
    photo = table.photo(0)
    assert photo is not None
    assert (photo.state, photo.error, photo.prediction) == (State.UNREADABLE, "Gone.", None)
    assert isnan(table.confidences[0])
    table.put([sure("/a.jpg")])
    again = table.photo(0)
    assert again is not None
    assert (again.state, again.error) == (State.SURE, None)
    assert table.put([]).tolist() == []


def test_a_review_counts_for_all_copies_also_for_those_that_come_later() -> None:
    table = PhotoTable(facts_of())
    table.put([replace(sure(path), content="c") for path in ("/a.jpg", "/copy.jpg")] + [sure("/other.jpg")])
    assert table.set_reviews({"c": TULIPS}).tolist() == [0, 1]
    table.put([replace(sure("/late.jpg"), content="c")])
    assert table.rows_of(["c", "none"]).tolist() == [0, 1, 3]
    assert [STATES[code] for code in table.states] == [State.REVIEWED, State.REVIEWED, State.SURE, State.REVIEWED]
    assert [label_word(int(code), CLASSES) for code in table.labels] == ["tulips", "tulips", "roses", "tulips"]


def test_a_review_set_here_stands_against_what_photos_carry_later() -> None:
    table = PhotoTable(facts_of())
    table.put([replace(sure(path), content=path, review=ROSES) for path in ("/a.jpg", "/b.jpg", "/c.jpg")])
    assert table.set_reviews({"/a.jpg": None, "/b.jpg": NOTHING}).tolist() == [0, 1]
    late = replace(ROSES, class_name="daisy", at=99.0)
    table.put([replace(sure(path), content=path, review=late) for path in ("/a.jpg", "/b.jpg", "/c.jpg")])
    assert [photo.review for photo in table.labelled_photos()] == [None, NOTHING, late]
    # And one given before its photo is known.
    table.set_reviews({"/d.jpg": TULIPS})
    table.put([replace(sure("/d.jpg"), content="/d.jpg", review=late)])
    assert state_of(table, "/d.jpg") is State.REVIEWED
    assert table.labelled_photos()[3].review == TULIPS


def test_a_review_that_a_photo_carries_counts_for_copies_that_had_none() -> None:
    table = PhotoTable(facts_of())
    table.put([replace(sure("/a.jpg"), content="c")])
    assert table.put([replace(sure("/b.jpg"), content="c", review=ROSES)]).tolist() == [0, 1]
    assert table.put([replace(sure("/b.jpg"), content="c")]).tolist() == [1]
    assert [photo.review for photo in table.labelled_photos()] == [ROSES, ROSES]


def test_a_photo_that_cannot_be_read_cannot_be_reviewed() -> None:
    table = PhotoTable(facts_of())
    table.put([replace(unreadable("/a.jpg"), content="c")])
    assert table.set_reviews({"c": ROSES}).tolist() == []
    assert (state_of(table, "/a.jpg"), table.labelled_photos()[0].review) == (State.UNREADABLE, None)
    assert table.labels[0] == NO_LABEL


def test_a_review_that_changes_nothing_changes_no_row() -> None:
    table = PhotoTable(facts_of())
    table.put([replace(sure("/a.jpg"), content="c", review=ROSES)])
    assert table.set_reviews({"c": ROSES}).tolist() == []
    assert table.set_reviews({"c": TULIPS}).tolist() == [0]


@given(st.lists(st.dictionaries(st.integers(0, 79), st.sampled_from([None, ROSES, TULIPS, NOTHING])), max_size=5))
def test_labels_and_counts_follow_from_predictions_and_reviews(steps: list[dict[int, Review | None]]) -> None:
    table = table_of(80, seed=3, waiting=2)
    for step in steps:
        table.set_reviews({content: review for row, review in step.items() if (content := table.content(row))})
    photos = table.labelled_photos()
    for row, photo in enumerate(photos):
        assert label_word(int(table.labels[row]), CLASSES) == photo.label(CLASSES)
    counts, states = table.counts(), Counter(photo.state for photo in photos)
    labels = Counter(label_code(each.review, each.prediction.top, CLASSES) for each in photos if each.prediction)
    assert (counts.total, counts.waiting) == (82, 2)
    assert counts.states == tuple(states[state] for state in STATES)
    assert counts.labels == tuple(labels[code] for code in label_codes(CLASSES))
    assert counts.to_review == states[State.UNSURE] + states[State.OTHER_FLOWER] + states[State.NO_FLOWER]


def test_colours_stay_while_the_content_does() -> None:
    table = PhotoTable(facts_of())
    table.put([replace(sure("/a.jpg"), content="c")], [0xFF8000])
    table.put([replace(sure("/a.jpg"), content="c")], [None])
    assert table.colour(0) == 0xFF8000
    table.put([replace(sure("/a.jpg"), content="other")])
    assert table.colour(0) is None
    table.set_colour(0, 0)
    assert table.colour(0) == 0


def test_names_follow_the_base() -> None:
    table = PhotoTable(facts_of())
    table.put([sure("/photos/Garden/IMG 2.jpg"), sure("/photos/Garden/img 10.jpg")])
    assert table.name(0) == "IMG 2.jpg"
    every = np.arange(2)
    assert table.named_like(["garden"], every).tolist() == []
    table.set_base("/photos")
    assert (table.name(0), table.base) == ("Garden/IMG 2.jpg", "/photos")
    assert table.named_like(["IMG", "garden"], every).tolist() == [0, 1]
    assert table.named_like(["10"], every).tolist() == [1]
    table.put([sure("/photos/a 10.jpg")])
    assert table.named_like(["10"], np.arange(3)).tolist() == [1, 2]


def test_moved_photos_keep_their_rows_and_are_found_by_their_new_paths() -> None:
    table = PhotoTable(facts_of())
    table.set_base("/g")
    table.add_found([file_of(f"/g/{name}.jpg") for name in ("a", "b", "c", "d")])
    moved = {"/g/a.jpg": "/g/b.jpg", "/g/b.jpg": "/g/a.jpg", "/g/c.jpg": "/g/tulips/c.jpg", "/g/x.jpg": "/g/y.jpg"}
    assert table.relocate(moved).tolist() == [0, 1, 2]
    assert [table.name(row) for row in range(4)] == ["b.jpg", "a.jpg", "tulips/c.jpg", "d.jpg"]
    assert [table.find(f"/g/{name}.jpg") for name in ("b", "a", "tulips/c", "d")] == [0, 1, 2, 3]
    assert (table.find("/g/c.jpg"), table.find("/g/y.jpg")) == (None, None)
    assert [table.name(row) for row in table.name_order.tolist()] == ["a.jpg", "b.jpg", "d.jpg", "tulips/c.jpg"]
    assert table.named_like(["tulips"], np.arange(4)).tolist() == [2]


def test_a_photo_moved_onto_another_row_keeps_its_old_path() -> None:
    table = PhotoTable(facts_of())
    table.add_found([file_of("/g/a.jpg"), file_of("/g/b.jpg")])
    table.relocate({"/g/a.jpg": "/g/b.jpg"})
    assert [table.path(row) for row in range(2)] == ["/g/a.jpg", "/g/b.jpg"]


def test_every_change_makes_another_version() -> None:
    table, versions = PhotoTable(facts_of()), [0]
    for change in (
        lambda: table.add_found([file_of("/a.jpg")]),
        lambda: table.put([replace(sure("/a.jpg"), content="c")]),
        lambda: table.set_reviews({"c": ROSES}),
        lambda: table.set_thresholds(table.thresholds.with_sure(0.1)),
        lambda: table.set_colour(0, 1),
        lambda: table.set_base("/"),
    ):
        change()
        versions.append(table.version)
    assert versions == sorted(set(versions))


def test_columns_are_as_long_as_the_table_and_not_for_writing() -> None:
    table = table_of(130)
    for column in (
        *(table.states, table.labels, table.tops, table.confidences),
        *(table.no_flower, table.other_flower, table.taken_keys, table.name_order),
    ):
        assert len(column) == len(table) == 130
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0


def test_a_snapshot_stays_as_it_was() -> None:
    table = table_of(70, waiting=3)
    before, twin = [words(photo) for photo in table.labelled_photos()], table.snapshot()
    table.put([replace(photo, content="c", error="Gone.") for photo in islice(photos_of(73, seed=1), 73)])
    table.set_reviews({"c": ROSES})
    table.add_found([file_of("/new.jpg")])
    assert [words(photo) for photo in twin.labelled_photos()] == before
    assert (len(twin), twin.find("/new.jpg"), twin.counts().waiting) == (73, None, 3)


def test_made_up_tables_have_some_of_everything() -> None:
    table = table_of(3000, seed=1, waiting=10)
    counts = table.counts()
    assert min(*counts.states, *counts.labels) > 0
    assert (table.base, counts.total, counts.waiting) == (BASE, 3010, 10)
    assert 0.05 < counts.states[STATES.index(State.UNSURE)] / 3000 < 0.25
    assert [words(photo) for photo in table_of(3000, seed=1).labelled_photos()] == [
        words(photo) for photo in table.labelled_photos()
    ]
