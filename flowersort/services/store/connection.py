"""SQLite connections and transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

BUSY_SECONDS = 15.0


def connect(path: Path, *, mode: Literal["ro", "rw", "rwc"]) -> sqlite3.Connection:
    """Connect to an absolute path; only `rwc` makes a missing file. Nothing is read yet.

    Other threads may close the connection; the caller sees to it that they do nothing else with it.

    Raises:
        sqlite3.Error: the file can't be opened.
    """
    return sqlite3.connect(
        f"{_as_uri(path)}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once, at one disk flush per checkpoint instead of several per transaction.

    A crash of the program loses nothing committed; only a power cut may lose the last transactions, never half of one
    (https://www.sqlite.org/pragma.html#pragma_synchronous).
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit the block as a whole, or nothing of it. The write lock is taken at the beginning.

    Raises:
        sqlite3.Error: the lock can't be had, or the changes can't be written; nothing was.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


@contextmanager
def durable_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """As `transaction`, and the disk holds the changes at the end, so that a power cut doesn't lose them either."""
    connection.execute("PRAGMA synchronous = FULL")
    try:
        with transaction(connection):
            yield
    finally:
        connection.execute("PRAGMA synchronous = NORMAL")


def _as_uri(path: Path) -> str:
    # Path.as_uri puts a Windows share's name where SQLite allows none (https://www.sqlite.org/uri.html, section 3.1).
    name = path.as_posix()
    return "file://" + quote(name if name.startswith("/") else f"/{name}", safe="/:", errors="surrogateescape")
