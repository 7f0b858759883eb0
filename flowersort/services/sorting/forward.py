"""Files from their old places to their new ones."""

from __future__ import annotations

import errno
import stat
from collections.abc import Sequence

from flowersort.core.plan import Operation
from flowersort.services.sorting.carrying import TAKEN, Carriage, Carrier, Faults
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.entries import Step
from flowersort.services.sorting.faults import StepFault, Unsettled, link_sentence, sentence
from flowersort.services.sorting.names import folder_of, part_of, place_of
from flowersort.services.sorting.old_places import OldPlaces
from flowersort.services.sorting.placing import same_file

_CHANGED = "It was changed after the plan was made, so it stays where it is."
_A_LINK = "It is a link to a photo elsewhere; only copying takes it."


class Forward:
    """Places files."""

    def __init__(self, disk: Disk, carrier: Carrier, places: OldPlaces, *, into: str, sort: str) -> None:
        self._disk, self._carrier, self._places = disk, carrier, places
        self._into, self._sort = into, sort

    def verify(self, step: Step) -> None:
        """Make sure that a file is as it was when the plan was made.

        Raises:
            StepFault: it is not, or can't be asked.
        """
        source = self._places.today(step.source)
        try:
            seen = self._disk.status(source)
            if stat.S_ISLNK(seen.st_mode):
                if step.operation is not Operation.COPY:
                    raise StepFault(_A_LINK)
                seen = self._disk.followed(source)
        except OSError as fault:
            raise StepFault(sentence(fault)) from fault
        as_planned = seen.st_size == step.size and seen.st_mtime_ns == step.modified_ns
        if not stat.S_ISREG(seen.st_mode) or not as_planned:
            raise StepFault(_CHANGED)

    def folders(self, step: Step) -> Sequence[str]:
        """Return the folders that a step needs, relative to the folder that is sorted into, parents first."""
        parts = step.target.split("/")[:-1]
        return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]

    def act(self, steps: Sequence[Step]) -> Faults:
        """Place files, and return what went wrong."""
        faults: Faults = {}
        to_copy: list[Carriage] = []
        changed: dict[int, set[str]] = {}
        for step in steps:
            carriage = self._carriage(step)
            try:
                if step.operation is Operation.COPY or not self._at_once(step, carriage):
                    to_copy.append(carriage)
                elif step.operation is Operation.MOVE:
                    changed[step.n] = {folder_of(carriage.origin), folder_of(carriage.final)}
                else:
                    changed[step.n] = {folder_of(carriage.final)}
            except (StepFault, Unsettled) as fault:
                faults[step.n] = fault
        return faults | self._carrier.sync_names(changed) | self._carrier.carry(to_copy)

    def _carriage(self, step: Step) -> Carriage:
        final = place_of(self._into, step.target)
        return Carriage(
            n=step.n,
            origin=self._places.today(step.source),
            final=final,
            part=part_of(folder_of(final), sort=self._sort, step=step),
            size=step.size,
            modified_ns=step.modified_ns,
            content=step.content,
            keep=step.operation is not Operation.MOVE,
        )

    def _at_once(self, step: Step, carriage: Carriage) -> bool:
        """Rename or link a file; say whether that was possible, which it is not to another volume."""
        try:
            if step.operation is Operation.LINK:
                self._link(carriage)
            else:
                self._carrier.shift(carriage)
        except FileExistsError as fault:
            raise StepFault(TAKEN) from fault
        except OSError as fault:
            if fault.errno != errno.EXDEV:
                raise
            return False
        return True

    def _link(self, carriage: Carriage) -> None:
        try:
            self._disk.link(carriage.origin, carriage.final)
        except FileExistsError:
            raise
        except OSError as fault:
            if not same_file(self._disk, carriage.origin, carriage.final):
                raise StepFault(link_sentence(fault)) from fault
