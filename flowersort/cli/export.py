"""`flowersort export`: labels photos, and writes the labels for spreadsheets and photo programs."""

from __future__ import annotations

import argparse
from collections import Counter

from flowersort.cli.amounts import photo_count
from flowersort.cli.asking import confirmed, needs_terminal_or_yes
from flowersort.cli.console import Console, shown_path
from flowersort.cli.labelling import label
from flowersort.cli.running import cancelled_by_ctrl_c
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.cli.summary import summary_lines
from flowersort.cli.xmp_text import plan_lines, result_lines
from flowersort.core.errors import UsageError
from flowersort.core.events import RunCancelled, RunFailed
from flowersort.core.progress import CancelToken
from flowersort.core.state import State
from flowersort.core.xmp_export import XmpDeed, XmpNames, XmpPlan
from flowersort.workflows.export import (
    Labels,
    base_folder,
    check_target,
    check_targets_differ,
    check_xlsx,
    export_csv,
    export_json,
    export_xlsx,
)
from flowersort.workflows.export_xmp import apply_xmp, plan_xmp

_CHANGING = frozenset({XmpDeed.MAKE, XmpDeed.MERGE})


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Label the photos that the arguments name, write the labels, and return the exit status.

    Raises:
        FlowersortError: the run could not begin, or its result could not be written.
    """
    _check(arguments, console)
    base = base_folder(arguments.paths)
    with cancelled_by_ctrl_c(console) as cancel:
        labelling = label(arguments, console, cancel)
    rows, last = labelling.rows, labelling.ending.last
    for line in summary_lines(last.summary, [row for row in rows if row.state is State.UNREADABLE]):
        console.say(line)
    if isinstance(last, RunCancelled | RunFailed):
        console.say(last.reason if isinstance(last, RunFailed) else "Nothing was written.")
        return INCOMPLETE if isinstance(last, RunFailed) else INTERRUPTED
    status = _write(Labels(rows, labelling.model, base), arguments, console)
    return status or (INCOMPLETE if last.summary.folders_failed else DONE)


def _check(arguments: argparse.Namespace, console: Console) -> None:
    files = (arguments.csv, arguments.json, arguments.xlsx)
    if not arguments.xmp and not any(files):
        raise UsageError("Say what to write: --csv, --json, --xlsx or --xmp.")
    if arguments.xmp and not arguments.dry_run:
        needs_terminal_or_yes(console, arguments.yes)
    check_targets_differ(arguments.csv, arguments.json)
    check_xlsx(arguments.xlsx, others=(arguments.csv, arguments.json))
    for target in files:
        check_target(target, inputs=arguments.paths)


def _write(labels: Labels, arguments: argparse.Namespace, console: Console) -> int:
    if not labels.rows:
        console.say(f"There are no photos in {', '.join(map(shown_path, arguments.paths))}.")
    check_xlsx(arguments.xlsx, others=(), photos=len(labels.rows))
    if arguments.dry_run:
        _say_files(labels, arguments, console)
    else:
        _write_files(labels, arguments, console)
    return _xmp(labels, arguments, console) if arguments.xmp else DONE


def _say_files(labels: Labels, arguments: argparse.Namespace, console: Console) -> None:
    for target in filter(None, (arguments.csv, arguments.json, arguments.xlsx)):
        name = "standard output" if target == "-" else shown_path(target)
        console.data.write(f"{photo_count(len(labels.rows))} would be written to {name}.\n")


def _write_files(labels: Labels, arguments: argparse.Namespace, console: Console) -> None:
    if arguments.csv is not None:
        export_csv(labels, arguments.csv, standard_output=console.data)
    if arguments.json is not None:
        export_json(labels, arguments.json, standard_output=console.data, top=1)
    if arguments.xlsx is not None:
        export_xlsx(labels, arguments.xlsx)
    console.data.flush()


def _xmp(labels: Labels, arguments: argparse.Namespace, console: Console) -> int:
    with cancelled_by_ctrl_c(console) as cancel:
        plan = plan_xmp(labels, names=XmpNames(arguments.xmp_names), cancel=cancel)
    if cancel.cancelled:
        console.say("No XMP file was written.")
        return INTERRUPTED
    say = (lambda line: console.data.write(line + "\n")) if arguments.dry_run else console.say
    for line in plan_lines(plan, whole=arguments.dry_run):
        say(line)
    counts = plan.counts()
    changing = sum(counts[deed] for deed in _CHANGING)
    refused = bool(counts[XmpDeed.REFUSE])
    if arguments.dry_run or not changing:
        return INCOMPLETE if refused else DONE
    if not confirmed(console, f"Write XMP files for {photo_count(changing)}?", yes=arguments.yes):
        console.say("No XMP file was written.")
        return DONE
    with cancelled_by_ctrl_c(console) as cancel:
        return _apply(plan, cancel, console)


def _apply(plan: XmpPlan, cancel: CancelToken, console: Console) -> int:
    counts = Counter[XmpDeed]()
    said = {step.reason for step in plan.steps}
    for step in apply_xmp(plan, cancel=cancel):
        counts[step.deed] += 1
        if step.reason and step.reason not in said:
            console.say(step.reason)
    for line in result_lines(len(plan.steps), counts):
        console.say(line)
    if cancel.cancelled:
        return INTERRUPTED
    return INCOMPLETE if counts[XmpDeed.REFUSE] else DONE
