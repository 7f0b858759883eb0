"""Sorting from the window: the plan first, then the files, and the photos followed to where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.core.plan import Operation
from flowersort.gui.sorting.sort_dialog import PlanDialog, SortDialog
from tests.fakes.dialogs import choose, opened, press, sort_all, to_the_end, to_the_plan
from tests.fakes.gardens import GARDEN, garden, many
from tests.fakes.windows import Driver


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".flowersort" not in path.parts
    }


def reviewed(driver: Driver, folder: Path, key: str = "t") -> None:
    """Open a garden and say that all of it is of one class."""
    driver.label(folder)
    driver.trigger(driver.window.actions_.select_all)
    driver.press(key)
    driver.stored()


def test_the_plan_comes_before_anything_is_changed(driver: Driver, tmp_path: Path) -> None:
    reviewed(driver, garden(tmp_path / "Garden"))
    (tmp_path / "Garden" / "1.jpg.xmp").write_bytes(b"<x/>")
    driver.trigger(driver.window.actions_.sort)
    dialog = opened(driver, SortDialog)
    choose(dialog, into=tmp_path / "Sorted", operation="&Move")
    press(driver, dialog, "Show the plan")
    said = to_the_plan(driver, dialog)
    assert "Photos found: 6 = 6 to move" in said
    assert "tulips  6 photos, " in said
    assert "1 companion with it" in said
    assert "Space: 0 bytes needed, " in said
    assert not (tmp_path / "Sorted").exists()
    press(driver, dialog, "Cancel")
    assert not (tmp_path / "Sorted").exists()
    assert len(tree(tmp_path / "Garden")) == 7


def test_photos_are_copied_and_stay_in_the_window_as_they_were(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    before = tree(folder)
    reviewed(driver, folder)
    said = sort_all(driver, tmp_path / "Sorted")
    assert said == f"Photos found: 6 = 6 copied.\nThe photos are in {tmp_path / 'Sorted'}."
    assert tree(folder) == before
    assert sorted(tree(tmp_path / "Sorted").values()) == sorted(before.values())
    assert driver.names() == list(GARDEN)
    assert driver.said == "Photos found: 6 = 6 copied"


def test_moved_photos_keep_their_rows_and_reviews_and_undo_brings_them_back(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    before = tree(folder)
    reviewed(driver, folder)
    driver.trigger(driver.window.actions_.sort)
    dialog = opened(driver, SortDialog)
    choose(dialog, into=tmp_path / "Sorted", operation="&Move")
    press(driver, dialog, "Show the plan")
    to_the_plan(driver, dialog)
    press(driver, dialog, "Move 6 photos")
    assert to_the_end(driver, dialog).startswith("Photos found: 6 = 6 moved.\n")
    table = driver.folder.session.table
    assert {Path(table.path(row)).parent for row in range(6)} == {tmp_path / "Sorted" / "tulips"}
    assert {driver.label_of(name) for name in driver.names()} == {"tulips"}
    assert tree(folder) == {}
    press(driver, dialog, "Undo")
    driver.wait(lambda: "put back" in dialog.sentence)
    assert dialog.sentence == "Photos to put back: 6 = 6 put back."
    assert tree(folder) == before
    assert driver.names() == list(GARDEN)
    press(driver, dialog, "Close")


def test_what_was_chosen_is_there_the_next_time(driver: Driver, tmp_path: Path) -> None:
    reviewed(driver, garden(tmp_path / "Garden"))
    sort_all(driver, tmp_path / "Sorted", "&Link")
    assert driver.preferences.sort_into == str(tmp_path / "Sorted")
    assert driver.preferences.sort_rules.operation is Operation.LINK
    driver.trigger(driver.window.actions_.sort)
    dialog = opened(driver, SortDialog)
    assert dialog.options.wish.into == str(tmp_path / "Sorted")
    assert dialog.options.wish.rules.operation is Operation.LINK
    press(driver, dialog, "Cancel")


def test_only_what_is_selected_or_shown_can_be_sorted(driver: Driver, tmp_path: Path) -> None:
    reviewed(driver, garden(tmp_path / "Garden"))
    driver.go_to("1.jpg")
    driver.press("r")
    driver.trigger(driver.window.actions_.search)
    driver.type("bed")
    driver.wait(lambda: len(driver.names()) == 3)
    driver.trigger(driver.window.actions_.sort)
    dialog = opened(driver, SortDialog)
    box = dialog.options._which
    assert [box.itemText(place) for place in range(box.count())] == ["All 6 photos", "The 3 photos that are shown"]
    box.setCurrentIndex(1)
    choose(dialog, into=tmp_path / "Sorted")
    press(driver, dialog, "Show the plan")
    assert "Photos found: 3 = 3 to copy" in to_the_plan(driver, dialog)
    press(driver, dialog, "Back")
    assert dialog.pages.currentWidget() is dialog.options
    press(driver, dialog, "Cancel")


def test_a_sort_that_can_not_begin_says_why_and_changes_nothing(driver: Driver, tmp_path: Path) -> None:
    reviewed(driver, garden(tmp_path / "Garden"))
    (tmp_path / "file").write_bytes(b"")
    driver.trigger(driver.window.actions_.sort)
    dialog = opened(driver, SortDialog)
    choose(dialog, into=tmp_path / "file" / "below")
    press(driver, dialog, "Show the plan")
    driver.wait(lambda: bool(dialog.sentence))
    assert "is not a folder" in dialog.sentence
    press(driver, dialog, "Back")
    choose(dialog, into=tmp_path / "Sorted")
    press(driver, dialog, "Show the plan")
    assert "6 to copy" in to_the_plan(driver, dialog)
    press(driver, dialog, "Cancel")


def test_while_photos_are_labelled_nothing_is_sorted(driver: Driver, tmp_path: Path) -> None:
    driver.drop(many(tmp_path / "many", 300))
    driver.trigger(driver.window.actions_.sort)
    assert driver.said == "Photos are being labelled still; sort them when that is done."
    driver.rest()


def test_a_sort_is_stopped_between_files_and_says_what_is_done(driver: Driver, tmp_path: Path) -> None:
    reviewed(driver, many(tmp_path / "many", 300))
    driver.trigger(driver.window.actions_.sort)
    dialog = opened(driver, SortDialog)
    choose(dialog, into=tmp_path / "Sorted")
    press(driver, dialog, "Show the plan")
    to_the_plan(driver, dialog)
    press(driver, dialog, "Copy 300 photos")
    dialog.reject()
    said = to_the_end(driver, dialog)
    copied = len(tree(tmp_path / "Sorted")) if (tmp_path / "Sorted").exists() else 0
    assert copied < 300
    assert f"{300 - copied} not done" in said
    press(driver, dialog, "Close")


@pytest.mark.parametrize("operation", ["&Copy", "&Move"])
def test_a_review_after_a_sort_offers_to_move_the_photo(driver: Driver, tmp_path: Path, operation: str) -> None:
    folder = garden(tmp_path / "Garden")
    (folder / "1.jpg.xmp").write_bytes(b"<x/>")
    reviewed(driver, folder)
    sort_all(driver, tmp_path / "Sorted", operation)
    driver.go_to(next(name for name in driver.names() if name.endswith("1.jpg")))
    driver.press("r")
    driver.wait(lambda: bool(driver.window.banners.texts))
    assert driver.window.banners.texts == ["1 photo stands in the folder of another label now."]
    driver.click("Move them…")
    dialog = opened(driver, PlanDialog)
    assert "roses  1 photo, " in to_the_plan(driver, dialog)
    press(driver, dialog, "Move 1 photo")
    to_the_end(driver, dialog)
    press(driver, dialog, "Close")
    assert sorted(path.name for path in (tmp_path / "Sorted" / "roses").iterdir()) == ["1.jpg", "1.jpg.xmp"]
    assert len(list((tmp_path / "Sorted" / "tulips").iterdir())) == 5
    driver.wait(lambda: driver.window.banners.texts == [])
    driver.trigger(driver.window.actions_.undo)
    driver.wait(lambda: bool(driver.window.banners.texts))


def test_a_review_that_is_taken_back_takes_the_offer_back(driver: Driver, tmp_path: Path) -> None:
    reviewed(driver, garden(tmp_path / "Garden"))
    sort_all(driver, tmp_path / "Sorted", "&Move")
    driver.go_to(driver.names()[0])
    driver.press("r")
    driver.wait(lambda: bool(driver.window.banners.texts))
    driver.trigger(driver.window.actions_.undo)
    driver.wait(lambda: driver.window.banners.texts == [])
