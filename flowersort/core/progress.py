"""How far a run is, and how it is asked to stop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        done: photos finished.
        total: photos found so far.
        scanning: whether more may still be found.
        rate: photos per second over the whole run, 0 before the first.
        seconds: since the run began.
    """

    done: int
    total: int
    scanning: bool
    rate: float
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """Expected seconds until the end; None while it can't be told."""
        if self.scanning or self.rate <= 0.0:
            return None
        return (self.total - self.done) / self.rate


class CancelToken:
    """Asks a run to stop; may be set from any thread, or from a signal handler, any number of times."""

    def __init__(self) -> None:
        # A plain attribute: the lock inside a threading.Event could be held by the very code that a signal interrupts.
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the run to stop after the photos in hand."""
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        """Whether the run was asked to stop."""
        return self._cancelled
