"""Values from a source, through a few workers, to one caller: bounded, cancellable, in completion order.

    source (its own thread) → bounded queue → workers → bounded queue → the caller

The caller's pace holds back the workers and theirs holds back the source, so memory does not grow with the folder.
Queues come from the standard library; an executor carries faults of the threads back to the caller.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

# Names and sizes only: far ahead costs little and makes the time left known early.
_AHEAD = 50_000
_BEHIND = 256
_PATIENCE = 0.1


@dataclass(frozen=True, slots=True)
class Tick:
    """Nothing came for a while; lets the caller look at its clock."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A thread has come to its end."""


class Pipeline(Generic[Task, Outcome]):
    """One run of a source through workers.

    Iterating gives every outcome as it is ready, with a `Tick` now and then while none is. When the iteration ends, or
    is left early, every thread has come to its end; `fault` is then what a thread died of, if one did.
    """

    def __init__(
        self,
        source: Iterable[Task],
        new_worker: Callable[[], Callable[[Task], Outcome]],
        *,
        workers: int,
        stopped: Callable[[], bool],
    ) -> None:
        """Prepare a run; nothing starts before the iteration.

        Args:
            new_worker: called once in each worker thread; what it returns is called for each task.
            stopped: asked between tasks; once it is true, tasks that wait are left undone.
        """
        self._source, self._new_worker, self._workers = source, new_worker, workers
        self._stopped = stopped
        self._caller_left = self._faulted = False
        self._tasks: queue.Queue[Task | _Done] = queue.Queue(_AHEAD)
        self._outcomes: queue.Queue[Outcome | _Done] = queue.Queue(_BEHIND)
        self._futures: list[Future[None]] = []
        self._start_fault: RuntimeError | None = None

    @property
    def fault(self) -> BaseException | None:
        """What the first thread that died died of; to be asked after the iteration."""
        if self._start_fault is not None:
            return self._start_fault
        return next((fault for future in self._futures if (fault := future.exception()) is not None), None)

    def __iter__(self) -> Generator[Outcome | Tick, None, None]:
        with ThreadPoolExecutor(self._workers + 1, thread_name_prefix="flowersort") as threads:
            try:
                if self._start(threads):
                    yield from self._collect()
            finally:
                # Threads that wait on a full queue must notice before the executor joins them.
                self._caller_left = True

    def _start(self, threads: ThreadPoolExecutor) -> bool:
        try:
            for run in (self._run_source, *[self._run_worker] * self._workers):
                self._futures.append(threads.submit(run))
        except RuntimeError as fault:
            # The system gives no more threads. The one that never ran has no future, so the fault is kept here.
            self._start_fault = fault
        return self._start_fault is None

    def _collect(self) -> Iterator[Outcome | Tick]:
        alive = self._workers
        while alive:
            try:
                outcome = self._outcomes.get(timeout=_PATIENCE)
            except queue.Empty:
                yield Tick()
                continue
            if isinstance(outcome, _Done):
                alive -= 1
            else:
                yield outcome

    def _run_source(self) -> None:
        with self._faults_stop_the_run():
            try:
                for task in self._source:
                    if self._over():
                        break
                    self._put(self._tasks, task, given_up=self._over)
            finally:
                self._put(self._tasks, _Done(), given_up=self._over)

    def _run_worker(self) -> None:
        with self._faults_stop_the_run():
            try:
                self._work_through(self._new_worker())
            finally:
                self._put(self._outcomes, _Done(), given_up=lambda: self._caller_left)

    def _work_through(self, work: Callable[[Task], Outcome]) -> None:
        while not self._over():
            try:
                task = self._tasks.get(timeout=_PATIENCE)
            except queue.Empty:
                continue
            if isinstance(task, _Done):
                # Passed on: one mark ends every worker, each in turn.
                self._put(self._tasks, task, given_up=self._over)
                return
            self._put(self._outcomes, work(task), given_up=lambda: self._caller_left)

    def _over(self) -> bool:
        return self._caller_left or self._faulted or self._stopped()

    @contextmanager
    def _faults_stop_the_run(self) -> Iterator[None]:
        clean = False
        try:
            yield
            clean = True
        finally:
            # The fault itself travels in the thread's future.
            self._faulted = self._faulted or not clean

    @staticmethod
    def _put(waiting: queue.Queue[Any], value: object, *, given_up: Callable[[], bool]) -> None:
        while not given_up():
            try:
                waiting.put(value, timeout=_PATIENCE)
            except queue.Full:
                continue
            return
