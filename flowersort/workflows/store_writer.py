"""The one thread that writes predictions, in batches, behind the workers."""

from __future__ import annotations

import logging
import queue
import time
from concurrent.futures import Future, ThreadPoolExecutor

from flowersort.core.errors import StoreError
from flowersort.services.store.store import Store
from flowersort.services.store.values import Entry

_log = logging.getLogger(__name__)

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
        self._entries: queue.Queue[Entry | None] = queue.Queue(_WAITING)
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="flowersort-store")
        self._ending: Future[None] | None = None
        if store is not None:
            self._ending = self._threads.submit(self._run, store)

    def put(self, entry: Entry) -> None:
        """Hand over one entry; waits while too many are waiting."""
        self._hand_over(entry)

    def close(self) -> None:
        """Write what is left and end the thread; more than once is harmless."""
        self._hand_over(None)
        self._threads.shutdown()
        died_of = self._ending.exception() if self._ending is not None else None
        if died_of is not None and self.fault is None:
            _log.error("the store's thread died", exc_info=died_of)
            kind = type(died_of).__name__
            self.fault = f"A fault in flowersort itself kept results from the store ({kind}: {died_of})."

    def _hand_over(self, entry: Entry | None) -> None:
        # Nobody empties the queue of a thread that has ended, so waiting for room must not be for ever.
        while self._ending is not None and not self._ending.done():
            try:
                self._entries.put(entry, timeout=_PATIENCE)
            except queue.Full:
                continue
            return

    def _run(self, store: Store) -> None:
        ended = False
        while not ended:
            batch, ended = self._next_batch()
            if batch and self.fault is None:
                self._write(store, batch)

    def _next_batch(self) -> tuple[list[Entry], bool]:
        batch: list[Entry] = []
        until: float | None = None
        while len(batch) < _BATCH:
            try:
                entry = self._entries.get(timeout=None if until is None else max(0.0, until - time.monotonic()))
            except queue.Empty:
                break
            if entry is None:
                return batch, True
            until = until or time.monotonic() + _PATIENCE
            batch.append(entry)
        return batch, False

    def _write(self, store: Store, batch: list[Entry]) -> None:
        try:
            store.put(batch)
        except StoreError as fault:
            self.fault = str(fault)
