"""`flowersort learn`: reviews become a model of one's own, if it is better."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path

from flowersort.bootstrap import Settings, build, pack_folder
from flowersort.cli.amounts import photo_count
from flowersort.cli.console import Console, shown_path
from flowersort.cli.labelling import label
from flowersort.cli.running import cancelled_by_ctrl_c
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.core.csv_names import one_line
from flowersort.core.errors import StoreError
from flowersort.core.events import RunCancelled, RunFailed
from flowersort.core.learning import Gain, Learnt, NewClass
from flowersort.workflows.export import STANDARD_OUTPUT, check_target
from flowersort.workflows.export_learnt import export_learnt_json
from flowersort.workflows.learn import learn
from flowersort.workflows.save_learned import check_place, save_learned


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Learn from the reviews that the arguments name, and return the exit status.

    Raises:
        FlowersortError: there is nothing to learn from, or the result can't be written.
    """
    check_target(arguments.json, inputs=arguments.paths)
    into = None if arguments.save is None else Path(os.path.expanduser(arguments.save))  # noqa: PTH111 (`~nobody`)
    if into is not None:
        check_place(into)
    contents: list[str] | None = None
    if arguments.paths:
        with cancelled_by_ctrl_c(console) as cancel:
            labelling = label(arguments, console, cancel)
        last = labelling.ending.last
        if isinstance(last, RunCancelled | RunFailed):
            console.say(last.reason if isinstance(last, RunFailed) else "Stopped; nothing was learnt.")
            return INCOMPLETE if isinstance(last, RunFailed) else INTERRUPTED
        contents = [row.content for row in labelling.rows if row.content is not None]
    learnt, title = _learn(arguments, console, contents)
    return _conclude(learnt, title, arguments, console, into)


def _learn(arguments: argparse.Namespace, console: Console, contents: list[str] | None) -> tuple[Learnt, str]:
    built = build(Settings(arguments.model, arguments.jobs), os.environ)
    for notice in built.notices:
        console.say(notice)
    try:
        pack, store = built.tools.pack, built.tools.store
        if store is None:
            raise StoreError("Without the store there are no reviews to learn from.")
        learnt = learn(pack=pack, store=store, contents=contents, new_classes=arguments.new_classes)
        return learnt, pack.facts.title
    finally:
        built.close()


def _conclude(learnt: Learnt, title: str, arguments: argparse.Namespace, console: Console, into: Path | None) -> int:
    for remark in learnt.remarks:
        console.say(one_line(remark))
    saving = into is not None and not arguments.dry_run and learnt.head is not None
    if saving and into is not None:
        save_learned(learnt, base=pack_folder(arguments.model), into=into, now=time.time())
    if arguments.json is not None:
        saved = into if saving else None
        export_learnt_json(learnt, arguments.json, model=title, saved=saved, standard_output=console.data)
    if arguments.json != STANDARD_OUTPUT:
        for line in learnt_lines(learnt):
            console.data.write(line + "\n")
    console.data.flush()
    console.say(_last_word(learnt, saved=into if saving else None))
    return INCOMPLETE if into is not None and learnt.head is None else DONE


def learnt_lines(learnt: Learnt) -> Iterator[str]:
    """Yield what was learnt, and what it is worth, a line each."""
    taught = ", ".join(f"{one_line(name)} {count:,}" for name, count in learnt.counts)
    yield f"reviews: {taught or 'none that teach anything'}"
    for each in learnt.new:
        yield _new_class_line(each, learnt)
    if learnt.gain is not None:
        yield _gain_line(learnt.gain, corrected=learnt.corrected)


def _new_class_line(each: NewClass, learnt: Learnt) -> str:
    word = "learnt" if each.name in learnt.classes else "refused"
    return (
        f"new class {one_line(each.name)}: {word}; {photo_count(each.examples)}, left out in turn {each.found} are "
        f"found, and {each.taken:.1%} of all else is taken for it"
    )


def _gain_line(gain: Gain, *, corrected: bool) -> str:
    word = "learnt" if corrected else "refused"
    return (
        f"known classes: {word}; of {gain.reviews:,} reviews held out {gain.right_before:,} are right before, "
        f"{gain.right_after:,} after"
    )


def _last_word(learnt: Learnt, *, saved: Path | None) -> str:
    if learnt.head is None:
        return "Nothing was learnt that is better than the model as it is, so it stays."
    if saved is None:
        return "Nothing was saved; --save DIR does."
    return f"Saved. “--model {shown_path(str(saved))}” uses it, and without --model everything is as before."
