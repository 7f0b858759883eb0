"""`flowersort history`: lists the sorts that were made."""

from __future__ import annotations

import argparse
import os

from flowersort.bootstrap import sort_records
from flowersort.cli.console import Console, shown_path
from flowersort.cli.sort_text import history_lines
from flowersort.cli.status import DONE
from flowersort.workflows.export import check_target
from flowersort.workflows.export_plan import export_history
from flowersort.workflows.undo_sort import known_sorts


def run(arguments: argparse.Namespace, console: Console) -> int:
    """List past sorts, and return the exit status.

    Raises:
        FlowersortError: the list can't be written.
    """
    check_target(arguments.json)
    found = known_sorts(sort_records(os.environ), into=arguments.where)
    if not found:
        where = "" if arguments.where is None else f" into {shown_path(arguments.where)}"
        console.say(f"No sort{where} is known.")
    if arguments.json is not None:
        export_history(found, arguments.json, standard_output=console.data)
        return DONE
    for line in history_lines(found):
        console.data.write(line + "\n")
    console.data.flush()
    return DONE
