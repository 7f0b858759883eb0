"""Look-alikes: looked for at rest, forgotten with their photos, and never told of photos that are gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from flowersort.bootstrap import Settings
from flowersort.core.photo_table import PhotoTable
from flowersort.gui.session.desk import Desk, open_desk
from flowersort.gui.session.session import Session
from flowersort.gui.session.similarity import SimilaritySearch
from tests.fakes.gardens import garden, many

_LONG = 60_000


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    made = open_desk(Settings(), {"FLOWERSORT_HOME": str(home)})
    yield made
    made.close()


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    made = Session(desk, lambda: 1_700_000_000.0)
    yield made
    made.close()


def label(qtbot: QtBot, session: Session, folder: Path) -> PhotoTable:
    session.open([str(folder)])
    qtbot.waitUntil(lambda: session.similarity.look_alikes is not None, timeout=_LONG)
    return session.table


def with_copies(folder: Path) -> Path:
    garden(folder)
    shutil.copy(folder / "1.jpg", folder / "copy of 1.jpg")
    shutil.copy(folder / "1.jpg", folder / "bed" / "another.jpg")
    return folder


def group_of(session: Session, name: str) -> int:
    found = session.similarity.look_alikes
    assert found is not None
    return int(found.groups[next(row for row in range(len(session.table)) if session.table.name(row) == name)])


def test_after_a_run_copies_are_in_one_group(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    table = label(qtbot, session, with_copies(tmp_path / "Garden"))
    assert group_of(session, "1.jpg") == group_of(session, "copy of 1.jpg") == group_of(session, "bed/another.jpg")
    found = session.similarity.look_alikes
    assert found is not None
    assert sorted(found.order.tolist()) == list(range(len(table)))


def test_neighbours_are_the_nearest_among_those_that_may_be_named(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    table = label(qtbot, session, with_copies(tmp_path / "Garden"))
    row = next(row for row in range(len(table)) if table.name(row) == "1.jpg")
    among = np.ones(len(table), np.bool_)
    near = session.similarity.neighbours(row, among, 3)
    assert [likeness for _, likeness in near] == sorted((likeness for _, likeness in near), reverse=True)
    assert row not in [other for other, _ in near]
    among[near[0][0]] = False
    assert near[0][0] not in [other for other, _ in session.similarity.neighbours(row, among, 3)]


def test_what_is_known_is_forgotten_when_another_folder_is_opened(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    label(qtbot, session, garden(tmp_path / "Garden"))
    told: list[bool] = []
    session.similar.connect(lambda: told.append(session.similarity.look_alikes is None))
    session.open([str(many(tmp_path / "many", 3))])
    assert session.similarity.look_alikes is None
    assert told == [True]
    assert session.similarity.neighbours(0, np.ones(3, np.bool_), 3) == []
    qtbot.waitUntil(lambda: told == [True, False], timeout=_LONG)


def test_a_new_run_stops_the_search_and_what_is_known_stays_until_its_end(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    folder = garden(tmp_path / "Garden")
    label(qtbot, session, folder)
    before = session.similarity.look_alikes
    told: list[int] = []
    session.similar.connect(lambda: told.append(len(session.table)))
    session.similarity.start(session.table)
    session.add([str(many(tmp_path / "many", 3))])
    assert session.similarity.look_alikes is before
    qtbot.waitUntil(lambda: len(told) > 0 and not session.runs.running, timeout=_LONG)
    assert told == [9]


def test_of_two_searches_only_the_last_one_tells(qtbot: QtBot, desk: Desk, session: Session, tmp_path: Path) -> None:
    table = label(qtbot, session, garden(tmp_path / "Garden"))
    parent = QObject()
    search = SimilaritySearch(desk, parent)
    told: list[bool] = []
    search.found.connect(lambda: told.append(True))
    search.start(table)
    search.start(table)
    search.close()
    assert told == []
    search.start(table)
    search.start(table)
    qtbot.waitUntil(lambda: search.look_alikes is not None, timeout=_LONG)
    search.close()
    assert told == [True]


def test_nothing_is_looked_for_without_photos(qtbot: QtBot, session: Session) -> None:
    session.similarity.start(session.table)
    session.similarity.close()
    assert session.similarity.look_alikes is None
