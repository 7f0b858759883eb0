"""Work on files beside the window: one at a time, told as it goes, and photos followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flowersort.bootstrap import Settings
from flowersort.core.plan import Operation, SortRules
from flowersort.core.sorts import Deed, Ending, Part
from flowersort.gui.session.desk import Desk, open_desk
from flowersort.gui.session.sorting import FilesChanged, Sorting, SortRequest, within
from flowersort.workflows.undo_sort import known_sorts
from tests.fakes.on_disk import labelled
from tests.fakes.small_sorts import Place


@pytest.fixture
def desk(home: Path) -> Desk:
    import os

    return open_desk(Settings(), os.environ)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path / "place")
    for number in range(4):
        made.write(f"{number}.jpg")
    return made


@pytest.fixture
def work(qtbot: QtBot, desk: Desk) -> Sorting:
    made = Sorting(desk)
    yield made
    made.close()
    desk.close()


def done(qtbot: QtBot, work: Sorting, begin: object) -> FilesChanged:
    with qtbot.waitSignal(work.ended, timeout=20_000) as told:
        begin()  # type: ignore[operator]
    (changed,) = told.args
    return changed


def test_a_move_tells_where_each_photo_is_and_its_undo_where_it_is_again(
    qtbot: QtBot, work: Sorting, place: Place
) -> None:
    plan = place.plan({f"{number}.jpg": f"roses/{number}.jpg" for number in range(4)}, Operation.MOVE)
    changed = done(qtbot, work, lambda: work.apply([plan]))
    moved = {str(place.photos / f"{n}.jpg"): str(place.into / "roses" / f"{n}.jpg") for n in range(4)}
    assert (changed.moved, changed.placed, changed.unclear) == (moved, moved, ())
    (record,) = known_sorts(work._records)
    back = done(qtbot, work, lambda: work.undo(record, Part()))
    assert back.moved == {new: old for old, new in moved.items()}
    assert back.unclear == (str(place.into),)


def test_a_copy_leaves_the_photos_and_tells_where_the_copies_are(qtbot: QtBot, work: Sorting, place: Place) -> None:
    changed = done(qtbot, work, lambda: work.apply([place.plan({"1.jpg": "roses/1.jpg"})]))
    assert changed.moved == {}
    assert changed.placed == {str(place.photos / "1.jpg"): str(place.into / "roses" / "1.jpg")}


def test_several_plans_are_carried_out_and_undone_together(qtbot: QtBot, work: Sorting, place: Place) -> None:
    plans = [place.plan({f"{n}.jpg": f"roses/{n}.jpg"}, Operation.MOVE) for n in range(2)]
    changed = done(qtbot, work, lambda: work.apply(plans))
    assert [ended.ending for ended in changed.ended] == [Ending.FINISHED] * 2
    assert len(changed.moved) == 2
    sorts = [ended.summary.id for ended in reversed(changed.ended)]
    back = done(qtbot, work, lambda: work.undo_by_ids(sorts))
    assert [ended.summary.deed for ended in back.ended] == [Deed.UNDO] * 2
    assert sorted(path.name for path in place.photos.iterdir()) == [f"{n}.jpg" for n in range(4)]


def test_undoing_what_is_gone_is_refused_in_a_sentence(qtbot: QtBot, work: Sorting) -> None:
    changed = done(qtbot, work, lambda: work.undo_by_ids(["20200101-000000-none"]))
    assert changed.ended == ()
    assert "no sort" in changed.refusal.lower()


def test_a_plan_that_makes_no_sense_is_refused(qtbot: QtBot, work: Sorting, place: Place) -> None:
    (place.root / "file").write_bytes(b"")
    photo = labelled(place.photos / "1.jpg")
    request = SortRequest(lambda: [photo], (str(place.photos),), str(place.root / "file"), SortRules())
    with qtbot.waitSignal(work.refused, timeout=20_000) as told:
        work.plan(request)
    assert "is not a folder" in told.args[0]
    assert not work.busy


def test_a_cancelled_plan_is_no_plan(qtbot: QtBot, work: Sorting, place: Place) -> None:
    # So many that planning takes longer than the cancel that follows at once.
    photos = [labelled(place.write(f"many/{number}.jpg")) for number in range(400)]
    request = SortRequest(lambda: photos, (str(place.photos),), str(place.into), SortRules())
    with qtbot.waitSignal(work.refused, timeout=20_000) as told:
        work.plan(request)
        work.cancel()
    assert told.args == ["Stopped; nothing was changed."]


def test_within_knows_a_folder_from_one_that_begins_alike() -> None:
    assert within("/a/b", ["/a"])
    assert within("/a", ["/a"])
    assert within("/x", ["/"])
    assert not within("/ab", ["/a"])
