"""`flowersort undo`: puts the photos of a sort back."""

from __future__ import annotations

import argparse
import os
from contextlib import closing

from flowersort.bootstrap import sort_records
from flowersort.cli.asking import confirmed, needs_terminal_or_yes
from flowersort.cli.console import Console, shown_path
from flowersort.cli.running import cancelled_by_ctrl_c, follow_sort
from flowersort.cli.sort_text import ending_lines, sort_named, sort_status
from flowersort.cli.status import DONE
from flowersort.core.sorts import Part, SortRecord
from flowersort.workflows.undo_sort import find_sort, undo_sort


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Put back the sort that the arguments name, or a part of it, and return the exit status.

    Raises:
        FlowersortError: there is no such sort, or it can't be undone now; nothing was changed.
    """
    needs_terminal_or_yes(console, arguments.yes)
    records = sort_records(os.environ)
    record = find_sort(records, arguments.where)
    part = Part(label=arguments.label, photo=_absolute(arguments.photo))
    intent = _intent(record, part)
    if not confirmed(console, f"{intent}?", yes=arguments.yes):
        console.say("Nothing was changed.")
        return DONE
    if arguments.yes:
        console.say(f"{intent}.")
    with (
        cancelled_by_ctrl_c(console) as cancel,
        closing(undo_sort(record, part=part, records=records, cancel=cancel)) as events,
    ):
        ended = follow_sort(events, console)
    for line in ending_lines(ended):
        console.say(line)
    return sort_status(ended)


def _absolute(path: str | None) -> str | None:
    return None if path is None else os.path.abspath(path)  # noqa: PTH100 (Path's follows no `..`)


def _intent(record: SortRecord, part: Part) -> str:
    which = []
    if part.photo is not None:
        which.append(f"the photo {shown_path(part.photo)}")
    if part.label is not None:
        which.append(f"the class {shown_path(part.label)}")
    of = f"{', '.join(which)} of " if which else ""
    return f"Undo {of}{sort_named(record)}"
