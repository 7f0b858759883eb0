"""Disks under the sorting service that lack calls, fail, die or kill: each on top of the real one."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flowersort.services.sorting.disk import Disk

CALLS = tuple(name for name in vars(Disk) if not name.startswith("_"))
_OPENING = frozenset({"open_to_read", "open_new", "open_to_append", "open_folder"})
_SYNCING = frozenset({"sync", "sync_volume"})


class Ability(StrEnum):
    """What a file system can do, so that every way of placing a file gets its turn."""

    ALL = "all"
    NO_RENAME = "no rename without replacing"
    NO_LINK = "neither that nor links"
    NO_VOLUME_SYNC = "no sync of a whole volume"


_MISSING = {
    Ability.ALL: {},
    Ability.NO_RENAME: {"rename_no_replace": errno.EINVAL},
    Ability.NO_LINK: {"rename_no_replace": errno.EINVAL, "link": errno.EPERM},
    Ability.NO_VOLUME_SYNC: {"sync_volume": errno.ENOSYS},
}


class TappedDisk(Disk):
    """Counts its calls and knows which files are open; subclasses do something at one of the calls."""

    def __init__(self, ability: Ability = Ability.ALL) -> None:
        self.count = 0
        self.open: set[int] = set()
        self._missing: dict[str, int] = _MISSING[ability]

    def tap(self, name: str, real: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Do a call; `count` is its number, from 1."""
        return real(self, *args, **options)

    def tapped(self, name: str, real: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Count a call and keep account of open files."""
        self.count += 1
        if name == "close":
            real = TappedDisk._really_close
        elif name in self._missing:
            real = self._refusal(name)
        result = self.tap(name, real, *args, **options)
        if name in _OPENING:
            self.open.add(result)
        return result

    def abandon(self) -> None:
        """Close what is open, as the system does when a process ends."""
        while self.open:
            os.close(self.open.pop())

    def _really_close(self, handle: int) -> None:
        os.close(handle)
        self.open.discard(handle)

    def _refusal(self, name: str) -> Callable[..., Any]:
        code = self._missing[name]

        def refused(*_args: Any, **_options: Any) -> Any:
            raise OSError(code, os.strerror(code))

        return refused


def _tapped(name: str) -> Callable[..., Any]:
    real = getattr(Disk, name)

    def method(self: TappedDisk, *args: Any, **options: Any) -> Any:
        return self.tapped(name, real, *args, **options)

    return method


for _name in CALLS:
    setattr(TappedDisk, _name, _tapped(_name))


class Moment(StrEnum):
    """When at a call something happens; in the middle of a write half of its bytes are written."""

    BEFORE = "before"
    MIDDLE = "in the middle of"
    AFTER = "after"


def _half(name: str, disk: Disk, args: tuple[Any, ...]) -> int:
    """Do half of a write."""
    if name != "write" or not args[1]:
        return 0
    handle, data = args
    return Disk.write(disk, handle, bytes(data)[: max(1, len(data) // 2)])


class Died(BaseException):
    """The end of a process, acted: nothing catches it, and the disk takes no further call."""


class EndingDisk(TappedDisk):
    """Ends at its n-th call; `end` does not come back."""

    def __init__(self, at: int, moment: Moment, ability: Ability = Ability.ALL) -> None:
        super().__init__(ability)
        self._at, self._moment = at, moment

    def tap(self, name: str, real: Callable[..., Any], *args: Any, **options: Any) -> Any:
        if self.count < self._at:
            return real(self, *args, **options)
        if self.count == self._at and self._moment is Moment.MIDDLE:
            _half(name, self, args)
        if self.count == self._at and self._moment is Moment.AFTER:
            result = real(self, *args, **options)
            if name in _OPENING:
                self.open.add(result)
        return self.end()

    def end(self) -> Any:
        raise NotImplementedError


class KillingDisk(EndingDisk):
    """Kills its process, for real."""

    def end(self) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingDisk(EndingDisk):
    """Acts the death of its process."""

    def end(self) -> Any:
        raise Died


class Fault(StrEnum):
    """What a call answers."""

    ENOSPC = "ENOSPC"
    EACCES = "EACCES"
    EIO = "EIO"
    EXDEV = "EXDEV"
    ENOENT = "ENOENT"
    EROFS = "EROFS"
    ENAMETOOLONG = "ENAMETOOLONG"
    EDQUOT = "EDQUOT"
    ESTALE = "ESTALE"
    SHORT_WRITE = "short write"
    SYNC = "fsync error"
    LATE_EIO = "EIO though it was done"


@dataclass(frozen=True, slots=True)
class Failure:
    """Which calls fail, and how.

    Attributes:
        at: the number of the first, from 1.
        onwards: whether all later ones fail as well.
    """

    fault: Fault
    at: int
    onwards: bool


class FailingDisk(TappedDisk):
    """Fails once or from a call on; `hit` says whether any call did."""

    def __init__(self, failure: Failure, ability: Ability = Ability.ALL) -> None:
        super().__init__(ability)
        self._failure = failure
        self.hit: list[str] = []

    def tap(self, name: str, real: Callable[..., Any], *args: Any, **options: Any) -> Any:
        failure = self._failure
        if self.count < failure.at or (self.count > failure.at and not failure.onwards):
            return real(self, *args, **options)
        if failure.fault is Fault.SHORT_WRITE:
            return self._short(name, real, *args, **options)
        if failure.fault is Fault.SYNC and name not in _SYNCING:
            return real(self, *args, **options)
        self.hit.append(name)
        if name == "close" or (failure.fault is Fault.LATE_EIO and name not in _OPENING):
            real(self, *args, **options)
        else:
            # A full disk takes what still fits.
            _half(name, self, args)
        code = getattr(errno, failure.fault, errno.EIO)
        raise OSError(code, os.strerror(code))

    def _short(self, name: str, real: Callable[..., Any], *args: Any, **options: Any) -> Any:
        if name != "write":
            return real(self, *args, **options)
        self.hit.append(name)
        return _half(name, self, args)
