"""SQLite's and the operating system's errors → the sentences of `StoreError`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from flowersort.core.errors import StoreError
from flowersort.services.store.rows import RowError

StoreFault = sqlite3.Error | RowError

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "The store {path} is kept locked by another program. Close that program and try again.",
    sqlite3.SQLITE_LOCKED: "The store {path} is locked by another program. Close that program and try again.",
    sqlite3.SQLITE_FULL: "The store {path} can't grow, because the disk is full. Free some space and try again.",
    sqlite3.SQLITE_READONLY: "The store {path} is read-only. Make the file and its folder writable, or set "
    "FLOWERSORT_HOME to another folder.",
    sqlite3.SQLITE_CANTOPEN: "The store {path} can't be opened. Make sure that its folder exists and can be written, "
    "or set FLOWERSORT_HOME to another folder.",
    sqlite3.SQLITE_IOERR: "The store {path} can't be read or written ({fault}). The disk may be full, gone or faulty.",
}
_DAMAGED = (
    "The store {path} is damaged ({fault}). The next start repairs it: whatever can be read is carried over, and the "
    "damaged file is kept."
)


def primary_code(fault: Exception) -> int | None:
    """Return SQLite's primary result code, None where the error is not SQLite's own."""
    code = getattr(fault, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def is_damage(fault: Exception) -> bool:
    """Tell whether an error can only come from a damaged file.

    An OperationalError without a code is Python's own: text in the file that is not UTF-8.
    """
    if isinstance(fault, RowError):
        return True
    code = primary_code(fault)
    if code is None:
        return isinstance(fault, sqlite3.OperationalError)
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def store_error(fault: StoreFault | OSError, path: Path) -> StoreError:
    """Return the sentence for a fault; to be raised `from` it."""
    if isinstance(fault, OSError):
        reason = fault.strerror or str(fault)
        return StoreError(
            f"The store {path} can't be used: {reason}. Set FLOWERSORT_HOME to a folder that can be written."
        )
    if is_damage(fault):
        return StoreError(_DAMAGED.format(path=path, fault=fault))
    sentence = _SENTENCES.get(primary_code(fault) or 0, "The store {path} can't be used: {fault}.")
    return StoreError(sentence.format(path=path, fault=fault))
