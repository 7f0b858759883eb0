from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowersort.gui.dialogs.crash import CrashDialog
from flowersort.gui.excepthook import FaultReporter
from tests.fakes.command import ROOT

PROGRAM = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from flowersort.gui.excepthook import FaultReporter
app = QApplication([])
reporter = FaultReporter(Path(sys.argv[1]))
reporter.install()
def in_a_slot():
    raise ZeroDivisionError("in a slot")
def in_a_thread():
    raise KeyError("in a thread")
def look():
    if reporter.dialog is None or len(reporter.dialog.details.split("Traceback")) < 3:
        return QTimer.singleShot(10, look)
    print(reporter.dialog.details)
    app.quit()
QTimer.singleShot(0, in_a_slot)
QTimer.singleShot(0, threading.Thread(target=in_a_thread).start)
QTimer.singleShot(0, look)
app.exec()
print("went on")
"""


@pytest.fixture
def reporter(qapp: QApplication) -> Iterator[FaultReporter]:
    made = FaultReporter(Path("/logs/flowersort.log"))
    yield made
    if made.dialog is not None:
        made.dialog.close()
    qapp.processEvents()


def report(reporter: FaultReporter, fault: BaseException) -> None:
    try:
        raise fault
    except BaseException as caught:
        reporter.report(type(caught), caught, caught.__traceback__)


def open_dialogs() -> list[CrashDialog]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, CrashDialog) and widget.isVisible()
    ]


def test_a_fault_is_logged_and_told_once_with_its_trace(
    reporter: FaultReporter, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        report(reporter, ValueError("something odd"))
    assert "ValueError: something odd" in caplog.text
    assert reporter.dialog is None, "inside a paint event nothing may be shown"
    qtbot.waitUntil(lambda: reporter.dialog is not None and reporter.dialog.isVisible())
    assert reporter.dialog is not None
    assert not reporter.dialog.isModal()
    assert "test_excepthook.py" in reporter.dialog.details


def test_a_second_fault_joins_the_dialog_and_the_same_one_again_does_not(reporter: FaultReporter, qtbot: QtBot) -> None:
    for _ in range(3):
        report(reporter, ValueError("one"))
    report(reporter, KeyError("another"))
    qtbot.waitUntil(lambda: reporter.dialog is not None and "another" in reporter.dialog.details)
    assert reporter.dialog is not None
    assert reporter.dialog.details.count("ValueError: one") == 1
    assert len(open_dialogs()) == 1


def test_after_it_was_closed_only_a_fault_that_is_new_opens_it_again(reporter: FaultReporter, qtbot: QtBot) -> None:
    def same() -> None:
        report(reporter, ValueError("one"))

    same()
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    reporter.dialog.close()
    qtbot.waitUntil(lambda: reporter.dialog is None)
    same()
    QApplication.processEvents()
    assert reporter.dialog is None
    report(reporter, ValueError("two"))
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    assert "ValueError: one" not in reporter.dialog.details


def test_a_keyboard_interrupt_goes_on_to_the_hook_before(
    reporter: FaultReporter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _fault, _trace: seen.append(kind))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter.install()
    report(reporter, KeyboardInterrupt())
    reporter.uninstall()
    assert seen == [KeyboardInterrupt]
    assert caplog.records == []


def test_hooks_are_given_back(reporter: FaultReporter) -> None:
    before = (sys.excepthook, threading.excepthook)
    reporter.install()
    assert (sys.excepthook, threading.excepthook) != before
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


class Unspeakable(Exception):
    """A fault that can't even be put into words."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


def test_it_never_raises_itself(reporter: FaultReporter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    report(reporter, Unspeakable())
    monkeypatch.setattr(CrashDialog, "add", None)
    report(reporter, ValueError("one"))
    QApplication.processEvents()
    assert len(open_dialogs()) <= 1


def test_a_thread_that_ends_itself_is_no_fault(reporter: FaultReporter) -> None:
    reporter.install()
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    reporter.uninstall()
    QApplication.processEvents()
    assert reporter.dialog is None


def test_faults_in_slots_and_threads_are_caught_and_the_program_goes_on(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path / "flowersort.log"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ZeroDivisionError: in a slot" in done.stdout
    assert "KeyError: 'in a thread'" in done.stdout
    assert done.stdout.endswith("went on\n")
