"""A disk that fails while a folder is made, filled, put in place or taken away."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from tests.fakes.failing_disk import FailingDisk, FailingFile


class FailingFolder(FailingDisk):
    """Fails as `FailingDisk` does, at the calls that change folders and at whole files written into them."""

    @contextmanager
    def in_place(self) -> Iterator[FailingFolder]:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("mkdir", "rename", "rmdir", "unlink", "chmod", "fsync"):
                patch.setattr(os, name, self._counted(name, getattr(os, name)))
            patch.setattr(Path, "open", self._opened(Path.open))
            yield self

    def _opened(self, real: Any) -> Any:
        def opened(path: Path, mode: str = "r", **options: Any) -> IO[Any]:
            if mode != "xb":
                return real(path, mode, **options)
            self.call("open")
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            return io.BufferedWriter(FailingFile(handle, self))

        return opened
