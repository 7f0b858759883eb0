"""The details follow the current photo and the selection; the preview shows it large, with all keys at work."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flowersort.gui.detail.notes import Note
from tests.fakes.gardens import GARDEN, garden, photo_bytes
from tests.fakes.windows import Driver


@pytest.fixture
def folder(driver: Driver, tmp_path: Path) -> Path:
    made = garden(tmp_path / "Garden")
    driver.label(made)
    driver.go_to("1.jpg")
    return made


def test_the_details_are_those_of_the_current_photo(driver: Driver, folder: Path) -> None:
    detail = driver.folder.workspace.detail
    driver.press(Qt.Key.Key_Right)
    subject = detail.viewer.subject
    assert subject is not None
    assert subject.name == GARDEN[1]
    assert subject.path == str(folder / GARDEN[1])


def test_of_a_selection_the_labels_are_counted(driver: Driver, folder: Path) -> None:
    driver.trigger(driver.window.actions_.select_all)
    viewer = driver.folder.workspace.detail.viewer
    driver.wait(lambda: viewer.subject is not None and viewer.subject.selected == 6)
    subject = viewer.subject
    assert subject is not None
    assert sum(each.photos for each in subject.counts) == 6


def test_photos_that_look_alike_are_found_after_the_run(driver: Driver, folder: Path) -> None:
    (folder / "copy of 1.jpg").write_bytes((folder / "1.jpg").read_bytes())
    driver.label(folder)
    for name in ("2.jpg", "1.jpg"):
        driver.go_to(name)
        driver.press("r")
    driver.go_to("1.jpg")
    detail = driver.folder.workspace.detail
    driver.wait(lambda: bool(detail.neighbours) and detail.neighbours[0].similarity > 0.99)
    assert driver.folder.session.table.name(detail.neighbours[0].row) == "copy of 1.jpg"


def test_space_opens_the_preview_arrows_step_keys_review_and_escape_gives_the_focus_back(
    driver: Driver, folder: Path
) -> None:
    driver.folder.review.auto_advance.setChecked(False)
    preview = driver.folder.workspace.preview
    driver.press(Qt.Key.Key_Space)
    assert preview.is_open
    assert preview.place == "1 of 6"
    driver.press(Qt.Key.Key_Right)
    assert driver.current() == "2.jpg"
    assert preview.place == "2 of 6"
    driver.press("t")
    assert driver.label_of("2.jpg") == "tulips"
    driver.press(Qt.Key.Key_Escape)
    assert not preview.is_open
    assert QApplication.focusWidget() is driver.folder.workspace.grid


def test_a_photo_that_was_replaced_is_noticed_and_labelled_again_on_wish(driver: Driver, folder: Path) -> None:
    before = driver.folder.session.table.content(driver.row("2.jpg"))
    (folder / "2.jpg").write_bytes(photo_bytes(99))
    driver.go_to("2.jpg")
    note = driver.folder.workspace.detail.remarks
    driver.wait(lambda: any("changed since it was labelled" in each.sentence for each in note.findChildren(Note)))
    driver.folder.workspace.detail.relabel_requested.emit(driver.row("2.jpg"))
    driver.rest()
    assert driver.folder.session.table.content(driver.row("2.jpg")) != before
