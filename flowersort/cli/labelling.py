"""Label the photos that a command's arguments name, as several commands begin."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from dataclasses import dataclass

from flowersort.bootstrap import Settings, build, prepare_process
from flowersort.cli.console import Console
from flowersort.cli.running import Ending, follow
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.progress import CancelToken
from flowersort.workflows.classify import ClassifyOptions, classify


@dataclass(frozen=True, slots=True)
class Labelling:
    """What a run came to.

    Attributes:
        rows: the photos labelled by then.
        remembered: whether the store keeps their labels.
    """

    rows: list[LabelledPhoto]
    ending: Ending
    model: ModelFacts
    remembered: bool


def label(arguments: argparse.Namespace, console: Console, cancel: CancelToken) -> Labelling:
    """Label the photos, with progress on the console.

    Args:
        arguments: with `paths`, and those of `add_run_options` and `add_threshold`.

    Raises:
        FlowersortError: the run could not begin.
    """
    prepare_process()
    built = build(Settings(arguments.model, arguments.jobs, with_store=not arguments.no_store), os.environ)
    for notice in built.notices:
        console.say(notice)
    options = ClassifyOptions(
        recursive=not arguments.no_recursive, fresh=arguments.fresh, threshold=arguments.threshold
    )
    rows: list[LabelledPhoto] = []
    try:
        with closing(classify(arguments.paths, tools=built.tools, options=options, cancel=cancel)) as events:
            ending = follow(events, console, rows.append)
    finally:
        built.close()
    remembered = built.tools.store is not None and not ending.store_failed
    return Labelling(rows, ending, built.tools.pack.facts, remembered)
