"""`flowersort reviews`: reviews go into a file of their own, and come from one, with a diff first and an undo."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence

from flowersort.bootstrap import Settings, build, prepare_process
from flowersort.cli.amounts import photo_count
from flowersort.cli.console import Console, shown_path
from flowersort.cli.importing import Importing, offer, review_count, run_import
from flowersort.cli.running import cancelled_by_ctrl_c
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.core.csv_names import one_line
from flowersort.core.errors import UsageError
from flowersort.core.filed_reviews import Keep, unknown_classes
from flowersort.core.imported import ImportPlan
from flowersort.core.progress import CancelToken
from flowersort.workflows.export import STANDARD_OUTPUT, check_target
from flowersort.workflows.export_reviews import GatheredReviews, export_reviews, gather_reviews, gather_reviews_of
from flowersort.workflows.import_reviews import plan_filed_import
from flowersort.workflows.tools import Tools

_SHOWN = 20


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write reviews into a file, or take them in from one, and return the exit status.

    Raises:
        FlowersortError: the call makes no sense, or the file or the store can't be used.
    """
    exporting = arguments.way == "export"
    _check(arguments, exporting=exporting)
    if exporting:
        return _export(arguments, console)
    return run_import(arguments, console, command="reviews import", take_in=_take_in)


def _check(arguments: argparse.Namespace, *, exporting: bool) -> None:
    importing = arguments.undo is not None or arguments.keep is not None or arguments.dry_run or arguments.yes
    if exporting and importing:
        raise UsageError("--undo, --keep, --dry-run and --yes are about “reviews import”; an export changes nothing.")
    if exporting and arguments.file is None:
        raise UsageError("Give the file to write the reviews to, or - for standard output.")
    if not exporting and (arguments.undo is None) == (arguments.file is None):
        raise UsageError("Give the file of reviews to import, or --undo to take an import back.")
    if not exporting and arguments.paths:
        raise UsageError("One file of reviews is imported at a time; its reviews find their photos by content.")


def _export(arguments: argparse.Namespace, console: Console) -> int:
    check_target(arguments.file, inputs=arguments.paths)
    prepare_process()
    built = build(Settings(arguments.model), os.environ)
    for notice in built.notices:
        console.say(notice)
    try:
        with cancelled_by_ctrl_c(console) as cancel:
            gathered = _gather(built.tools, arguments.paths, cancel)
        if cancel.cancelled:
            console.say("Nothing was written.")
            return INTERRUPTED
        export_reviews(gathered, arguments.file, standard_output=console.data)
    finally:
        built.close()
    return _say_written(gathered, arguments.file, console)


def _gather(tools: Tools, paths: Sequence[str], cancel: CancelToken) -> GatheredReviews:
    store = tools.store_of_reviews()
    return gather_reviews_of(paths, store=store, read=tools.read, cancel=cancel) if paths else gather_reviews(store)


def _say_written(gathered: GatheredReviews, target: str, console: Console) -> int:
    for sentence in gathered.failed[:_SHOWN]:
        console.say(one_line(sentence))
    if len(gathered.failed) > _SHOWN:
        console.say(f"… and {len(gathered.failed) - _SHOWN:,} more that could not be looked at.")
    of = f" of {photo_count(gathered.photos)}" if gathered.photos else ""
    where = "standard output" if target == STANDARD_OUTPUT else shown_path(target)
    console.say(f"{review_count(len(gathered.reviews))}{of} written to {where}.")
    return INCOMPLETE if gathered.failed else DONE


def _take_in(work: Importing) -> int:
    keep = Keep(work.arguments.keep or Keep.NEWER)
    plan = plan_filed_import(work.arguments.file, store=work.tools.store_of_reviews(), keep=keep)
    return offer(work, plan, _closing(plan, work.tools.pack.facts.classes, keep))


def _closing(plan: ImportPlan, classes: tuple[str, ...], keep: Keep) -> Iterator[str]:
    unknown = unknown_classes(plan, classes)
    if unknown:
        names = ", ".join(one_line(name) for name in unknown[:_SHOWN])
        more = f" and {len(unknown) - _SHOWN:,} more" if len(unknown) > _SHOWN else ""
        yield f"The model has no class {names}{more}; these reviews are kept all the same."
    if plan.kept:
        why = "are newer" if keep is Keep.NEWER else "hold"
        yield f"{review_count(plan.kept)} of yours say something else and {why}; --keep theirs takes the file's."
    yield (
        f"{review_count(plan.rows)} = {len(plan.changes):,} taken in + {plan.unchanged:,} unchanged + "
        f"{plan.kept:,} kept as here + {len(plan.refused):,} refused"
    )
