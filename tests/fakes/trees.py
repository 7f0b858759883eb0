"""Folder trees as nested dicts, and walks through them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flowersort.core.events import FolderFailed
from flowersort.core.photo import PhotoFile
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.scan import scan

REPOSITORY = Path(__file__).parents[2]
Tree = dict[str, Any]
needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and names as POSIX has them")


def grow(folder: Path, tree: Tree) -> Path:
    """Make nested dicts into folders, bytes into files and Paths into symbolic links."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tree.items():
        place = folder / name
        if isinstance(content, dict):
            grow(place, content)
        elif isinstance(content, bytes):
            place.write_bytes(content)
        else:
            place.symlink_to(content)
    return folder


def walk(*paths: str | Path, recursive: bool = True) -> list[PhotoFile | FolderFailed]:
    return list(scan([str(path) for path in paths], recursive=recursive, cancel=CancelToken()))


def found(*paths: str | Path, under: Path, recursive: bool = True) -> list[str]:
    """Return what was found as paths relative to `under`, and fail on any folder that failed."""
    events = walk(*paths, recursive=recursive)
    assert all(isinstance(event, PhotoFile) for event in events), events
    return [os.path.relpath(event.path, under).replace(os.sep, "/") for event in events]


class BreakingListing:
    """A directory listing that breaks off after `entries`."""

    def __init__(self, entries: list[os.DirEntry[str]], fault: OSError) -> None:
        self._entries, self._fault = entries, fault

    def __enter__(self) -> BreakingListing:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        yield from self._entries
        raise self._fault
