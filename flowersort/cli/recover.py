"""`flowersort recover`: finishes or rolls back sorts that were cut off."""

from __future__ import annotations

import argparse
import os
from contextlib import closing

from flowersort.bootstrap import sort_records
from flowersort.cli.asking import answer, confirmed, needs_terminal_or_yes
from flowersort.cli.console import Console
from flowersort.cli.running import cancelled_by_ctrl_c, follow_sort
from flowersort.cli.sort_text import ending_lines, sort_named, sort_status
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.core.csv_names import one_line
from flowersort.core.errors import SortError, UsageError
from flowersort.core.sorts import Recovery, SortRecord
from flowersort.workflows.recover_sort import cut_off_sorts, recover_sort

_ANSWERS = {"f": Recovery.FINISH, "finish": Recovery.FINISH, "r": Recovery.ROLL_BACK, "roll back": Recovery.ROLL_BACK}
_WAYS = {Recovery.FINISH: "Finish", Recovery.ROLL_BACK: "Roll back"}


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Finish or roll back what was cut off, one sort after the other, and return the exit status.

    Raises:
        UsageError: something was cut off, and nobody can say what to do with it.
    """
    waiting = cut_off_sorts(sort_records(os.environ), into=arguments.where)
    if not waiting:
        console.say("No sort was cut off, so there is nothing to recover.")
        return DONE
    _check_decided(arguments, waiting, console)
    status = DONE
    for record in waiting:
        console.say(f"Cut off: {sort_named(record)}.")
        way = _way(arguments, console)
        if way is None:
            console.say("It stays as it is.")
            continue
        status = _recover(record, way, console) or status
        if status == INTERRUPTED:
            break
    return status


def _check_decided(arguments: argparse.Namespace, waiting: list[SortRecord], console: Console) -> None:
    """Refuse what nobody can answer.

    Raises:
        UsageError: there is no terminal, and either no way or no `--yes` was given.
    """
    if arguments.way is not None:
        needs_terminal_or_yes(console, arguments.yes)
        return
    try:
        needs_terminal_or_yes(console, yes=False)
    except UsageError as fault:
        for record in waiting:
            console.say(f"Cut off: {sort_named(record)}.")
        raise UsageError(
            "There is no terminal to ask on, so nothing was changed; add --finish --yes or --roll-back --yes."
        ) from fault


def _way(arguments: argparse.Namespace, console: Console) -> Recovery | None:
    """Return what to do with a sort, asked for where the arguments don't say; None leaves it."""
    way: Recovery | None = arguments.way
    if way is None:
        return _ANSWERS.get(answer(console, "Finish it, roll it back, or leave it? [f/r/N]"))
    return way if confirmed(console, f"{_WAYS[way]}?", yes=arguments.yes) else None


def _recover(record: SortRecord, way: Recovery, console: Console) -> int:
    records = sort_records(os.environ)
    with cancelled_by_ctrl_c(console) as cancel:
        try:
            with closing(recover_sort(record, way=way, records=records, cancel=cancel)) as events:
                ended = follow_sort(events, console)
        except SortError as fault:
            # Another sort may well be recovered.
            console.say(f"flowersort: {one_line(str(fault))}")
            return INCOMPLETE
    for line in ending_lines(ended):
        console.say(line)
    return sort_status(ended)
