from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flowersort.core.errors import StoreError, StoreTooNew
from flowersort.services.store.connection import BUSY_SECONDS
from flowersort.services.store.store import Store
from tests.fakes.stored import PACK, child, content_of, file_of, filled, is_photo, photo_of, review_of

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions, limits and signals")

OPEN_AS_NOBODY = """
import os, sys
from pathlib import Path
from flowersort.core.errors import StoreError
from flowersort.services.store.store import Store
if os.getuid() == 0:
    os.setuid(65534)
try:
    Store.open(Path(sys.argv[1]))
except StoreError as fault:
    print(fault)
"""
DIE_WITH_A_LOG = """
import os, sys, sqlite3
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
for statement in sys.argv[2:]:
    connection.execute(statement)
os._exit(0)
"""


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the content of every file but locks and SQLite's shared memory."""
    ignored = (".opening", ".users", "-shm")
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(ignored)}


def test_missing_folders_are_made(tmp_path: Path):
    with Store.open(tmp_path / "a" / "b ä#?%41" / "store.sqlite") as store:
        store.put([photo_of(1)])
        assert is_photo(store.find(file_of(1), PACK), 1)
    assert (tmp_path / "a" / "b ä#?%41" / "store.sqlite").stat().st_size > 0


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these file systems allow only text as names")
def test_a_folder_whose_name_is_no_text_is_fine(tmp_path: Path):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    with Store.open(folder / "store.sqlite") as store:
        store.put([photo_of(1)])
    assert os.listdir(os.fsencode(tmp_path)) == [b"\xff\xfe"]  # noqa: PTH208


def test_an_empty_file_becomes_a_store(tmp_path: Path):
    (tmp_path / "store.sqlite").touch()
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put([photo_of(1)])
        assert store.notice is None


def test_a_link_leads_to_the_store(tmp_path: Path):
    filled(tmp_path / "real.sqlite", photos=5, reviews=2)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "store.sqlite").symlink_to(tmp_path / "real.sqlite")
    with Store.open(tmp_path / "elsewhere" / "store.sqlite") as store:
        assert is_photo(store.find(file_of(4), PACK), 4)
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


def test_a_link_to_itself_is_said(tmp_path: Path):
    (tmp_path / "store.sqlite").symlink_to(tmp_path / "store.sqlite")
    with pytest.raises(StoreError, match=r"store\.sqlite can't be"):
        Store.open(tmp_path / "store.sqlite")


def test_a_folder_at_the_path_is_said_and_left(tmp_path: Path):
    (tmp_path / "store.sqlite").mkdir()
    with pytest.raises(StoreError, match="because that is a folder"):
        Store.open(tmp_path / "store.sqlite")
    assert list(tmp_path.iterdir()) == [tmp_path / "store.sqlite"]


def test_a_file_where_the_folder_should_be_is_said_and_left(tmp_path: Path):
    (tmp_path / "state").write_text("mine")
    with pytest.raises(StoreError, match="FLOWERSORT_HOME"):
        Store.open(tmp_path / "state" / "store.sqlite")
    with pytest.raises(StoreError, match="FLOWERSORT_HOME"):
        Store.open(tmp_path / "state" / "deeper" / "store.sqlite")
    assert snapshot(tmp_path) == {"state": b"mine"}


@needs_posix
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path):
    filled(tmp_path / "store.sqlite", photos=2, reviews=1)
    before = snapshot(tmp_path)
    for path in tmp_path.iterdir():
        path.chmod(0o444)
    tmp_path.chmod(0o555)
    for folder in (tmp_path, tmp_path.parent):
        folder.chmod(folder.stat().st_mode | 0o555)
    said, wrong = child(OPEN_AS_NOBODY, tmp_path / "store.sqlite").communicate(timeout=60)
    tmp_path.chmod(0o755)
    assert wrong == ""
    assert "can't be used: Permission denied. Set FLOWERSORT_HOME" in said
    assert snapshot(tmp_path) == before


def test_a_folder_that_can_t_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(path: object, *_: object) -> int:
        raise OSError(30, "Read-only file system", path)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StoreError, match="can't be used: Read-only file system"):
        Store.open(tmp_path / "store.sqlite")


def test_a_newer_store_is_left_byte_for_byte(tmp_path: Path):
    filled(tmp_path / "store.sqlite", photos=5, reviews=5)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 4711")
    before = snapshot(tmp_path)
    with pytest.raises(StoreTooNew, match="written by a newer flowersort and is left as it is"):
        Store.open(tmp_path / "store.sqlite")
    assert {name: data for name, data in snapshot(tmp_path).items() if data} == before


@needs_posix
def test_a_newer_store_that_was_cut_off_is_left_with_its_log(tmp_path: Path):
    store = filled(tmp_path / "store.sqlite", photos=5, reviews=5)
    child(DIE_WITH_A_LOG, store, "PRAGMA user_version = 4711", "CREATE TABLE news (x)").communicate(timeout=60)
    before = snapshot(tmp_path)
    assert before["store.sqlite-wal"]
    with pytest.raises(StoreTooNew):
        Store.open(store)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("version", [0, 1, 40])
def test_another_program_s_database_is_said_and_left(tmp_path: Path, version: int):
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
        connection.execute("PRAGMA application_id = 99")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    before = snapshot(tmp_path)
    with pytest.raises(StoreError, match="is a database of another program and is left as it is"):
        Store.open(tmp_path / "store.sqlite")
    assert snapshot(tmp_path) == before


def test_a_store_held_by_an_unfinished_transaction_opens_once_that_ends(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=1, reviews=1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is kept locked by another program"):
            open_impatiently(path)
        other.execute("ROLLBACK")
    with Store.open(path) as store:
        assert store.review(content_of(0)) == review_of(0)


def open_impatiently(path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flowersort.services.store.connection.BUSY_SECONDS", 0.05)
        Store.open(path).close()


def test_the_wait_for_a_lock_is_at_least_ten_seconds():
    assert BUSY_SECONDS >= 10


def test_every_connection_waits_and_writes_ahead(tmp_path: Path):
    with Store.open(tmp_path / "store.sqlite") as store, store._connections.mine() as connection:
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] >= 10_000
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 1
