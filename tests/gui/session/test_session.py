"""A session: photos come, troubles come and go, another folder makes an end of what was before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from flowersort.bootstrap import Settings
from flowersort.core.state import State
from flowersort.gui.session.desk import open_desk
from flowersort.gui.session.session import DOUBTFUL, OpenFolder, Session
from tests.fakes.gardens import GARDEN, garden, many, photo_bytes

_LONG = 60_000


class Watched:
    """A session, with everything that it told."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.qtbot = qtbot
        self.desk = open_desk(Settings(), {"FLOWERSORT_HOME": str(home)})
        moments = count(1_700_000_000.0)
        self.session = Session(self.desk, lambda: next(moments))
        self.said: list[str] = []
        self.opened: list[int] = []
        self.session.said.connect(lambda text, _undo: self.said.append(text))
        self.session.opened.connect(lambda: self.opened.append(len(self.session.table)))

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.runs.running, timeout=_LONG)

    def open(self, *paths: Path) -> None:
        self.session.open(map(str, paths))
        self.rest()

    def wait_for_labels(self) -> None:
        self.qtbot.waitUntil(lambda: sum(self.session.table.counts().states) > 0, timeout=_LONG)

    def names(self) -> list[str]:
        return [self.session.table.name(row) for row in range(len(self.session.table))]

    def reasons(self) -> list[str]:
        return [trouble.reason for trouble in self.session.troubles]

    def close(self) -> None:
        assert self.session.close()
        self.desk.close()


@pytest.fixture
def watched(qtbot: QtBot, home: Path) -> Iterator[Watched]:
    made = Watched(qtbot, home)
    yield made
    made.close()


def test_what_is_open_has_a_name_counts_and_a_snapshot(watched: Watched, tmp_path: Path) -> None:
    session, folder = watched.session, garden(tmp_path / "Garden")
    assert (session.name, list(session.folders())) == ("", [])
    watched.open(folder)
    counts = session.table.counts()
    assert session.name == "Garden"
    assert list(session.folders()) == [OpenFolder(str(folder), 6, counts.to_review)]
    table, base = session.snapshot()
    session.reviewing.give_class(np.arange(6), 0)
    assert base == str(folder)
    assert all(photo.review is None for photo in table.labelled_photos())
    assert {photo.file.path for photo in table.labelled_photos()} == {str(folder / name) for name in GARDEN}


def test_several_folders_are_counted_each_by_itself_and_single_photos_not(watched: Watched, tmp_path: Path) -> None:
    # One name begins with the other's: a prefix is no folder.
    first, second = garden(tmp_path / "Garden"), many(tmp_path / "Garden 2", 3)
    alone = tmp_path / "alone.jpg"
    alone.write_bytes(photo_bytes(90))
    watched.open(first, second, alone)
    table = watched.session.table
    doubtful = [
        table.path(row)
        for row in range(len(table))
        if (photo := table.photo(row)) is not None and photo.state in DOUBTFUL
    ]
    assert list(watched.session.folders()) == [
        OpenFolder(str(each), photos, sum(path.startswith(f"{each}{os.sep}") for path in doubtful))
        for each, photos in ((first, 6), (second, 3))
    ]
    assert watched.session.name == "Garden"


