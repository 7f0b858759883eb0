"""What `learn` understands."""

from __future__ import annotations

import argparse

from flowersort.cli.parser_parts import _Parser, at_least_one


def add_learn(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add the command that learns from reviews."""
    command = commands.add_parser(
        "learn",
        help="learn from your reviews, new classes too",
        description="Learn from the reviews of these photos, or of all that were ever labelled: a class that the model "
        "lacks from as few as 5 examples, and what it gets wrong among its own. Says what is gained on reviews held "
        "out, and refuses what is not better. The model itself stays as it is; --save writes one beside it.",
        example="flowersort learn ~/Pictures/garden --save my-flowers",
    )
    command.add_argument("paths", nargs="*", metavar="PATH", help="photos and folders (default: all that have reviews)")
    command.add_argument(
        "--class",
        action="append",
        default=[],
        dest="new_classes",
        metavar="NAME",
        help="a new class to learn; may be given again (default: all that the reviews name)",
    )
    command.add_argument("--save", metavar="DIR", help="save a model that --model opens; DIR must not exist yet")
    command.add_argument("--dry-run", action="store_true", help="print what would be learnt, and save nothing")
    command.add_argument("--json", metavar="FILE", help="write the figures as JSON (- for standard output)")
    command.add_argument("--no-recursive", action="store_true", help="leave subfolders out")
    command.add_argument("--jobs", type=at_least_one, metavar="N", help="worker threads (default: one per core)")
    command.add_argument(
        "--model", default="flowers", metavar="NAME|DIR", help="a bundled model, or the folder of another"
    )
    # What labelling asks for, and learning has no use for.
    command.set_defaults(fresh=False, no_store=False, threshold=None)
