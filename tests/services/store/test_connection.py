from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flowersort.services.store.connection import connect, durable_transaction, transaction, use_write_ahead_log


@pytest.fixture
def connection(tmp_path: Path):
    with closing(connect(tmp_path / "a.sqlite", mode="rwc")) as connection:
        use_write_ahead_log(connection)
        connection.execute("CREATE TABLE t (a)")
        yield connection


def synchronous(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA synchronous").fetchone()[0])


def test_a_durable_transaction_waits_for_the_disk_and_later_ones_do_not(connection: sqlite3.Connection):
    with durable_transaction(connection):
        assert synchronous(connection) == 2
    assert synchronous(connection) == 1
    with pytest.raises(KeyError), durable_transaction(connection):
        raise KeyError
    assert synchronous(connection) == 1


@pytest.mark.parametrize("kind", [transaction, durable_transaction])
def test_a_block_that_fails_leaves_nothing_and_the_next_one_works(connection: sqlite3.Connection, kind):
    def interrupted() -> None:
        with kind(connection):
            connection.execute("INSERT INTO t VALUES (1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with kind(connection):
        connection.execute("INSERT INTO t VALUES (2)")
    assert connection.execute("SELECT a FROM t").fetchall() == [(2,)]


def test_only_one_mode_makes_a_file(tmp_path: Path):
    for mode in ("ro", "rw"):
        with pytest.raises(sqlite3.OperationalError):
            connect(tmp_path / "b.sqlite", mode=mode)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_looks_like_an_option_is_a_name(tmp_path: Path):
    name = "a?mode=memory&x=%41#b.sqlite"
    with closing(connect(tmp_path / name, mode="rwc")) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert [path.name for path in tmp_path.iterdir()] == [name]
