from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.core.errors import UsageError
from flowersort.core.plan import Operation, Outcome
from flowersort.core.sorts import Ending, Part, SortState
from flowersort.workflows.undo_sort import find_sort, known_sorts
from tests.fakes.small_sorts import Place

PLAN = {"a.jpg": "roses/a.jpg", "+a.jpg.xmp": "roses/a.jpg.xmp", "deep/b.jpg": "tulips/b.jpg"}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "place")
    place.write("a.jpg", b"rose")
    place.write("a.jpg.xmp", b"<x/>")
    place.write("deep/b.jpg", b"tulip", at=1_400_000_000_000_000_001)
    return place


@pytest.mark.parametrize("operation", Operation)
def test_undo_gives_back_exactly_the_tree_it_started_from(place: Place, operation: Operation) -> None:
    before = place.tree()
    place.sort(place.plan(PLAN, operation))
    ended = place.undo()
    assert (ended.ending, ended.summary.outcomes.total(), ended.summary.companions) == (Ending.FINISHED, 2, 1)
    assert place.tree() == before
    assert [(each.state, each.undone) for each in known_sorts(place.records)] == [(SortState.UNDONE, 2)]


def test_undo_leaves_what_stood_in_the_folder_before(place: Place) -> None:
    (place.into / "roses").mkdir(parents=True)
    (place.into / "roses/mine.jpg").write_bytes(b"mine")
    before = place.tree()
    place.sort(place.plan(PLAN, Operation.MOVE))
    place.undo()
    assert place.tree() == before


def test_an_older_sort_is_undone_while_a_later_one_stays(place: Place) -> None:
    place.sort(place.plan({"a.jpg": "roses/a.jpg"}, Operation.MOVE))
    oldest = known_sorts(place.records)[0].id
    place.sort(place.plan({"deep/b.jpg": "tulips/b.jpg"}, Operation.MOVE))
    ended = place.undo(into=Path(oldest))
    assert ended.summary.id == oldest
    assert (place.photos / "a.jpg").exists()
    assert (place.into / "tulips/b.jpg").exists()


def test_one_class_can_be_undone(place: Place) -> None:
    place.sort(place.plan(PLAN, Operation.MOVE))
    ended = place.undo(Part(label="roses"))
    assert ended.summary.outcomes[Outcome.MOVED] == 1
    assert (place.photos / "a.jpg.xmp").exists()
    assert not (place.into / "roses").exists()
    assert (place.into / "tulips/b.jpg").exists()
    assert known_sorts(place.records)[0].state is SortState.PARTLY_UNDONE


@pytest.mark.parametrize("path", ["photos/deep/b.jpg", "sorted/tulips/b.jpg"])
def test_one_photo_is_named_by_its_old_or_its_new_place(place: Place, path: str) -> None:
    place.sort(place.plan(PLAN, Operation.MOVE))
    place.undo(Part(photo=str(place.root / path)))
    assert (place.photos / "deep/b.jpg").exists()
    assert (place.into / "roses/a.jpg").exists()


def test_a_photo_that_was_moved_since_is_found_by_its_content(place: Place) -> None:
    before = place.tree()
    place.sort(place.plan(PLAN, Operation.MOVE))
    (place.into / "roses/a.jpg").rename(place.into / "tulips/renamed.jpg")
    place.undo()
    assert place.tree() == before


def test_a_photo_renamed_since_is_undone_by_its_new_name(place: Place) -> None:
    place.sort(place.plan(PLAN, Operation.MOVE))
    (place.into / "roses/a.jpg").rename(place.into / "new.jpg")
    place.undo(Part(photo=str(place.into / "new.jpg")))
    assert (place.photos / "a.jpg").exists()


def test_what_was_edited_since_stays_and_the_rest_goes_back(place: Place) -> None:
    place.sort(place.plan(PLAN, Operation.MOVE))
    (place.into / "roses/a.jpg").write_bytes(b"edited")
    ended = place.undo()
    assert [(each.path, each.reason) for each in ended.summary.problems] == [
        (str(place.into / "roses/a.jpg"), "It was changed since it was sorted, so it stays.")
    ]
    assert (place.into / "roses/a.jpg").read_bytes() == b"edited"
    assert (place.photos / "deep/b.jpg").exists()


