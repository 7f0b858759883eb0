"""What holds for any work on one photo: whatever goes wrong with it is a sentence, never the end of the program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flowersort.core.csv_names import one_line
from flowersort.core.errors import PhotoError

_log = logging.getLogger(__name__)


@contextmanager
def only_photo_errors() -> Iterator[None]:
    """Turn a fault that nobody foresaw into a PhotoError; the log keeps its trace.

    Raises:
        PhotoError: anything went wrong in the block.
    """
    try:
        yield
    except PhotoError:
        raise
    except Exception as fault:
        _log.exception("unexpected fault with one photo")
        sentence = f"The photo could not be processed ({type(fault).__name__}: {fault})."
        raise PhotoError(one_line(sentence)) from fault
