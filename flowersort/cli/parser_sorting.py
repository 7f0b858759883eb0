"""What `sort`, `undo`, `history` and `recover` understand."""

from __future__ import annotations

import argparse

from flowersort.cli.parser_parts import _Parser, add_run_options, add_threshold, add_yes
from flowersort.core.plan import Operation, SortRules
from flowersort.core.sorts import Recovery

SKIP = "skip"
"""In place of a folder: such photos stay where they are."""

_OPERATIONS = {
    Operation.COPY: "copy the photos (the default)",
    Operation.MOVE: "move the photos",
    Operation.LINK: "give the photos a second name, by hard links; takes no space",
}


def add_sorting(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add the four commands."""
    _add_sort(commands)
    _add_undo(commands)
    _add_history(commands)
    _add_recover(commands)


def _add_sort(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "sort",
        help="put photos into a folder for each class, with undo",
        description="Label photos and put them into a folder for each class. Prints the plan and asks before anything "
        "changes. Nothing is ever replaced, and “flowersort undo” puts everything back.",
        example="flowersort sort ~/Pictures/garden --into ~/Pictures/sorted --dry-run",
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="photos and folders, mixed as you like")
    command.add_argument(
        "--into", required=True, metavar="DEST", help="the folder that gets a subfolder for each class; made if missing"
    )
    operations = command.add_mutually_exclusive_group()
    for operation, text in _OPERATIONS.items():
        operations.add_argument(
            f"--{operation}", dest="operation", action="store_const", const=operation, default=Operation.COPY, help=text
        )
    command.add_argument("--dry-run", action="store_true", help="print the whole plan, change nothing, and end")
    add_threshold(command)
    _add_folders(command)
    command.add_argument(
        "--keep-tree", action="store_true", help="keep the subfolders of the given folders below each class"
    )
    command.add_argument(
        "--rename", default="", metavar="TEMPLATE", help="new names, such as {date}_{label}_{number:4}, for the photos"
    )
    command.add_argument(
        "--json", metavar="FILE", help="write the plan and what came of it as JSON (- for standard output)"
    )
    add_yes(command)
    add_run_options(command)


def _add_folders(command: argparse.ArgumentParser) -> None:
    rules = SortRules()
    kinds = {
        "unsure": ("photos with a doubtful label", rules.unsure),
        "other-flower": ("flowers of other kinds", rules.other_flower),
        "no-flower": ("photos without a flower", rules.no_flower),
    }
    for name, (what, usual) in kinds.items():
        command.add_argument(
            f"--{name}",
            default=usual,
            metavar=f"FOLDER|{SKIP}",
            help=f"folder in DEST for {what}, or “{SKIP}” to leave them where they are (default: {usual})",
        )


def _add_undo(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "undo",
        help="put the photos of a sort back",
        description="Put everything that a sort did back, or a part of it: names, folders, content and times. Without "
        "DEST and ID it is the newest sort that is not undone. Photos that were changed since stay as they are.",
        example="flowersort undo ~/Pictures/sorted --class daisy",
    )
    command.add_argument(
        "where", nargs="?", metavar="DEST|ID", help="the folder that was sorted into, or an ID of “flowersort history”"
    )
    command.add_argument("--class", dest="label", metavar="CLASS", help="only the photos of this class")
    command.add_argument("--photo", metavar="PATH", help="only this photo: where it stood before, or where it is now")
    add_yes(command)


def _add_history(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "history",
        help="list the sorts that were made",
        description="List the sorts that were made, the newest first: ID, when, from, to, how many, and how far.",
        example="flowersort history --json -",
    )
    command.add_argument("where", nargs="?", metavar="DEST", help="only sorts into this folder")
    command.add_argument("--json", metavar="FILE", help="write the list as JSON (- for standard output)")


def _add_recover(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "recover",
        help="finish or roll back a sort that was cut off",
        description="List the sorts that were cut off (by a power cut, a full disk, a drive that was pulled), and "
        "finish them or roll them back.",
        example="flowersort recover --roll-back",
    )
    command.add_argument("where", nargs="?", metavar="DEST", help="only sorts into this folder")
    ways = command.add_mutually_exclusive_group()
    ways.add_argument(
        "--finish", dest="way", action="store_const", const=Recovery.FINISH, help="do what was left to do"
    )
    ways.add_argument(
        "--roll-back", dest="way", action="store_const", const=Recovery.ROLL_BACK, help="put back what was done"
    )
    add_yes(command)
