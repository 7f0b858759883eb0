"""`flowersort check`: how right the labels of a folder are, by a random sample of it."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import time
from contextlib import closing
from datetime import datetime

from flowersort.bootstrap import BUNDLED_PACK, Settings, build, prepare_process
from flowersort.cli.amounts import photo_count
from flowersort.cli.asking import on_terminal
from flowersort.cli.check_text import result_lines, truth_lines
from flowersort.cli.console import Console, shown_path
from flowersort.cli.running import cancelled_by_ctrl_c, follow
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.core.errors import StoreError
from flowersort.core.events import RunCancelled, RunFailed, RunFinished
from flowersort.core.labelled import LabelledPhoto
from flowersort.workflows.classify import ClassifyOptions, classify
from flowersort.workflows.export import base_folder, check_target, check_targets_differ
from flowersort.workflows.export_check import export_check_csv, export_check_json
from flowersort.workflows.random_check import (
    FolderCheck,
    begin_check,
    question_lines,
    remember_answers,
    truth_for,
)
from flowersort.workflows.report_check import report_check
from flowersort.workflows.report_evaluation import check_report_target
from flowersort.workflows.report_parts import Occasion
from flowersort.workflows.tools import Tools


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check the folder that the arguments name, and return the exit status.

    Raises:
        FlowersortError: the run could not begin, the answers can't be read, or the result can't be written.
    """
    check_targets_differ(arguments.csv, arguments.json)
    for target in (arguments.csv, arguments.json):
        check_report_target(arguments.report, folder=arguments.folder, json=target)
        check_target(target, inputs=[arguments.folder, *([arguments.truth] if arguments.truth else [])])
    base = base_folder([arguments.folder])
    prepare_process()
    built = build(Settings(arguments.model, arguments.jobs, with_store=not arguments.no_store), os.environ)
    for notice in built.notices:
        console.say(notice)
    try:
        last, photos = _label(arguments, built.tools, console)
        if isinstance(last, RunCancelled | RunFailed):
            console.say(last.reason if isinstance(last, RunFailed) else "Stopped; no check without all photos.")
            return INTERRUPTED if isinstance(last, RunCancelled) else INCOMPLETE
        check = begin_check(
            photos,
            built.tools.pack.facts,
            base=base,
            store=built.tools.store,
            sample=arguments.sample,
            seed=arguments.seed,
        )
        _conclude(check, arguments, built.tools, console)
    finally:
        built.close()
    return INCOMPLETE if last.summary.folders_failed else DONE


def command_line(arguments: argparse.Namespace) -> str:
    """Return the command that asks for the same check once more."""
    words = ["flowersort", "check", arguments.folder]
    for option in ("sample", "truth", "json", "csv", "report", "jobs"):
        value = getattr(arguments, option)
        words += [] if value is None else [f"--{option}", str(value)]
    words += ["--target", f"{arguments.target:g}", "--seed", str(arguments.seed)]
    words += ["--model", arguments.model] if arguments.model != BUNDLED_PACK else []
    flags = ("no_recursive", "fresh", "no_store")
    words += [f"--{flag.replace('_', '-')}" for flag in flags if getattr(arguments, flag)]
    return shlex.join(words)


def _label(
    arguments: argparse.Namespace, tools: Tools, console: Console
) -> tuple[RunFinished | RunCancelled | RunFailed, list[LabelledPhoto]]:
    options = ClassifyOptions(recursive=not arguments.no_recursive, fresh=arguments.fresh)
    photos: list[LabelledPhoto] = []
    with (
        cancelled_by_ctrl_c(console) as cancel,
        closing(classify([arguments.folder], tools=tools, options=options, cancel=cancel)) as events,
    ):
        return follow(events, console, photos.append).last, photos


def _conclude(check: FolderCheck, arguments: argparse.Namespace, tools: Tools, console: Console) -> None:
    truth = arguments.truth
    if truth is None and check.open:
        _ask(check, console)
        truth = _typed(console, "The CSV with the answers, or Enter to stop:") if on_terminal(console) else None
    if truth:
        check = _answered(check, truth, tools, console)
    if check.open:
        console.say(f"{photo_count(len(check.open))} of the {check.sample:,} to look at have no answer yet.")
    if truth or not check.open or arguments.json or arguments.csv or arguments.report:
        _write(check, arguments, console)


def _ask(check: FolderCheck, console: Console) -> None:
    for line in question_lines(check):
        console.data.write(line.replace("\r\n", "\n"))
    console.data.flush()
    console.say(
        f"{photo_count(len(check.open))} to look at, drawn by chance. Save the list, fill in the column label "
        "(a class, no_flower or other_flower), and give the file as --truth."
    )


def _answered(check: FolderCheck, truth: str, tools: Tools, console: Console) -> FolderCheck:
    now = time.time()
    told = truth_for(check, truth, now=now)
    for line in truth_lines(told):
        console.say(line)
    answered = check.answered(told.reviews)
    if tools.store is not None:
        try:
            remember_answers(answered, check, store=tools.store, now=now)
        except StoreError as fault:
            console.say(f"{fault} The answers count here, but are not remembered.")
    return answered


def _write(check: FolderCheck, arguments: argparse.Namespace, console: Console) -> None:
    result, at = check.result(target=arguments.target), datetime.now().astimezone()
    # Files first: a reader of standard output that has had enough (`| head`) must not cost them.
    if arguments.report is not None:
        occasion = Occasion(at, command_line(arguments))
        console.say(f"The report: {shown_path(report_check(check, result, arguments.report, occasion=occasion))}")
    if arguments.csv is not None:
        export_check_csv(check, result, arguments.csv, at=at, standard_output=console.data)
    if arguments.json is not None:
        export_check_json(check, result, arguments.json, at=at, standard_output=console.data)
    say = console.say if "-" in {arguments.json, arguments.csv} else lambda line: console.data.write(line + "\n")
    for line in result_lines(result):
        say(line)
    if not result.photos:
        console.say(f"There are no photos in {shown_path(arguments.folder)} whose labels could be checked.")
    console.data.flush()


def _typed(console: Console, question: str) -> str:
    console.ask(f"{question} ")
    try:
        return sys.stdin.readline().strip()
    except (OSError, ValueError):
        return ""
