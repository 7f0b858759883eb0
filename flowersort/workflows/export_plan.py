"""Write the plan of a sort, what came of it, and the list of past sorts down as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TextIO

from flowersort.core.csv_names import encode_name, one_line, readable
from flowersort.core.plan import Outcome, PlannedFile, PlannedPhoto, SortPlan, SortRules
from flowersort.core.sorts import SortEnded, SortRecord
from flowersort.services.export.atomic import write_whole
from flowersort.workflows.export import STANDARD_OUTPUT


def export_plan(plan: SortPlan, ended: SortEnded | None, target: str, *, standard_output: TextIO) -> None:
    """Write a plan, and how the sort ended if there was one, to a file, whole or not at all, or to standard output.

    Raises:
        ExportError: the file can't be written.
    """
    _write({**_plan(plan), "outcome": _ended(ended)}, target, standard_output)


def export_history(records: Iterable[SortRecord], target: str, *, standard_output: TextIO) -> None:
    """Write the list of past sorts to a file, whole or not at all, or to standard output.

    Raises:
        ExportError: the file can't be written.
    """
    _write({"sorts": [_record(record) for record in records]}, target, standard_output)


def _write(content: Mapping[str, object], target: str, standard_output: TextIO) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    if target == STANDARD_OUTPUT:
        standard_output.write(text)
        standard_output.flush()
    else:
        write_whole(target, lambda stream: print(text, end="", file=stream))


def _plan(plan: SortPlan) -> dict[str, object]:
    return {
        "into": encode_name(plan.into),
        "sources": _names(plan.sources),
        "rules": _rules(plan.rules),
        "model": readable(plan.model),
        "found": plan.found,
        "expected": _counts(plan.expected()),
        "bytes_needed": plan.bytes_needed,
        "bytes_free": plan.bytes_free,
        "crosses_volumes": plan.crosses_volumes,
        "photos": [_photo(photo) for photo in plan.photos],
        "left": [
            {
                "path": encode_name(left.path),
                "label": readable(left.label),
                "outcome": left.outcome.value,
                "reason": one_line(left.reason),
            }
            for left in plan.left
        ],
    }


def _rules(rules: SortRules) -> dict[str, object]:
    # Which folders stand there already shows in the targets.
    chosen = {name: value for name, value in asdict(rules).items() if name != "standing"}
    return {name: readable(value) if isinstance(value, str) else value for name, value in chosen.items()}


def _photo(photo: PlannedPhoto) -> dict[str, object]:
    return {
        **_file(photo.file),
        "label": readable(photo.label),
        "collision": one_line(photo.collision),
        "companions": [_file(companion) for companion in photo.companions],
    }


def _file(file: PlannedFile) -> dict[str, object]:
    return {
        "source": encode_name(file.source),
        "target": encode_name(file.target),
        "size": file.size,
        "content_hash": file.content,
    }


def _ended(ended: SortEnded | None) -> dict[str, object] | None:
    if ended is None:
        return None
    summary = ended.summary
    return {
        "id": summary.id,
        "ending": ended.ending.value,
        "reason": one_line(ended.reason),
        "found": summary.found,
        "outcomes": _counts(summary.outcomes),
        "not_done": summary.not_done,
        "companions": summary.companions,
        "problems": [
            {"path": encode_name(problem.path), "reason": one_line(problem.reason)} for problem in summary.problems
        ],
        "seconds": summary.seconds,
    }


def _record(record: SortRecord) -> dict[str, object]:
    return {
        "id": readable(record.id),
        "at": _moment(record.at),
        "into": encode_name(record.into),
        "sources": _names(record.sources),
        "operation": record.operation.value,
        "state": record.state.value,
        "placed": record.placed,
        "undone": record.undone,
        "failed": record.failed,
    }


def _moment(at: float) -> str | None:
    """Return the moment in UTC as ISO 8601 has it; None where a journal holds a number that is no moment."""
    try:
        return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return None


def _names(paths: Sequence[str]) -> list[str]:
    return [encode_name(path) for path in paths]


def _counts(outcomes: Mapping[Outcome, int]) -> dict[str, int]:
    return {outcome.value: outcomes.get(outcome, 0) for outcome in Outcome}
