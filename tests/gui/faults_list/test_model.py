"""The list's model grows at its end and can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from flowersort.gui.faults_list.model import Column, FaultModel
from flowersort.gui.faults_list.values import Fault

FAULTS = [
    Fault(f"/photos/{number}.jpg", f"{number}.jpg", "The file is empty (0 bytes).", "Copy it again.")
    for number in range(5)
]
FAILING = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_rows_are_as_qt_wants_them(qtbot: QtBot) -> None:
    model = FaultModel()
    QAbstractItemModelTester(model, FAILING, model)
    for faults in ([], FAULTS[:2], FAULTS, FAULTS[1:], []):
        model.show_faults(faults)
        assert model.rowCount() == len(faults)
        assert list(model.faults) == faults


def test_what_comes_later_leaves_the_rows_before_alone(qtbot: QtBot) -> None:
    model = FaultModel()
    model.show_faults(FAULTS[:2])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as inserted:
        model.show_faults(FAULTS)
    assert inserted.args is not None
    assert inserted.args[1:] == [2, 4]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.show_faults(FAULTS)
    with qtbot.waitSignal(model.modelReset):
        model.show_faults(FAULTS[1:])


def test_a_row_tells_file_reason_and_advice(qtbot: QtBot) -> None:
    model = FaultModel()
    model.show_faults(FAULTS)
    texts = [model.data(model.index(1, column)) for column in Column]
    assert texts == ["1.jpg", "The file is empty (0 bytes).", "Copy it again."]
    assert model.data(model.index(1, Column.FILE), Qt.ItemDataRole.ToolTipRole) == "/photos/1.jpg"
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert headers == ["File", "What is wrong", "What to do"]


def test_copied_rows_are_lines_with_tabs_whatever_a_name_holds(qtbot: QtBot) -> None:
    model = FaultModel()
    model.show_faults([Fault("/a\tb\n\udce9.jpg", "b", "Why.", "What.")])
    assert model.text_of([0]) == "/a b \\udce9.jpg\tWhy.\tWhat."
