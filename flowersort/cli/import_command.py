"""`flowersort import`: an edited CSV comes back as reviews, with a diff first and an undo."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from flowersort.cli.console import Console
from flowersort.cli.importing import Importing, offer, run_import
from flowersort.core.errors import UsageError
from flowersort.core.imported import ImportPlan
from flowersort.workflows.import_reviews import plan_import


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Import the CSV that the arguments name, or undo an import, and return the exit status.

    Raises:
        FlowersortError: the call makes no sense, or the file or the store can't be used.
    """
    if (arguments.undo is None) == (arguments.file is None):
        raise UsageError("Give the CSV to import, or --undo to take an import back.")
    return run_import(arguments, console, command="import", take_in=_take_in)


def _take_in(work: Importing) -> int:
    tools = work.tools
    plan = plan_import(work.arguments.file, store=tools.store_of_reviews(), model=tools.pack.facts, now=time.time())
    return offer(work, plan, _sum(plan))


def _sum(plan: ImportPlan) -> Iterator[str]:
    changed = plan.rows - len(plan.refused) - plan.unchanged
    yield f"{plan.rows:,} rows = {changed:,} edited + {plan.unchanged:,} unchanged + {len(plan.refused):,} refused"
