"""A store that fails at its n-th call, once or from then on (STYLE.md, habit 16)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from flowersort.core.errors import StoreError
from flowersort.services.store.store import Store


class FailingStore:
    """Hands calls on to a real store and fails the chosen ones; `failed` counts those that did."""

    def __init__(self, store: Store, *, first: int, onwards: bool) -> None:
        self.failed = 0
        self._store, self._first, self._onwards = store, first, onwards
        self._calls = 0
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real = getattr(self._store, name)

        def call(*args: object, **options: object) -> object:
            with self._lock:
                self._calls += 1
                fails = self._calls == self._first or (self._onwards and self._calls > self._first)
                self.failed += fails
            if fails:
                raise StoreError("The store is on strike.")
            return real(*args, **options)

        return call
