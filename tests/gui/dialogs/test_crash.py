from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from flowersort.gui.dialogs.crash import CrashDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> CrashDialog:
    made = CrashDialog(Path("/logs/flowersort.log"))
    qtbot.addWidget(made)
    made.add("ValueError: something odd", "Traceback …\nValueError: something odd\n")
    made.show()
    return made


def button(dialog: CrashDialog, text: str) -> QPushButton:
    return next(found for found in dialog.findChildren(QPushButton) if found.text() == text)


def test_it_says_that_results_are_kept_and_where_the_log_is(dialog: CrashDialog) -> None:
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Your results are kept" in said
    assert "Log file: /logs/flowersort.log" in said
    assert "ValueError: something odd" in said


def test_details_are_folded_until_asked_for(dialog: CrashDialog, qtbot: QtBot) -> None:
    details = dialog.findChild(QPlainTextEdit)
    assert isinstance(details, QPlainTextEdit)
    assert not details.isVisible()
    qtbot.mouseClick(button(dialog, "Details"), Qt.MouseButton.LeftButton)
    assert details.isVisible()
    assert "Traceback" in details.toPlainText()


def test_copy_puts_everything_on_the_clipboard(dialog: CrashDialog, qtbot: QtBot) -> None:
    dialog.add("KeyError: 1", "Traceback …\nKeyError: 1")
    qtbot.mouseClick(button(dialog, "Copy"), Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == dialog.details
    assert "something odd" in dialog.details
    assert "KeyError: 1" in dialog.details


def test_a_fault_at_every_repaint_does_not_fill_the_memory(dialog: CrashDialog) -> None:
    for number in range(1500):
        dialog.add("ValueError", f"Fault number {number}.")
    assert dialog.details.endswith("… and 1,481 more faults, in the log file.")
    assert len(dialog.details) < 2000


def test_escape_closes_it_and_nothing_is_blocked(dialog: CrashDialog, qtbot: QtBot) -> None:
    assert dialog.windowModality() is Qt.WindowModality.NonModal
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_a_log_none_is_named(qtbot: QtBot) -> None:
    dialog = CrashDialog(None)
    qtbot.addWidget(dialog)
    assert not any("Log file" in label.text() for label in dialog.findChildren(QLabel))
