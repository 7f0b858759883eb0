"""The rows that can be chosen to filter by, and what choosing them makes of a filter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from flowersort.core.arrangement import Filter
from flowersort.core.labels import label_codes
from flowersort.core.photo_table import STATES, Counts
from flowersort.core.state import State

TO_REVIEW = (State.UNSURE, State.OTHER_FLOWER, State.NO_FLOWER)
_OTHER_STATES = (State.UNREADABLE, State.REVIEWED, State.SURE)


class Kind(Enum):
    """What a row stands for."""

    ALL = auto()
    LABEL = auto()
    STATES = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """One row.

    Attributes:
        label: its label's code, where it stands for a label.
        states: the states that it stands for.
        rare: whether it is left out while there is no such photo.
        lined: whether a line parts it from the row above.
        inner: whether it is a part of the row above.
        signed: whether there is room for a sign, so that names stand below each other.
    """

    kind: Kind
    label: int = -1
    states: frozenset[State] = frozenset()
    rare: bool = False
    lined: bool = False
    inner: bool = False
    signed: bool = False


def choices(classes: tuple[str, ...]) -> tuple[Choice, ...]:
    """Return all rows: all photos, the classes, what is to review, the other states, the answers that are no class."""
    codes = label_codes(classes)
    return (
        Choice(Kind.ALL),
        *(Choice(Kind.LABEL, label=code) for code in codes[: len(classes)]),
        Choice(Kind.STATES, states=frozenset(TO_REVIEW), lined=True),
        *(Choice(Kind.STATES, states=frozenset({state}), inner=True, signed=True) for state in TO_REVIEW),
        *(Choice(Kind.STATES, states=frozenset({state}), signed=True) for state in _OTHER_STATES),
        Choice(Kind.LABEL, label=codes[-1], rare=True, signed=True),
    )


def is_chosen(choice: Choice, shown: Filter) -> bool:
    """Whether a row is part of a filter. Where all that is to review is chosen, that row stands for its parts."""
    match choice.kind:
        case Kind.ALL:
            return not shown.labels and not shown.states
        case Kind.LABEL:
            return choice.label in shown.labels
        case _:
            whole = choice.inner and shown.states.issuperset(TO_REVIEW)
            return shown.states.issuperset(choice.states) and not whole


def choose(choice: Choice, shown: Filter) -> Filter:
    """Return the filter with this row alone, or with none if it was alone already; name and confidence stay."""
    labels = frozenset({choice.label}) if choice.kind is Kind.LABEL else frozenset[int]()
    if (labels, choice.states) == (shown.labels, shown.states):
        return replace(shown, labels=frozenset(), states=frozenset())
    return replace(shown, labels=labels, states=choice.states)


def add(choice: Choice, shown: Filter) -> Filter:
    """Return the filter with this row as well, or without it if it was part of it; adding "all" chooses it alone."""
    match choice.kind:
        case Kind.ALL:
            return choose(choice, shown)
        case Kind.LABEL:
            return replace(shown, labels=shown.labels ^ {choice.label})
        case _:
            whole = shown.states.issuperset(choice.states)
            states = shown.states - choice.states if whole else shown.states | choice.states
            return replace(shown, states=states)


def count_of(choice: Choice, counts: Counts) -> int:
    """Return how many photos a row stands for."""
    match choice.kind:
        case Kind.ALL:
            return counts.total
        case Kind.LABEL:
            return counts.labels[choice.label]
        case _:
            return sum(counts.states[STATES.index(state)] for state in choice.states)
