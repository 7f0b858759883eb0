"""The schema and its history. `PRAGMA user_version` counts the migrations that a file has been through.

A migration, once released, is never edited: the next change appends one.

No foreign keys: each row is true by itself (this content is so large, this path led to that content), so whatever
part of a damaged file can be read is of use, and a review may come before or outlive everything else. The queries
join, so half a photo is simply not known.

Predictions are small and asked for one by one; embeddings are large and asked for all together. So they are apart:
a page of predictions holds thirty, and the embeddings have the row numbers that a long read goes along.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from enum import Enum

from flowersort.services.store.connection import transaction

Migration = tuple[str, ...]

# "flwr" in ASCII: tells our file from any other SQLite database (https://www.sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x666C7772

MIGRATIONS: tuple[Migration, ...] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        """CREATE TABLE contents (
            content TEXT PRIMARY KEY NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            taken TEXT
        ) WITHOUT ROWID""",
        """CREATE TABLE paths (
            path BLOB PRIMARY KEY NOT NULL,
            size INTEGER NOT NULL,
            modified_ns INTEGER NOT NULL,
            content TEXT NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE predictions (
            content TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            logits BLOB NOT NULL,
            no_flower REAL,
            other_flower REAL,
            PRIMARY KEY (content, fingerprint)
        ) WITHOUT ROWID""",
        """CREATE TABLE embeddings (
            number INTEGER PRIMARY KEY,
            content TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            embedding BLOB NOT NULL,
            UNIQUE (content, fingerprint)
        )""",
        """CREATE TABLE reviews (
            content TEXT PRIMARY KEY NOT NULL,
            verdict TEXT NOT NULL,
            class_name TEXT,
            at REAL NOT NULL
        ) WITHOUT ROWID""",
    ),
    (
        # Apart from `contents`: a run that does not measure looks must not forget them.
        """CREATE TABLE looks (
            content TEXT PRIMARY KEY NOT NULL,
            hash INTEGER NOT NULL,
            brightest REAL NOT NULL,
            blown REAL NOT NULL,
            contrast REAL NOT NULL,
            sharpness REAL NOT NULL
        ) WITHOUT ROWID""",
    ),
    (
        # Apart from `reviews`: that a random check asked stays true when a review is taken back or given anew.
        """CREATE TABLE checks (
            content TEXT PRIMARY KEY NOT NULL,
            denied TEXT,
            at REAL NOT NULL
        ) WITHOUT ROWID""",
    ),
)
_FIRST_TABLES = frozenset({"contents", "paths", "predictions", "embeddings", "reviews"})
_WITH_LOOKS = _FIRST_TABLES | {"looks"}
TABLES = _WITH_LOOKS | {"checks"}
# What a file has after each migration.
_TABLES_AFTER = (_FIRST_TABLES, _WITH_LOOKS, TABLES)


class Kind(Enum):
    """What a readable SQLite file is."""

    EMPTY = "empty"
    OURS = "ours"
    TOO_NEW = "too new"
    BROKEN = "broken"
    FOREIGN = "foreign"


def kind_of(connection: sqlite3.Connection) -> Kind:
    """Tell what a file is, at the cost of a few pages: the header, the schema and each table's first rows.

    Raises:
        sqlite3.Error: the file can't be read, is damaged or is no database.
    """
    application, version = _number(connection, "application_id"), schema_version(connection)
    # Asked first: our SQLite may be too old to even parse a newer schema, and would call it malformed.
    if version > len(MIGRATIONS) and application in (0, APPLICATION_ID):
        return Kind.TOO_NEW
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in tables & TABLES:
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    if application == APPLICATION_ID and version > 0:
        return Kind.OURS if tables >= _TABLES_AFTER[version - 1] else Kind.BROKEN
    if application == APPLICATION_ID or tables >= _FIRST_TABLES:
        return Kind.BROKEN
    return Kind.FOREIGN if tables or application or version else Kind.EMPTY


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a file up to date, each migration in a transaction of its own.

    Raises:
        sqlite3.Error: the file can't be written; it has the last version that was reached.
    """
    while True:
        with transaction(connection):
            version = schema_version(connection)
            if version >= len(migrations):
                return
            for statement in migrations[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")


def schema_version(connection: sqlite3.Connection) -> int:
    """Return how many migrations the file has been through."""
    return _number(connection, "user_version")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
