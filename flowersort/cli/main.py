"""From arguments to an exit status: the one place that turns every fault into a sentence."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from flowersort.cli.console import Console, forget, process_console
from flowersort.cli.parser import parse
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED, USAGE
from flowersort.core.csv_names import one_line
from flowersort.core.errors import FlowersortError, UsageError
from flowersort.core.training_request import TrainingRequest

_log = logging.getLogger(__name__)

_MODULES = {"import": "import_command"}
"""Where a command's module can't have its name, which is a word of Python's own."""


@dataclass(frozen=True, slots=True)
class Starters:
    """What the command line starts without knowing it; both return an exit status.

    Attributes:
        window: opens the window with paths.
        training: runs a training.
    """

    window: Callable[[Sequence[str]], int]
    training: Callable[[TrainingRequest], int]


def run(arguments: Sequence[str], starters: Starters) -> int:
    """Run one command and return its exit status: 0 done, 1 could not complete, 2 wrong usage, 130 after Ctrl-C."""
    console = process_console()
    # The log is kept until the last fault is in it.
    with ExitStack() as log:
        try:
            status = _run(arguments, starters, console, log)
            console.data.flush()
        except KeyboardInterrupt:
            return INTERRUPTED
        except Exception as fault:
            return _failed(fault, console)
        return status


def _run(arguments: Sequence[str], starters: Starters, console: Console, log: ExitStack) -> int:
    try:
        parsed = parse(arguments)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else USAGE
    return _dispatch(parsed, starters, console, log)


def _failed(fault: Exception, console: Console) -> int:
    """Say what went wrong in a sentence, and return the exit status."""
    if isinstance(fault, FlowersortError):
        console.say(f"flowersort: {one_line(str(fault))}")
        return USAGE if isinstance(fault, UsageError) else INCOMPLETE
    if isinstance(fault, OSError) and fault.filename is None:
        return _output_lost(fault, console)
    _log.error("a command failed", exc_info=fault)
    told = one_line(f"{type(fault).__name__}: {fault}")
    console.say(f"flowersort: a fault in flowersort itself ended this ({told}).")
    return INCOMPLETE


def _dispatch(parsed: argparse.Namespace, starters: Starters, console: Console, log: ExitStack) -> int:
    if parsed.command is None:
        from flowersort.version import version

        console.data.write(f"flowersort {version()}\n")
        return DONE
    from flowersort.cli.log import kept_log
    from flowersort.places import places

    log.enter_context(kept_log(places(os.environ).log))
    if parsed.command == "gui":
        return starters.window(parsed.paths)
    if parsed.command == "train":
        return starters.training(_training_request(parsed))
    command = importlib.import_module(f"flowersort.cli.{_MODULES.get(parsed.command, parsed.command)}")
    status: int = command.run(parsed, console)
    return status


def _training_request(parsed: argparse.Namespace) -> TrainingRequest:
    return TrainingRequest(
        folder=parsed.folder,
        out=parsed.out,
        weights=parsed.weights,
        not_flowers=parsed.not_flowers,
        other_flowers=parsed.other_flowers,
        photos_licence=parsed.photos_licence,
        weights_licence=parsed.weights_licence,
        name=parsed.name,
        version=parsed.pack_version,
        side=parsed.side,
        epochs=parsed.epochs,
        folds=parsed.folds,
        confirm=parsed.confirm,
        notes=parsed.notes,
        trial=parsed.trial,
        seed=parsed.seed,
    )


def _output_lost(fault: OSError, console: Console) -> int:
    """Say that standard output took no more: its reader has gone (`| head`), or its disk is full.

    Faults of files come as our own errors, and those of opening one name it, so this one came of the stream.
    """
    why = "was closed" if isinstance(fault, BrokenPipeError) else f"failed ({fault.strerror})"
    console.say(f"flowersort: standard output {why} before everything was written.")
    forget(console.data)
    return INCOMPLETE
