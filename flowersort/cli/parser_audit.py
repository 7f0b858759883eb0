"""The options of `audit`."""

from __future__ import annotations

import argparse

from flowersort.cli.parser_parts import _Parser, add_model_options, at_least_one
from flowersort.core.photo_quality import DEFAULT_LIMITS, PhotoProblem


def add_audit(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "audit",
        help="find wrong labels, copies and spoilt photos in a sorted folder",
        description="Look through a folder of class subfolders: labels that look wrong, no flower, copies "
        "(those in two classes first), and photos that are too dark, too bright, blurred or tiny. Nothing is changed. "
        "Without --csv and --json, a line per suspicious photo goes to standard output.",
        example="flowersort audit ~/Pictures/sorted --csv audit.csv --report report",
    )
    command.add_argument("folder", metavar="FOLDER", help="holds one subfolder for each class")
    command.add_argument("--csv", metavar="FILE", help="write a row per photo as CSV (- for standard output)")
    command.add_argument("--json", metavar="FILE", help="write everything as JSON (- for standard output)")
    command.add_argument(
        "--report", metavar="DIR", help="write a page with the suspicious photos into a folder of its own"
    )
    command.add_argument(
        "--max", type=at_least_one, metavar="N", help="tell the N most suspicious photos only (default: all)"
    )
    command.add_argument(
        "--map",
        type=_mapping,
        action="append",
        default=[],
        metavar="GIVEN=CLASS",
        help="the class of folders called GIVEN; may be given several times, and an empty CLASS means no class",
    )
    command.add_argument(
        "--limit",
        type=_limit,
        action="append",
        default=[],
        metavar="PROBLEM=VALUE",
        help=f"from where on a photo has a problem; may be given several times (default: {_defaults()})",
    )
    add_model_options(command)


def _mapping(text: str) -> tuple[str, str]:
    """Read `given=class`.

    Raises:
        argparse.ArgumentTypeError: there is no name before the sign, or no sign.
    """
    given, sign, name = text.partition("=")
    if not sign or not given.strip():
        raise argparse.ArgumentTypeError(f"must be GIVEN=CLASS, such as Rosen=roses, not {text!r}")
    return given.strip(), name.strip()


def _limit(text: str) -> tuple[PhotoProblem, float]:
    """Read `problem=value`.

    Raises:
        argparse.ArgumentTypeError: there is no such problem, or no number.
    """
    name, _, value = text.partition("=")
    try:
        return PhotoProblem(name.strip()), float(value)
    except ValueError as fault:
        names = ", ".join(PhotoProblem)
        raise argparse.ArgumentTypeError(
            f"must be PROBLEM=VALUE, such as blurry=0.2, with one of {names}, not {text!r}"
        ) from fault


def _defaults() -> str:
    return ", ".join(f"{problem.value}={getattr(DEFAULT_LIMITS, problem.value):g}" for problem in PhotoProblem)
