from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from flowersort.training.steps import Steps
from tests.training.conftest import assert_whole_or_absent


def steps(file: Path, said: list[str] | None = None) -> Steps:
    """Return steps that take one second each, by their clock."""
    return Steps(file, [].append if said is None else said.append, clock=count().__next__)


def test_a_step_is_said_and_timed(tmp_path: Path) -> None:
    said: list[str] = []
    timed = steps(tmp_path / "steps.json", said)
    with timed.step("painting"):
        assert said == ["painting …"]
    with timed.step("drying"):
        pass
    assert timed.seconds == 2.0
    assert json.loads((tmp_path / "steps.json").read_text(encoding="utf-8")) == {"painting": 1.0, "drying": 1.0}


def test_times_add_up_over_calls_those_of_interrupted_steps_too(tmp_path: Path) -> None:
    first = steps(tmp_path / "steps.json")
    with pytest.raises(KeyboardInterrupt), first.step("painting"):
        raise KeyboardInterrupt
    second = steps(tmp_path / "steps.json")
    assert second.seconds == 1.0
    with second.step("painting"):
        pass
    assert steps(tmp_path / "steps.json").seconds == 2.0


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"a": null}', '{"a": "long"}', "\0"])
def test_a_damaged_note_only_loses_times(tmp_path: Path, text: str) -> None:
    (tmp_path / "steps.json").write_text(text, encoding="utf-8")
    timed = steps(tmp_path / "steps.json")
    assert timed.seconds == 0.0
    with timed.step("painting"):
        pass
    assert steps(tmp_path / "steps.json").seconds == 1.0


def test_times_are_whole_or_as_before_on_a_full_disk(tmp_path: Path) -> None:
    def step() -> None:
        with steps(tmp_path / "steps.json").step("painting"):
            pass

    assert_whole_or_absent(tmp_path, step, before={"steps.json": b'{"drying": 4.0}'})
