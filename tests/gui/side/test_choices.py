from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.arrangement import Filter
from flowersort.core.photo_table import Counts
from flowersort.core.state import State
from flowersort.gui.side.choices import TO_REVIEW, Choice, Kind, add, choices, choose, count_of, is_chosen

ROWS = choices(("daisy", "roses"))
ALL, DAISY, ROSES = ROWS[:3]
REVIEW = next(row for row in ROWS if row.states == frozenset(TO_REVIEW))
EXCLUDED = ROWS[-1]

rows = st.sampled_from(ROWS)
filters = st.builds(
    Filter,
    labels=st.frozensets(st.integers(0, 4)),
    states=st.frozensets(st.sampled_from(list(State))),
    name=st.sampled_from(["", "garden"]),
    low=st.sampled_from([0.0, 0.25]),
)


def of(state: State) -> Choice:
    return next(row for row in ROWS if row.states == {state})


def test_the_rows_and_their_counts() -> None:
    counts = Counts(total=30, waiting=1, states=(10, 4, 3, 2, 1, 9), labels=(12, 8, 3, 2, 1), to_review=9)
    assert [(row.kind, count_of(row, counts)) for row in ROWS] == [
        (Kind.ALL, 30),
        (Kind.LABEL, 12),
        (Kind.LABEL, 8),
        (Kind.STATES, 9),
        (Kind.STATES, 4),
        (Kind.STATES, 3),
        (Kind.STATES, 2),
        (Kind.STATES, 1),
        (Kind.STATES, 9),
        (Kind.STATES, 10),
        (Kind.LABEL, 1),
    ]


@given(row=rows, shown=filters)
def test_choosing_a_row_twice_chooses_nothing(row: Choice, shown: Filter) -> None:
    once = choose(row, replace(shown, labels=frozenset({7})))
    twice = choose(row, once)
    assert is_chosen(row, once)
    assert (twice.labels, twice.states) == (frozenset(), frozenset())


@given(row=rows, shown=filters)
def test_adding_a_row_twice_changes_nothing_else(row: Choice, shown: Filter) -> None:
    if row is not ALL:
        twice = add(row, add(row, shown))
        assert twice.labels == shown.labels
        assert twice.states - row.states == shown.states - row.states


@given(row=rows, shown=filters)
def test_name_and_confidence_stay(row: Choice, shown: Filter) -> None:
    for changed in (choose(row, shown), add(row, shown)):
        assert (changed.name, changed.low, changed.high) == (shown.name, shown.low, shown.high)


@given(shown=filters)
def test_all_is_chosen_where_no_other_row_is(shown: Filter) -> None:
    known = replace(shown, labels=shown.labels & {0, 1, 4})
    assert is_chosen(ALL, known) != any(is_chosen(row, known) for row in ROWS[1:])


def test_labels_and_states_add_up() -> None:
    shown = add(of(State.UNSURE), add(ROSES, choose(DAISY, Filter())))
    assert shown == Filter(labels=frozenset({0, 1}), states=frozenset({State.UNSURE}))


def test_to_review_stands_for_its_parts_and_can_lose_one() -> None:
    shown = choose(REVIEW, Filter())
    assert shown.states == frozenset(TO_REVIEW)
    assert is_chosen(REVIEW, shown)
    assert not is_chosen(of(State.UNSURE), shown)
    fewer = add(of(State.UNSURE), shown)
    assert fewer.states == {State.OTHER_FLOWER, State.NO_FLOWER}
    assert not is_chosen(REVIEW, fewer)
    assert is_chosen(of(State.NO_FLOWER), fewer)
    assert add(REVIEW, fewer) == shown


def test_the_last_row_is_the_excluded_label() -> None:
    assert EXCLUDED.rare
    assert choose(EXCLUDED, Filter()) == Filter(labels=frozenset({4}))
