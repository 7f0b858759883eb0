"""What `export`, `import` and `reviews` understand."""

from __future__ import annotations

import argparse

from flowersort.cli.parser_parts import _Parser, add_run_options, add_threshold, add_yes

KEEPS = ("newer", "mine", "theirs")
"""The values of `Keep`, the usual one first."""

XMP_NAMES = ("photo.jpg.xmp", "photo.xmp")
"""The values of `XmpNames`, whose module would load NumPy before help is shown, as that of `Keep` would."""


def add_export(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add the command that writes labels down for other programs."""
    command = commands.add_parser(
        "export",
        help="write labels for spreadsheets and photo programs",
        description="Label photos and write the labels as CSV, JSON or XLSX, or as keywords into an XMP file beside "
        "each photo, where photo programs find them. What others wrote into an XMP file stays.",
        example="flowersort export ~/Pictures/garden --xmp --dry-run",
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="photos and folders, mixed as you like")
    command.add_argument("--csv", metavar="FILE", help="write the labels as CSV (- for standard output)")
    command.add_argument("--json", metavar="FILE", help="write the labels as JSON (- for standard output)")
    command.add_argument("--xlsx", metavar="FILE", help="write the labels as an Excel workbook")
    command.add_argument("--xmp", action="store_true", help="write sure and reviewed labels into XMP files")
    command.add_argument(
        "--xmp-names",
        choices=XMP_NAMES,
        default=XMP_NAMES[0],
        help=f"how new XMP files are called (default: {XMP_NAMES[0]})",
    )
    command.add_argument("--dry-run", action="store_true", help="print what would be written, and write nothing")
    add_yes(command)
    add_threshold(command)
    add_run_options(command)


def add_import(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add the command that brings an edited CSV back."""
    command = commands.add_parser(
        "import",
        help="bring an edited CSV back as reviews",
        description="Read a CSV in which “label” or “reviewed_label” was edited, print what changes, ask, and store it "
        "as reviews. Rows are matched by content hash, so order, names and folders don't matter.",
        example="flowersort import predictions.csv --dry-run",
    )
    command.add_argument("file", nargs="?", metavar="FILE", help="the edited CSV")
    command.add_argument("--dry-run", action="store_true", help="print what would change, and change nothing")
    command.add_argument(
        "--undo", nargs="?", const="", metavar="ID", help="bring back the reviews before an import (default: the last)"
    )
    command.add_argument("--model", default="flowers", metavar="NAME|DIR", help="the model whose classes are meant")
    add_yes(command)


def add_reviews(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add the command that carries reviews from one computer to another."""
    command = commands.add_parser(
        "reviews",
        help="carry reviews to another computer, or keep a copy of them",
        description="“export” writes all reviews, or those of the photos at PATH, into a file of their own. “import” "
        "prints what such a file would change, asks, and takes it in; photos are matched by content, whatever their "
        "names and whether they were seen here or not.",
        example="flowersort reviews export reviews.jsonl",
    )
    command.add_argument("way", choices=("export", "import"), help="which way")
    command.add_argument("file", nargs="?", metavar="FILE", help="a file of reviews (export: - for standard output)")
    command.add_argument("paths", nargs="*", metavar="PATH", help="export: only reviews of these photos and folders")
    command.add_argument("--dry-run", action="store_true", help="import: print what would change, and change nothing")
    command.add_argument(
        "--keep", choices=KEEPS, help="import: whose review holds where both have one that differs (default: newer)"
    )
    command.add_argument(
        "--undo",
        nargs="?",
        const="",
        metavar="ID",
        help="import: take one back (default: the last)",
    )
    command.add_argument("--model", default="flowers", metavar="NAME|DIR", help="the model whose classes are meant")
    add_yes(command)
