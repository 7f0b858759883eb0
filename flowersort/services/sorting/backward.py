"""Files from their new places back to their old ones."""

from __future__ import annotations

import errno
import stat
from collections.abc import Sequence

from flowersort.core.plan import Operation
from flowersort.services.sorting.carrying import Carriage, Carrier, Faults
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.entries import Step
from flowersort.services.sorting.faults import StepFault, Unsettled, sentence
from flowersort.services.sorting.finder import Finder
from flowersort.services.sorting.folders import make_folders, missing_folders
from flowersort.services.sorting.names import folder_of, part_of
from flowersort.services.sorting.old_places import OldPlaces

_TAKEN = "Its old place is taken by another file, so it stays."
_LAST = "The original is gone or was changed, and this is the only copy of it, so it stays."
_GONE = "It is no longer in the folder, under no name."


class Backward:
    """Puts files back."""

    def __init__(self, disk: Disk, carrier: Carrier, places: OldPlaces, finder: Finder, *, sort: str) -> None:
        self._disk, self._carrier, self._places, self._finder = disk, carrier, places, finder
        self._sort = sort
        self._found: dict[int, str | None] = {}

    def verify(self, step: Step) -> None:
        """Find a file and make sure that it may go.

        Raises:
            StepFault: it was changed or is gone, its old place is taken, or it is the only copy.
        """
        self._found[step.n] = found = self._finder.find(step)
        try:
            if step.operation is not Operation.MOVE:
                if found is not None and not self._original_is_safe(step):
                    raise StepFault(_LAST)
            elif found is None:
                if not self._is_back(step):
                    raise StepFault(_GONE)
            elif self._stands(self._places.today(step.source)):
                raise StepFault(_TAKEN)
        except OSError as fault:
            raise StepFault(sentence(fault)) from fault

    def act(self, steps: Sequence[Step]) -> Faults:
        """Put files back, and return what went wrong."""
        faults: Faults = {}
        to_copy: list[Carriage] = []
        changed: dict[int, set[str]] = {}
        for step in steps:
            found = self._found.pop(step.n)
            if found is None:
                continue
            try:
                if step.operation is not Operation.MOVE:
                    self._remove(found)
                    changed[step.n] = {folder_of(found)}
                    continue
                carriage = self._carriage(step, found)
                if self._shifted(carriage):
                    changed[step.n] = {folder_of(found), folder_of(carriage.final)}
                else:
                    to_copy.append(carriage)
            except (StepFault, Unsettled) as fault:
                faults[step.n] = fault
        return faults | self._carrier.sync_names(changed) | self._carrier.carry(to_copy)

    def _original_is_safe(self, step: Step) -> bool:
        """Say whether the original still has the content that is about to lose a copy."""
        source = self._places.today(step.source)
        try:
            seen = self._disk.followed(source)
        except (FileNotFoundError, NotADirectoryError):
            return False
        same_size = stat.S_ISREG(seen.st_mode) and seen.st_size == step.size
        return same_size and self._carrier.content(source) == step.content

    def _is_back(self, step: Step) -> bool:
        return self._original_is_safe(step)

    def _stands(self, path: str) -> bool:
        try:
            self._disk.status(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def _remove(self, path: str) -> None:
        try:
            self._disk.unlink(path)
        except OSError as fault:
            raise StepFault(sentence(fault)) from fault

    def _carriage(self, step: Step, found: str) -> Carriage:
        source = self._places.today(step.source)
        return Carriage(
            n=step.n,
            origin=found,
            final=source,
            part=part_of(folder_of(source), sort=self._sort, step=step),
            size=step.size,
            modified_ns=step.modified_ns,
            content=step.content,
            keep=False,
        )

    def _shifted(self, carriage: Carriage) -> bool:
        """Rename a file to its old place; say whether that was possible, which it is not to another volume."""
        try:
            # It may have been removed since, with its parents.
            folder = folder_of(carriage.final)
            make_folders(self._disk, missing_folders(self._disk, folder))
            self._carrier.shift(carriage)
            self._restore_time(carriage)
        except FileExistsError as fault:
            raise StepFault(_TAKEN) from fault
        except OSError as fault:
            if fault.errno == errno.EXDEV:
                return False
            raise StepFault(sentence(fault)) from fault
        return True

    def _restore_time(self, carriage: Carriage) -> None:
        try:
            seen = self._disk.status(carriage.final)
            if seen.st_mtime_ns != carriage.modified_ns:
                self._disk.set_times(carriage.final, accessed_ns=seen.st_atime_ns, modified_ns=carriage.modified_ns)
        except OSError as fault:
            # It is back already; a recovery sees to the rest.
            raise Unsettled from fault
