"""Work on one sort: its folder locked, its journal open, its steps done in one lane and batch by batch.

A batch's steps are announced and durable in the journal before the first of them is done; what became of them is
written after the last. Whatever ends the process in between, the announced steps are looked at by a recovery.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence

from flowersort.core.plan import Operation
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Deed, Ending
from flowersort.services.sorting.backward import Backward
from flowersort.services.sorting.carrying import Carrier
from flowersort.services.sorting.disk import Disk, let_go
from flowersort.services.sorting.entries import (
    Checked,
    Entry,
    Fate,
    FolderMade,
    RunBegan,
    RunEnded,
    Settled,
    Started,
    Step,
    Way,
    spans,
)
from flowersort.services.sorting.faults import StepFault, Unsettled, target_sentence
from flowersort.services.sorting.finder import Finder
from flowersort.services.sorting.folders import remove_if_empty, unmark
from flowersort.services.sorting.forward import Forward
from flowersort.services.sorting.journal import Journal
from flowersort.services.sorting.ledger import Ledger, Standing
from flowersort.services.sorting.names import journal_path, place_of
from flowersort.services.sorting.old_places import OldPlaces
from flowersort.services.sorting.settling import Settler

# A cancel stops between batches, so a larger one, which copies faster, would make people wait for it.
_FILES_AT_ONCE = 256
_BYTES_AT_ONCE = 64 << 20
_ALONE = "Its photo stays, so it stays with it."


class Work:
    """One sort in hand. OSError from any method is the journal's: then nothing more was done."""

    def __init__(self, disk: Disk, *, into: str, sort: str, journal: Journal, ledger: Ledger, lock: int) -> None:
        self.into, self.sort, self.ledger = into, sort, ledger
        self._disk, self._journal, self._lock = disk, journal, lock
        carrier = Carrier(disk)
        self._places = OldPlaces(disk, into, ledger.began)
        self._forward = Forward(disk, carrier, self._places, into=into, sort=sort)
        self._finder = Finder(disk, carrier, into)
        self._backward = Backward(disk, carrier, self._places, self._finder, sort=sort)
        since = ledger.began.at if ledger.began is not None else 0.0
        self._settler = Settler(disk, carrier, self._places, into=into, sort=sort, since=since)
        self._known_folders: set[str] = set()

    def close(self) -> None:
        """Let go of journal and folder; more than once is harmless."""
        self._journal.close()
        self._release()

    def old_place(self, step: Step) -> str:
        """Return where a step's file comes from, as of today."""
        return self._places.today(step.source)

    def place_now(self, step: Step) -> str:
        """Return the new place of a step's file."""
        return place_of(self.into, step.target)

    def begin(self, deed: Deed, steps: Sequence[Step]) -> None:
        """Announce a piece of work."""
        self._put(RunBegan(deed, spans([step.n for step in steps])))
        self._journal.sync()

    def settle_open(self) -> None:
        """Look at the disk for what became of steps that were cut off."""
        settled: list[Entry] = []
        for n, way in sorted(self.ledger.open.items()):
            now = Way.PLACE if self._settler.placed(self.ledger.steps[n], way) else Way.BACK
            settled.append(Settled(n, now, Fate.DONE))
        if self.ledger.damaged:
            settled.append(Checked())
        if settled:
            self._put(*settled)
            self._journal.sync()

    def drive(self, steps: Sequence[Step], way: Way, cancel: CancelToken) -> Iterator[int]:
        """Do steps, ascending, and yield after each batch how many photos it brought to an end."""
        if way is Way.BACK:
            placed = self.ledger.standing_at(Standing.PLACED)
            originals = [self.old_place(step) for step in placed if step.operation is not Operation.MOVE]
            self._finder.keep(originals=originals, placed=placed)
        for batch in _batches(steps):
            if cancel.cancelled:
                return
            photos = [step for step in batch if step.is_photo]
            companions = [step for step in batch if not step.is_photo]
            self._do(photos, way)
            self._do(list(self._with_photo(companions)) if way is Way.PLACE else companions, way)
            yield len(photos)

    def end(self, deed: Deed, ending: Ending) -> bool:
        """Write that the work is done; say whether it is. Steps that nobody could settle wait for a recovery."""
        if self.ledger.open:
            self._journal.sync()
            return False
        if deed is Deed.UNDO:
            self._remove_folders()
        self._put(RunEnded(deed, ending))
        self._journal.sync()
        return True

    def journal_bytes(self) -> int:
        """Return how long the journal is.

        Raises:
            OSError: it can't be asked.
        """
        return self._disk.status(journal_path(self.into, self.sort)).st_size

    def all_back(self) -> bool:
        """Say whether nothing of the sort stands in the folder any more."""
        return not self.ledger.open and not self.ledger.standing_at(Standing.PLACED)

    def leave(self, made: Iterable[str]) -> None:
        """Take away everything that the sort brought besides photos: its folders, journal, marker, and what it made."""
        self._remove_folders()
        self._journal.sync()
        # Windows removes no file that is open.
        self._journal.close()
        self._disk.unlink(journal_path(self.into, self.sort))
        unmark(self._disk, self.into, release=self._release)
        remove_if_empty(self._disk, reversed(list(made)))

    def _release(self) -> None:
        lock, self._lock = self._lock, -1
        if lock >= 0:
            let_go(self._disk, lock)

    def _put(self, *entries: Entry) -> None:
        self._journal.put(*entries)
        for entry in entries:
            self.ledger.take(entry)

    def _with_photo(self, companions: Iterable[Step]) -> Iterator[Step]:
        for step in companions:
            if self.ledger.standing.get(step.photo) is Standing.PLACED:
                yield step
            else:
                self._put(Settled(step.n, Way.PLACE, Fate.FAILED, _ALONE))

    def _do(self, steps: Sequence[Step], way: Way) -> None:
        mover = self._forward if way is Way.PLACE else self._backward
        ready = []
        for step in steps:
            try:
                mover.verify(step)
            except StepFault as fault:
                self._put(Settled(step.n, way, Fate.FAILED, str(fault)))
            else:
                ready.append(step)
        if not ready:
            return
        if way is Way.PLACE:
            self._announce_folders(ready)
        self._put(Started(way, spans([step.n for step in ready])))
        self._journal.sync()
        faults: dict[int, StepFault | Unsettled] = {}
        if way is Way.PLACE:
            faults.update(self._make_folders(ready))
        faults.update(mover.act([step for step in ready if step.n not in faults]))
        for step in ready:
            self._note(step, way, faults.get(step.n))

    def _note(self, step: Step, way: Way, fault: StepFault | Unsettled | None) -> None:
        if fault is None:
            self._put(Settled(step.n, way, Fate.DONE))
        elif isinstance(fault, StepFault):
            self._put(Settled(step.n, way, Fate.FAILED, str(fault)))

    def _announce_folders(self, steps: Iterable[Step]) -> None:
        for step in steps:
            for folder in self._forward.folders(step):
                if folder not in self._known_folders and folder not in self.ledger.folders:
                    try:
                        self._disk.status(place_of(self.into, folder))
                    except OSError:
                        self._put(FolderMade(folder))
                    else:
                        self._known_folders.add(folder)

    def _make_folders(self, steps: Iterable[Step]) -> dict[int, StepFault]:
        faults: dict[int, StepFault] = {}
        for step in steps:
            for folder in self._forward.folders(step):
                if folder in self._known_folders:
                    continue
                try:
                    with contextlib.suppress(FileExistsError):
                        self._disk.make_folder(place_of(self.into, folder))
                except OSError as fault:
                    faults[step.n] = StepFault(target_sentence(fault))
                    break
                self._known_folders.add(folder)
        return faults

    def _remove_folders(self) -> None:
        """Remove the folders that the sort made and that are empty, deepest first."""
        deepest = sorted(self.ledger.folders, key=lambda path: path.count("/"), reverse=True)
        remove_if_empty(self._disk, [place_of(self.into, path) for path in deepest])
        self._known_folders.clear()


def _batches(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Yield steps some at a time; a photo's companions come with it or after it."""
    batch: list[Step] = []
    size = 0
    for step in steps:
        if len(batch) >= _FILES_AT_ONCE or (batch and size + step.size > _BYTES_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(step)
        size += step.size
    if batch:
        yield batch
