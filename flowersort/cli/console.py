"""Where the command line writes: data on standard output, talk on standard error."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from flowersort.core.csv_names import one_line


@dataclass(frozen=True, slots=True)
class Console:
    """The two streams of one call.

    Attributes:
        data: standard output, UTF-8, line ends as they are written.
        talk: standard error.
    """

    data: TextIO
    talk: TextIO

    def say(self, sentence: str = "") -> None:
        """Write a line of talk. A closed standard error silences it, nothing more."""
        self.ask(sentence + "\n")

    def ask(self, words: str) -> None:
        """Write talk without ending the line."""
        try:
            self.talk.write(words)
            self.talk.flush()
        except (OSError, ValueError):
            forget(self.talk)

    @property
    def on_terminal(self) -> bool:
        """Whether somebody watches the talk."""
        try:
            return self.talk.isatty()
        except ValueError:
            return False


def process_console() -> Console:
    """Return the process's own streams, set so that every file name can be written."""
    _hold_descriptors()
    data, talk = sys.stdout or _ClosedOutput(), sys.stderr or io.StringIO()
    if isinstance(data, io.TextIOWrapper):
        data.reconfigure(encoding="utf-8", newline="", errors="backslashreplace")
    if isinstance(talk, io.TextIOWrapper):
        talk.reconfigure(errors="backslashreplace")
    return Console(data, talk)


def shown_path(path: str) -> str:
    """Return a path as one readable line, whatever bytes it holds."""
    return one_line(path)


def forget(stream: TextIO) -> None:
    """Let what a broken stream still holds go nowhere: Python would try to write it at exit once more, and complain."""
    with suppress(OSError, ValueError):
        descriptor = stream.fileno()
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), descriptor)


class _ClosedOutput(io.StringIO):
    """Stands in for a standard output that the program was started without, and refuses data."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EPIPE, os.strerror(errno.EPIPE))


def _hold_descriptors() -> None:
    """Open 0, 1 and 2 on nothing where they are closed, so that no file of ours gets their numbers and their talk."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
