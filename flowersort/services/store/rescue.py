"""Reading a damaged file by SQL, as far as it goes: each table from its beginning to the damage, then from its end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass

from flowersort.services.store.connection import connect
from flowersort.services.store.files import StoreFiles, is_empty
from flowersort.services.store.leaves import find_reviews
from flowersort.services.store.rows import (
    Row,
    RowError,
    review_row,
    to_check,
    to_content,
    to_embedding,
    to_facts,
    to_logits,
    to_look,
    to_score,
    to_stored_review,
)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it is read: in the order of its first `keys` columns, each row checked."""

    name: str
    columns: tuple[str, ...]
    keys: int
    check: Callable[[Row], object]

    @property
    def insertion(self) -> str:
        places = ", ".join("?" * len(self.columns))
        return f"INSERT OR IGNORE INTO {self.name} ({', '.join(self.columns)}) VALUES ({places})"

    def selection(self, direction: str) -> str:
        order = ", ".join(f"{column} {direction}" for column in self.columns[: self.keys])
        return f"SELECT {', '.join(self.columns)} FROM {self.name} ORDER BY {order}"


class _UnreadableError(Exception):
    """The table can't be read on from here."""


def rescue(files: StoreFiles, target: sqlite3.Connection) -> None:
    """Carry every row that can be read into `target`, a fresh store inside a transaction.

    The damaged files are only read. Reviews that SQL does not reach are looked for page by page.

    Raises:
        sqlite3.Error, OSError: the target can't be written, or the disk can't be read.
    """
    carried: set[str] = set()
    # SQLite would delete the log of an empty or missing database, and reviews may be in there.
    if not is_empty(files.main):
        with suppress(_UnreadableError), closing(_connect(files)) as source:
            carried = {table.name for table in _TABLES if _carry(source, target, table)}
    if _REVIEWS.name not in carried:
        found = find_reviews(files.main).values()
        target.executemany(_REVIEWS.insertion, (review_row(each.content, each.review) for each in found))


def _connect(files: StoreFiles) -> sqlite3.Connection:
    try:
        source = connect(files.main, mode="ro")
    except sqlite3.Error as fault:
        raise _UnreadableError from fault
    # Otherwise SQLite refuses a file that is shorter than its header says, and one with a malformed schema.
    source.execute("PRAGMA writable_schema = ON")
    source.text_factory = _text_or_bytes
    return source


def _carry(source: sqlite3.Connection, target: sqlite3.Connection, table: _Table) -> bool:
    """Return whether the table was read from one end to the other."""
    for direction in ("ASC", "DESC"):
        with suppress(_UnreadableError):
            target.executemany(table.insertion, _read(source, table, direction))
            return direction == "ASC"
    return False


def _read(source: sqlite3.Connection, table: _Table, direction: str) -> Iterator[Row]:
    try:
        for row in source.execute(table.selection(direction)):
            if _is_sound(table, row):
                yield row
    except (sqlite3.Error, MemoryError) as fault:
        raise _UnreadableError from fault


def _is_sound(table: _Table, row: Row) -> bool:
    try:
        table.check(row)
    except RowError:
        return False
    return True


def _text_or_bytes(raw: bytes) -> str | bytes:
    # Text that is none stays bytes, which no check lets through.
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def _check_content(row: Row) -> None:
    content, width, height, taken = row
    to_content(content)
    to_facts(width, height, taken)


def _check_path(row: Row) -> None:
    path, size, modified_ns, content = row
    to_content(content)
    if not (isinstance(path, bytes) and isinstance(size, int) and isinstance(modified_ns, int)):
        raise RowError(f"a path is {path!r}, {size!r}, {modified_ns!r}")


def _check_prediction(row: Row) -> None:
    content, fingerprint, logits, no_flower, other_flower = row
    to_content(content)
    to_content(fingerprint)
    to_logits(logits)
    to_score(no_flower)
    to_score(other_flower)


def _check_embedding(row: Row) -> None:
    _, content, fingerprint, embedding = row
    to_content(content)
    to_content(fingerprint)
    to_embedding(embedding)


def _check_look(row: Row) -> None:
    to_content(row[0])
    to_look(*row[1:])


_REVIEWS = _Table("reviews", ("content", "verdict", "class_name", "at"), 1, to_stored_review)
_TABLES = (
    _REVIEWS,
    _Table("contents", ("content", "width", "height", "taken"), 1, _check_content),
    _Table("paths", ("path", "size", "modified_ns", "content"), 1, _check_path),
    _Table("predictions", ("content", "fingerprint", "logits", "no_flower", "other_flower"), 2, _check_prediction),
    _Table("embeddings", ("number", "content", "fingerprint", "embedding"), 1, _check_embedding),
    _Table("looks", ("content", "hash", "brightest", "blown", "contrast", "sharpness"), 1, _check_look),
    _Table("checks", ("content", "denied", "at"), 1, to_check),
)
