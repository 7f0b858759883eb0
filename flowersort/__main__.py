"""Starts the command line, the window or a training; the only place that knows all three."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from flowersort.cli.main import Starters, run
from flowersort.core.training_request import TrainingRequest
from flowersort.training.needs import check_processor, missing_library


def main(arguments: Sequence[str] | None = None) -> int:
    """Run flowersort with command-line arguments, those of the process by default, and return the exit status."""
    return run(sys.argv[1:] if arguments is None else arguments, Starters(window=_open_window, training=_train))


def _open_window(paths: Sequence[str]) -> int:
    from flowersort.gui.start import open_window

    return open_window(paths, os.environ)


def _train(request: TrainingRequest) -> int:
    check_processor()
    try:
        from flowersort.training.command import train
    except ImportError as fault:
        sentence = missing_library(fault)
        if sentence is None:
            raise
        raise sentence from fault
    return train(request)


if __name__ == "__main__":
    sys.exit(main())
