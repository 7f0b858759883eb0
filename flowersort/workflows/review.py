"""Reviews, and what a random check asked, stored at once but behind the key press that gives them."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from flowersort.core.check_result import Asked
from flowersort.core.errors import StoreError
from flowersort.core.review import Review
from flowersort.core.review_history import AskedChange, ReviewChange
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredCheck

_log = logging.getLogger(__name__)

OnFault = Callable[[str | None], None]
Kept = TypeVar("Kept")

_SECONDS_BETWEEN_TRIES = 5.0
# Longer than SQLite waits for another program's lock.
_PATIENCE = 20.0


class _Writer(ABC, Generic[Kept]):
    """Stores reviews, or what goes with them, in a thread of its own, in the order in which they were given.

    Whatever waits goes into one transaction, and nothing waits for more to come. While the store fails, reviews are
    kept here and tried again: with every further one, on `retry`, and every few seconds.

    Every method may be called from any thread.
    """

    def __init__(
        self,
        store: Store | None,
        on_fault: OnFault,
        *,
        why_no_store: str = "",
        seconds_between_tries: float = _SECONDS_BETWEEN_TRIES,
    ) -> None:
        """Begin with nothing to store.

        Args:
            store: None where there is none; then reviews are kept here only, and `fault` says so from the beginning.
            on_fault: called with a sentence once reviews can't be stored, with another one if the reason changes, and
                with None once all are stored again. Called from the thread that stores; without a store from
                the first `put`.
            why_no_store: the reason as a sentence.
        """
        self._store, self._on_fault, self._seconds = store, on_fault, seconds_between_tries
        self._fault = None if store is not None else f"Reviews can't be kept: {why_no_store}"
        self._told: str | None = None
        # Guards what follows; never held while the store works.
        self._changed = threading.Condition()
        self._waiting: dict[str, Kept | None] = {}
        self._in_hand: dict[str, Kept | None] = {}
        self._running = self._wanted = self._closing = False
        self._tries = self._last_failed = 0
        # Its thread has work as long as reviews wait, and no longer.
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="flowersort-reviews")

    @property
    def pending(self) -> int:
        """How many photos have a review that is not stored yet."""
        with self._changed:
            return len(self._unsaved())

    @property
    def fault(self) -> str | None:
        """Why reviews can't be stored, as a sentence; None while they can."""
        return self._fault

    def unsaved(self) -> Mapping[str, Kept | None]:
        """Return what is not stored yet, by content; None where a review is to be forgotten."""
        with self._changed:
            return self._unsaved()

    def hand_over(self, changes: Mapping[str, Kept | None]) -> None:
        """Have these stored; returns at once. After `close` they stay here."""
        with self._changed:
            self._waiting.update(changes)
        self.retry()

    @abstractmethod
    def _store_all(self, store: Store, changes: Mapping[str, Kept | None]) -> None:
        """Store changes by content; raises StoreError where that can't be."""

    def retry(self) -> None:
        """Try now, if anything waits."""
        with self._changed:
            self._wanted = True
            self._changed.notify_all()
        self._go_on()

    def flush(self, timeout: float) -> bool:
        """Try now and wait for it, so many seconds at most; return whether everything is stored."""
        before = self._tries
        self.retry()
        with self._changed:
            if self._running:
                self._changed.wait_for(lambda: not self._unsaved() or self._last_failed > before, timeout)
            return not self._unsaved()

    def close(self, timeout: float = _PATIENCE) -> bool:
        """Try once more, wait for it, so many seconds at most, and end the thread; return whether everything is stored.

        Where it is not, `unsaved` has the rest. More than once is harmless.
        """
        self.flush(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            stuck = bool(self._in_hand)
        # A store that keeps the thread longer than that must not keep the caller, too.
        self._threads.shutdown(wait=not stuck)
        return self.pending == 0

    def _unsaved(self) -> dict[str, Kept | None]:
        return self._in_hand | self._waiting

    def _go_on(self) -> None:
        if self._store is None:
            self._tell(self._fault if self._waiting else None)
            return
        with self._changed:
            begins = bool(self._waiting) and not self._running and not self._closing
            self._running = self._running or begins
        if begins:
            self._threads.submit(self._run, self._store).add_done_callback(self._ended)

    def _run(self, store: Store) -> None:
        while self._next():
            fault = None
            try:
                self._store_all(store, self._in_hand)
            except StoreError as error:
                fault = str(error)
            self._settle(fault)
            self._tell(fault)

    def _next(self) -> bool:
        """Wait until it is time to store, and take what waits in hand; tell whether there is anything to do."""
        with self._changed:
            while self._waiting and not self._closing:
                if self._wanted or self._fault is None:
                    self._in_hand, self._waiting = self._waiting, {}
                    self._wanted = False
                    self._tries += 1
                    return True
                self._wanted = not self._changed.wait(self._seconds) or self._wanted
            self._running = False
            return False

    def _settle(self, fault: str | None) -> None:
        """Note how a try ended; what could not be stored waits again."""
        with self._changed:
            if fault is not None:
                self._waiting, self._last_failed = self._unsaved(), self._tries
            self._in_hand, self._fault = {}, fault
            self._changed.notify_all()

    def _tell(self, fault: str | None) -> None:
        if fault != self._told:
            self._told = fault
            self._on_fault(fault)

    def _ended(self, run: Future[None]) -> None:
        """Go on after a fault that nobody foresaw: it must not cost reviews."""
        died_of = run.exception()
        if died_of is None:
            return
        _log.error("the thread that stores reviews died", exc_info=died_of)
        with self._changed:
            if self._in_hand:
                kind = type(died_of).__name__
                self._settle(f"A fault in flowersort itself keeps reviews from the store ({kind}: {died_of}).")
            self._running = False
        self._go_on()
        self._tell(self._fault)


class ReviewWriter(_Writer[Review]):
    """Stores reviews; see `_Writer` for how."""

    def put(self, changes: Sequence[ReviewChange]) -> None:
        """Hand reviews over; returns at once. After `close` they stay here."""
        self.hand_over({change.content: change.after for change in changes})

    def _store_all(self, store: Store, changes: Mapping[str, Review | None]) -> None:
        store.change_reviews(changes)


class AskedWriter(_Writer[Asked]):
    """Stores which photos a random check asked for; see `_Writer` for how."""

    def put(self, changes: Sequence[AskedChange]) -> None:
        """Hand over what was asked, or no longer; returns at once. After `close` it stays here."""
        self.hand_over({change.content: change.after for change in changes})

    def _store_all(self, store: Store, changes: Mapping[str, Asked | None]) -> None:
        put = [StoredCheck(content, asked.denied, asked.at) for content, asked in changes.items() if asked is not None]
        # Both may be done twice after a fault between them: the same is stored, or forgotten, again.
        if put:
            store.put_checks(put)
        forgotten = [content for content, asked in changes.items() if asked is None]
        if forgotten:
            store.remove_checks(forgotten)
