"""Whatever is dropped, removed, replaced or full: a clear sentence, and nothing lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from flowersort.core.state import State
from flowersort.gui.theme.appearance import Appearance
from flowersort.places import places
from flowersort.services.store.store import Store
from tests.fakes.gardens import GARDEN, garden, many, photo_bytes
from tests.fakes.trees import needs_posix
from tests.fakes.windows import Driver


def reasons(driver: Driver) -> list[str]:
    return [trouble.reason for trouble in driver.folder.session.troubles]


def test_an_empty_folder_says_that_there_are_no_photos(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    driver.label(tmp_path / "empty")
    driver.wait(lambda: driver.window.status.progress_text == "No photos here")


def test_a_path_that_is_not_there_gets_a_sentence(driver: Driver, tmp_path: Path) -> None:
    driver.label(tmp_path / "gone")
    assert "There is no file or folder" in driver.said
    assert len(reasons(driver)) == 1


def test_unreadable_photos_are_a_quiet_list_and_never_a_dialog(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    (folder / "broken.jpg").write_bytes(photo_bytes()[:200])
    (folder / "empty.jpg").write_bytes(b"")
    driver.label(folder)
    driver.click("2 photos could not be read")
    faults = driver.folder.workspace.troubles
    assert faults.isVisible()
    assert faults.title == "2 photos could not be read"
    assert driver.state("empty.jpg") is State.UNREADABLE


def test_a_mended_photo_leaves_the_list_when_it_is_tried_again(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    (folder / "broken.jpg").write_bytes(photo_bytes()[:200])
    driver.label(folder)
    (folder / "broken.jpg").write_bytes(photo_bytes(77))
    driver.folder.workspace.troubles.retry_requested.emit()
    driver.rest()
    assert reasons(driver) == []
    assert driver.state("broken.jpg") is not State.UNREADABLE


def test_a_folder_that_goes_during_the_run_costs_only_what_was_not_read(driver: Driver, tmp_path: Path) -> None:
    folder = many(tmp_path / "many", 300)
    driver.drop(folder)
    driver.wait(lambda: sum(driver.folder.session.table.counts().states) > 0)
    shutil.rmtree(folder)
    driver.rest()
    counts = driver.folder.session.table.counts()
    assert counts.waiting == 0
    assert any("went away" in reason or "no longer there" in reason for reason in reasons(driver))


def test_a_photo_that_is_deleted_during_review_keeps_its_review(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    driver.label(folder)
    (folder / "1.jpg").unlink()
    driver.go_to("1.jpg")
    driver.press("r")
    assert driver.label_of("1.jpg") == "roses"
    driver.go_to("1.jpg")
    driver.trigger(driver.window.actions_.open_photo)
    assert driver.said.startswith("The file is no longer there: ")


def test_closing_during_a_run_asks_nothing_and_loses_nothing(
    driver: Driver, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> None:
    folder = many(tmp_path / "many", 300)
    driver.drop(folder)
    driver.wait(lambda: sum(driver.folder.session.table.counts().states) > 20)
    done = next(row for row in range(300) if driver.folder.session.table.tops[row] >= 0)
    name = driver.folder.session.table.name(done)
    driver.go_to(name)
    driver.press("s")
    assert driver.close()
    assert driver.answers.asked == []
    with Store.open(places(os.environ).store) as store:
        assert len(list(store.reviews())) == 1
    again = Driver(qtbot, appearance)
    again.label(folder)
    assert (again.label_of(name), again.state(name)) == ("sunflowers", State.REVIEWED)
    assert again.folder.session.table.counts().total == 300
    again.close()


def test_two_windows_at_once_share_reviews_without_losing_any(
    driver: Driver, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> None:
    folder = garden(tmp_path / "Garden")
    other = Driver(qtbot, appearance)
    driver.label(folder)
    other.label(folder)
    for each, name, index in ((driver, "1.jpg", 2), (other, "2.jpg", 3)):
        each.go_to(name)
        each.folder.review.answers[index].trigger()
    driver.stored()
    other.stored()
    other.close()
    with Store.open(places(os.environ).store) as store:
        assert sorted(each.review.label for each in store.reviews()) == ["roses", "sunflowers"]


def break_store(store: Path) -> None:
    """Take the store away, as a pulled disk does; what is open can't be written any more."""
    store.rename(store.with_suffix(".away"))


def test_reviews_that_cannot_be_stored_are_kept_and_asked_about_at_the_close(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    break_store(places(os.environ).store)
    driver.go_to("1.jpg")
    driver.press("r")
    assert driver.label_of("1.jpg") == "roses"
    driver.wait(lambda: any("kept in this window" in reason for reason in reasons(driver)))
    assert not driver.close()
    assert driver.answers.asked[-1].startswith("close with 1: ")
    assert driver.window.isVisible()
    assert driver.label_of("1.jpg") == "roses"


def test_reviews_are_stored_when_the_store_comes_back(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    store = places(os.environ).store
    break_store(store)
    driver.go_to("1.jpg")
    driver.press("r")
    driver.wait(lambda: any("kept in this window" in reason for reason in reasons(driver)))
    store.with_suffix(".away").rename(store)
    driver.go_to("2.jpg")
    driver.press("t")
    driver.stored()
    driver.wait(lambda: reasons(driver) == [])
    assert driver.close()
    with Store.open(store) as opened:
        assert sorted(each.review.label for each in opened.reviews()) == ["roses", "tulips"]


@needs_posix
def test_a_home_that_cannot_be_written_still_labels_and_says_so(
    qtbot: QtBot, appearance: Appearance, home: Path, tmp_path: Path
) -> None:
    (home / "state").write_bytes(b"a file where a folder should be")
    driver = Driver(qtbot, appearance)
    driver.label(garden(tmp_path / "Garden"))
    assert driver.names() == list(GARDEN)
    driver.go_to("1.jpg")
    driver.press("r")
    driver.wait(lambda: any("can't be kept" in reason for reason in reasons(driver)))
    driver.answers.close = True
    assert driver.close()
    assert driver.answers.asked[-1].startswith("close with 1: ")


def test_a_model_that_cannot_be_loaded_is_said_and_the_bundled_one_serves(
    qtbot: QtBot, appearance: Appearance, driver: Driver, tmp_path: Path
) -> None:
    said: list[str] = []
    driver.window.keeper.complained.connect(said.append)
    driver.preferences.model = str(tmp_path / "no-model")
    driver.window.reload_model()
    driver.wait(lambda: not driver.window.keeper.loading)
    assert said
    assert "no-model" in said[0]
    driver.label(garden(tmp_path / "Garden"))
    assert driver.names() == list(GARDEN)


def test_opening_a_folder_shows_no_other_window_even_for_a_moment(driver: Driver, tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.shown: list[QObject] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    try:
        driver.label(garden(tmp_path / "Garden"))
        driver.go_to("1.jpg")
        qtbot.wait(300)
    finally:
        QApplication.instance().removeEventFilter(watch)
    assert [type(each).__name__ for each in watch.shown] == []
