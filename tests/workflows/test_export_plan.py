"""Plans, endings and past sorts as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from flowersort.core.errors import ExportError
from flowersort.core.sorts import Ending, Problem, SortEnded
from flowersort.workflows.export_plan import export_history, export_plan
from tests.fakes.plans import ID, plan_of, planned, record_of, skipped, summary_of

PLAN = plan_of(planned("1.jpg", companions=1, collision="It becomes another."), left=(skipped("2\udce9.jpg"),))


def test_a_plan_is_one_object_with_every_photo() -> None:
    out = io.StringIO()
    export_plan(PLAN, None, "-", standard_output=out)
    content = json.loads(out.getvalue())
    assert content["outcome"] is None
    assert (content["into"], content["sources"], content["found"]) == ("/sorted", ["/g"], 2)
    assert content["rules"]["operation"] == "copy"
    assert content["expected"] == {
        **dict.fromkeys(["moved", "linked", "already_there", "failed"], 0),
        "copied": 1,
        "skipped": 1,
    }
    (photo,) = content["photos"]
    assert (photo["source"], photo["target"], photo["size"]) == ("/g/1.jpg", "daisy/1.jpg", 1000)
    assert [each["target"] for each in photo["companions"]] == ["daisy/1.jpg.0.xmp"]
    assert content["left"] == [
        {"path": "./\\/g/2\\xe9.jpg", "label": "daisy", "outcome": "skipped", "reason": "It is doubtful."}
    ]


def test_what_came_of_it_stands_beside(tmp_path: Path) -> None:
    problems = (Problem("/g/1.jpg", "It was changed\nmeanwhile."),)
    ended = SortEnded(summary_of(failed=1, skipped=1, problems=problems), Ending.FINISHED)
    target = tmp_path / "plan.json"
    export_plan(PLAN, ended, str(target), standard_output=io.StringIO())
    outcome = json.loads(target.read_text("utf-8"))["outcome"]
    assert (outcome["id"], outcome["ending"], outcome["not_done"]) == (ID, "finished", 0)
    assert outcome["outcomes"]["failed"] == 1
    assert outcome["problems"] == [{"path": "/g/1.jpg", "reason": "It was changed meanwhile."}]


def test_a_target_that_cannot_be_written_is_our_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        export_plan(PLAN, None, str(tmp_path / "none" / "plan.json"), standard_output=io.StringIO())


def test_history_is_a_list_with_times_in_utc() -> None:
    out = io.StringIO()
    export_history([record_of(undone=2)], "-", standard_output=out)
    (sort,) = json.loads(out.getvalue())["sorts"]
    assert (sort["id"], sort["at"], sort["operation"]) == (ID, "2026-09-21T14:13:20+00:00", "move")
    assert (sort["state"], sort["placed"], sort["undone"], sort["failed"]) == ("finished", 5, 2, 0)
