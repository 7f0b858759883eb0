"""The folders of a tree, also those without a photo, as the folder walk of `scan` enters them."""

from __future__ import annotations

import os

from flowersort.core.naming import natural_key
from flowersort.core.plan import MARKER_FOLDER
from flowersort.core.progress import CancelToken


def folders_below(root: str, *, cancel: CancelToken) -> tuple[str, ...]:
    """Return every folder below `root`, from there on, `/` between parts, in natural order.

    Hidden ones and those that were sorted into are left out with all that is in them, and so is what can't be listed:
    `scan` tells of that. Links are not followed, which at worst leaves an empty linked folder unmentioned.
    """
    found: list[str] = []
    pending = [""]
    while pending and not cancel.cancelled:
        folder = pending.pop()
        names = _subfolders(os.path.join(root, *folder.split("/")), is_root=not folder)  # noqa: PTH118
        inside = [f"{folder}/{name}" if folder else name for name in names or ()]
        if names is None:
            found.remove(folder)
        found += inside
        pending += inside
    return tuple(sorted(found, key=natural_key))


def _subfolders(path: str, *, is_root: bool) -> list[str] | None:
    """Return the names of the subfolders; None for a folder that was sorted into, unless it is the root."""
    try:
        with os.scandir(path) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except (OSError, ValueError):
        return []
    if MARKER_FOLDER in names and not is_root:
        return None
    return [name for name in names if not name.startswith(".")]
