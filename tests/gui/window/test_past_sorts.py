"""Past sorts in the window: the list, undo, and the recovery that is offered at the start."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from flowersort.gui.sorting.history_dialog import HistoryDialog
from flowersort.gui.sorting.undo_dialog import RecoverDialog, UndoDialog
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.window.past_sorts import PastSorts
from tests.fakes.cut_off import cut_off
from tests.fakes.dialogs import opened, press, sort_all, to_the_end
from tests.fakes.gardens import GARDEN, garden
from tests.fakes.windows import Driver


def past(driver: Driver) -> PastSorts:
    assert driver.window.past_sorts is not None
    return driver.window.past_sorts


def history(driver: Driver) -> HistoryDialog:
    driver.trigger(driver.window.actions_.history)
    return opened(driver, HistoryDialog)


def test_without_a_sort_the_list_says_so(driver: Driver) -> None:
    dialog = history(driver)
    assert dialog.current is None
    press(driver, dialog, "Close")


def test_an_older_sort_is_undone_class_by_class(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    driver.label(folder)
    driver.trigger(driver.window.actions_.select_all)
    driver.press("t")
    driver.go_to("1.jpg")
    driver.press("r")
    driver.stored()
    sort_all(driver, tmp_path / "first", "&Move")
    sort_all(driver, tmp_path / "second")
    dialog = history(driver)
    assert dialog.list.topLevelItemCount() == 2
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    assert dialog.current is not None
    assert dialog.current.into == str(tmp_path / "first")
    press(driver, dialog, "Undo…")
    undo = opened(driver, UndoDialog)
    undo.part.setCurrentIndex(undo.part.findData("roses"))
    press(driver, undo, "Put back")
    assert to_the_end(driver, undo) == "Photos to put back: 1 = 1 put back."
    press(driver, undo, "Close")
    assert [path.name for path in folder.rglob("*.jpg")] == ["1.jpg"]
    assert len(list((tmp_path / "first" / "tulips").iterdir())) == 5


def test_one_photo_goes_back_where_it_came_from(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.trigger(driver.window.actions_.select_all)
    driver.press("t")
    driver.stored()
    sort_all(driver, tmp_path / "Sorted", "&Move")
    driver.label(tmp_path / "Sorted")
    driver.go_to("tulips/10.jpg")
    driver.trigger(driver.window.actions_.put_back)
    undo = opened(driver, UndoDialog)
    press(driver, undo, "Put back")
    to_the_end(driver, undo)
    press(driver, undo, "Close")
    assert (tmp_path / "Garden" / "10.jpg").exists()
    driver.rest()
    driver.wait(lambda: len(driver.names()) == 5)


def test_a_photo_that_no_sort_has_placed_can_not_go_back(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("1.jpg")
    driver.trigger(driver.window.actions_.put_back)
    driver.wait(lambda: driver.said.startswith("No sort has put this photo"))


def test_undoing_an_unknown_sort_shows_the_folder_anew(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    driver.label(folder)
    driver.trigger(driver.window.actions_.select_all)
    driver.press("t")
    driver.stored()
    sort_all(driver, tmp_path / "Sorted", "&Move")
    driver.label(folder)
    assert driver.names() == []
    # As if it had been sorted in another window.
    driver.folder.session.sorting._moved.clear()
    dialog = history(driver)
    press(driver, dialog, "Undo…")
    undo = opened(driver, UndoDialog)
    press(driver, undo, "Put back")
    to_the_end(driver, undo)
    press(driver, undo, "Close")
    driver.wait(lambda: driver.names() == list(GARDEN))


def test_what_was_cut_off_is_offered_at_the_start_and_rolled_back(
    qtbot: QtBot, appearance: Appearance, home: Path, tmp_path: Path
) -> None:
    before = cut_off(tmp_path)
    driver = Driver(qtbot, appearance)
    driver.wait(lambda: bool(driver.window.banners.texts))
    assert str(tmp_path / "sorted") in driver.window.banners.texts[0]
    assert driver.window.start_screen.isVisible()
    driver.click("Roll it back")
    dialog = opened(driver, RecoverDialog)
    driver.wait(lambda: bool(dialog.sentence))
    press(driver, dialog, "Close")
    assert {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*.jpg")} == before
    driver.wait(lambda: driver.window.banners.texts == [])
    driver.close()


def test_what_was_cut_off_is_finished_from_the_list(
    qtbot: QtBot, appearance: Appearance, home: Path, tmp_path: Path
) -> None:
    before = cut_off(tmp_path)
    driver = Driver(qtbot, appearance)
    driver.wait(lambda: bool(driver.window.banners.texts))
    driver.click("Later")
    assert driver.window.banners.texts == []
    dialog = history(driver)
    press(driver, dialog, "Finish")
    recover = opened(driver, RecoverDialog)
    driver.wait(lambda: bool(recover.sentence))
    press(driver, recover, "Close")
    after = (tmp_path / "sorted").rglob("*.jpg")
    assert sorted(path.read_bytes() for path in after) == sorted(before.values())
    driver.close()
