"""The random check in the real window: answered by keys, taken back, left and taken up again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from flowersort.core.errors import StoreError
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


def answer_all(driver: Driver) -> None:
    """Confirm every photo that is asked for."""
    while page(driver).asks:
        driver.press("y")


def weighed(driver: Driver, checked: int) -> None:
    """Wait until the result holds so many answers."""
    driver.wait(
        lambda: page(driver).results.result is not None and page(driver).results.result.checked == checked  # type: ignore[union-attr]
    )


def test_another_target_is_weighed_at_once(checker: Driver) -> None:
    checker.press("y")
    weighed(checker, 1)
    page(checker).results.target.setValue(10.0)
    checker.wait(lambda: page(checker).results.result.target == pytest.approx(0.1))  # type: ignore[union-attr]
    assert checker.folder.random.checking.target == pytest.approx(0.1)


def test_the_interval_narrows_while_photos_are_answered(driver: Driver, tmp_path: Path) -> None:
    driver.label(many(tmp_path / "Many", 60))
    begin(driver)
    reach = []
    for count in range(1, 21):
        driver.press("y")
        weighed(driver, count)
        result = page(driver).results.result
        assert result is not None
        reach.append(result.right.high - result.right.low)
    assert reach[-1] < reach[4] < reach[0]


def test_the_threshold_to_accept_from_is_set_by_a_button(driver: Driver, tmp_path: Path) -> None:
    driver.label(many(tmp_path / "Many", 60))
    begin(driver)
    driver.press("y", times=50)
    weighed(driver, 50)
    results = page(driver).results
    assert results.result is not None
    assert results.result.accepted is not None
    driver.qtbot.mouseClick(results.accept, Qt.MouseButton.LeftButton)
    threshold = results.result.accepted.threshold
    driver.wait(lambda: driver.folder.session.thresholds.sure == pytest.approx(threshold))


def test_a_folder_with_more_photos_is_drawn_from_anew_and_answers_stay(checker: Driver, tmp_path: Path) -> None:
    checker.press("y", times=2)
    many(tmp_path / "Garden" / "More", 20)
    checker.label(tmp_path / "Garden")
    if not page(checker).isVisible():
        begin(checker)
    checker.wait(lambda: page(checker).asks)
    total = int(page(checker).progress.text().split()[-1])
    assert total > 6
    assert reviewed(checker) == 2
    answer_all(checker)
    weighed(checker, total)


def test_a_store_that_fails_costs_no_answer(checker: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    store = checker.folder.session.desk.built.tools.store
    assert store is not None
    real = type(store).put_checks

    def fail(*_: object) -> None:
        raise StoreError("The store is on strike.")

    monkeypatch.setattr(type(store), "put_checks", fail)
    checker.press("y")
    checker.press("n")
    checker.press(Qt.Key.Key_Return)
    checker.wait(lambda: checker.folder.unstored() > 0)
    weighed(checker, 2)
    monkeypatch.setattr(type(store), "put_checks", real)
    checker.folder.session.asked_writer.retry()
    checker.stored()
    assert len(store.checks()) == 2
