"""What `import` and `reviews import` have in common: the diff, the question, the storing, and the way back."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flowersort.bootstrap import Settings, build
from flowersort.cli.amounts import local_time, photo_count
from flowersort.cli.asking import confirmed, needs_terminal_or_yes
from flowersort.cli.console import Console, shown_path
from flowersort.cli.status import DONE, INCOMPLETE
from flowersort.core.csv_names import one_line
from flowersort.core.imported import ImportDone, ImportedReview, ImportPlan, label_change
from flowersort.workflows.import_reviews import apply_import, find_import, undo_import

if TYPE_CHECKING:
    from flowersort.workflows.tools import Tools

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Importing:
    """What an import works on.

    Attributes:
        command: the words that undo is called by.
        folder: holds the records of imports.
    """

    command: str
    arguments: argparse.Namespace
    tools: Tools
    folder: Path
    console: Console


def run_import(
    arguments: argparse.Namespace, console: Console, *, command: str, take_in: Callable[[Importing], int]
) -> int:
    """Take a file in by `take_in`, or an import back, and return the exit status.

    Raises:
        FlowersortError: the call makes no sense, or the file or the store can't be used.
    """
    if not arguments.dry_run:
        needs_terminal_or_yes(console, arguments.yes)
    built = build(Settings(arguments.model), os.environ)
    for notice in built.notices:
        console.say(notice)
    try:
        built.tools.store_of_reviews()
        work = Importing(command, arguments, built.tools, built.imports, console)
        return _take_back(work) if arguments.undo is not None else take_in(work)
    finally:
        built.close()


def offer(work: Importing, plan: ImportPlan, closing: Iterator[str]) -> int:
    """Print what a plan would change, ask, store it, and return the exit status.

    Args:
        closing: the last lines of the diff.
    """
    arguments, console = work.arguments, work.console
    for line in (*_plan_lines(plan, whole=arguments.dry_run), *closing):
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
    done = apply_import(plan, store=work.tools.store_of_reviews(), folder=work.folder, now=time.time())
    _say_left(done, console)
    way_back = f"“flowersort {work.command} --undo {done.id}” brings the earlier ones back."
    console.say(f"{review_count(done.stored)} changed. {way_back if done.stored else ''}".rstrip())
    return INCOMPLETE if done.left else refused


def review_count(count: int) -> str:
    """Return a number of reviews in words."""
    return "1 review" if count == 1 else f"{count:,} reviews"


def _take_back(work: Importing) -> int:
    console, arguments = work.console, work.arguments
    record = find_import(work.folder, arguments.undo or None)
    what = f"the import of {shown_path(record.source)}, {local_time(record.at)}, {review_count(len(record.changes))}"
    if arguments.dry_run:
        console.data.write(f"It would take back {what}.\n")
        return DONE
    if not confirmed(console, f"Take back {what}?", yes=arguments.yes):
        console.say("Nothing was changed.")
        return DONE
    done = undo_import(record, store=work.tools.store_of_reviews(), folder=work.folder)
    _say_left(done, console)
    console.say(f"{review_count(done.stored)} brought back, {len(done.left):,} left.")
    return INCOMPLETE if done.left else DONE


def _plan_lines(plan: ImportPlan, *, whole: bool) -> Iterator[str]:
    for row in plan.refused if whole else plan.refused[:_SHOWN]:
        yield f"Line {row.line:,}{_named(row.name)}: {row.reason}"
    if not whole and len(plan.refused) > _SHOWN:
        yield f"… and {len(plan.refused) - _SHOWN:,} more refused; --dry-run lists them all."
    for each in plan.changes[:_SHOWN]:
        yield f"  {_changed(each)}"
    if len(plan.changes) > _SHOWN:
        yield f"  … and {len(plan.changes) - _SHOWN:,} more"
    for change, count in plan.counts().most_common():
        yield f"{_words(change.before, change.after)}: {photo_count(count)}"


def _changed(each: ImportedReview) -> str:
    change = label_change(each.change)
    return f"{shown_path(each.name) or each.change.content}: {_words(change.before, change.after)}"


def _words(before: str, after: str) -> str:
    words = f"{_word(before)} → {_word(after)}"
    return f"{words} as before, said at another time" if before == after else words


def _word(label: str) -> str:
    return one_line(label) or "no review"


def _say_left(done: ImportDone, console: Console) -> None:
    for row in done.left[:_SHOWN]:
        console.say(f"Line {row.line:,}{_named(row.name)}: {row.reason}")
    if len(done.left) > _SHOWN:
        console.say(f"… and {len(done.left) - _SHOWN:,} more that were left.")


def _named(name: str) -> str:
    return f" ({shown_path(name)})" if name else ""
