"""What the command line understands. Imports nothing heavy, so that help is there at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from flowersort.cli.parser_audit import add_audit
from flowersort.cli.parser_check import add_check
from flowersort.cli.parser_exports import add_export, add_import, add_reviews
from flowersort.cli.parser_learn import add_learn
from flowersort.cli.parser_parts import _Parser, add_run_options, add_threshold, at_least_one
from flowersort.cli.parser_sorting import add_sorting

COMMANDS = (
    *("gui", "classify", "sort", "undo", "history", "recover"),
    *("export", "import", "reviews", "evaluate", "audit", "check", "learn", "train", "info"),
)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; without a command they are paths for the window.

    Raises:
        SystemExit: help was asked for (0), or the arguments make no sense (2); both are written already.
    """
    words = list(arguments)
    if not words or (words[0] not in COMMANDS and (not words[0].startswith("-") or words[0] == "--")):
        words = ["gui", *words]
    parser = build_parser()
    if words[0] in COMMANDS and "--" not in words:
        # Intermixed, so that options may stand between paths; argparse offers that only without subcommands.
        known = argparse.Namespace(command=words[0], version=False)
        return _command_parser(parser, words[0]).parse_intermixed_args(words[1:], known)
    return parser.parse_args(words)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(
        prog="flowersort",
        description="Labels a folder of flower photos, offline, and says which labels to doubt. "
        "Without a command it opens the window.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and end")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_gui(commands)
    _add_classify(commands)
    add_sorting(commands)
    add_export(commands)
    add_import(commands)
    add_reviews(commands)
    _add_evaluate(commands)
    add_audit(commands)
    add_check(commands)
    add_learn(commands)
    _add_train(commands)
    _add_info(commands)
    return parser


def _command_parser(parser: argparse.ArgumentParser, command: str) -> argparse.ArgumentParser:
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    chosen: argparse.ArgumentParser = commands.choices[command]
    return chosen


def _add_gui(commands: argparse._SubParsersAction[_Parser]) -> None:
    window = commands.add_parser(
        "gui",
        help="open the window",
        description="Open the window, with these photos and folders in it.",
        example="flowersort gui ~/Pictures/garden",
    )
    window.add_argument("paths", nargs="*", metavar="PATH", help="photos and folders")


def _add_classify(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "classify",
        help="label photos",
        description="Label photos and folders of photos. Without --csv and --json, a line per photo goes to standard "
        "output. Ctrl-C keeps what is done; the next run goes on from there.",
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="photos and folders, mixed as you like")
    command.add_argument("--csv", metavar="FILE", help="write the labels as CSV (- for standard output)")
    command.add_argument("--json", metavar="FILE", help="write the labels as JSON (- for standard output)")
    add_threshold(command)
    command.add_argument(
        "--top-k",
        type=at_least_one,
        default=1,
        metavar="K",
        help="list the K most probable classes of each photo (default 1)",
    )
    add_run_options(command)


def _add_evaluate(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "evaluate",
        help="measure the model on photos that are already sorted",
        description="Label a folder of class subfolders and compare: accuracy with its interval, figures per class, "
        "confusion matrix, calibration, accuracy and coverage.",
        example="flowersort evaluate ~/Pictures/sorted --report report",
    )
    command.add_argument("folder", metavar="FOLDER", help="holds one subfolder for each class")
    command.add_argument("--json", metavar="FILE", help="write the figures as JSON (- for standard output)")
    command.add_argument(
        "--report", metavar="DIR", help="write a page with plots and the most doubtful photos into a folder of its own"
    )
    add_run_options(command)


def _add_train(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "train",
        help="make a model from photos of your own",
        description="Train a model on a folder of class subfolders. Needs the extra: pip install 'flowersort[train]'. "
        "An interrupted training goes on where it was.",
        example="flowersort train flower_photos --out work --weights imagenet",
    )
    command.add_argument("folder", metavar="FOLDER", help="holds one subfolder for each class")
    command.add_argument(
        "--out", required=True, metavar="DIR", help="where everything goes; the model lands in DIR/pack"
    )
    command.add_argument(
        "--weights",
        default="imagenet",
        metavar="imagenet|FILE",
        help="weights to start from (default: Keras downloads them)",
    )
    command.add_argument("--not-flowers", metavar="DIR", help="photos without a flower, to learn that score from")
    command.add_argument("--other-flowers", metavar="DIR", help="flowers of other kinds, a subfolder each")
    command.add_argument(
        "--photos-licence", default="not stated", metavar="TEXT", help="whose photos they are, for the model card"
    )
    command.add_argument(
        "--weights-licence", default="not stated", metavar="TEXT", help="whose weights they are, for the model card"
    )
    command.add_argument("--name", default="flowers", help="the model's name (default: flowers)")
    command.add_argument("--version", default="1.0.0", dest="pack_version", help="the model's version (default: 1.0.0)")
    command.add_argument(
        "--side", type=at_least_one, default=224, metavar="PX", help="input size in pixels (default 224)"
    )
    command.add_argument(
        "--epochs", type=at_least_one, default=12, metavar="N", help="passes over the photos (default 12)"
    )
    command.add_argument(
        "--folds", type=at_least_one, default=5, metavar="N", help="parts of the cross-validation (default 5)"
    )
    command.add_argument(
        "--confirm", type=at_least_one, metavar="N", help="measure the result on N of the parts (default: on all)"
    )
    command.add_argument(
        "--trial", metavar="RECIPE", help="measure another recipe on one of the parts, and make no model"
    )
    command.add_argument("--notes", metavar="FILE", help="Markdown of your own for the model card")
    command.add_argument("--seed", type=int, default=20, metavar="N", help="of every random choice (default 20)")


def _add_info(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "info",
        help="versions, the model, and where flowersort keeps its things",
        description="Print versions, the model in use, and where store, cache and log lie.",
        example="flowersort info --thresholds",
    )
    command.add_argument("--model", default="flowers", metavar="NAME|DIR", help="the model to tell about")
    command.add_argument(
        "--thresholds", action="store_true", help="print what each threshold keeps, and how much of that is wrong"
    )
