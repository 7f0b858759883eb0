"""`flowersort import`: an edited CSV comes back as reviews, with a diff first and an undo."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flowersort.bootstrap import Built, Settings, build
from flowersort.cli.amounts import local_time, photo_count
from flowersort.cli.asking import confirmed, needs_terminal_or_yes
from flowersort.cli.console import Console, shown_path
from flowersort.cli.status import DONE, INCOMPLETE
from flowersort.core.csv_names import one_line
from flowersort.core.errors import StoreError, UsageError
from flowersort.core.imported import ImportDone, ImportPlan, label_change
from flowersort.workflows.import_reviews import apply_import, find_import, plan_import, undo_import

if TYPE_CHECKING:
    from flowersort.workflows.tools import Tools

_SHOWN = 20


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Import the CSV that the arguments name, or undo an import, and return the exit status.

    Raises:
        FlowersortError: the call makes no sense, or the file or the store can't be used.
    """
    undoing = arguments.undo is not None
    if undoing == (arguments.file is not None):
        raise UsageError("Give the CSV to import, or --undo to take an import back.")
    if not arguments.dry_run:
        needs_terminal_or_yes(console, arguments.yes)
    built = build(Settings(arguments.model), os.environ)
    folder = built.imports
    for notice in built.notices:
        console.say(notice)
    try:
        _check_store(built)
        command = _undo if undoing else _import
        return command(arguments, built.tools, folder, console)
    finally:
        built.close()


def _check_store(built: Built) -> None:
    if built.tools.store is None:
        raise StoreError("Without the store there are no reviews to change; nothing was changed.")


def _import(arguments: argparse.Namespace, tools: Tools, folder: Path, console: Console) -> int:
    store = tools.store
    assert store is not None
    plan = plan_import(arguments.file, store=store, model=tools.pack.facts, now=time.time())
    for line in _plan_lines(plan, whole=arguments.dry_run):
        if arguments.dry_run:
            console.data.write(line + "\n")
        else:
            console.say(line)
    refused = INCOMPLETE if plan.refused else DONE
    if arguments.dry_run or not plan.changes:
        return refused
    if not confirmed(console, f"Change the reviews of {photo_count(len(plan.changes))}?", yes=arguments.yes):
        console.say("Nothing was changed.")
        return DONE
    done = apply_import(plan, store=store, folder=folder, now=time.time())
    _say_left(done, console)
    console.say(f"{_reviews(done.stored)} changed. “flowersort import --undo {done.id}” brings the earlier ones back.")
    return INCOMPLETE if done.left else refused


def _undo(arguments: argparse.Namespace, tools: Tools, folder: Path, console: Console) -> int:
    store = tools.store
    assert store is not None
    record = find_import(folder, arguments.undo or None)
    what = f"the import of {shown_path(record.source)}, {local_time(record.at)}, {_reviews(len(record.changes))}"
    if arguments.dry_run:
        console.data.write(f"It would take back {what}.\n")
        return DONE
    if not confirmed(console, f"Take back {what}?", yes=arguments.yes):
        console.say("Nothing was changed.")
        return DONE
    done = undo_import(record, store=store, folder=folder)
    _say_left(done, console)
    console.say(f"{_reviews(done.stored)} brought back, {len(done.left):,} left.")
    return INCOMPLETE if done.left else DONE


def _plan_lines(plan: ImportPlan, *, whole: bool) -> Iterator[str]:
    for row in plan.refused if whole else plan.refused[:_SHOWN]:
        yield f"Line {row.line:,}{_named(row.name)}: {row.reason}"
    if not whole and len(plan.refused) > _SHOWN:
        yield f"… and {len(plan.refused) - _SHOWN:,} more refused; --dry-run lists them all."
    for each in plan.changes[:_SHOWN]:
        change = label_change(each.change)
        yield f"  {shown_path(each.name) or each.change.content}: {_word(change.before)} → {_word(change.after)}"
    if len(plan.changes) > _SHOWN:
        yield f"  … and {len(plan.changes) - _SHOWN:,} more"
    for change, count in plan.counts().most_common():
        yield f"{_word(change.before)} → {_word(change.after)}: {photo_count(count)}"
    changed = plan.rows - len(plan.refused) - plan.unchanged
    yield f"{plan.rows:,} rows = {changed:,} edited + {plan.unchanged:,} unchanged + {len(plan.refused):,} refused"


def _say_left(done: ImportDone, console: Console) -> None:
    for row in done.left[:_SHOWN]:
        console.say(f"Line {row.line:,}{_named(row.name)}: {row.reason}")
    if len(done.left) > _SHOWN:
        console.say(f"… and {len(done.left) - _SHOWN:,} more that were left.")


def _named(name: str) -> str:
    return f" ({shown_path(name)})" if name else ""


def _word(label: str) -> str:
    return one_line(label) or "no review"


def _reviews(count: int) -> str:
    return "1 review" if count == 1 else f"{count:,} reviews"
