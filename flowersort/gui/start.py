"""Opens the window and runs it until it is closed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flowersort.core.errors import FlowersortError
from flowersort.gui.display import fatal_to_sentence, why_no_display, why_no_qt
from flowersort.places import places, resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def open_window(paths: Sequence[str], environment: Mapping[str, str]) -> int:
    """Open the window with these photos and folders in it, and return the exit status when it is closed.

    Raises:
        FlowersortError: there is no display, or Qt can't be loaded; the sentence names the command line.
    """
    reason = why_no_display(environment, sys.platform)
    if reason is not None:
        raise FlowersortError(reason)
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as fault:
        raise FlowersortError(why_no_qt(fault)) from fault
    with fatal_to_sentence():
        app = QApplication(["flowersort"])
    return _run(app, paths, environment)


def _run(app: QApplication, paths: Sequence[str], environment: Mapping[str, str]) -> int:
    from flowersort.gui.window.program import Program

    program = Program(app, environment, places(environment), resource())
    return program.run([os.path.abspath(os.path.expanduser(path)) for path in paths])  # noqa: PTH100, PTH111
