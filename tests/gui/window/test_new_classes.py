"""Classes that the model lacks: named, given by key, counted, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from flowersort.core.state import State
from flowersort.gui.detail.chooser import ClassChooser
from flowersort.gui.dialogs.new_class import NewClassDialog
from tests.fakes.dialogs import opened
from tests.fakes.gardens import garden
from tests.fakes.windows import Driver


@pytest.fixture
def teacher(driver: Driver, tmp_path: Path) -> Driver:
    """Somebody before six labelled photos, at the second."""
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("2.jpg")
    return driver


def name_class(driver: Driver, name: str) -> NewClassDialog:
    driver.folder.workspace.side.new_classes.add.click()
    dialog = opened(driver, NewClassDialog)
    dialog.field.setText(name)
    dialog.primary.click()
    return dialog


def lines(driver: Driver) -> list[tuple[str, str]]:
    return driver.folder.workspace.side.new_classes.lines


def test_the_selected_photo_is_the_first_example_and_a_key_gives_the_next(teacher: Driver) -> None:
    name_class(teacher, "yarrow")
    assert (teacher.label_of("2.jpg"), teacher.state("2.jpg")) == ("yarrow", State.REVIEWED)
    assert teacher.said == "1 photo labelled as Yarrow"
    assert lines(teacher) == [("Yarrow (6, Y)", "1 of 5 examples")]
    for key, name in (("6", "1.jpg"), ("y", "10.jpg")):
        teacher.go_to(name)
        teacher.press(key)
        assert teacher.label_of(name) == "yarrow"
    teacher.wait(lambda: lines(teacher) == [("Yarrow (6, Y)", "3 of 5 examples")])


def test_undo_takes_examples_back_and_the_class_stays_to_be_given(teacher: Driver) -> None:
    name_class(teacher, "yarrow")
    teacher.trigger(teacher.window.actions_.undo)
    teacher.wait(lambda: lines(teacher) == [("Yarrow (6, Y)", "0 of 5 examples")])
    assert teacher.state("2.jpg") is not State.REVIEWED
    teacher.go_to("2.jpg")
    teacher.press("y")
    assert teacher.label_of("2.jpg") == "yarrow"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (" ", "A class needs a name."),
        ("ROSES", "“ROSES” is there already; its key labels the photos."),
        ("a/b", "“a/b” can't be a class: it"),
    ],
)
def test_a_name_that_is_not_possible_is_refused_with_a_sentence(teacher: Driver, name: str, said: str) -> None:
    dialog = name_class(teacher, name)
    assert dialog.isVisible()
    assert dialog.fault.text().startswith(said)
    assert lines(teacher) == []
    dialog.close()


def test_reviews_of_an_earlier_day_bring_their_class_with_them(teacher: Driver, tmp_path: Path) -> None:
    name_class(teacher, "yarrow")
    teacher.stored()
    teacher.label(tmp_path / "Garden")
    teacher.wait(lambda: lines(teacher) == [("Yarrow (6, Y)", "1 of 5 examples")])


def test_a_click_shows_its_photos_and_escape_leads_back(teacher: Driver) -> None:
    name_class(teacher, "yarrow")
    teacher.folder.workspace.side.new_classes.chosen.emit("yarrow")
    assert teacher.names() == ["2.jpg"]
    assert teacher.folder.workspace.trail.text == "Reviewed as Yarrow"
    teacher.press(Qt.Key.Key_Escape)
    assert len(teacher.names()) == 6
    teacher.trigger(teacher.window.actions_.undo)
    teacher.folder.workspace.side.new_classes.chosen.emit("yarrow")
    assert teacher.said == "No photo is reviewed as Yarrow yet."


def test_the_chooser_has_new_classes_too(teacher: Driver) -> None:
    name_class(teacher, "yarrow")
    teacher.go_to("1.jpg")
    teacher.press("c")
    chooser = opened(teacher, ClassChooser)
    assert chooser.names[-1] == "Yarrow"
    chooser.chosen.emit(5)
    chooser.close()
    assert teacher.label_of("1.jpg") == "yarrow"


def test_a_letter_of_a_known_class_is_not_taken_from_it(teacher: Driver) -> None:
    name_class(teacher, "trillium")
    teacher.go_to("1.jpg")
    teacher.press("t")
    assert teacher.label_of("1.jpg") == "tulips"
    assert lines(teacher)[0][0].startswith("Trillium (6, ")
