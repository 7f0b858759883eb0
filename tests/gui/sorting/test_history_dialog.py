from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from flowersort.core.sorts import Recovery, SortRecord, SortState
from flowersort.gui.sorting.history_dialog import HistoryDialog
from tests.fakes.plans import record_of


def opened(qtbot: QtBot, *records: SortRecord) -> HistoryDialog:
    dialog = HistoryDialog(records)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def offered(dialog: HistoryDialog) -> set[str]:
    return {each.text() for each in dialog.findChildren(QPushButton) if each.isVisible() and each.isEnabled()}


@pytest.mark.parametrize(
    ("state", "offers"),
    [
        (SortState.FINISHED, {"Undo…", "Open the folder"}),
        (SortState.PARTLY_UNDONE, {"Undo…", "Open the folder"}),
        (SortState.CUT_OFF, {"Finish", "Roll back", "Open the folder"}),
        (SortState.RUNNING, {"Open the folder"}),
        (SortState.UNDONE, {"Open the folder"}),
        (SortState.MISSING, set()),
    ],
)
def test_each_state_offers_what_makes_sense(qtbot: QtBot, state: SortState, offers: set[str]) -> None:
    assert offered(opened(qtbot, record_of(state))) == offers | {"Close"}


def test_a_line_tells_counts_and_folders(qtbot: QtBot) -> None:
    dialog = opened(qtbot, record_of(SortState.PARTLY_UNDONE, placed=5, undone=2, failed=1, into="/so\udcffrted"))
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert [item.text(place) for place in range(1, 5)] == [
        "Partly undone",
        "5 moved, 2 put back, 1 failed",
        "/g",
        "/so\\udcffrted",
    ]


def test_a_moment_that_is_none_is_said(qtbot: QtBot) -> None:
    from dataclasses import replace

    for at in (-1.0, 1e300, 0.0):
        item = opened(qtbot, replace(record_of(), at=at)).list.topLevelItem(0)
        assert item is not None
        assert item.text(0) == "at an unknown time"


def test_what_is_chosen_is_told(qtbot: QtBot) -> None:
    record = record_of(SortState.CUT_OFF)
    dialog = opened(qtbot, record)
    with qtbot.waitSignal(dialog.recovery_wanted) as told:
        next(each for each in dialog.findChildren(QPushButton) if each.text() == "Roll back").click()
    assert told.args == [record, Recovery.ROLL_BACK]
    dialog = opened(qtbot, record_of())
    with qtbot.waitSignal(dialog.undo_wanted) as asked:
        next(each for each in dialog.findChildren(QPushButton) if each.text() == "Undo…").click()
    assert asked.args == [record_of()]


def test_without_sorts_it_says_so(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert dialog.current is None
    assert offered(dialog) == {"Close"}