def test_a_folder_that_is_gone_by_now_is_not_counted(watched: Watched, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    watched.open(folder)
    shutil.rmtree(folder)
    assert list(watched.session.folders()) == []


def test_thresholds_hold_for_what_is_open_and_for_what_is_opened_later(watched: Watched, tmp_path: Path) -> None:
    watched.open(garden(tmp_path / "Garden"))
    session = watched.session
    session.set_thresholds(session.thresholds.with_sure(1.0))
    unsure = session.table.counts().to_review
    assert unsure == 6
    assert session.unsure_at(1.0) + sum(
        photo.state in DOUBTFUL - {State.UNSURE} for photo in session.table.labelled_photos()
    ) == len(session.table)
    watched.open(many(tmp_path / "many", 3))
    assert session.table.counts().to_review == 3


def test_a_class_can_have_a_threshold_of_its_own(watched: Watched, tmp_path: Path) -> None:
    watched.open(garden(tmp_path / "Garden"))
    session, classes = watched.session, watched.desk.facts.classes
    lenient = replace(session.thresholds.with_sure(0.0), no_flower=1.1, other_flower=1.1)
    session.set_thresholds(lenient)
    assert session.table.counts().to_review == 0
    top = int(session.table.tops[0])
    session.set_thresholds(replace(lenient, class_sure=tuple(1.0 if i == top else None for i in range(len(classes)))))
    states = [photo.state for photo in session.table.labelled_photos()]
    of_class = [int(each) == top for each in session.table.tops]
    assert states == [State.UNSURE if strict else State.SURE for strict in of_class]


def test_what_is_added_during_a_run_follows_it_and_names_tell_the_folders_apart(
    watched: Watched, tmp_path: Path
) -> None:
    first, second = many(tmp_path / "first", 40), garden(tmp_path / "second")
    watched.session.open([str(first)])
    watched.wait_for_labels()
    watched.session.add([str(second)])
    watched.rest()
    assert len(watched.opened) == 1
    assert sorted({name.partition("/")[0] for name in watched.names()}) == ["first", "second"]
    assert watched.session.table.counts().waiting == 0
    assert watched.session.paths == (str(first), str(second))


def test_what_is_added_twice_is_there_once(watched: Watched, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    watched.open(folder)
    watched.session.add([str(folder), str(folder / "1.jpg")])
    watched.rest()
    assert len(watched.session.table) == 6


def test_opening_during_a_run_drops_all_further_news_of_it(watched: Watched, tmp_path: Path) -> None:
    first, second = many(tmp_path / "first", 200), garden(tmp_path / "second")
    (first / "broken.jpg").write_bytes(b"")
    watched.session.open([str(first)])
    watched.wait_for_labels()
    watched.open(second)
    assert watched.names() == list(GARDEN)
    assert watched.reasons() == []
    assert watched.opened == [0, 0]
    assert not watched.session.runs.can_resume


def test_unreadable_photos_come_as_troubles_and_go_when_they_are_mended(watched: Watched, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    (folder / "a.jpg").write_bytes(b"")
    (folder / "b.jpg").write_bytes(photo_bytes()[:200])
    watched.open(folder)
    assert {(Path(each.path).name, each.state) for each in watched.session.troubles} == {
        ("a.jpg", State.UNREADABLE),
        ("b.jpg", State.UNREADABLE),
    }
    (folder / "a.jpg").write_bytes(photo_bytes(50))
    watched.session.again([str(folder / "a.jpg")])
    watched.rest()
    assert [Path(each.path).name for each in watched.session.troubles] == ["b.jpg"]
    assert watched.session.name_of(str(folder / "b.jpg")) == "b.jpg"
    watched.open(many(tmp_path / "many", 2))
    assert watched.reasons() == []


def test_a_photo_that_spoils_later_becomes_a_trouble(watched: Watched, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    watched.open(folder)
    (folder / "1.jpg").write_bytes(b"")
    watched.session.again([str(folder / "1.jpg")])
    watched.rest()
    assert [Path(each.path).name for each in watched.session.troubles] == ["1.jpg"]


def test_a_path_that_is_not_there_is_a_trouble_until_something_else_is_opened(watched: Watched, tmp_path: Path) -> None:
    watched.open(tmp_path / "gone")
    assert watched.said == watched.reasons()
    assert len(watched.reasons()) == 1
    watched.open(garden(tmp_path / "Garden"))
    assert watched.reasons() == []


def test_without_a_store_a_review_holds_and_is_a_trouble(qtbot: QtBot, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "state").write_text("in the way")
    watched = Watched(qtbot, home)
    watched.open(garden(tmp_path / "Garden"))
    watched.session.reviewing.give_class(np.arange(2), 1)
    qtbot.waitUntil(lambda: any("kept in this window" in reason for reason in watched.reasons()), timeout=_LONG)
    assert watched.session.unstored() > 0
    assert watched.session.store_fault
    assert not watched.session.close()
    watched.desk.close()
