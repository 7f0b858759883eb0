"""Repair: what can still be read of a damaged file goes into a fresh one, and the damaged one is set aside.

The repair can be cut short at any point. The fresh file is built under a name of its own and, once complete and on
the disk, renamed to `store.salvaged-N.sqlite`. From then on its presence says "put me in place": the damaged files
become `store.damaged-N.sqlite…`, the fresh one becomes the store, and whoever opens next does what is left of that.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from flowersort.services.store.connection import connect, transaction
from flowersort.services.store.files import PARTS, StoreFiles, make_durable, with_part
from flowersort.services.store.migrations import migrate
from flowersort.services.store.rescue import rescue


def salvage(files: StoreFiles) -> int:
    """Repair a damaged store that nobody has open; return the number under which it was set aside.

    Raises:
        sqlite3.Error, OSError: a file can't be written. The damaged one is where it was, or the next open finishes
            the repair.
    """
    number = files.free_number()
    try:
        files.building.unlink(missing_ok=True)
        _rebuild(files)
        make_durable(files.building)
        files.building.rename(files.salvaged(number))
    except (sqlite3.Error, OSError):
        with suppress(OSError):
            files.building.unlink(missing_ok=True)
        raise
    put_in_place(files, number)
    return number


def put_in_place(files: StoreFiles, number: int) -> None:
    """Set the damaged files aside and let the salvaged one be the store, from wherever an earlier try stopped.

    Raises:
        OSError: a file can't be renamed; the next open goes on.
    """
    salvaged = files.salvaged(number)
    make_durable(salvaged.parent)
    _set_aside(files, number)
    files.marker.unlink(missing_ok=True)
    salvaged.rename(files.main)
    make_durable(files.main.parent)


def _set_aside(files: StoreFiles, number: int) -> None:
    moved: list[tuple[Path, Path]] = []
    try:
        for part in PARTS:
            source, target = with_part(files.main, part), with_part(files.damaged(number), part)
            if source.exists():
                source.rename(target)
                moved.append((source, target))
    except OSError:
        # Windows, while another program has the file open and may write on: the copy would soon be out of date.
        with suppress(OSError):
            for source, target in reversed(moved):
                target.rename(source)
            files.salvaged(number).unlink()
        raise


def _rebuild(files: StoreFiles) -> None:
    with closing(connect(files.building, mode="rwc")) as target:
        # A half-built file is thrown away, so it needs no journal; it is flushed once, when it is complete.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        migrate(target)
        with transaction(target):
            rescue(files, target)
