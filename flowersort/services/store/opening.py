"""A path → a store file that can be used: made, migrated or repaired as need be, whoever else does so at once.

A look at each start must be cheap, so it reads the header, the schema and each table's first page, nothing more.
Damage further inside comes up in a query; whoever meets it leaves a marker file beside the store, and the next open
repairs. Where even the marker can't be written, the next query over the damage tries again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.errors import StoreError, StoreTooNew
from flowersort.services.store.connection import connect, use_write_ahead_log
from flowersort.services.store.faults import StoreFault, is_damage, primary_code, store_error
from flowersort.services.store.files import StoreFiles, is_empty, length, with_part
from flowersort.services.store.locks import HeldLock, take_lock
from flowersort.services.store.migrations import Kind, kind_of, migrate
from flowersort.services.store.salvage import put_in_place, salvage

_OPENING_SECONDS = 30.0
_REPAIR_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file ready for use.

    Attributes:
        lock: to be released when the store is closed; until then no other process repairs the file.
        identity: device and inode, which tell whether the path still leads to this file.
        notice: what the user should know about a repair, as sentences, or None.
    """

    files: StoreFiles
    lock: HeldLock
    identity: tuple[int, int]
    notice: str | None


def open_file(path: Path) -> OpenedFile:
    """Make, migrate or repair the file at `path`, and its folders.

    Raises:
        StoreTooNew: a newer version wrote it; it is left as it is.
        StoreError: it can't be read or written, belongs to another program, or is in use while it needs a repair.
    """
    # SQLite puts its log beside the real file, and a later chdir must not matter.
    try:
        files = StoreFiles(path.resolve())
    except (OSError, RuntimeError) as fault:
        raise StoreError(f"The store {path} can't be used: its links lead in a circle.") from fault
    try:
        if files.main.is_dir():
            raise StoreError(f"The store can't be kept at {path}, because that is a folder. Move the folder away.")
        files.main.parent.mkdir(parents=True, exist_ok=True)
        with _opening(files):
            return _prepare(files)
    except (sqlite3.Error, OSError) as fault:
        if not isinstance(fault, OSError):
            mark_if_damaged(fault, files)
        raise store_error(fault, path) from fault


def mark_if_damaged(fault: StoreFault, files: StoreFiles) -> None:
    """Leave the marker for the next open, if the fault can only come from a damaged file."""
    if is_damage(fault):
        with suppress(OSError):
            files.marker.touch()


@contextmanager
def _opening(files: StoreFiles) -> Iterator[None]:
    lock = take_lock(files.opening_lock, shared=False, seconds=_OPENING_SECONDS)
    if lock is None:
        raise StoreError(f"The store {files.main} is being opened or repaired by another flowersort. Try again later.")
    try:
        yield
    finally:
        lock.release()


def _prepare(files: StoreFiles) -> OpenedFile:
    number = _finish_repair(files)
    if number is None and (files.marker.exists() or _is_broken(files)):
        with _alone(files):
            number = salvage(files)
    lock = take_lock(files.users_lock, shared=True, seconds=_REPAIR_SECONDS)
    if lock is None:
        raise StoreError(f"The store {files.main} is being repaired by another flowersort. Try again later.")
    try:
        with closing(connect(files.main, mode="rwc")) as connection:
            use_write_ahead_log(connection)
            migrate(connection)
            notice = None if number is None else _notice(files, number, connection)
        status = files.main.stat()
    except BaseException:
        lock.release()
        raise
    return OpenedFile(files=files, lock=lock, identity=(status.st_dev, status.st_ino), notice=notice)


def _finish_repair(files: StoreFiles) -> int | None:
    finished = None
    for number in files.pending():
        put_in_place(files, number)
        finished = number
    return finished


@contextmanager
def _alone(files: StoreFiles) -> Iterator[None]:
    lock = take_lock(files.users_lock, shared=False, seconds=_REPAIR_SECONDS)
    if lock is None:
        raise StoreError(
            f"The store {files.main} is damaged, and another flowersort still uses it. Close that one and start again "
            "to have it repaired."
        )
    try:
        yield
    finally:
        lock.release()


def _is_broken(files: StoreFiles) -> bool:
    if is_empty(files.main):
        return length(with_part(files.main, "-wal")) > 0
    try:
        kind = _look(files.main)
    except sqlite3.Error as fault:
        if is_damage(fault):
            return True
        raise
    if kind is Kind.TOO_NEW:
        raise StoreTooNew(
            f"The store {files.main} was written by a newer flowersort and is left as it is. Update flowersort, or set "
            "FLOWERSORT_HOME to another folder."
        )
    if kind is Kind.FOREIGN:
        raise StoreError(
            f"{files.main} is a database of another program and is left as it is. Move it away, or set "
            "FLOWERSORT_HOME to another folder."
        )
    return kind is Kind.BROKEN


def _look(main: Path) -> Kind:
    # Read-only: closing a writing connection would write the log back, and a newer file must stay as it is.
    try:
        with closing(connect(main, mode="ro")) as connection:
            return kind_of(connection)
    except sqlite3.Error as fault:
        if primary_code(fault) != sqlite3.SQLITE_READONLY:
            raise
    # Cut short in the middle of its making, it needs a writer to roll that back first.
    with closing(connect(main, mode="rw")) as connection:
        return kind_of(connection)


def _notice(files: StoreFiles, number: int, connection: sqlite3.Connection) -> str:
    (reviews,) = connection.execute("SELECT count(*) FROM reviews").fetchone()
    (photos,) = connection.execute("SELECT count(*) FROM predictions").fetchone()
    return (
        f"The store {files.main} was damaged and has been repaired: {reviews} reviews and {photos} predictions could "
        f"be read and were kept. The damaged file lies beside it as {files.damaged(number).name}."
    )
