from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from flowersort.core.events import Event, RunCancelled, RunFailed, RunFinished, RunSummary
from flowersort.core.state import State


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
def test_every_event_is_a_frozen_value(kind: type) -> None:
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


def test_the_three_ends_of_a_run_carry_its_summary() -> None:
    ends = {kind for kind in get_args(Event) if "summary" in {field.name for field in fields(kind)}}
    assert ends == {RunFinished, RunCancelled, RunFailed}


def test_the_empty_run_adds_up_and_shares_its_counts_with_no_other() -> None:
    one, other = RunSummary(found=0), RunSummary(found=0)
    one.states[State.SURE] += 1
    assert other.states == Counter()
    assert other.found == other.states.total() + other.not_done
