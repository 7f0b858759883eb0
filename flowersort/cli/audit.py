"""`flowersort audit`: what is wrong in a folder that somebody sorted."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime

from flowersort.bootstrap import BUNDLED_PACK, Settings, build, prepare_process
from flowersort.cli.amounts import photo_count
from flowersort.cli.audit_text import summary_lines
from flowersort.cli.console import Console, shown_path
from flowersort.cli.running import cancelled_by_ctrl_c, follow
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.core.audit import AuditEvent, AuditFinished, AuditProgress, AuditResult
from flowersort.core.events import Event, ProgressMade, RunCancelled, RunFailed, RunFinished
from flowersort.core.photo_quality import limits_with
from flowersort.core.progress import Progress
from flowersort.workflows.audit import AuditOptions, audit
from flowersort.workflows.export import check_target, check_targets_differ
from flowersort.workflows.export_audit import audit_lines, export_audit_csv, export_audit_json
from flowersort.workflows.report_audit import report_audit
from flowersort.workflows.report_evaluation import check_report_target
from flowersort.workflows.report_parts import Occasion
from flowersort.workflows.tools import Tools


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Audit the folder that the arguments name, and return the exit status.

    Raises:
        FlowersortError: the run could not begin, or its result could not be written.
    """
    limits = limits_with(dict(arguments.limit))
    check_targets_differ(arguments.csv, arguments.json)
    for target in (arguments.csv, arguments.json):
        check_report_target(arguments.report, folder=arguments.folder, json=target)
    for target in (arguments.csv, arguments.json):
        check_target(target, inputs=[arguments.folder])
    prepare_process()
    built = build(Settings(arguments.model, arguments.jobs, with_store=not arguments.no_store), os.environ)
    for notice in built.notices:
        console.say(notice)
    options = AuditOptions(fresh=arguments.fresh, labels=dict(arguments.map), limits=limits)
    results: list[AuditResult] = []
    try:
        with cancelled_by_ctrl_c(console) as cancel:
            events = audit(arguments.folder, tools=built.tools, options=options, cancel=cancel)
            with closing(events):
                last = follow(_plain(events, results), console, lambda _: None).last
    finally:
        built.close()
    if isinstance(last, RunCancelled | RunFailed):
        console.say(last.reason if isinstance(last, RunFailed) else "Stopped; no audit without all photos.")
        return INTERRUPTED if isinstance(last, RunCancelled) else INCOMPLETE
    _conclude(results[0], arguments, console, built.tools)
    return INCOMPLETE if last.summary.folders_failed else DONE


def _plain(events: Iterable[AuditEvent], results: list[AuditResult]) -> Iterator[Event]:
    """Yield the events as those of labelling photos, and keep the result."""
    for event in events:
        match event:
            case AuditFinished(summary=summary, result=result):
                results.append(result)
                yield RunFinished(summary)
            case AuditProgress(done=done, total=total):
                if total:
                    yield ProgressMade(Progress(done=done, total=total, scanning=False, rate=0.0, seconds=0.0))
            case _:
                yield event


def command_line(arguments: argparse.Namespace) -> str:
    """Return the command that asks for the same audit once more."""
    words = ["flowersort", "audit", arguments.folder]
    for option in ("csv", "json", "report", "max", "jobs"):
        value = getattr(arguments, option)
        words += [] if value is None else [f"--{option}", str(value)]
    for given, name in arguments.map:
        words += ["--map", f"{given}={name}"]
    for problem, limit in arguments.limit:
        words += ["--limit", f"{problem.value}={limit:g}"]
    words += ["--model", arguments.model] if arguments.model != BUNDLED_PACK else []
    words += [f"--{flag.replace('_', '-')}" for flag in ("fresh", "no_store") if getattr(arguments, flag)]
    return shlex.join(words)


def _conclude(result: AuditResult, arguments: argparse.Namespace, console: Console, tools: Tools) -> None:
    try:
        _write(result, arguments, console, tools)
    finally:
        # Also where the results can't be written: the user should know what the audit came to.
        for line in summary_lines(result):
            console.say(line)
    if not result.photos:
        console.say(f"There are no photos in {shown_path(arguments.folder)}.")
    elif arguments.max is not None and len(result.suspicious) > arguments.max:
        console.say(f"Told here: {photo_count(arguments.max)} of {len(result.suspicious):,}.")


def _write(result: AuditResult, arguments: argparse.Namespace, console: Console, tools: Tools) -> None:
    # Files first: a reader of standard output that has had enough (`| head`) must not cost them.
    if arguments.report is not None:
        console.say("Writing the report …")
        occasion = Occasion(datetime.now().astimezone(), command_line(arguments))
        page = report_audit(result, arguments.report, tools=tools, occasion=occasion)
        console.say(f"The report: {shown_path(page)}")
    if arguments.csv is not None:
        export_audit_csv(result, arguments.csv, standard_output=console.data, most=arguments.max)
    if arguments.json is not None:
        export_audit_json(result, arguments.json, standard_output=console.data, most=arguments.max)
    if arguments.csv is None and arguments.json is None:
        for line in audit_lines(result, most=arguments.max):
            console.data.write(line + "\n")
    console.data.flush()
