"""`flowersort evaluate`: the model's figures on photos that are already sorted."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

from flowersort.bootstrap import BUNDLED_PACK, Settings, build, prepare_process
from flowersort.cli.amounts import photo_count
from flowersort.cli.console import Console, shown_path
from flowersort.cli.running import cancelled_by_ctrl_c, follow
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.core.evaluation import Evaluation
from flowersort.core.events import RunCancelled, RunFailed
from flowersort.core.surest import surest
from flowersort.workflows.classify import ClassifyOptions
from flowersort.workflows.evaluate import EvaluateFolder, FolderEvaluation
from flowersort.workflows.export import STANDARD_OUTPUT, check_target
from flowersort.workflows.export_evaluation import Findings, export_evaluation, find
from flowersort.workflows.report_evaluation import check_report_target, report_evaluation
from flowersort.workflows.report_parts import Occasion
from flowersort.workflows.tools import Tools


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Evaluate the folder that the arguments name, and return the exit status.

    Raises:
        FlowersortError: the run could not begin, or its result could not be written.
    """
    check_target(arguments.json, inputs=[arguments.folder])
    check_report_target(arguments.report, folder=arguments.folder, json=arguments.json)
    prepare_process()
    built = build(Settings(arguments.model, arguments.jobs, with_store=not arguments.no_store), os.environ)
    for notice in built.notices:
        console.say(notice)
    options = ClassifyOptions(recursive=not arguments.no_recursive, fresh=arguments.fresh)
    try:
        with cancelled_by_ctrl_c(console) as cancel:
            evaluation = EvaluateFolder(arguments.folder, tools=built.tools, options=options, cancel=cancel)
            with closing(iter(evaluation)) as events:
                last = follow(events, console, lambda _: None).last
    finally:
        built.close()
    if isinstance(last, RunCancelled | RunFailed):
        console.say(last.reason if isinstance(last, RunFailed) else "Stopped; no figures without all photos.")
        return INTERRUPTED if isinstance(last, RunCancelled) else INCOMPLETE
    if last.summary.folders_failed and not last.summary.found:
        return INCOMPLETE
    result = evaluation.result
    assert result is not None
    _conclude(result, arguments, console, built.tools)
    return INCOMPLETE if last.summary.folders_failed else DONE


def command_line(arguments: argparse.Namespace) -> str:
    """Return the command that asks for the same evaluation once more."""
    words = ["flowersort", "evaluate", arguments.folder]
    for option in ("json", "report", "jobs"):
        value = getattr(arguments, option)
        words += [] if value is None else [f"--{option}", str(value)]
    words += ["--model", arguments.model] if arguments.model != BUNDLED_PACK else []
    words += [
        f"--{flag.replace('_', '-')}" for flag in ("no_recursive", "fresh", "no_store") if getattr(arguments, flag)
    ]
    return shlex.join(words)


def _conclude(result: FolderEvaluation, arguments: argparse.Namespace, console: Console, tools: Tools) -> None:
    findings = find(result, model=tools.pack.facts.title)
    # Files first: a reader of standard output that has had enough (`| head`) must not cost them.
    if arguments.report is not None:
        _report(findings, arguments, console, tools)
    if arguments.json is not None:
        export_evaluation(findings, arguments.json, standard_output=console.data)
    if arguments.json != STANDARD_OUTPUT:
        for line in _table(result.evaluation):
            console.data.write(line + "\n")
    console.data.flush()
    for folder, count in sorted(result.left_out.items()):
        where = f"in {shown_path(folder)!r}, which is no class of the model" if folder else "in no subfolder"
        console.say(f"Left out: {photo_count(count)} {where}.")
    if result.unreadable:
        console.say(f"Left out: {photo_count(len(result.unreadable))} that could not be read.")


def _report(findings: Findings, arguments: argparse.Namespace, console: Console, tools: Tools) -> None:
    console.say("Writing the report …")
    occasion = Occasion(datetime.now().astimezone(), command_line(arguments))
    page = report_evaluation(findings, arguments.report, tools=tools, occasion=occasion)
    console.say(f"The report: {shown_path(page)}")


def _table(figures: Evaluation) -> Iterator[str]:
    interval = figures.accuracy_interval
    yield f"accuracy {_percent(figures.accuracy)} ({figures.correct:,} of {figures.photos:,})"
    yield f"  95 % interval (Wilson) {_percent(interval.low)} to {_percent(interval.high)}"
    yield f"macro F1 {_percent(figures.macro_f1)}"
    yield f"expected calibration error {_percent(figures.calibration_error)} (15 equal-width bins)"
    yield f"Brier score {'–' if figures.brier is None else f'{figures.brier:.4f}'}"
    yield ""
    width = max(len("class"), *map(len, figures.classes))
    yield f"{'class':<{width}}  precision  recall      F1  photos"
    for row in figures.per_class:
        cells = (_percent(row.precision), _percent(row.recall), _percent(row.f1))
        yield f"{row.name:<{width}}  {cells[0]:>9}  {cells[1]:>6}  {cells[2]:>6}  {row.support:>6,}"
    yield ""
    yield from _confusion(figures, width)
    yield ""
    yield from _coverage(figures)


def _confusion(figures: Evaluation, width: int) -> Iterator[str]:
    yield "confusion (rows: folder, columns: predicted)"
    cell = max(6, *map(len, figures.classes))
    yield " " * width + "".join(f"  {name:>{cell}}" for name in figures.classes)
    for name, row in zip(figures.classes, figures.confusion.tolist(), strict=True):
        yield f"{name:<{width}}" + "".join(f"  {count:>{cell}}" for count in row)


def _coverage(figures: Evaluation) -> Iterator[str]:
    yield "accuracy of the surest photos"
    for each in surest(figures.coverage):
        kept, right = _percent(each.kept), _percent(each.right)
        yield f"  {kept:>8} of photos, confidence from {each.threshold:.3f}: {right}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.2f}%"
