"""Every task exactly once, bounded on both sides, and no thread left behind, whatever ends the run."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.workflows.pipeline import _AHEAD, _BEHIND, Pipeline, Tick
from tests.fakes.runs import threads_left


class Broken(Exception):
    pass


def pipeline(
    source: Iterator[int] | range,
    work: Callable[[int], int] = lambda task: task,
    *,
    workers: int = 2,
    stopped: Callable[[], bool] = lambda: False,
) -> Pipeline[int, int]:
    return Pipeline(source, lambda: work, workers=workers, stopped=stopped)


def outcomes(line: Pipeline[int, int]) -> list[int]:
    return [item for item in line if not isinstance(item, Tick)]


def settled(count: Callable[[], int], *, at_least: int = 1) -> int:
    """Return a count once it has stood still for a while."""
    before, since, ends = -1, time.monotonic(), time.monotonic() + 20
    while time.monotonic() - since < 0.4 or before < at_least:
        assert time.monotonic() < ends, f"it stands at {before}"
        now = count()
        if now != before:
            before, since = now, time.monotonic()
        time.sleep(0.02)
    return before


@pytest.mark.parametrize("workers", range(1, 9))
def test_every_task_gives_its_outcome_exactly_once(workers: int) -> None:
    line = pipeline(range(1000), lambda task: -task, workers=workers)
    assert sorted(outcomes(line)) == sorted(-task for task in range(1000))
    assert line.fault is None
    assert threads_left() == []


def test_no_task_is_no_outcome() -> None:
    line = pipeline(range(0))
    assert outcomes(line) == []
    assert line.fault is None


def test_outcomes_come_as_they_are_ready_not_in_the_order_of_tasks() -> None:
    later = threading.Event()

    def work(task: int) -> int:
        if task == 0:
            later.wait(5)
        if task == 3:
            later.set()
        return task

    assert outcomes(pipeline(range(4), work))[-1] == 0


def test_each_worker_is_made_in_its_own_thread() -> None:
    threads: list[str] = []
    barrier = threading.Barrier(3)

    def new_worker() -> Callable[[int], int]:
        threads.append(threading.current_thread().name)
        barrier.wait(5)
        return lambda task: task

    line = Pipeline(range(10), new_worker, workers=3, stopped=lambda: False)
    assert sorted(outcomes(line)) == list(range(10))
    assert len(set(threads)) == 3


def test_a_slow_caller_holds_the_workers_back() -> None:
    done = itertools.count()
    last = [0]

    def work(task: int) -> int:
        last[0] = next(done) + 1
        return task

    items = iter(pipeline(range(2000), work, workers=3))
    assert not isinstance(next(items), Tick)
    waiting = settled(lambda: last[0], at_least=_BEHIND) - 1
    assert waiting <= _BEHIND + 3
    items.close()


def test_slow_workers_hold_the_source_back() -> None:
    go_on = threading.Event()
    given_out = [0]

    def source() -> Iterator[int]:
        for number in itertools.count():
            given_out[0] = number + 1
            yield number

    def work(task: int) -> int:
        go_on.wait(30)
        return task

    line = pipeline(source(), work, stopped=go_on.is_set)
    items = iter(line)
    assert isinstance(next(items), Tick)
    assert settled(lambda: given_out[0], at_least=_AHEAD) <= _AHEAD + 2 + 1
    go_on.set()
    assert len([item for item in items if not isinstance(item, Tick)]) == 2


def test_a_caller_hears_ticks_while_nothing_is_ready() -> None:
    go_on = threading.Event()
    items = iter(pipeline(range(1), lambda task: task if go_on.wait(20) else -1))
    assert isinstance(next(items), Tick)
    go_on.set()
    assert [item for item in items if not isinstance(item, Tick)] == [0]


def test_a_stop_leaves_waiting_tasks_undone_and_hands_over_those_in_hand() -> None:
    stop, started = threading.Event(), threading.Semaphore(0)

    def work(task: int) -> int:
        started.release()
        stop.wait(10)
        return task

    items = iter(pipeline(range(1000), work, workers=3, stopped=stop.is_set))
    assert isinstance(next(items), Tick)
    assert all(started.acquire(timeout=5) for _ in range(3))
    stop.set()
    assert sorted(item for item in items if not isinstance(item, Tick)) == [0, 1, 2]
    assert threads_left() == []


def broken_source(after: int) -> Iterator[int]:
    yield from range(after)
    raise Broken("source")


def test_a_fault_of_the_source_ends_the_run_and_is_told() -> None:
    line = pipeline(broken_source(3))
    assert set(outcomes(line)) <= {0, 1, 2}
    assert isinstance(line.fault, Broken)
    assert threads_left() == []


def test_a_fault_of_a_worker_ends_the_run_of_all() -> None:
    def work(task: int) -> int:
        if task == 5:
            raise Broken("worker")
        return task

    line = pipeline(iter(itertools.count()), work, workers=4)
    assert 5 not in outcomes(line)
    assert isinstance(line.fault, Broken)
    assert threads_left() == []


def test_workers_that_cannot_be_made_end_the_run() -> None:
    def new_worker() -> Callable[[int], int]:
        raise Broken("new worker")

    line = Pipeline(itertools.count(), new_worker, workers=3, stopped=lambda: False)
    assert outcomes(line) == []
    assert isinstance(line.fault, Broken)
    assert threads_left() == []


@pytest.mark.parametrize("refused", range(1, 5))
def test_a_system_without_threads_to_spare_ends_the_run(refused: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = threading.Thread.start, itertools.count(1)

    def start(thread: threading.Thread) -> None:
        if thread.name.startswith("flowersort") and next(calls) == refused:
            raise RuntimeError("can't start new thread")
        real(thread)

    monkeypatch.setattr(threading.Thread, "start", start)
    line = pipeline(itertools.count(), workers=3)
    assert outcomes(line) == []
    assert "can't start new thread" in str(line.fault)
    assert threads_left() == []


def test_a_caller_that_leaves_early_leaves_no_thread() -> None:
    items = iter(pipeline(itertools.count(), workers=4))
    assert [next(items) for _ in range(3)]
    items.close()
    assert threads_left() == []


ENDINGS = st.sampled_from(["none", "source", "worker", "new worker", "leaves", "stops"])


class Troubled:
    """A pipeline that comes to its end in the chosen way, at the chosen point."""

    def __init__(self, ending: str, *, at: int, tasks: int, workers: int) -> None:
        self._ending, self._at, self._tasks = ending, at, tasks
        self._made = itertools.count()
        self._broken_worker = at % workers
        self.taken: list[int] = []
        self.line: Pipeline[int, int] = Pipeline(
            self._source(), self._new_worker, workers=workers, stopped=lambda: self._reached("stops")
        )

    def follow(self) -> None:
        items = iter(self.line)
        for item in items:
            if not isinstance(item, Tick):
                self.taken.append(item)
            if self._reached("leaves"):
                items.close()

    def _reached(self, ending: str) -> bool:
        return self._ending == ending and len(self.taken) >= self._at

    def _break(self, place: str, number: int, at: int) -> None:
        if (self._ending, number) == (place, at):
            raise Broken(place)

    def _source(self) -> Iterator[int]:
        for number in range(self._tasks):
            self._break("source", number, self._at)
            yield number

    def _new_worker(self) -> Callable[[int], int]:
        self._break("new worker", next(self._made), self._broken_worker)
        return self._work

    def _work(self, task: int) -> int:
        self._break("worker", task, self._at)
        return task


@settings(max_examples=40, deadline=None)
@given(ending=ENDINGS, at=st.integers(0, 400), tasks=st.integers(0, 600), workers=st.integers(1, 5))
@pytest.mark.timeout(60)
def test_every_ending_at_every_point_leaves_no_thread(ending: str, at: int, tasks: int, workers: int) -> None:
    run = Troubled(ending, at=at, tasks=tasks, workers=workers)
    run.follow()
    assert threads_left() == []
    assert len(run.taken) == len(set(run.taken))
    assert set(run.taken) <= set(range(tasks))
    faulted = ending == "new worker" or (ending in {"source", "worker"} and at < tasks)
    assert isinstance(run.line.fault, Broken) == faulted
    if ending == "none":
        assert len(run.taken) == tasks
