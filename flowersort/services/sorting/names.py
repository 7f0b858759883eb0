"""The names that sorting uses on the disk."""

from __future__ import annotations

import os

from flowersort.core.plan import MARKER_FOLDER
from flowersort.services.sorting.entries import Step
from flowersort.services.sorting.journal import SUFFIX

LOCK = "lock"


def marker_folder(into: str) -> str:
    """Return the folder of journals."""
    return os.path.join(into, MARKER_FOLDER)  # noqa: PTH118 (paths may hold any bytes and ends)


def journal_path(into: str, sort: str) -> str:
    """Return where the journal of a sort lies."""
    return os.path.join(marker_folder(into), sort + SUFFIX)  # noqa: PTH118


def place_of(into: str, target: str) -> str:
    """Return the absolute path of a relative one with `/`."""
    return os.path.join(into, *target.split("/"))  # noqa: PTH118


def part_of(folder: str, *, sort: str, step: Step) -> str:
    """Return the temporary name of a file in a folder: known from the journal, so that recovery finds it."""
    return os.path.join(folder, f".flowersort-{sort}-{step.n}.part")  # noqa: PTH118


def folder_of(path: str) -> str:
    """Return the folder that a path stands in."""
    return os.path.dirname(path)  # noqa: PTH120
