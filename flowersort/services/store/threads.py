"""One connection per thread: SQLite's readers then never wait for each other."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from flowersort.core.errors import StoreError
from flowersort.services.store.connection import BUSY_SECONDS
from flowersort.services.store.faults import StoreFault
from flowersort.services.store.rows import RowError

_CLOSE_SECONDS = 2 * BUSY_SECONDS

Translate = Callable[[StoreFault], StoreError]


class ThreadConnection:
    """A thread's connection, used in a `with` block, which turns SQLite's errors into ours.

    The lock is there for `close` alone, which another thread may call while a query runs. It lets its own thread in
    twice, because Ctrl-C can strike between taking the lock and entering the block.
    """

    def __init__(self, connection: sqlite3.Connection, translate: Translate) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._translate = translate
        self._lock = threading.RLock()
        # The thread's end drops the last reference to this object, and its connection must not outlive it.
        weakref.finalize(self, connection.close)

    def __enter__(self) -> sqlite3.Connection:
        self._lock.acquire()
        if self._connection is None:
            self._lock.release()
            raise closed_error()
        return self._connection

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
        if isinstance(fault, sqlite3.Error | RowError):
            raise self._translate(fault) from fault

    def close(self) -> None:
        """Wait for the query in hand, then close."""
        if not self._lock.acquire(timeout=_CLOSE_SECONDS):
            return  # The thread's end closes it.
        try:
            connection, self._connection = self._connection, None
            if connection is not None:
                # Closing writes back the log; where that fails, the next open does it.
                with suppress(sqlite3.Error):
                    connection.close()
        finally:
            self._lock.release()


class ThreadConnections:
    """Gives each thread its own connection, made at its first question."""

    def __init__(self, make: Callable[[], sqlite3.Connection], translate: Translate) -> None:
        self._make = make
        self._translate = translate
        self._local = threading.local()
        self._lock = threading.Lock()
        self._all: weakref.WeakSet[ThreadConnection] = weakref.WeakSet()
        self._closed = False

    def mine(self) -> ThreadConnection:
        """Return the calling thread's connection.

        Raises:
            StoreError: no connection can be made, or all were closed.
        """
        try:
            connection: ThreadConnection = self._local.connection
        except AttributeError:
            return self._connect()
        return connection

    def close(self) -> None:
        """Close every thread's connection; more than once is harmless."""
        with self._lock:
            self._closed = True
            connections = list(self._all)
        for connection in connections:
            connection.close()

    def _connect(self) -> ThreadConnection:
        with self._lock:
            if self._closed:
                raise closed_error()
            try:
                connection = ThreadConnection(self._make(), self._translate)
            except sqlite3.Error as fault:
                raise self._translate(fault) from fault
            self._all.add(connection)
        self._local.connection = connection
        return connection


def closed_error() -> StoreError:
    """Return the error of a question to a closed store."""
    return StoreError("The store was closed; open it again.")
