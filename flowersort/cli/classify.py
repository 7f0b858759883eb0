"""`flowersort classify`: labels photos, writes CSV or JSON, and ends with a summary."""

from __future__ import annotations

import argparse

from flowersort.cli.console import Console, shown_path
from flowersort.cli.labelling import label
from flowersort.cli.running import Ending, cancelled_by_ctrl_c
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.cli.summary import summary_lines
from flowersort.core.events import RunCancelled, RunFailed
from flowersort.core.state import State
from flowersort.workflows.export import (
    STANDARD_OUTPUT,
    Labels,
    base_folder,
    check_target,
    check_targets_differ,
    export_csv,
    export_json,
    plain_lines,
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Label the photos that the arguments name, and return the exit status.

    Raises:
        FlowersortError: the run could not begin, or its result could not be written.
    """
    check_targets_differ(arguments.csv, arguments.json)
    for target in (arguments.csv, arguments.json):
        check_target(target, inputs=arguments.paths)
    base = base_folder(arguments.paths)
    with cancelled_by_ctrl_c(console) as cancel:
        labelling = label(arguments, console, cancel)
    ending, labels = labelling.ending, Labels(labelling.rows, labelling.model, base)
    if isinstance(ending.last, RunCancelled | RunFailed):
        return _cut_short(ending, labels, arguments, console, remembered=labelling.remembered)
    return _finished(ending, labels, arguments, console)


def _finished(ending: Ending, labels: Labels, arguments: argparse.Namespace, console: Console) -> int:
    try:
        _write(labels, arguments, console)
    finally:
        # Also where the results can't be written: the user should know what the run came to.
        _say_summary(ending, labels, console)
    summary = ending.last.summary
    if summary.folders_failed:
        return INCOMPLETE
    if summary.found == 0:
        console.say(f"There are no photos in {', '.join(map(shown_path, arguments.paths))}.")
    return DONE


def _cut_short(
    ending: Ending, labels: Labels, arguments: argparse.Namespace, console: Console, *, remembered: bool
) -> int:
    _say_summary(ending, labels, console)
    if isinstance(ending.last, RunFailed):
        console.say(ending.last.reason)
    for target in (arguments.csv, arguments.json):
        if target is not None:
            name = "standard output" if target == STANDARD_OUTPUT else shown_path(target)
            console.say(f"Nothing was written to {name}.")
    if remembered:
        console.say("What is done is remembered; the same command goes on from there.")
    return INTERRUPTED if isinstance(ending.last, RunCancelled) else INCOMPLETE


def _say_summary(ending: Ending, labels: Labels, console: Console) -> None:
    unreadable = [row for row in labels.rows if row.state is State.UNREADABLE]
    for line in summary_lines(ending.last.summary, unreadable):
        console.say(line)


def _write(labels: Labels, arguments: argparse.Namespace, console: Console) -> None:
    if arguments.csv is not None:
        export_csv(labels, arguments.csv, standard_output=console.data)
    if arguments.json is not None:
        export_json(labels, arguments.json, standard_output=console.data, top=arguments.top_k)
    if arguments.csv is None and arguments.json is None:
        for line in plain_lines(labels, top=arguments.top_k):
            console.data.write(line + "\n")
    console.data.flush()
