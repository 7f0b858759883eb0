from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from flowersort.gui.dialogs.cheat_sheet import CheatSheetDialog, KeyHelp

LINES = [
    KeyHelp("Review", ("1", "9"), "Set the class"),
    KeyHelp("Review", ("Enter",), "Accept"),
    KeyHelp("Look", ("Space",), "Preview"),
    KeyHelp("Files", ("Ctrl+O",), "Open a folder"),
]


def texts(dialog: CheatSheetDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_every_line_is_there_below_its_group(qtbot: QtBot) -> None:
    dialog = CheatSheetDialog(LINES)
    qtbot.addWidget(dialog)
    shown = texts(dialog)
    assert shown.count("Review") == 1
    for line in LINES:
        assert {line.what, *line.keys} <= set(shown)
    order = [shown.index(word) for word in ("Review", "Set the class", "Accept", "Look", "Preview", "Files")]
    assert order == sorted(order)


@pytest.mark.parametrize("count", [1, 2, 60])
def test_it_fits_a_small_screen_and_cuts_nothing_off(qtbot: QtBot, count: int) -> None:
    dialog = CheatSheetDialog(
        [KeyHelp(f"Group {number // 5}", (f"F{number}",), "Something") for number in range(count)]
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= 720
    assert dialog.width() <= 1280
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_escape_closes_it(qtbot: QtBot) -> None:
    dialog = CheatSheetDialog(LINES)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
