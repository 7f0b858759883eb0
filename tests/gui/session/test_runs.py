"""One run after the other; what was stopped can go on; what was dropped is silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flowersort.bootstrap import Settings, build
from flowersort.core.events import Event, PhotoFailed, PhotoLabelled, RunCancelled, RunFinished
from flowersort.gui.session.runs import Runs
from tests.fakes.gardens import garden, many

_LONG = 60_000


class Told:
    """A queue of runs, with everything that it told."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        from PySide6.QtCore import QObject

        self.qtbot, self.parent = qtbot, QObject()
        self.built = build(Settings(), {"FLOWERSORT_HOME": str(home)})
        self.runs = Runs(lambda: self.built.tools, self.parent)
        self.events: list[Event] = []
        self.started: list[tuple[str, ...]] = []
        self.ended: list[object] = []
        self.refused: list[str] = []
        self.runs.told.connect(self.events.extend)
        self.runs.started.connect(self.started.append)
        self.runs.ended.connect(lambda _paths, last: self.ended.append(last))
        self.runs.refused.connect(self.refused.append)

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.runs.running, timeout=_LONG)

    def photos(self) -> list[str]:
        return [each.photo.file.path for each in self.events if isinstance(each, PhotoLabelled | PhotoFailed)]

    def close(self) -> None:
        self.runs.close()
        self.built.close()


@pytest.fixture
def told(qtbot: QtBot, home: Path) -> Iterator[Told]:
    made = Told(qtbot, home)
    yield made
    made.close()


def test_runs_follow_each_other_in_the_order_in_which_they_were_added(told: Told, tmp_path: Path) -> None:
    first, second = str(many(tmp_path / "first", 20)), str(garden(tmp_path / "second"))
    told.runs.add([first])
    told.runs.add([second])
    assert told.runs.waiting == 1
    told.rest()
    assert told.started == [(first,), (second,)]
    assert [type(each) for each in told.ended] == [RunFinished, RunFinished]
    assert [path.startswith(first) for path in told.photos()] == [True] * 20 + [False] * 6


def test_a_run_that_cannot_begin_is_refused_and_the_next_one_goes_on(told: Told, tmp_path: Path) -> None:
    told.runs.add([str(tmp_path / "gone")])
    told.runs.add([str(garden(tmp_path / "Garden"))])
    told.rest()
    assert len(told.refused) == 1
    assert "There is no file or folder" in told.refused[0]
    assert len(told.photos()) == 6


def test_what_was_stopped_goes_on_with_what_had_waited(told: Told, tmp_path: Path) -> None:
    first, second = str(many(tmp_path / "first", 300)), str(garden(tmp_path / "second"))
    told.runs.add([first])
    told.runs.add([second])
    told.qtbot.waitUntil(lambda: len(told.photos()) > 3, timeout=_LONG)
    told.runs.cancel()
    told.rest()
    assert isinstance(told.ended[0], RunCancelled)
    assert told.runs.can_resume
    told.events.clear()
    told.runs.resume()
    told.rest()
    assert told.started[1:] == [(first,), (second,)]
    assert sorted({Path(path).parent.name for path in told.photos()}) == ["bed", "far", "first", "second"]
    assert len(told.photos()) == 306
    assert not told.runs.can_resume


def test_a_dropped_run_tells_nothing_more(told: Told, tmp_path: Path) -> None:
    told.runs.add([str(many(tmp_path / "first", 300))])
    told.qtbot.waitUntil(lambda: len(told.photos()) > 0, timeout=_LONG)
    told.runs.drop()
    told.runs.add([str(garden(tmp_path / "second"))])
    told.events.clear()
    told.rest()
    assert {Path(path).parent.name for path in told.photos()} == {"second", "bed", "far"}
    assert not told.runs.can_resume


def test_closing_waits_for_the_photos_in_hand(told: Told, tmp_path: Path) -> None:
    told.runs.add([str(many(tmp_path / "first", 300))])
    told.qtbot.waitUntil(lambda: len(told.photos()) > 0, timeout=_LONG)
    told.runs.close()
    assert isinstance(told.ended[-1], RunCancelled)
