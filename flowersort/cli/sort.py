"""`flowersort sort`: labels photos, prints the plan, asks, and sorts."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from dataclasses import dataclass

from flowersort.bootstrap import sort_records
from flowersort.cli.amounts import photo_count
from flowersort.cli.asking import confirmed, needs_terminal_or_yes
from flowersort.cli.console import Console, shown_path
from flowersort.cli.labelling import label
from flowersort.cli.parser_sorting import SKIP
from flowersort.cli.plan_text import SHOWN, plan_lines
from flowersort.cli.running import Ending, cancelled_by_ctrl_c, follow_sort
from flowersort.cli.sort_text import ending_lines, sort_status
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.cli.summary import folders_sentence
from flowersort.core.errors import SortError
from flowersort.core.events import RunCancelled, RunFailed
from flowersort.core.plan import Operation, SortPlan, SortRules
from flowersort.core.sorts import SortEnded
from flowersort.workflows.apply_sort import apply_sort
from flowersort.workflows.export import STANDARD_OUTPUT, check_target
from flowersort.workflows.export_plan import export_plan
from flowersort.workflows.plan_sort import check_sort, plan_sort
from flowersort.workflows.recover_sort import cut_off_sorts

_QUESTIONS = {Operation.COPY: "Copy", Operation.MOVE: "Move", Operation.LINK: "Link"}


@dataclass(frozen=True, slots=True)
class _Planned:
    """What labelling and planning came to; without a plan, `labelling` says why."""

    labelling: Ending
    plan: SortPlan | None


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Sort the photos that the arguments name, and return the exit status.

    Raises:
        FlowersortError: the sort could not begin, or what came of it could not be written; no photo is lost.
    """
    if not arguments.dry_run:
        needs_terminal_or_yes(console, arguments.yes)
    rules = _rules(arguments)
    check_target(arguments.json, inputs=arguments.paths)
    check_sort(arguments.paths, into=arguments.into, rules=rules)
    _mind_cut_off(arguments, console)
    planned = _label_and_plan(arguments, rules, console)
    plan, last = planned.plan, planned.labelling.last
    if plan is None or isinstance(last, RunCancelled | RunFailed):
        console.say(last.reason if isinstance(last, RunFailed) else "Nothing was changed.")
        return INCOMPLETE if isinstance(last, RunFailed) else INTERRUPTED
    status = _carry_out(plan, arguments, console)
    if last.summary.folders_failed:
        console.say(folders_sentence(len(last.summary.folders_failed)))
        return status or INCOMPLETE
    return status


def _rules(arguments: argparse.Namespace) -> SortRules:
    return SortRules(
        operation=arguments.operation,
        unsure=_folder(arguments.unsure),
        other_flower=_folder(arguments.other_flower),
        no_flower=_folder(arguments.no_flower),
        keep_tree=arguments.keep_tree,
        rename=arguments.rename,
    )


def _folder(given: str) -> str | None:
    return None if given == SKIP else given


def _mind_cut_off(arguments: argparse.Namespace, console: Console) -> None:
    """Say that earlier sorts wait for a recovery, and refuse before the long labelling what would be refused after it.

    Raises:
        SortError: one of them is into the same folder.
    """
    records = sort_records(os.environ)
    count = len(cut_off_sorts(records))
    if count:
        sorts = "An earlier sort was" if count == 1 else f"{count:,} earlier sorts were"
        console.say(f"{sorts} cut off; “flowersort recover” finishes or rolls back.")
    here = [] if arguments.dry_run else cut_off_sorts(records, into=arguments.into)
    if here:
        raise SortError(
            f"The sort {here[0].id} into {shown_path(here[0].into)} was cut off, and comes first: flowersort recover. "
            "Nothing was changed."
        )


def _label_and_plan(arguments: argparse.Namespace, rules: SortRules, console: Console) -> _Planned:
    with cancelled_by_ctrl_c(console) as cancel:
        done = label(arguments, console, cancel)
        if isinstance(done.ending.last, RunCancelled | RunFailed):
            return _Planned(done.ending, None)
        plan = plan_sort(
            done.rows, sources=arguments.paths, into=arguments.into, rules=rules, model=done.model, cancel=cancel
        )
        return _Planned(done.ending, None if cancel.cancelled else plan)


def _carry_out(plan: SortPlan, arguments: argparse.Namespace, console: Console) -> int:
    """Print the plan, and do it if that is wanted; whatever comes of it is written down if that is."""
    _show(plan, arguments, console)
    wanted = not arguments.dry_run
    ended = _sorted(plan, arguments, console) if wanted and plan.enough_space else None
    if wanted:
        for line in ["Nothing was changed."] if ended is None else ending_lines(ended):
            console.say(line)
    if arguments.json is not None:
        export_plan(plan, ended, arguments.json, standard_output=console.data)
    if ended is not None:
        return sort_status(ended)
    return INCOMPLETE if wanted and not plan.enough_space else DONE


def _show(plan: SortPlan, arguments: argparse.Namespace, console: Console) -> None:
    """Print the plan: as data where it is all that was asked for, else as talk."""
    lines = plan_lines(plan, most=None if arguments.dry_run else SHOWN)
    if not plan.found:
        console.say(f"There are no photos in {', '.join(map(shown_path, arguments.paths))}.")
    elif arguments.dry_run and arguments.json != STANDARD_OUTPUT:
        for line in lines:
            console.data.write(line + "\n")
        console.data.flush()
    else:
        for line in lines:
            console.say(line)


def _sorted(plan: SortPlan, arguments: argparse.Namespace, console: Console) -> SortEnded | None:
    """Ask, unless there is nothing to do, and sort; None where the answer is no."""
    question = f"{_QUESTIONS[plan.rules.operation]} {photo_count(len(plan.photos))} into {shown_path(plan.into)}?"
    if plan.photos and not confirmed(console, question, yes=arguments.yes):
        return None
    records = sort_records(os.environ)
    with (
        cancelled_by_ctrl_c(console) as cancel,
        closing(apply_sort(plan, records=records, cancel=cancel)) as events,
    ):
        return follow_sort(events, console)
