"""The writer's thread: batches, patience, faults."""

from __future__ import annotations

import time
from typing import Any

import pytest

from flowersort.core.errors import StoreError
from flowersort.services.store.values import StoredPath
from flowersort.workflows.store_writer import StoreWriter
from tests.fakes.runs import threads_left
from tests.fakes.stored import content_of, file_of


class Recorder:
    """Stands in for a store: keeps batches, or raises."""

    def __init__(self, fault: Exception | None = None, *, slow: float = 0.0) -> None:
        self.batches: list[list[Any]] = []
        self.calls = 0
        self._fault, self._slow = fault, slow

    def put(self, batch: list[Any]) -> None:
        self.calls += 1
        time.sleep(self._slow)
        if self._fault is not None:
            raise self._fault
        self.batches.append(list(batch))

    @property
    def written(self) -> list[Any]:
        return [entry for batch in self.batches for entry in batch]


def entry(number: int) -> StoredPath:
    return StoredPath(file_of(number), content_of(number))


def test_all_is_written_in_order_and_in_batches_when_the_writer_closes() -> None:
    store = Recorder()
    writer = StoreWriter(store)
    for number in range(700):
        writer.put(entry(number))
    writer.close()
    assert store.written == [entry(number) for number in range(700)]
    assert max(map(len, store.batches)) <= 256
    assert len(store.batches) < 100
    assert writer.fault is None
    assert threads_left() == []


def test_entries_that_come_slowly_are_not_held_back_until_a_batch_is_full() -> None:
    store = Recorder()
    writer = StoreWriter(store)
    for number in range(10):
        writer.put(entry(number))
        time.sleep(0.1)
    seen = len(store.written)
    writer.close()
    assert seen >= 2
    assert len(store.written) == 10


def test_a_slow_store_holds_the_run_back_and_loses_nothing() -> None:
    store = Recorder(slow=0.01)
    writer = StoreWriter(store)
    for number in range(4000):
        writer.put(entry(number))
    writer.close()
    assert len(store.written) == 4000


def test_after_a_fault_nothing_more_is_tried_and_the_sentence_is_kept() -> None:
    store = Recorder(StoreError("The store is full."))
    writer = StoreWriter(store)
    for number in range(3000):
        writer.put(entry(number))
    writer.close()
    assert (writer.fault, store.calls) == ("The store is full.", 1)
    assert threads_left() == []


@pytest.mark.timeout(30)
def test_a_fault_nobody_foresaw_is_told_and_blocks_nobody() -> None:
    writer = StoreWriter(Recorder(ValueError("odd")))
    for number in range(5000):
        writer.put(entry(number))
    writer.close()
    assert "ValueError: odd" in (writer.fault or "")
    assert threads_left() == []


def test_without_a_store_there_is_nothing_to_do() -> None:
    writer = StoreWriter(None)
    for number in range(3000):
        writer.put(entry(number))
    assert threads_left() == []
    writer.close()
    assert writer.fault is None


def test_closing_twice_is_harmless() -> None:
    store = Recorder()
    writer = StoreWriter(store)
    writer.put(entry(1))
    writer.close()
    writer.close()
    assert store.written == [entry(1)]
