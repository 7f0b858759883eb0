"""Photos like one photo, and unknown ones in groups, with the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from flowersort.core.state import State
from tests.fakes.audits import MISLABEL, Finding, result_of
from tests.fakes.gardens import GARDEN, garden
from tests.fakes.windows import Driver


@pytest.fixture
def looker(driver: Driver, tmp_path: Path) -> Driver:
    """Somebody before six photos whose look-alikes are known."""
    driver.label(garden(tmp_path / "Garden"))
    driver.compare()
    driver.go_to("2.jpg")
    return driver


def test_the_photos_most_like_one_stand_after_it_and_escape_leads_back(looker: Driver) -> None:
    looker.trigger(looker.window.actions_.similar)
    trail = looker.folder.workspace.trail
    assert looker.names()[0] == looker.current() == "2.jpg"
    assert set(looker.names()) == set(GARDEN)
    assert (trail.isVisible(), trail.text) == (True, "Most like 2.jpg, the likest first")
    looker.press(Qt.Key.Key_Escape)
    assert looker.names() == list(GARDEN)
    assert not trail.isVisible()
    assert looker.current() == "2.jpg"


def test_without_a_photo_or_before_look_alikes_are_known_there_is_a_word(looker: Driver) -> None:
    looker.folder.session.similarity.forget()
    looker.trigger(looker.window.actions_.similar)
    assert looker.said == "Which photos look alike is not known yet."
    looker.doubt_all()
    looker.trigger(looker.window.actions_.strangers)
    assert looker.said == "Which photos look alike is not known yet."
    looker.folder.workspace.grid.clearSelection()
    looker.folder.workspace.grid.setCurrentIndex(looker.folder.conductor.model.index(-1, 0))
    looker.trigger(looker.window.actions_.similar)
    assert looker.said.startswith("Go to a photo first")
    assert not looker.folder.workspace.trail.isVisible()


def test_unknown_photos_stand_in_groups_and_one_key_names_a_whole_group(looker: Driver) -> None:
    looker.doubt_all()
    looker.trigger(looker.window.actions_.strangers)
    looker.wait(looker.folder.workspace.trail.isVisible)
    grid = looker.folder.workspace.grid
    group = looker.folder.conductor.model.group_of(0)
    assert len(grid.selected_rows()) == len(group)
    names = looker.names()[: len(group)]
    looker.press("o")
    assert {looker.label_of(name) for name in names} == {"other_flower"}
    looker.folder.workspace.trail.back.click()
    assert looker.names() == list(GARDEN)


def test_where_nothing_is_unknown_it_says_so(looker: Driver) -> None:
    looker.folder.workspace.grid.selectAll()
    looker.press("t")
    looker.trigger(looker.window.actions_.strangers)
    assert looker.said == "No photo is unknown: all are sure or reviewed."
    assert all(looker.state(name) is State.REVIEWED for name in GARDEN)


def test_from_similar_photos_the_way_back_leads_to_the_check_first(looker: Driver, tmp_path: Path) -> None:
    root = str(tmp_path / "Garden")
    photos = looker.folder.session.table.labelled_photos()
    looker.folder.checking.show_result(result_of(root, photos, {"bed/a.jpg": Finding("tulips", MISLABEL, 0.1)}))
    assert looker.names() == ["bed/a.jpg"]
    looker.trigger(looker.window.actions_.similar)
    assert len(looker.names()) == len(GARDEN)
    looker.press(Qt.Key.Key_Escape)
    assert looker.names() == ["bed/a.jpg"]
    looker.press(Qt.Key.Key_Escape)
    assert looker.names() == list(GARDEN)
    assert not looker.folder.review.back.isEnabled()


def test_another_folder_ends_it(looker: Driver, tmp_path: Path) -> None:
    looker.trigger(looker.window.actions_.similar)
    looker.label(garden(tmp_path / "Other"))
    assert not looker.folder.workspace.trail.isVisible()
    assert looker.names() == list(GARDEN)
