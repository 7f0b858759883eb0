from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flowersort.services.store.faults import is_damage, primary_code, store_error
from flowersort.services.store.rows import RowError

STORE = Path("/home/{u}/{store}.sqlite")


def fault_of(connection: sqlite3.Connection, statement: str) -> sqlite3.Error:
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute(statement).fetchall()
    return caught.value


@pytest.fixture
def connection():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield connection


def test_a_full_disk_is_said(connection: sqlite3.Connection):
    connection.execute("CREATE TABLE t (a)")
    connection.execute("PRAGMA max_page_count = 3")
    fault = fault_of(connection, "INSERT INTO t VALUES (zeroblob(100000))")
    assert str(store_error(fault, STORE)) == (
        "The store /home/{u}/{store}.sqlite can't grow, because the disk is full. Free some space and try again."
    )
    assert not is_damage(fault)


def test_a_lock_is_said(tmp_path: Path):
    with (
        closing(sqlite3.connect(tmp_path / "a", isolation_level=None)) as one,
        closing(sqlite3.connect(tmp_path / "a", isolation_level=None, timeout=0)) as other,
    ):
        one.execute("BEGIN EXCLUSIVE")
        fault = fault_of(other, "BEGIN IMMEDIATE")
    assert "is kept locked by another program" in str(store_error(fault, STORE))
    assert not is_damage(fault)


def test_a_read_only_file_is_said_with_the_way_out(tmp_path: Path):
    (tmp_path / "a").touch()
    with closing(sqlite3.connect(f"{(tmp_path / 'a').as_uri()}?mode=ro", uri=True)) as connection:
        fault = fault_of(connection, "CREATE TABLE t (a)")
    assert "is read-only" in str(store_error(fault, STORE))
    assert "FLOWERSORT_HOME" in str(store_error(fault, STORE))


def test_a_missing_file_is_said(tmp_path: Path):
    with pytest.raises(sqlite3.Error) as caught:
        sqlite3.connect(tmp_path / "none" / "a")
    assert "can't be opened" in str(store_error(caught.value, STORE))


def test_a_file_that_is_no_database_is_damage(tmp_path: Path):
    (tmp_path / "a").write_text("hello " * 1000)
    with closing(sqlite3.connect(tmp_path / "a")) as connection:
        fault = fault_of(connection, "SELECT * FROM sqlite_master")
    assert is_damage(fault)
    assert "is damaged (file is not a database). The next start repairs it" in str(store_error(fault, STORE))


def test_text_that_is_no_text_is_damage(connection: sqlite3.Connection):
    assert is_damage(fault_of(connection, "SELECT CAST(x'ff' AS TEXT)"))


def test_a_row_of_garbage_is_damage():
    assert is_damage(RowError("half a number"))
    assert "half a number" in str(store_error(RowError("half a number"), STORE))


def test_anything_else_is_said_in_sqlite_s_words_and_is_no_damage(connection: sqlite3.Connection):
    fault = fault_of(connection, "SELECT * FROM missing")
    assert str(store_error(fault, STORE)) == "The store /home/{u}/{store}.sqlite can't be used: no such table: missing."
    assert not is_damage(fault)


def test_an_error_of_the_system_keeps_its_reason():
    sentence = str(store_error(PermissionError(13, "Permission denied"), STORE))
    assert "can't be used: Permission denied" in sentence
    assert primary_code(PermissionError(13, "Permission denied")) is None
