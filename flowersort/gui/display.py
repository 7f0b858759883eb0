"""No display, no window: what to say then, instead of Qt's abort. Imports nothing of Qt by itself."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

_LOG = logging.getLogger(__name__)
_COMMAND = "On the command line: flowersort classify FOLDER --csv predictions.csv"
_NO_DISPLAY = f"There is no display to open a window on. {_COMMAND}"
_STATUS = 1
_STANDARD_ERROR = 2

_NOBODY_THERE = re.compile(r"could not connect to display ?(\S*)")
# Qt says this of every fault with the plugin, so it counts only where nothing else is told.
_NEEDED = re.compile(r"(lib\S+) is needed")
_SHARED_OBJECT = re.compile(r"(lib[\w+-]+\.so(?:\.\d+)*): cannot open shared object file")
_NO_PLUGIN = re.compile(r'Could not find the Qt platform plugin "([^"]*)"')


class _Happened(Protocol):
    def __call__(self, kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None: ...


def why_no_display(environment: Mapping[str, str], platform: str) -> str | None:
    """Return why no window can be opened, as a sentence; None where it is worth trying.

    Args:
        environment: of the process.
        platform: as `sys.platform` has it.
    """
    if platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM"):
        return None
    return None if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") else _NO_DISPLAY


def why_no_qt(fault: ImportError) -> str:
    """Return why Qt can't be loaded, as a sentence that names the missing library where the fault does."""
    missing = _SHARED_OBJECT.search(str(fault))
    if missing:
        return f"The window needs {missing[1]}, which is not installed on this system. {_COMMAND}"
    return f"The window can't be opened ({fault}). {_COMMAND}"


@contextmanager
def fatal_to_sentence() -> Iterator[None]:
    """Turn Qt's abort for want of a display into a sentence and exit status 1, while the block makes the application.

    What else Qt says meanwhile goes to the log.
    """
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    said: list[str] = []

    def happened(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        said.append(message or "")
        if kind is QtMsgType.QtFatalMsg:
            _end_with(_why_fatal(said))

    former = qInstallMessageHandler(happened)
    try:
        yield
    finally:
        qInstallMessageHandler(former)
        for sentence in said:
            _LOG.warning("Qt: %s", sentence)


def _why_fatal(said: list[str]) -> str:
    everything = "\n".join(said)
    if asked := _NOBODY_THERE.search(everything):
        return f"No display answers at {asked[1]!r}. {_COMMAND}" if asked[1] else _NO_DISPLAY
    if missing := _SHARED_OBJECT.search(everything) or _NEEDED.search(everything):
        return f"The window needs {missing[1]}, which is not installed on this system. {_COMMAND}"
    if unknown := _NO_PLUGIN.search(everything):
        return f"Qt knows no display of the kind {unknown[1]!r}, which QT_QPA_PLATFORM asks for. {_COMMAND}"
    return _NO_DISPLAY


def _end_with(sentence: str) -> None:
    """End the process: Qt aborts it, and writes a core file, as soon as its message handler returns."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os.write(_STANDARD_ERROR, f"flowersort: {sentence}\n".encode())
    logging.shutdown()
    os._exit(_STATUS)
