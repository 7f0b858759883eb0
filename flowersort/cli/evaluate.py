"""`flowersort evaluate`: the model's figures on photos that are already sorted."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import closing

from flowersort.bootstrap import Settings, build, prepare_process
from flowersort.cli.console import Console, shown_path
from flowersort.cli.running import cancelled_by_ctrl_c, follow
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.cli.summary import photo_count
from flowersort.core.evaluation import Evaluation
from flowersort.core.events import RunCancelled, RunFailed
from flowersort.workflows.classify import ClassifyOptions
from flowersort.workflows.evaluate import EvaluateFolder, FolderEvaluation
from flowersort.workflows.export import check_target
from flowersort.workflows.export_evaluation import export_evaluation

_COVERAGES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.5)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Evaluate the folder that the arguments name, and return the exit status.

    Raises:
        FlowersortError: the run could not begin, or its result could not be written.
    """
    check_target(arguments.json, inputs=[arguments.folder])
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
    _conclude(result, arguments, console, model=built.tools.pack.facts.title)
    return INCOMPLETE if last.summary.folders_failed else DONE


def _conclude(result: FolderEvaluation, arguments: argparse.Namespace, console: Console, *, model: str) -> None:
    if arguments.json is not None:
        export_evaluation(result, arguments.json, model=model, standard_output=console.data)
    if arguments.json != "-":
        for line in _table(result.evaluation):
            console.data.write(line + "\n")
    console.data.flush()
    for folder, count in sorted(result.left_out.items()):
        where = f"in {shown_path(folder)!r}, which is no class of the model" if folder else "in no subfolder"
        console.say(f"Left out: {photo_count(count)} {where}.")
    if result.unreadable:
        console.say(f"Left out: {photo_count(result.unreadable)} that could not be read.")


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
    for share in _COVERAGES:
        point = next((point for point in reversed(figures.coverage) if point.kept >= share), None)
        if point is not None:
            kept, right = _percent(point.kept), _percent(1 - point.wrong)
            yield f"  {kept:>8} of photos, confidence from {point.threshold:.3f}: {right}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.2f}%"
