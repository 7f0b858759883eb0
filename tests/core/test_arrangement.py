from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.arrangement import (
    Arrangement,
    Filter,
    Grouping,
    Shortlist,
    SortKey,
    View,
    arrange,
    next_wanted,
    passing,
)
from flowersort.core.arrangement import (
    doubtful as doubtful_rows,
)
from flowersort.core.labels import NO_LABEL
from flowersort.core.look_alikes import LookAlikes
from flowersort.core.naming import natural_key
from flowersort.core.photo import PhotoFacts
from flowersort.core.photo_table import STATES, WAITING, PhotoTable
from flowersort.core.state import State
from tests.fakes.labelled import CLASSES, facts_of, prediction_of, sure, unreadable
from tests.fakes.tables import table_of

TABLE = table_of(120, seed=5, waiting=4)
DOUBTFUL = {State.UNSURE, State.OTHER_FLOWER, State.NO_FLOWER}

FILTERS = st.builds(
    Filter,
    labels=st.frozensets(st.integers(NO_LABEL, 7), max_size=3),
    states=st.frozensets(st.sampled_from(State), max_size=3),
    name=st.sampled_from(["", " ", "IMG", "img_1", "day 1 2", "none such"]),
    low=st.sampled_from([0.0, 0.3, 0.9]),
    high=st.sampled_from([0.4, 0.9, 1.0]),
)


