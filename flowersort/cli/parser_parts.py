"""What the parsers of several commands share."""

from __future__ import annotations

import argparse

EXAMPLE = "flowersort classify ~/Pictures/garden --csv predictions.csv"


class _Parser(argparse.ArgumentParser):
    """A parser whose help begins with an example."""

    def __init__(self, *arguments: object, example: str = EXAMPLE, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # argparse's own, unchanged
        self._example = example

    def format_help(self) -> str:
        return f"Example: {self._example}\n\n{super().format_help()}"


def add_run_options(command: argparse.ArgumentParser) -> None:
    """Add the options of every command that labels photos."""
    command.add_argument("--no-recursive", action="store_true", help="leave subfolders out")
    add_model_options(command)


def add_model_options(command: argparse.ArgumentParser) -> None:
    """Add the options that say what labels photos, and what is remembered."""
    command.add_argument("--fresh", action="store_true", help="decode every photo again, known or not")
    command.add_argument("--jobs", type=at_least_one, metavar="N", help="worker threads (default: one per core)")
    command.add_argument(
        "--model", default="flowers", metavar="NAME|DIR", help="a bundled model, or the folder of another"
    )
    command.add_argument("--no-store", action="store_true", help="neither use nor keep remembered results")


def add_threshold(command: argparse.ArgumentParser) -> None:
    """Add the option that says where a label counts as sure."""
    command.add_argument(
        "--threshold",
        type=float,
        metavar="T",
        help="smallest confidence, 0 to 1, that counts as sure (default: the model's)",
    )


def add_yes(command: argparse.ArgumentParser) -> None:
    """Add the option that stands for an answer."""
    command.add_argument("--yes", action="store_true", help="ask nothing; without a terminal nothing happens otherwise")


def at_least_one(text: str) -> int:
    """Read a whole number from 1.

    Raises:
        argparse.ArgumentTypeError: it is below 1.
    """
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {number}")
    return number
