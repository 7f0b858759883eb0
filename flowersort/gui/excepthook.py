"""One place for faults that nobody foresaw: the log, and a dialog that says that results are kept."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from flowersort.gui.dialogs.crash import CrashDialog

_LOG = logging.getLogger(__name__)
# As many different faults are remembered, so that one which comes back at every repaint opens no second dialog.
_MOST_KNOWN = 1000

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class FaultReporter(QObject):
    """Catches what no code has caught, in any thread and in slots of Qt, and tells the user of it once.

    Made in the GUI thread. A keyboard interrupt goes on to the hook that was there before.

    Args:
        log: the log file, to be named to the user; None where there is none.
    """

    _happened = Signal(str, str)

    def __init__(self, log: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._dialog: CrashDialog | None = None
        self._known: set[str] = set()
        self._former: Hook | None = None
        self._former_thread_hook: Callable[[threading.ExceptHookArgs], object] | None = None
        # Queued from every thread, its own too: a fault inside a paint event must not paint a dialog there.
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> CrashDialog | None:
        """The dialog while it is open."""
        return self._dialog

    def install(self) -> None:
        """Take over Python's hooks for the main thread and all others."""
        self._former, self._former_thread_hook = sys.excepthook, threading.excepthook
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def uninstall(self) -> None:
        """Give Python's hooks back."""
        if self._former is not None and self._former_thread_hook is not None:
            sys.excepthook, threading.excepthook = self._former, self._former_thread_hook
        self._former = self._former_thread_hook = None

    def report(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Log a fault and have the user told; never raises. From any thread."""
        # A fault in here would end the program, or call this again without end.
        with suppress(Exception):
            if not issubclass(kind, Exception):
                (self._former or sys.__excepthook__)(kind, fault, trace)
                return
            _LOG.critical("a fault that nobody foresaw", exc_info=(kind, fault, trace))
            summary = traceback.format_exception_only(kind, fault)[-1].strip()
            self._happened.emit(summary, "".join(traceback.format_exception(kind, fault, trace)))

    def _report_thread(self, happened: threading.ExceptHookArgs) -> None:
        # A thread that calls sys.exit() only ends itself.
        if happened.exc_value is not None and not issubclass(happened.exc_type, SystemExit):
            self.report(happened.exc_type, happened.exc_value, happened.exc_traceback)

    @Slot(str, str)
    def _tell(self, summary: str, details: str) -> None:
        with suppress(Exception):
            if details in self._known:
                return
            if len(self._known) < _MOST_KNOWN:
                self._known.add(details)
            if self._dialog is None:
                self._dialog = CrashDialog(self._log, QApplication.activeWindow())
                self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                self._dialog.destroyed.connect(self._forget)
            self._dialog.add(summary, details)
            self._dialog.show()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
