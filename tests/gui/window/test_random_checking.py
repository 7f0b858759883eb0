"""The random check in the real window: answered by keys, taken back, left and taken up again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from flowersort.core.state import State
from flowersort.gui.random_check.page import RandomCheckPage
from tests.fakes.gardens import garden, many
from tests.fakes.windows import Driver


@pytest.fixture
def checker(driver: Driver, tmp_path: Path) -> Driver:
    """Somebody before the first photo of a check of six."""
    driver.label(garden(tmp_path / "Garden"))
    begin(driver)
    return driver


def begin(driver: Driver) -> None:
    driver.trigger(driver.window.actions_.how_right)
    driver.wait(lambda: page(driver).asks)


def page(driver: Driver) -> RandomCheckPage:
    return driver.folder.workspace.random


def reviewed(driver: Driver) -> int:
    table = driver.folder.session.table
    return sum(driver.state(table.name(row)) is State.REVIEWED for row in range(len(table)))


def test_it_asks_without_confidence_and_y_and_enter_confirm(checker: Driver) -> None:
    assert page(checker).question.text().startswith("flowersort says: ")
    assert "%" not in page(checker).question.text()
    assert page(checker).progress.text() == "1 of 6"
    checker.press("y")
    checker.press(Qt.Key.Key_Return)
    assert page(checker).progress.text() == "3 of 6"
    assert reviewed(checker) == 2


def test_n_asks_further_and_enter_leaves_it_at_wrong(checker: Driver) -> None:
    checker.press("n")
    assert page(checker).question.text().endswith("What is it?")
    checker.press(Qt.Key.Key_Escape)
    assert page(checker).question.text().startswith("flowersort says: ")
    checker.press("n")
    checker.press(Qt.Key.Key_Return)
    assert (page(checker).progress.text(), reviewed(checker)) == ("2 of 6", 0)
    checker.press("n")
    checker.press("n")
    assert reviewed(checker) == 1


def test_backspace_and_undo_take_answers_back(checker: Driver) -> None:
    first = page(checker).viewer.subject
    checker.press("n")
    checker.press(Qt.Key.Key_Return)
    checker.press("1")
    checker.press(Qt.Key.Key_Backspace)
    assert page(checker).progress.text() == "2 of 6"
    checker.trigger(checker.window.actions_.undo)
    assert page(checker).progress.text() == "1 of 6"
    now = page(checker).viewer.subject
    assert first is not None
    assert now is not None
    assert first.row == now.row
    assert reviewed(checker) == 0
    checker.stored()
    store = checker.folder.session.desk.built.tools.store
    assert store is not None
    assert store.checks() == []


def test_it_goes_on_where_it_was_left(checker: Driver) -> None:
    checker.press("y")
    checker.press("n")
    checker.press(Qt.Key.Key_Return)
    checker.press(Qt.Key.Key_Escape)
    assert not page(checker).isVisible()
    checker.stored()
    paths = checker.folder.session.paths
    checker.window.close_folder()
    checker.label(*paths)
    begin(checker)
    assert page(checker).progress.text() == "3 of 6"


def test_all_answers_lead_to_stop_and_excluded_photos_are_not_asked(checker: Driver) -> None:
    checker.press("x")
    checker.wait(lambda: page(checker).progress.text() == "1 of 5")
    checker.press("y", times=5)
    assert not page(checker).asks
    checker.wait(lambda: page(checker).results.advice.text().startswith("You may stop"))


def test_fifty_are_answered_by_keys_and_ten_more_asked(driver: Driver, tmp_path: Path) -> None:
    driver.label(many(tmp_path / "Many", 70))
    begin(driver)
    driver.press("y", times=50)
    assert (page(driver).asks, reviewed(driver)) == (False, 50)
    driver.wait(page(driver).results.more.isVisible)
    driver.qtbot.mouseClick(page(driver).results.more, Qt.MouseButton.LeftButton)
    assert page(driver).progress.text() == "51 of 60"


def test_it_is_offered_only_where_photos_have_labels(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "Bad").mkdir()
    (tmp_path / "Bad" / "a.jpg").write_bytes(b"no photo")
    driver.label(tmp_path / "Bad")
    assert not driver.window.actions_.how_right.isEnabled()
