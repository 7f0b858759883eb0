"""What a key does to the selection, and where it goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from flowersort.core.arrangement import Grouping
from flowersort.core.state import State
from flowersort.gui.detail.chooser import ClassChooser
from flowersort.gui.detail.legend import KeyButton
from tests.fakes.gardens import GARDEN, garden
from tests.fakes.windows import Driver


@pytest.fixture
def reviewer(driver: Driver, tmp_path: Path) -> Iterator[Driver]:
    """Somebody before six photos, the first of them in three copies, one of these in another folder."""
    folder = garden(tmp_path / "Garden")
    shutil.copy(folder / "1.jpg", folder / "copy.jpg")
    shutil.copy(folder / "1.jpg", folder / "bed" / "copy.jpg")
    driver.label(folder)
    driver.go_to("1.jpg")
    return driver


COPIES = {"1.jpg", "copy.jpg", "bed/copy.jpg"}


def selected(driver: Driver) -> set[str]:
    table = driver.folder.session.table
    return {table.name(row) for row in driver.folder.workspace.grid.selected_rows().tolist()}


def test_g_selects_look_alikes_and_one_key_reviews_all_of_them(reviewer: Driver) -> None:
    reviewer.compare()
    reviewer.folder.bar.set_grouping(Grouping.LOOK_ALIKE)
    reviewer.folder.workspace.grid.clearSelection()
    reviewer.press("g")
    alike = selected(reviewer)
    assert alike >= COPIES
    reviewer.press("2")
    assert {reviewer.label_of(name) for name in alike} == {"dandelion"}
    assert not {name for name in reviewer.names() if reviewer.state(name) is State.REVIEWED} - alike
    assert reviewer.said == f"{len(alike)} photos labelled as Dandelion"
    reviewer.trigger(reviewer.window.actions_.undo)
    assert not any(reviewer.state(name) is State.REVIEWED for name in alike)


def test_in_groups_of_look_alikes_going_to_a_photo_selects_its_group(reviewer: Driver) -> None:
    reviewer.compare()
    reviewer.folder.bar.set_grouping(Grouping.LOOK_ALIKE)
    reviewer.go_to("copy.jpg")
    assert selected(reviewer) >= COPIES


def test_without_groups_g_means_the_photo_alone(reviewer: Driver) -> None:
    reviewer.press("g")
    assert selected(reviewer) == {"1.jpg"}


def test_a_copy_has_its_review_wherever_it_lies(reviewer: Driver) -> None:
    reviewer.press("r")
    assert {reviewer.label_of(name) for name in COPIES} == {"roses"}
    assert reviewer.said == "3 photos labelled as Roses"


def test_backspace_takes_the_review_back_and_undo_brings_it_again(reviewer: Driver) -> None:
    before = reviewer.state("1.jpg")
    reviewer.folder.review.auto_advance.setChecked(False)
    reviewer.press("r")
    reviewer.press(Qt.Key.Key_Backspace)
    assert reviewer.state("1.jpg") is before
    assert reviewer.said == "3 reviews taken back"
    reviewer.trigger(reviewer.window.actions_.undo)
    assert reviewer.label_of("1.jpg") == "roses"


def chooser(driver: Driver) -> ClassChooser:
    found = driver.window.findChild(ClassChooser)
    assert found is not None
    driver.wait(found.isActiveWindow)
    return found


def test_c_opens_the_chooser_and_the_keys_go_back_to_the_photos(reviewer: Driver) -> None:
    reviewer.folder.review.auto_advance.setChecked(False)
    reviewer.press("c")
    assert chooser(reviewer).isVisible()
    for letter in "sunf":
        reviewer.press(letter)
    reviewer.press(Qt.Key.Key_Return)
    reviewer.wait(lambda: reviewer.window.findChild(ClassChooser) is None)
    assert reviewer.label_of("1.jpg") == "sunflowers"
    reviewer.wait(lambda: QApplication.focusWidget() is reviewer.folder.workspace.grid)
    reviewer.press("c")
    assert chooser(reviewer).isVisible()
    reviewer.press(Qt.Key.Key_Escape)
    assert reviewer.label_of("1.jpg") == "sunflowers"


def test_buttons_of_the_details_answer_and_take_back_as_the_keys_do(reviewer: Driver) -> None:
    reviewer.folder.review.auto_advance.setChecked(False)
    detail = reviewer.folder.workspace.detail
    buttons = {each.key.cap: each for each in detail.findChildren(KeyButton)}
    reviewer.qtbot.mouseClick(buttons["N"], Qt.MouseButton.LeftButton)
    assert reviewer.label_of("1.jpg") == "no_flower"
    reviewer.qtbot.mouseClick(detail.remarks.review.button, Qt.MouseButton.LeftButton)
    assert reviewer.state("1.jpg") is not State.REVIEWED
    assert not detail.remarks.review.isVisible()


def test_going_on_by_itself_is_remembered(reviewer: Driver) -> None:
    going_on = reviewer.folder.review.auto_advance
    assert going_on.isChecked()
    assert reviewer.preferences.auto_advance
    going_on.trigger()
    assert not reviewer.preferences.auto_advance
    reviewer.preferences.auto_advance = True
    reviewer.folder.follow_preferences()
    assert going_on.isChecked()


def test_a_correction_of_a_sure_photo_does_not_run_away(reviewer: Driver) -> None:
    session = reviewer.folder.session
    reviewer.doubt_all()
    reviewer.folder.review.auto_advance.setChecked(False)
    reviewer.press("r")
    reviewer.folder.review.auto_advance.setChecked(True)
    reviewer.press("t")
    assert (reviewer.current(), reviewer.label_of("1.jpg")) == ("1.jpg", "tulips")
    assert session.table.counts().to_review == len(GARDEN) - 1


def test_nothing_selected_means_nothing_reviewed(reviewer: Driver) -> None:
    reviewer.folder.workspace.grid.clearSelection()
    reviewer.press("t")
    reviewer.press(Qt.Key.Key_Backspace)
    assert not any(reviewer.state(name) is State.REVIEWED for name in reviewer.names())


def test_what_has_no_label_is_not_reviewed_and_the_line_says_so(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    (folder / "broken.jpg").write_bytes(b"")
    driver.label(folder)
    driver.go_to("broken.jpg")
    driver.press("t")
    assert driver.state("broken.jpg") is State.UNREADABLE
    assert driver.said == "Nothing to review here yet: these photos have no label."
    assert not driver.window.actions_.undo.isEnabled()
    assert [each.text() for each in driver.window.status.findChildren(QPushButton) if each.isVisible()] == [
        "1 photo could not be read"
    ]