@pytest.mark.parametrize("operation", Operation)
def test_an_edit_that_keeps_the_size_is_an_edit(place: Place, operation: Operation) -> None:
    place.sort(place.plan(PLAN, operation))
    photo = place.into / next(iter(PLAN.values()))
    edited = photo.read_bytes()[::-1]
    photo.unlink()
    photo.write_bytes(edited)
    ended = place.undo()
    assert Path(ended.summary.problems[0].path) == photo
    assert "changed since it was sorted" in ended.summary.problems[0].reason
    assert photo.read_bytes() == edited


def test_an_old_place_that_is_taken_is_not_overwritten(place: Place) -> None:
    place.sort(place.plan(PLAN, Operation.MOVE))
    place.write("a.jpg", b"another")
    ended = place.undo()
    assert "old place is taken" in ended.summary.problems[0].reason
    assert (place.photos / "a.jpg").read_bytes() == b"another"
    assert (place.into / "roses/a.jpg").read_bytes() == b"rose"


@pytest.mark.parametrize("operation", [Operation.COPY, Operation.LINK])
def test_the_last_copy_of_a_photo_is_never_removed(place: Place, operation: Operation) -> None:
    place.sort(place.plan(PLAN, operation))
    (place.photos / "a.jpg").unlink()
    ended = place.undo()
    assert "only copy" in ended.summary.problems[0].reason
    assert (place.into / "roses/a.jpg").read_bytes() == b"rose"


def test_a_copy_that_the_user_removed_is_as_good_as_undone(place: Place) -> None:
    before = place.tree()
    place.sort(place.plan(PLAN))
    (place.into / "roses/a.jpg").unlink()
    assert place.undo().summary.problems == ()
    assert place.tree() == before


def test_what_could_not_go_back_can_go_back_later(place: Place) -> None:
    before = place.tree()
    place.sort(place.plan(PLAN, Operation.MOVE))
    taken = place.write("a.jpg", b"another")
    place.undo()
    taken.unlink()
    assert place.undo().summary.problems == ()
    assert place.tree() == before


def test_a_folder_that_travelled_with_its_photos_is_undone_where_it_is(place: Place, tmp_path: Path) -> None:
    before = place.tree()
    place.sort(place.plan(PLAN, Operation.MOVE))
    there = tmp_path / "elsewhere"
    place.root.rename(there)
    (there / "records").rename(tmp_path / "lost")
    moved = Place.__new__(Place)
    moved.root, moved.records = there, place.records
    assert moved.undo(into=there / "sorted").ending is Ending.FINISHED
    assert moved.tree() == before


def test_nothing_to_undo_is_said(place: Place) -> None:
    with pytest.raises(UsageError, match="no sort to undo"):
        find_sort(place.records, None)
    with pytest.raises(UsageError, match="no sort to undo in"):
        find_sort(place.records, str(place.photos))


def test_a_sort_is_not_undone_twice(place: Place) -> None:
    sort = place.sort(place.plan(PLAN)).summary.id
    place.undo()
    with pytest.raises(UsageError, match="undone already"):
        find_sort(place.records, sort)


def test_a_class_or_photo_that_the_sort_does_not_know_is_said(place: Place) -> None:
    place.sort(place.plan(PLAN))
    with pytest.raises(UsageError, match="labelled “daisy”"):
        place.undo(Part(label="daisy"))
    with pytest.raises(UsageError, match="no photo of this sort"):
        place.undo(Part(photo=str(place.root / "nothing.jpg")))


def test_somebody_s_own_copy_is_not_taken_for_one_that_was_removed(place: Place) -> None:
    mine = place.into / "mine.jpg"
    place.sort(place.plan(PLAN, Operation.COPY))
    mine.write_bytes((place.into / "roses/a.jpg").read_bytes())
    (place.into / "roses/a.jpg").unlink()
    place.undo()
    assert mine.read_bytes() == b"rose"
