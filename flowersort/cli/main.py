"""From arguments to an exit status: the one place that turns every fault into a sentence."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flowersort.cli.console import Console, process_console
from flowersort.cli.parser import parse
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED, USAGE
from flowersort.core.errors import FlowersortError, UsageError
from flowersort.core.training_request import TrainingRequest

_log = logging.getLogger(__name__)


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
    try:
        parsed = parse(arguments)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else USAGE
    console = process_console()
    try:
        return _dispatch(parsed, starters, console)
    except BrokenPipeError:
        return _output_closed(console)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:
        return _failed(fault, console)


def _failed(fault: Exception, console: Console) -> int:
    """Say what went wrong in a sentence, and return the exit status."""
    if isinstance(fault, FlowersortError):
        console.say(f"flowersort: {fault}")
        return USAGE if isinstance(fault, UsageError) else INCOMPLETE
    _log.error("a command failed", exc_info=fault)
    console.say(f"flowersort: a fault in flowersort itself ended this ({type(fault).__name__}: {fault}).")
    return INCOMPLETE


def _dispatch(parsed: argparse.Namespace, starters: Starters, console: Console) -> int:
    if parsed.command is None:
        from flowersort.version import version

        console.data.write(f"flowersort {version()}\n")
        return DONE
    if parsed.command == "gui":
        return starters.window(parsed.paths)
    if parsed.command == "train":
        return starters.training(_training_request(parsed))
    _keep_log()
    command = importlib.import_module(f"flowersort.cli.{parsed.command}")
    status: int = command.run(parsed, console)
    return status


def _training_request(parsed: argparse.Namespace) -> TrainingRequest:
    return TrainingRequest(
        folder=parsed.folder,
        out=parsed.out,
        weights=parsed.weights,
        not_flowers=parsed.not_flowers,
        other_flowers=parsed.other_flowers,
        name=parsed.name,
        version=parsed.pack_version,
        side=parsed.side,
        epochs=parsed.epochs,
        seed=parsed.seed,
    )


def _keep_log() -> None:
    """Send warnings and faults to the log file; without a place for it, nowhere."""
    from logging.handlers import RotatingFileHandler

    from flowersort.bootstrap import places

    log = places(os.environ).log
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            log, maxBytes=1_000_000, backupCount=1, delay=True, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("flowersort").addHandler(handler)


def _output_closed(console: Console) -> int:
    """End quietly when the reader of standard output has gone (`| head`)."""
    console.say("flowersort: standard output was closed before everything was written.")
    # Python would try to flush it once more at exit, and complain.
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return INCOMPLETE
