"""The options of `check`."""

from __future__ import annotations

import argparse

from flowersort.cli.parser_parts import _Parser, add_model_options, at_least_one
from flowersort.core.check_usual import SEED, USUAL_SAMPLE, USUAL_TARGET


def add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "check",
        help="measure by a random check how right the labels of a folder are",
        description="Look at a random sample of a folder, by class and confidence, and tell how right all its labels "
        "are, with 95 % intervals, from which confidence on they may be accepted, and when to stop. "
        "Without --truth the photos to look at are listed as CSV; fill in the column label, and give the file as "
        "--truth. Answers are remembered as reviews.",
        example="flowersort check ~/Pictures/garden --truth looked-at.csv",
    )
    command.add_argument("folder", metavar="FOLDER", help="the folder of photos")
    command.add_argument(
        "--sample",
        type=at_least_one,
        metavar="N",
        help=f"how many photos to look at (default {USUAL_SAMPLE}, or as many as were looked at before)",
    )
    command.add_argument(
        "--target",
        type=_share,
        default=USUAL_TARGET,
        metavar="SHARE",
        help=f"largest share of wrong labels among the accepted, such as 2%% or 0.02 (default {USUAL_TARGET:g})",
    )
    command.add_argument(
        "--truth", metavar="FILE", help="a CSV with the columns file_name and label that answers in your place"
    )
    command.add_argument(
        "--seed", type=int, default=SEED, metavar="S", help="draw another sample (default: always the same)"
    )
    command.add_argument("--json", metavar="FILE", help="write everything as JSON (- for standard output)")
    command.add_argument(
        "--csv", metavar="FILE", help="write the labels as CSV, with the estimate in columns of its own"
    )
    command.add_argument("--report", metavar="DIR", help="write a page with the estimate into a folder of its own")
    command.add_argument("--no-recursive", action="store_true", help="leave subfolders out")
    add_model_options(command)


def _share(text: str) -> float:
    """Read a share, in percent or as a number between 0 and 1.

    Raises:
        argparse.ArgumentTypeError: it is neither.
    """
    percent = text.strip().endswith("%")
    try:
        number = float(text.strip().removesuffix("%")) / (100.0 if percent else 1.0)
    except ValueError:
        number = -1.0
    if not 0.0 < number < 1.0:
        raise argparse.ArgumentTypeError(f"must be a share between 0 and 1, such as 2% or 0.02, not {text!r}")
    return number
