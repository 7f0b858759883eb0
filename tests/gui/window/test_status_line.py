"""The status line says how far the run is, what was done and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from flowersort.core.progress import Progress
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.window.status_line import StatusLine


def line(qtbot: QtBot, appearance: Appearance) -> StatusLine:
    made = StatusLine(appearance)
    qtbot.addWidget(made)
    made.show()
    return made


def buttons(status: StatusLine) -> dict[str, QPushButton]:
    return {each.text(): each for each in status.findChildren(QPushButton) if each.isVisible()}


def test_progress_tells_count_speed_and_time_left(qtbot: QtBot, appearance: Appearance) -> None:
    status = line(qtbot, appearance)
    status.begin()
    status.show_progress(Progress(done=812, total=1204, scanning=False, rate=310.2, seconds=2.6))
    assert status.progress_text == "812 of 1,204 · 310/s · 2 s left"


def test_no_time_is_promised_while_photos_are_still_being_found(qtbot: QtBot, appearance: Appearance) -> None:
    status = line(qtbot, appearance)
    status.begin()
    status.show_progress(Progress(done=5, total=100, scanning=True, rate=10.0, seconds=0.5), waiting=2)
    assert "left" not in status.progress_text
    assert "2 more waiting" in status.progress_text


def test_cancel_is_offered_while_a_run_goes_on_and_only_once(qtbot: QtBot, appearance: Appearance) -> None:
    status = line(qtbot, appearance)
    assert "Cancel" not in buttons(status)
    status.begin()
    with qtbot.waitSignal(status.cancel_wanted):
        qtbot.mouseClick(buttons(status)["Cancel"], Qt.MouseButton.LeftButton)
    status.stopping()
    assert not buttons(status)["Cancel"].isEnabled()
    assert status.progress_text == "Stopping…"


def test_resume_is_offered_after_a_stop(qtbot: QtBot, appearance: Appearance) -> None:
    status = line(qtbot, appearance)
    status.rest("12 photos", can_resume=True)
    assert set(buttons(status)) == {"Resume"}
    with qtbot.waitSignal(status.resume_wanted):
        qtbot.mouseClick(buttons(status)["Resume"], Qt.MouseButton.LeftButton)
    status.rest("12 photos")
    assert buttons(status) == {}
    assert status.progress_text == "12 photos"


def test_undo_stands_beside_what_it_would_take_back(qtbot: QtBot, appearance: Appearance) -> None:
    status = line(qtbot, appearance)
    status.say("12 photos labelled as Tulips", undo=True)
    assert status.said == "12 photos labelled as Tulips"
    with qtbot.waitSignal(status.undo_wanted):
        qtbot.mouseClick(buttons(status)["Undo"], Qt.MouseButton.LeftButton)
    status.say("Only photos and folders can be dropped here.")
    assert "Undo" not in buttons(status)


def test_troubles_are_counted_quietly(qtbot: QtBot, appearance: Appearance) -> None:
    status = line(qtbot, appearance)
    status.show_troubles(12, 0)
    assert list(buttons(status)) == ["12 photos could not be read"]
    status.show_troubles(1, 3)
    assert list(buttons(status)) == ["1 photo could not be read"]
    status.show_troubles(0, 1)
    assert list(buttons(status)) == ["1 thing went wrong"]
    status.show_troubles(0, 0)
    assert buttons(status) == {}
