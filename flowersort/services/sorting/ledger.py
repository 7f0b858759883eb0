"""What a journal comes to: every step, where it stands, and what was cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from flowersort.core.sorts import SortState
from flowersort.services.sorting.entries import (
    Began,
    Checked,
    Entry,
    Fate,
    FolderMade,
    Planned,
    RunBegan,
    RunEnded,
    Settled,
    Started,
    Step,
    Way,
)
from flowersort.services.sorting.journal import JournalText


class Standing(StrEnum):
    """Where a step stands: not done yet, done, taken back, or failed."""

    PENDING = "pending"
    PLACED = "placed"
    BACK = "back"
    FAILED = "failed"


_AFTER = {
    (Way.PLACE, Fate.DONE): Standing.PLACED,
    (Way.PLACE, Fate.FAILED): Standing.FAILED,
    (Way.BACK, Fate.DONE): Standing.BACK,
    # What could not be put back stands where it was placed.
    (Way.BACK, Fate.FAILED): Standing.PLACED,
}


@dataclass(slots=True)
class Ledger:
    """The state of one sort as its journal tells it.

    Attributes:
        began: None where the journal's head is lost.
        standing: of each step by number.
        open: steps that were started and not settled, with their way.
        folders: made below the folder that is sorted into, parents first.
        run: the piece of work that was cut off, None where all came to their ends.
        ran: whether any piece of work was ever begun.
        why: of failed steps, as sentences.
    """

    began: Began | None = None
    steps: dict[int, Step] = field(default_factory=dict)
    standing: dict[int, Standing] = field(default_factory=dict)
    open: dict[int, Way] = field(default_factory=dict)
    folders: dict[str, None] = field(default_factory=dict)
    run: RunBegan | None = None
    ran: bool = False
    planned: bool = False
    damaged: bool = False
    why: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: JournalText) -> Ledger:
        """Read a journal's lines as one state."""
        ledger = cls()
        for entry in text.entries:
            ledger.take(entry)
        ledger._heal(text)
        return ledger

    def take(self, entry: Entry) -> None:
        """Take in what one more line says."""
        match entry:
            case Began():
                self.began = entry
            case Step(n=n):
                self.steps[n] = entry
                self.standing.setdefault(n, Standing.PENDING)
            case Planned() | Checked():
                # Nothing is asked of the disk before all steps are planned.
                self.planned, self.damaged = True, False
            case FolderMade(path=path):
                self.folders[path] = None
            case RunBegan() | RunEnded():
                self.run, self.ran = entry if isinstance(entry, RunBegan) else None, True
            case Started(way=way, steps=steps):
                self.open.update(dict.fromkeys(numbers(steps), way))
            case Settled():
                self._settle(entry)

    def photos(self) -> Iterator[Step]:
        """Yield the steps of photos, without companions."""
        return (step for step in self.steps.values() if step.is_photo)

    def standing_at(self, *standings: Standing) -> list[Step]:
        """Return the steps that stand at one of these, ascending."""
        return [self.steps[n] for n in sorted(self.steps) if self.standing[n] in standings]

    @property
    def state(self) -> SortState:
        """How far the sort is."""
        if not (self.planned and self.ran) or self.run is not None or self.open:
            return SortState.CUT_OFF
        standing = [self.standing[step.n] for step in self.steps.values()]
        if Standing.BACK not in standing:
            return SortState.FINISHED
        return SortState.PARTLY_UNDONE if Standing.PLACED in standing else SortState.UNDONE

    def _settle(self, entry: Settled) -> None:
        self.standing[entry.n] = _AFTER[entry.way, entry.fate]
        self.open.pop(entry.n, None)
        if entry.fate is Fate.FAILED:
            self.why[entry.n] = entry.why
        else:
            self.why.pop(entry.n, None)

    def _heal(self, text: JournalText) -> None:
        """Where lines are lost, doubt what they may have said: looking at the disk then tells."""
        self.standing = {n: standing for n, standing in self.standing.items() if n in self.steps}
        self.open = {n: way for n, way in self.open.items() if n in self.steps}
        if not text.damaged:
            return
        began = any(isinstance(entry, RunBegan | Started | Settled) for entry in text.entries)
        self.damaged, self.planned = True, self.planned or began
        if self.planned:
            doubtful = (n for n, standing in self.standing.items() if standing is not Standing.BACK)
            self.open.update((n, self.open.get(n, Way.PLACE)) for n in doubtful)


def numbers(steps: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield the numbers of spans, from a to before b each."""
    for first, beyond in steps:
        yield from range(first, beyond)
