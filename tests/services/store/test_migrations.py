from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFile
from flowersort.services.store.migrations import (
    APPLICATION_ID,
    MIGRATIONS,
    TABLES,
    Kind,
    kind_of,
    migrate,
    schema_version,
)
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredCheck, StoredLook
from tests.fakes.stored import PACK, look_of

# What version 1 wrote, spelled out: files like this lie on users' disks, so this text never changes.
VERSION_1 = """
    PRAGMA application_id = 1718384498;
    CREATE TABLE contents (content TEXT PRIMARY KEY NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
        taken TEXT) WITHOUT ROWID;
    CREATE TABLE paths (path BLOB PRIMARY KEY NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
        content TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE predictions (content TEXT NOT NULL, fingerprint TEXT NOT NULL, logits BLOB NOT NULL, no_flower REAL,
        other_flower REAL, PRIMARY KEY (content, fingerprint)) WITHOUT ROWID;
    CREATE TABLE embeddings (number INTEGER PRIMARY KEY, content TEXT NOT NULL, fingerprint TEXT NOT NULL,
        embedding BLOB NOT NULL, UNIQUE (content, fingerprint));
    CREATE TABLE reviews (content TEXT PRIMARY KEY NOT NULL, verdict TEXT NOT NULL, class_name TEXT, at REAL NOT NULL)
        WITHOUT ROWID;
    INSERT INTO contents VALUES ('c4ca4238a0b923820dcc509a6f75849b', 640, 480, '2024-05-06T07:08:09');
    INSERT INTO paths VALUES (x'2F70686F746F732FFF2E6A7067', 1234, 1700000000123456789,
        'c4ca4238a0b923820dcc509a6f75849b');
    INSERT INTO predictions VALUES ('c4ca4238a0b923820dcc509a6f75849b', 'pack-a', x'0000803F000000C0', 0.125, 0.5);
    INSERT INTO embeddings VALUES (1, 'c4ca4238a0b923820dcc509a6f75849b', 'pack-a', x'003C00C0');
    INSERT INTO reviews VALUES ('c4ca4238a0b923820dcc509a6f75849b', 'class', 'tulip', 1700000000.5);
    PRAGMA user_version = 1;
"""
OLD = "c4ca4238a0b923820dcc509a6f75849b"
VERSION_2 = (
    VERSION_1
    + """
    CREATE TABLE looks (content TEXT PRIMARY KEY NOT NULL, hash INTEGER NOT NULL, brightest REAL NOT NULL,
        blown REAL NOT NULL, contrast REAL NOT NULL, sharpness REAL NOT NULL) WITHOUT ROWID;
    INSERT INTO looks VALUES ('c4ca4238a0b923820dcc509a6f75849b', -2, 0.5, 0.0, 0.125, 0.25);
    PRAGMA user_version = 2;
"""
)


VERSION_3 = (
    VERSION_2
    + """
    CREATE TABLE checks (content TEXT PRIMARY KEY NOT NULL, denied TEXT, at REAL NOT NULL) WITHOUT ROWID;
    INSERT INTO checks VALUES ('c4ca4238a0b923820dcc509a6f75849b', 'roses', 1700000001.5);
    PRAGMA user_version = 3;
"""
)


@pytest.fixture
def connection(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "raw.sqlite", isolation_level=None)) as connection:
        yield connection


def tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_store_of_version_1_opens_for_ever(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        connection.executescript(VERSION_1)
    with Store.open(tmp_path / "store.sqlite") as store:
        known = store.find_content(OLD, PACK)
        assert store.notice is None
        assert (known.facts.width, known.facts.height, known.facts.taken) == (640, 480, "2024-05-06T07:08:09")
        assert known.logits.tolist() == [1.0, -2.0]
        assert (known.no_flower, known.other_flower) == (0.125, 0.5)
        assert (known.review.verdict, known.review.class_name, known.review.at) == ("class", "tulip", 1700000000.5)
        assert store.embedding(OLD, PACK).tolist() == [1.0, -2.0]
        file = PhotoFile(path="/photos/\udcff.jpg", size=1234, modified_ns=1700000000123456789)
        assert store.find(file, PACK).content == OLD


def test_a_store_of_version_1_learns_looks_and_keeps_its_path(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        connection.executescript(VERSION_1)
    file = PhotoFile(path="/photos/\udcff.jpg", size=1234, modified_ns=1700000000123456789)
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.find_content(OLD, PACK).look is None
        store.put([StoredLook(file, OLD, look_of(7))])
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.find(file, PACK).look == look_of(7)
        assert store.find(file, PACK).logits.tolist() == [1.0, -2.0]


def test_a_store_of_version_2_opens_for_ever(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        connection.executescript(VERSION_2)
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.notice is None
        assert store.find_content(OLD, PACK).look == PhotoLook(2**64 - 2, 0.5, 0.0, 0.125, 0.25)


def test_a_store_of_version_3_opens_for_ever(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        connection.executescript(VERSION_3)
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.notice is None
        assert store.checks() == [StoredCheck(OLD, "roses", 1700000001.5)]


def test_every_migration_moves_the_version_by_one(connection: sqlite3.Connection):
    migrate(connection)
    assert schema_version(connection) == len(MIGRATIONS)
    assert tables(connection) == TABLES
    migrate(connection)
    assert schema_version(connection) == len(MIGRATIONS)


def test_a_failing_migration_leaves_nothing_of_itself_and_all_of_those_before(connection: sqlite3.Connection):
    with pytest.raises(sqlite3.Error, match="syntax error"):
        migrate(connection, [("CREATE TABLE a (x)",), ("CREATE TABLE b (x)", "CREATE NONSENSE")])
    assert (schema_version(connection), tables(connection)) == (1, {"a"})
    migrate(connection, [("CREATE TABLE a (x)",), ("CREATE TABLE b (x)",)])
    assert (schema_version(connection), tables(connection)) == (2, {"a", "b"})


def test_a_migration_carries_rows_along(connection: sqlite3.Connection):
    connection.executescript(VERSION_1)
    migrate(connection, [*MIGRATIONS, ("ALTER TABLE reviews ADD COLUMN note TEXT",)])
    assert connection.execute("SELECT class_name, note FROM reviews").fetchall() == [("tulip", None)]


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("", Kind.EMPTY),
        (VERSION_1, Kind.OURS),
        (VERSION_2, Kind.OURS),
        (VERSION_2 + "DROP TABLE looks;", Kind.BROKEN),
        (VERSION_3, Kind.OURS),
        (VERSION_3 + "DROP TABLE checks;", Kind.BROKEN),
        (VERSION_1 + "DROP TABLE paths;", Kind.BROKEN),
        (VERSION_1 + "PRAGMA user_version = 0;", Kind.BROKEN),
        (VERSION_1 + "PRAGMA application_id = 77;", Kind.BROKEN),
        (VERSION_1 + "PRAGMA user_version = 99;", Kind.TOO_NEW),
        ("PRAGMA user_version = 99;", Kind.TOO_NEW),
        ("CREATE TABLE moz_places (url);", Kind.FOREIGN),
        ("CREATE TABLE contents (x);", Kind.FOREIGN),
        ("PRAGMA user_version = 1; CREATE TABLE notes (x);", Kind.FOREIGN),
        ("PRAGMA application_id = 77; PRAGMA user_version = 99;", Kind.FOREIGN),
    ],
)
def test_a_file_is_told_by_its_header_and_tables(connection: sqlite3.Connection, script: str, kind: Kind):
    connection.executescript(script)
    assert kind_of(connection) is kind


def test_the_application_id_spells_flwr():
    assert APPLICATION_ID.to_bytes(4, "big") == b"flwr"
