"""`flowersort classify`: labels photos, writes CSV or JSON, and ends with a summary."""

from __future__ import annotations

import argparse
import os

from flowersort.bootstrap import Settings, build
from flowersort.cli.console import Console, shown_path
from flowersort.cli.running import LastEvent, cancelled_by_ctrl_c, follow
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.cli.summary import summary_lines
from flowersort.core.errors import UsageError
from flowersort.core.events import RunCancelled, RunFailed
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.state import State
from flowersort.workflows.classify import ClassifyOptions, classify
from flowersort.workflows.export import (
    STANDARD_OUTPUT,
    Labels,
    base_folder,
    check_target,
    export_csv,
    export_json,
    plain_lines,
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Label the photos that the arguments name, and return the exit status.

    Raises:
        FlowersortError: the run could not begin, or its result could not be written.
    """
    if arguments.csv == arguments.json == STANDARD_OUTPUT:
        raise UsageError("CSV and JSON can't both go to standard output; give one of them a file.")
    for target in (arguments.csv, arguments.json):
        check_target(target)
    base = base_folder(arguments.paths)
    built = build(Settings(arguments.model, arguments.jobs, with_store=not arguments.no_store), os.environ)
    for notice in built.notices:
        console.say(notice)
    options = ClassifyOptions(
        recursive=not arguments.no_recursive, fresh=arguments.fresh, threshold=arguments.threshold
    )
    rows: list[LabelledPhoto] = []
    try:
        with cancelled_by_ctrl_c(console) as cancel:
            events = classify(arguments.paths, tools=built.tools, options=options, cancel=cancel)
            last = follow(events, console, rows.append)
    finally:
        built.close()
    return _conclude(last, Labels(rows, built.tools.pack.facts, base), arguments, console)


def _conclude(last: LastEvent, labels: Labels, arguments: argparse.Namespace, console: Console) -> int:
    cut_short = isinstance(last, RunCancelled | RunFailed)
    if not cut_short:
        _write(labels, arguments, console)
    unreadable = [row for row in labels.rows if row.state is State.UNREADABLE]
    for line in summary_lines(last.summary, unreadable):
        console.say(line)
    if cut_short:
        _say_cut_short(last, arguments, console)
        return INTERRUPTED if isinstance(last, RunCancelled) else INCOMPLETE
    if last.summary.found == 0:
        console.say(f"There are no photos in {', '.join(map(shown_path, arguments.paths))}.")
    return INCOMPLETE if last.summary.folders_failed else DONE


def _write(labels: Labels, arguments: argparse.Namespace, console: Console) -> None:
    if arguments.csv is not None:
        export_csv(labels, arguments.csv, standard_output=console.data)
    if arguments.json is not None:
        export_json(labels, arguments.json, standard_output=console.data, top=arguments.top_k)
    if arguments.csv is None and arguments.json is None:
        for line in plain_lines(labels, top=arguments.top_k):
            console.data.write(line + "\n")
    console.data.flush()


def _say_cut_short(last: LastEvent, arguments: argparse.Namespace, console: Console) -> None:
    if isinstance(last, RunFailed):
        console.say(last.reason)
    targets = [name for name in (arguments.csv, arguments.json) if name is not None]
    if targets:
        console.say(f"{' and '.join(map(shown_path, targets))} {'was' if len(targets) == 1 else 'were'} not written.")
    if not arguments.no_store:
        console.say("What is done is remembered; the same command goes on from there.")
