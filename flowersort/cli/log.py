"""Where warnings and faults of a command are kept: the log file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 1_000_000


class _QuietFile(RotatingFileHandler):
    """A log file whose own faults stay off the user's terminal."""

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """Do nothing: the user has heard of the fault itself already."""


@contextmanager
def kept_log(path: Path) -> Iterator[None]:
    """Keep what flowersort logs in a file for the length of the block; without a place for it, nowhere."""
    handler = _handler(path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("flowersort")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()


def _handler(path: Path) -> logging.Handler:
    if not path.is_absolute():
        return logging.NullHandler()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return logging.NullHandler()
    # Paths of photos may hold bytes that are no text.
    return _QuietFile(path, maxBytes=_BYTES, backupCount=1, delay=True, encoding="utf-8", errors="backslashreplace")
