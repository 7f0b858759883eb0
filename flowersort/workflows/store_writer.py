"""The one thread that writes predictions, in batches, behind the workers."""

from __future__ import annotations

import queue
import threading

from flowersort.core.errors import StoreError
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredPath, StoredPhoto

Entry = StoredPhoto | StoredPath

_BATCH = 256
# What a crash may cost at most, in seconds of work.
_PATIENCE = 0.5
_WAITING = 2048


class StoreWriter:
    """Writes entries to a store in the background until closed.

    Without a store it takes entries and does nothing. After the first fault of the store it does the same, and
    `fault` says what happened.
    """

    def __init__(self, store: Store | None) -> None:
        self.fault: str | None = None
        self._store = store
        self._entries: queue.Queue[Entry | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._run, name="flowersort-store")
        if store is not None:
            self._thread.start()

    def put(self, entry: Entry) -> None:
        """Hand over one entry; waits while too many are waiting."""
        if self._store is not None:
            self._entries.put(entry)

    def close(self) -> None:
        """Write what is left and end the thread."""
        if self._store is not None:
            self._entries.put(None)
            self._thread.join()
            self._store = None

    def _run(self) -> None:
        ended = False
        while not ended:
            batch, ended = self._next_batch()
            if batch and self.fault is None:
                self._write(batch)

    def _next_batch(self) -> tuple[list[Entry], bool]:
        batch: list[Entry] = []
        while len(batch) < _BATCH:
            try:
                entry = self._entries.get(timeout=_PATIENCE if batch else None)
            except queue.Empty:
                return batch, False
            if entry is None:
                return batch, True
            batch.append(entry)
        return batch, False

    def _write(self, batch: list[Entry]) -> None:
        assert self._store is not None
        try:
            self._store.put(batch)
        except StoreError as fault:
            self.fault = str(fault)
