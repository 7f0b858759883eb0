"""A clock that goes forward by a fixed step each time it is looked at."""

from __future__ import annotations


class SteppingClock:
    """Seconds that grow by `step` at every look, so that a run's rate is told without waiting."""

    def __init__(self, step: float = 0.25) -> None:
        self.now = 100.0
        self._step = step

    def __call__(self) -> float:
        self.now += self._step
        return self.now
