"""Where the command line writes: data on standard output, talk on standard error."""

from __future__ import annotations

import sys
from dataclasses import dataclass
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
        try:
            self.talk.write(sentence + "\n")
            self.talk.flush()
        except (OSError, ValueError):
            return

    @property
    def on_terminal(self) -> bool:
        """Whether somebody watches the talk."""
        try:
            return self.talk.isatty()
        except ValueError:
            return False


def process_console() -> Console:
    """Return the process's own streams, set so that every file name can be written."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    data, talk = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    reconfigure = getattr(data, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="")
    return Console(data, talk)


def shown_path(path: str) -> str:
    """Return a path as one readable line, whatever bytes it holds."""
    return one_line(path)


def _nowhere() -> TextIO:
    # `pythonw` on Windows has no streams at all.
    from io import StringIO

    return StringIO()
