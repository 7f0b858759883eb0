"""A disk that fails at its n-th call, once or from then on (STYLE.md, habit 16)."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest


class FailingDisk:
    """Fails the chosen ones of the calls that change a disk; `calls` names all of them, `failed` those.

    Calls count from 1, so `first=0` fails none.
    """

    def __init__(self, *, first: int, onwards: bool, code: int) -> None:
        self.calls: list[str] = []
        self.failed: list[str] = []
        self._first, self._onwards, self._code = first, onwards, code

    def call(self, name: str) -> None:
        self.calls.append(name)
        number = len(self.calls)
        if number == self._first or (self._onwards and number > self._first):
            self.failed.append(name)
            raise OSError(self._code, os.strerror(self._code))

    @contextmanager
    def in_place(self) -> Iterator[FailingDisk]:
        """Put the disk under the `os` module's functions for a while."""
        with pytest.MonkeyPatch.context() as patch:
            for name in ("open", "fsync", "replace", "unlink", "chmod"):
                patch.setattr(os, name, self._counted(name, getattr(os, name)))
            patch.setattr(os, "fdopen", self._fdopen)
            yield self

    def _counted(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **options: object) -> object:
            self.call(name)
            return real(*args, **options)

        return counted

    def _fdopen(self, handle: int, mode: str, *, encoding: str, newline: str) -> io.TextIOWrapper:
        assert mode == "w"
        return io.TextIOWrapper(io.BufferedWriter(FailingFile(handle, self)), encoding=encoding, newline=newline)


class FailingFile(io.FileIO):
    """A file whose writes and closing are calls of the disk."""

    def __init__(self, handle: int, disk: FailingDisk) -> None:
        super().__init__(handle, "w")
        self._disk = disk

    def write(self, data: bytes) -> int:
        try:
            self._disk.call("write")
        except OSError:
            # A full disk takes what still fits.
            super().write(bytes(data)[: len(data) // 2])
            raise
        return super().write(data)

    def close(self) -> None:
        if self.closed:
            return
        try:
            self._disk.call("close")
        finally:
            super().close()
