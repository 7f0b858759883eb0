"""The real window over the real pipeline: what a user sees and does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from flowersort.core.arrangement import Filter, SortKey
from flowersort.core.state import State
from flowersort.gui.theme.appearance import Appearance
from flowersort.services.export.reader import read_predictions
from tests.fakes.gardens import GARDEN, garden, many
from tests.fakes.windows import Driver


def test_the_first_screen_says_what_to_do_and_the_photos_part_is_not_there_yet(driver: Driver) -> None:
    assert driver.window.start_screen.isVisible()
    assert driver.window.windowTitle() == "flowersort"
    assert not driver.window.actions_.export.isEnabled()


def test_a_dropped_folder_is_labelled_and_shown_in_natural_order(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    assert driver.names() == list(GARDEN)
    assert all(driver.state(name) is not None for name in GARDEN)
    assert driver.window.windowTitle() == "flowersort – Garden"
    driver.wait(lambda: driver.window.status.progress_text.startswith("6 photos · "))


def test_a_folder_dropped_before_the_model_is_there_is_labelled_when_it_is(
    qtbot: QtBot, driver: Driver, tmp_path: Path
) -> None:
    driver.window.reload_model()
    driver.drop(garden(tmp_path / "Garden"))
    assert driver.window.start_screen.isVisible()
    driver.rest()
    assert driver.names() == list(GARDEN)


def test_a_folder_dropped_during_a_run_is_queued_and_added(driver: Driver, tmp_path: Path) -> None:
    driver.drop(many(tmp_path / "first", 60))
    assert driver.folder.session.runs.running
    driver.drop(garden(tmp_path / "second"))
    assert driver.said == "Added; it is labelled after what is running."
    driver.rest()
    assert len(driver.names()) == 66
    assert sorted(driver.names())[0].startswith("first/")


def test_a_folder_dropped_at_rest_is_shown_instead(driver: Driver, tmp_path: Path) -> None:
    driver.label(many(tmp_path / "first", 4))
    driver.label(garden(tmp_path / "second"))
    assert driver.names() == list(GARDEN)
    assert [folder.path for folder in driver.preferences.recent_folders] == [str(tmp_path / "first")]


def test_single_photos_can_be_dropped(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    driver.label(folder / "2.jpg", folder / "10.jpg")
    assert driver.names() == ["2.jpg", "10.jpg"]


def test_cancel_keeps_what_is_done_and_resume_goes_on(driver: Driver, tmp_path: Path) -> None:
    driver.drop(many(tmp_path / "many", 400))
    driver.wait(lambda: sum(driver.folder.session.table.counts().states) > 0)
    driver.click("Cancel")
    driver.rest()
    counts = driver.folder.session.table.counts()
    assert 0 < sum(counts.states) < 400
    driver.wait(lambda: driver.folder.session.runs.can_resume)
    driver.click("Resume")
    driver.rest()
    assert driver.folder.session.table.counts().waiting == 0
    assert driver.folder.session.table.counts().total == 400


def test_digits_and_letters_set_the_class_and_the_model_keeps_its_word(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("1.jpg")
    before = driver.folder.session.table.photo(driver.row("1.jpg"))
    driver.press("t")
    assert (driver.label_of("1.jpg"), driver.state("1.jpg")) == ("tulips", State.REVIEWED)
    driver.go_to("2.jpg")
    driver.press("2")
    assert driver.label_of("2.jpg") == "dandelion"
    after = driver.folder.session.table.photo(driver.row("1.jpg"))
    assert before is not None
    assert after is not None
    assert after.prediction is not None
    assert before.prediction is not None
    assert after.prediction.probabilities.tolist() == before.prediction.probabilities.tolist()


@pytest.mark.parametrize(("key", "label"), [("n", "no_flower"), ("o", "other_flower"), ("x", "excluded")])
def test_letters_for_what_is_no_class(driver: Driver, tmp_path: Path, key: str, label: str) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("1.jpg")
    driver.press(key)
    assert driver.label_of("1.jpg") == label


def test_one_key_sets_the_whole_selection_and_one_key_takes_it_back(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    states = [driver.state(name) for name in GARDEN]
    driver.go_to("1.jpg")
    driver.trigger(driver.window.actions_.select_all)
    driver.press("5")
    assert {driver.label_of(name) for name in GARDEN} == {"tulips"}
    assert driver.said == "6 photos labelled as Tulips"
    driver.trigger(driver.window.actions_.undo)
    assert [driver.state(name) for name in GARDEN] == states
    assert driver.said == "Undone: 6 photos labelled as Tulips"
    driver.trigger(driver.window.actions_.redo)
    assert {driver.label_of(name) for name in GARDEN} == {"tulips"}


def test_enter_accepts_what_the_photo_shows(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("1.jpg")
    shown, label = driver.state("1.jpg"), driver.label_of("1.jpg")
    driver.press(Qt.Key.Key_Return)
    assert driver.state("1.jpg") is State.REVIEWED
    assert driver.label_of("1.jpg") == (shown.value if shown in (State.NO_FLOWER, State.OTHER_FLOWER) else label)


def test_tab_goes_from_doubtful_to_doubtful_photo_and_round(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.folder.session.set_thresholds(driver.folder.session.thresholds.with_sure(1.0))
    driver.go_to("1.jpg")
    seen = []
    for _ in range(6):
        driver.press(Qt.Key.Key_Tab)
        seen.append(driver.current())
    assert seen == [*GARDEN[1:], GARDEN[0]]
    driver.press(Qt.Key.Key_Tab, shift=True)
    assert driver.current() == GARDEN[-1]


def test_a_review_goes_on_to_the_next_doubtful_photo_unless_that_is_switched_off(
    driver: Driver, tmp_path: Path
) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.folder.session.set_thresholds(driver.folder.session.thresholds.with_sure(1.0))
    driver.go_to("1.jpg")
    driver.press("1")
    assert driver.current() == "2.jpg"
    driver.folder.review.auto_advance.setChecked(False)
    driver.press("1")
    assert driver.current() == "2.jpg"


def test_reviews_are_there_when_the_folder_is_opened_again_even_renamed(
    driver: Driver, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> None:
    folder = garden(tmp_path / "Garden")
    driver.label(folder)
    driver.go_to("1.jpg")
    driver.press("r")
    driver.close()
    renamed = folder.rename(tmp_path / "Renamed")
    (renamed / "1.jpg").rename(renamed / "rose.jpg")
    again = Driver(qtbot, appearance)
    again.label(renamed)
    assert (again.label_of("rose.jpg"), again.state("rose.jpg")) == ("roses", State.REVIEWED)
    again.close()


def test_the_csv_holds_what_the_window_shows(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("1.jpg")
    driver.press("r")
    driver.answers.csv = str(tmp_path / "out.csv")
    driver.trigger(driver.window.actions_.export)
    driver.wait(lambda: driver.said == "6 rows written to out.csv")
    table = read_predictions(tmp_path / "out.csv")
    assert list(table["file_name"]) == list(GARDEN)
    assert table["reviewed_label"][0] == "roses"
    assert list(table["label"]) == [driver.label_of(name) for name in GARDEN]


def test_a_csv_that_cannot_be_written_gets_a_sentence_and_costs_nothing(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.answers.csv = str(tmp_path / "missing" / "out.csv")
    driver.trigger(driver.window.actions_.export)
    driver.wait(lambda: driver.said.startswith("Not exported. "))
    driver.answers.csv = str(tmp_path / "Garden" / "1.jpg")
    before = (tmp_path / "Garden" / "1.jpg").read_bytes()
    driver.trigger(driver.window.actions_.export)
    driver.wait(lambda: "photo" in driver.said)
    assert (tmp_path / "Garden" / "1.jpg").read_bytes() == before


def test_filters_and_orders_show_the_photos_that_they_say(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("2.jpg")
    driver.press("n")
    driver.folder.workspace.side.filter_changed.emit(Filter(states=frozenset({State.REVIEWED})))
    assert driver.names() == ["2.jpg"]
    driver.folder.conductor.clear_filter()
    driver.folder.workspace.side.filter_changed.emit(Filter())
    driver.folder.bar.set_sort(SortKey.CONFIDENCE)
    table = driver.folder.session.table
    confidences = [float(table.confidences[driver.row(name)]) for name in driver.names()]
    assert confidences == sorted(confidences)


def test_copy_path_puts_the_selected_paths_on_the_clipboard(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    driver.label(folder)
    driver.go_to("10.jpg")
    driver.trigger(driver.window.actions_.copy_path)
    assert QGuiApplication.clipboard().text() == str(folder / "10.jpg")


def test_dropped_text_and_links_get_a_sentence(driver: Driver) -> None:
    data = QMimeData()
    data.setText("roses are red")
    driver.drop_data(data)
    driver.drop("https://example.org/rose.jpg")
    assert driver.window.folder is None


def test_a_folder_that_is_opened_again_begins_where_the_user_left_it(driver: Driver, tmp_path: Path) -> None:
    first, second = many(tmp_path / "first", 60), garden(tmp_path / "second")
    driver.label(first)
    driver.go_to("041.jpg")
    driver.label(second)
    assert driver.current() == ""
    driver.label(first)
    assert driver.current() == "041.jpg"


def test_recent_folders_can_be_opened_from_the_menu(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Rock & Roses"))
    driver.trigger(driver.window.actions_.close_folder)
    assert driver.window.folder is None
    driver.window.bars.recent.aboutToShow.emit()
    (entry,) = driver.window.bars.recent.actions()
    assert entry.text() == str(tmp_path / "Rock && Roses")
    entry.trigger()
    driver.rest()
    assert driver.names() == list(GARDEN)