def alikes_of(rows: int, seed: int = 0) -> LookAlikes:
    random = np.random.default_rng(seed)
    groups = random.integers(0, max(1, rows // 2), rows).astype(np.int32)
    return LookAlikes(groups, random.permutation(rows).astype(np.int32))


LOOK_ALIKES = st.none() | st.builds(alikes_of, st.integers(0, len(TABLE) + 5), st.integers(0, 9))
VIEWS = st.builds(View, FILTERS, st.sampled_from(SortKey), st.booleans(), st.sampled_from(Grouping))


def passes(row: int, chosen: Filter) -> bool:
    waits, confidence = TABLE.states[row] == WAITING, TABLE.confidences[row]
    return (
        (not chosen.labels or (not waits and TABLE.labels[row] in chosen.labels))
        and (not chosen.states or (not waits and STATES[TABLE.states[row]] in chosen.states))
        and all(word.casefold() in TABLE.name(row).casefold() for word in chosen.name.split())
        and ((chosen.low, chosen.high) == (0.0, 1.0) or chosen.low <= confidence <= chosen.high)
    )


@given(view=VIEWS, look_alikes=LOOK_ALIKES)
def test_a_view_shows_what_its_filter_lets_through_each_photo_once(view: View, look_alikes: LookAlikes | None) -> None:
    shown = arrange(TABLE, view, look_alikes)
    assert sorted(shown.rows.tolist()) == [row for row in range(len(TABLE)) if passes(row, view.filter)]
    if view.filter.is_open:
        assert len(shown.rows) == len(TABLE)


@given(view=VIEWS, look_alikes=LOOK_ALIKES)
def test_groups_stand_together_and_keep_the_order_within(view: View, look_alikes: LookAlikes | None) -> None:
    shown = arrange(TABLE, view, look_alikes)
    flat = arrange(TABLE, replace(view, grouping=Grouping.NONE), look_alikes).rows.tolist()
    assert (shown.groups is None) == (view.grouping is Grouping.NONE)
    if shown.groups is None:
        return
    numbers = [number for number, _ in groupby(shown.groups.tolist())]
    assert len(numbers) == len(set(numbers))
    for number in numbers:
        members = shown.rows[shown.groups == number].tolist()
        assert members == [row for row in flat if row in set(members)]
    if view.grouping is Grouping.LABEL:
        assert shown.groups.tolist() == TABLE.labels[shown.rows].tolist()
        assert [number for number in numbers if number >= 0] == sorted(number for number in numbers if number >= 0)
        assert NO_LABEL not in numbers[:-1]
    else:
        known = look_alikes.groups[: len(TABLE)] if look_alikes is not None else np.empty(0, np.int32)
        for row, number in zip(shown.rows.tolist(), shown.groups.tolist(), strict=True):
            assert number == known[row] if row < len(known) else (shown.groups == number).sum() == 1
        first = [flat.index(shown.rows[shown.groups == number][0]) for number in numbers]
        assert first == sorted(first)


@given(chosen=FILTERS, rows=st.lists(st.integers(0, len(TABLE) - 1), unique=True))
def test_single_photos_pass_a_filter_in_the_order_in_which_they_come(chosen: Filter, rows: list[int]) -> None:
    assert passing(TABLE, chosen, np.array(rows, np.intp)).tolist() == [row for row in rows if passes(row, chosen)]


def name_key(row: int) -> tuple[object, ...]:
    return tuple(natural_key(part) for part in TABLE.path(row).split("/"))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", [SortKey.TAKEN, SortKey.CONFIDENCE, SortKey.SIMILARITY])
def test_photos_follow_their_keys_those_without_last_and_names_break_ties(sort: SortKey, descending: bool) -> None:
    alikes = alikes_of(100)
    keys = {
        SortKey.TAKEN: TABLE.taken_keys,
        SortKey.CONFIDENCE: TABLE.confidences,
        SortKey.SIMILARITY: np.concatenate([alikes.order // 3, np.full(len(TABLE) - 100, np.nan)]),
    }[sort]
    coarse = LookAlikes(alikes.groups, alikes.order // 3)
    shown = arrange(TABLE, View(sort=sort, descending=descending), coarse).rows.tolist()
    sign = -1 if descending else 1
    expected = sorted(
        range(len(TABLE)),
        key=lambda row: (bool(np.isnan(keys[row])), 0 if np.isnan(keys[row]) else sign * keys[row], name_key(row)),
    )
    assert shown == expected


@pytest.mark.parametrize("descending", [False, True])
def test_labels_follow_their_codes_the_surest_first(descending: bool) -> None:
    shown = arrange(TABLE, View(sort=SortKey.LABEL, descending=descending), None).rows
    codes = [code for code, _ in groupby(TABLE.labels[shown].tolist())]
    assert codes == [*sorted((code for code in codes if code >= 0), reverse=descending), NO_LABEL]
    for code in codes[:-1]:
        confidences = TABLE.confidences[shown[TABLE.labels[shown] == code]]
        assert all(before >= after for before, after in pairwise(confidences))


@pytest.mark.parametrize("sort", [SortKey.NAME, SortKey.SIMILARITY])
def test_names_are_the_order_where_nothing_is_known_of_look_alikes(sort: SortKey) -> None:
    expected = sorted(range(len(TABLE)), key=name_key)
    assert arrange(TABLE, View(sort=sort), None).rows.tolist() == expected
    assert arrange(TABLE, View(sort=sort, descending=True), None).rows.tolist() == expected[::-1]


def test_photos_without_a_label_show_only_where_nothing_is_asked_of_it() -> None:
    table = PhotoTable(facts_of())
    table.put([sure("/a.jpg"), unreadable("/b.jpg")])
    table.add_found([sure("/c.jpg").file])
    every_label, every_state = frozenset(range(NO_LABEL, 8)), frozenset(State)
    for chosen, shown in (
        (Filter(), [0, 1, 2]),
        (Filter(name="jpg"), [0, 1, 2]),
        (Filter(states=every_state), [0, 1]),
        (Filter(labels=every_label), [0, 1]),
        (Filter(labels=every_label - {NO_LABEL}), [0]),
        (Filter(low=0.01), [0]),
        (Filter(high=0.99), [0]),
    ):
        assert arrange(table, View(chosen), None).rows.tolist() == shown
        assert chosen.is_open == (chosen == Filter())


def test_an_empty_table_shows_nothing() -> None:
    for grouping in Grouping:
        for sort in SortKey:
            shown = arrange(PhotoTable(facts_of()), View(sort=sort, grouping=grouping), alikes_of(0))
            assert shown.rows.tolist() == []
            assert next_wanted(shown, doubtful_rows(PhotoTable(facts_of())), -1, 1) is None


@given(view=VIEWS, start=st.integers(-1, 130), step=st.sampled_from([1, -1]))
def test_the_next_doubtful_photo_is_the_nearest_one_round_the_circle(view: View, start: int, step: int) -> None:
    shown = arrange(TABLE, view, None)
    count = len(shown.rows)
    found = next_wanted(shown, doubtful_rows(TABLE), start, step)
    doubtful = {
        place for place in range(count) if TABLE.states[shown.rows[place]] in {STATES.index(each) for each in DOUBTFUL}
    }
    if not doubtful:
        assert found is None
        return
    start = min(start, count)
    after = range(start + 1, count) if step > 0 else range(start - 1, -1, -1)
    circle = [*after, *(range(count) if step > 0 else range(count - 1, -1, -1))]
    assert found == next(place for place in circle if place in doubtful)


def test_doubt_comes_first_by_ascending_confidence_and_ties_by_folder_and_number() -> None:
    table = PhotoTable(facts_of())
    paths = ["/p/10/1.jpg", "/p/9/10.jpg", "/p/9/2.jpg", "/p/9.jpg"]
    doubtful = replace(sure("/p/z.jpg"), prediction=prediction_of("roses", classes=CLASSES, confidence=0.4))
    table.put([unreadable("/p/a.jpg"), *(sure(path) for path in paths), doubtful])
    shown = arrange(table, View(sort=SortKey.CONFIDENCE), None)
    assert [table.path(row) for row in shown.rows] == [
        *("/p/z.jpg", "/p/9/2.jpg", "/p/9/10.jpg", "/p/9.jpg", "/p/10/1.jpg", "/p/a.jpg")
    ]
    assert next_wanted(Arrangement(shown.rows, None), doubtful_rows(table), 0, 1) == 0


def test_photos_taken_at_an_unknown_time_come_last() -> None:
    table = PhotoTable(facts_of())
    moments = ["2024-01-02T00:00:00", None, "2023-01-02T00:00:00"]
    table.put([replace(sure(f"/{place}.jpg"), facts=PhotoFacts(1, 1, moment)) for place, moment in enumerate(moments)])
    for descending, rows in ((False, [2, 0, 1]), (True, [0, 2, 1])):
        assert arrange(table, View(sort=SortKey.TAKEN, descending=descending), None).rows.tolist() == rows


@given(
    rows=st.lists(st.integers(0, len(TABLE) - 1), unique=True, max_size=20),
    view=VIEWS,
)
def test_a_shortlist_shows_its_photos_in_its_own_order_as_far_as_they_pass(rows: list[int], view: View) -> None:
    flat = replace(view, grouping=Grouping.NONE, only=Shortlist(np.array(rows, np.intp)))
    shown = arrange(TABLE, flat, None)
    assert shown.rows.tolist() == [row for row in rows if passes(row, view.filter)]


def test_a_shortlist_can_be_grouped() -> None:
    only = Shortlist(np.array([7, 3, 9, 1], np.intp))
    groups = np.zeros(len(TABLE), np.int32)
    groups[[7, 9]] = 1
    alikes = LookAlikes(groups, np.arange(len(TABLE), dtype=np.int32))
    shown = arrange(TABLE, View(grouping=Grouping.LOOK_ALIKE, only=only), alikes)
    assert shown.rows.tolist() == [7, 9, 3, 1]
    assert shown.groups is not None
    assert shown.groups.tolist() == [1, 1, 0, 0]


def test_the_next_wanted_photo_is_looked_for_around_the_end() -> None:
    shown = Arrangement(np.array([4, 2, 0, 3], np.intp), None)
    wanted = np.array([True, False, True])
    assert [next_wanted(shown, wanted, start) for start in (-1, 1, 2, 3)] == [1, 2, 1, 1]
    assert next_wanted(shown, wanted, 1, -1) == 2
    assert next_wanted(shown, np.zeros(9, np.bool_), 0) is None
