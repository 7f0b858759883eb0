"""Files from place to place: renamed within a volume; else copied, read again, compared, and only then put in place."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flowersort.core.content import content_hash_of
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.faults import StepFault, Unsettled, sentence, target_sentence
from flowersort.services.sorting.folders import sync_folder
from flowersort.services.sorting.placing import place

_PIECE = 1 << 20
_EDITED = "It was changed meanwhile; it is left as it is."
_NO_FILE = frozenset({errno.ENOENT, errno.ENAMETOOLONG, errno.ENOTDIR})
TAKEN = "Its new name was taken meanwhile; it stays where it is."
# What file systems without permissions answer, such as FAT.
_NO_MODES = frozenset({errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})


@dataclass(frozen=True, slots=True)
class Carriage:
    """One file on its way.

    Attributes:
        n: number of the step.
        origin, final: absolute paths.
        part: absolute path of the temporary name, in the folder of `final`.
        keep: whether the origin stays.
    """

    n: int
    origin: str
    final: str
    part: str
    size: int
    modified_ns: int
    content: str
    keep: bool


Faults = dict[int, StepFault | Unsettled]
"""What went wrong, by number of the step; the others are where they should be."""


class Carrier:
    """Carries files, many at a time, in one lane."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        # Modification time of each origin when it was copied, by number of the step.
        self._seen: dict[int, int] = {}
        # Steps whose temporary names were made and not yet turned into final ones.
        self._made: set[int] = set()

    def shift(self, carriage: Carriage) -> None:
        """Rename a file within its volume.

        Raises:
            FileExistsError: the final name is taken.
            OSError: EXDEV where it lies on another volume after all.
            StepFault: it could not be done; nothing was changed.
            Unsettled: nobody knows.
        """
        try:
            place(self._disk, carriage.origin, carriage.final)
        except FileExistsError:
            raise
        except OSError as fault:
            if fault.errno == errno.EXDEV:
                raise
            self._surely_at(carriage.origin)
            raise StepFault(target_sentence(fault)) from fault

    def carry(self, carriages: Sequence[Carriage]) -> Faults:
        """Copy files under temporary names, wait for the disk, compare, put in place, let go of what need not stay."""
        faults: Faults = {}
        self._made.clear()
        copied = list(self._each(carriages, self._copy, faults))
        synced = self._sync_files(copied, faults)
        checked = list(self._each(synced, self._compare, faults))
        placed = list(self._each(checked, self._put_in_place, faults))
        kept = self._sync_folders(placed, faults)
        for _ in self._each([each for each in kept if not each.keep], self._let_go, faults):
            pass
        return faults

    def content(self, path: str) -> str:
        """Return the content hash of what a path leads to.

        Raises:
            OSError: it can't be read.
        """
        return content_hash_of(self._pieces(path))

    def sync_names(self, folders_of: Mapping[int, Collection[str]]) -> Faults:
        """Wait until what was renamed, linked or removed is so on the disk.

        Args:
            folders_of: the folders in which a step changed names, by number of the step.

        Returns:
            Unsettled for each step of which nobody knows whether it would outlast a power cut.
        """
        failed: set[str] = set()
        for folder in sorted({folder for folders in folders_of.values() for folder in folders}):
            try:
                sync_folder(self._disk, folder)
            except OSError:
                failed.add(folder)
        return {n: Unsettled() for n, folders in folders_of.items() if not failed.isdisjoint(folders)}

    def _each(self, carriages: Iterable[Carriage], act: object, faults: Faults) -> Iterator[Carriage]:
        """Do one thing to each file, and yield those that it worked for; take back what was begun of the others."""
        assert callable(act)
        for carriage in carriages:
            try:
                act(carriage)
            except (OSError, StepFault) as fault:
                self._give_up(carriage, fault, faults)
            except Unsettled as fault:
                faults[carriage.n] = fault
            else:
                yield carriage

    def _give_up(self, carriage: Carriage, fault: OSError | StepFault, faults: Faults) -> None:
        told = fault if isinstance(fault, StepFault) else StepFault(sentence(fault))
        try:
            self._disk.unlink(carriage.part)
        except OSError as second:
            # A name too long, or a folder that is none, has no file in it; but what was made is not just gone.
            gone = second.errno in _NO_FILE and carriage.n not in self._made
            faults[carriage.n] = told if gone else Unsettled(str(told))
        else:
            faults[carriage.n] = told

    def _copy(self, carriage: Carriage) -> None:
        disk = self._disk
        source = disk.open_to_read(carriage.origin)
        try:
            seen = disk.followed(carriage.origin)
            if not stat.S_ISREG(seen.st_mode) or seen.st_size != carriage.size:
                raise StepFault(_EDITED)
            self._seen[carriage.n] = seen.st_mtime_ns
            target = self._opened_new(carriage.part, stat.S_IMODE(seen.st_mode) & 0o777 | stat.S_IWUSR)
            self._made.add(carriage.n)
            try:
                content = content_hash_of(self._poured(source, target))
            finally:
                disk.close(target)
        finally:
            disk.close(source)
        if content != carriage.content:
            raise StepFault(_EDITED)
        disk.copy_attributes(carriage.origin, carriage.part)
        if hasattr(os, "fchmod"):
            self._set_mode(carriage.part, stat.S_IMODE(seen.st_mode) & 0o777)
        disk.set_times(carriage.part, accessed_ns=seen.st_atime_ns, modified_ns=carriage.modified_ns)

    def _opened_new(self, path: str, mode: int) -> int:
        try:
            return self._disk.open_new(path, mode)
        except FileNotFoundError as fault:
            raise StepFault(target_sentence(fault)) from fault

    def _set_mode(self, path: str, mode: int) -> None:
        try:
            self._disk.set_mode(path, mode)
        except OSError as fault:
            if fault.errno not in _NO_MODES:
                raise

    def _poured(self, source: int, target: int) -> Iterator[bytes]:
        while piece := self._disk.read(source, _PIECE):
            rest = memoryview(piece)
            while rest:
                rest = rest[self._disk.write(target, rest) :]
            yield piece

    def _pieces(self, path: str) -> Iterator[bytes]:
        handle = self._disk.open_to_read(path)
        try:
            while piece := self._disk.read(handle, _PIECE):
                yield piece
        finally:
            self._disk.close(handle)

    def _sync_files(self, carriages: list[Carriage], faults: Faults) -> list[Carriage]:
        """Wait until copies are on the disk: all at once where the system can, else one by one."""
        if len(carriages) > 1 and self._sync_volume(carriages[0].part):
            return carriages
        return list(self._each(carriages, self._sync_file, faults))

    def _sync_volume(self, path: str) -> bool:
        """Sync the whole volume; say whether that worked. Where it failed, each file is asked for itself."""
        try:
            handle = self._disk.open_to_read(path)
            try:
                self._disk.sync_volume(handle)
            finally:
                self._disk.close(handle)
        except OSError:
            return False
        return True

    def _sync_file(self, carriage: Carriage) -> None:
        handle = self._disk.open_to_read(carriage.part)
        try:
            self._disk.sync(handle)
        finally:
            self._disk.close(handle)

    def _compare(self, carriage: Carriage) -> None:
        if self.content(carriage.part) != carriage.content:
            raise StepFault("The copy was not the same as the photo when it was read again.")

    def _put_in_place(self, carriage: Carriage) -> None:
        try:
            place(self._disk, carriage.part, carriage.final)
        except FileExistsError as fault:
            raise StepFault(TAKEN) from fault
        except OSError:
            self._surely_at(carriage.part)
            raise
        self._made.discard(carriage.n)

    def _sync_folders(self, carriages: list[Carriage], faults: Faults) -> list[Carriage]:
        """Wait until the new names are on the disk; where that fails they are taken away again."""
        failed: dict[str, OSError] = {}
        for folder in sorted({os.path.dirname(each.final) for each in carriages}):  # noqa: PTH120
            try:
                sync_folder(self._disk, folder)
            except OSError as fault:
                failed[folder] = fault
        kept = []
        for each in carriages:
            broken = failed.get(os.path.dirname(each.final))  # noqa: PTH120
            if broken is None:
                kept.append(each)
            else:
                faults[each.n] = self._withdraw(each.final, StepFault(sentence(broken)))
        return kept

    def _let_go(self, carriage: Carriage) -> None:
        """Remove the origin, now that its content is safe elsewhere; the copy goes again where that is not possible."""
        try:
            seen = self._disk.status(carriage.origin)
            if seen.st_size != carriage.size or seen.st_mtime_ns != self._seen.pop(carriage.n):
                raise StepFault(_EDITED)
            self._disk.unlink(carriage.origin)
        except (OSError, StepFault) as fault:
            told = fault if isinstance(fault, StepFault) else StepFault(sentence(fault))
            self._surely_at(carriage.origin)
            withdrawn = self._withdraw(carriage.final, told)
            raise withdrawn from fault

    def _withdraw(self, final: str, told: StepFault) -> StepFault | Unsettled:
        try:
            self._disk.unlink(final)
        except OSError:
            return Unsettled(str(told))
        return told

    def _surely_at(self, path: str) -> None:
        """Make sure that a file is still where it was; after a fault of a network nobody knows.

        Raises:
            Unsettled: it is not, or that can't be told.
        """
        try:
            self._disk.status(path)
        except OSError as fault:
            raise Unsettled from fault
