from __future__ import annotations

import os
from pathlib import Path

import pytest

from flowersort.core.content import content_hash
from flowersort.core.errors import FolderError, SortError, UsageError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.plan import Operation, Outcome, SortPlan, SortRules
from flowersort.core.progress import CancelToken
from flowersort.workflows import sort_sources
from flowersort.workflows.plan_sort import check_sort, keras_unreadable, plan_sort
from tests.fakes.labelled import facts_of
from tests.fakes.on_disk import labelled
from tests.fakes.trees import grow, needs_posix

GARDEN = {"a.jpg": b"a", "a.jpg.xmp": b"xmp", "trip": {"a.jpg": b"trip", "b.webp": b"webp"}}


def rows_of(folder: Path) -> list[LabelledPhoto]:
    return [labelled(path) for path in folder.rglob("*") if path.suffix in {".jpg", ".webp"}]


def plan(
    rows: list[LabelledPhoto],
    into: Path,
    *sources: Path,
    rules: SortRules = SortRules(),  # noqa: B008
) -> SortPlan:
    names = [str(source) for source in sources]
    return plan_sort(rows, sources=names, into=str(into), rules=rules, model=facts_of(), cancel=CancelToken())


def targets(made: SortPlan) -> list[str]:
    return [file.target for photo in made.photos for file in photo.files]


def reasons(made: SortPlan) -> list[str]:
    return [left.reason for left in made.left]


def copied(made: SortPlan) -> None:
    for file in (file for photo in made.photos for file in photo.files):
        target = Path(made.into, file.target)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(Path(file.source).read_bytes())


def test_photos_and_companions_get_places_with_what_was_read_of_them(tmp_path: Path) -> None:
    garden = grow(tmp_path / "g", GARDEN)
    made = plan(rows_of(garden), tmp_path / "new/sorted", garden)
    assert targets(made) == ["roses/a.jpg", "roses/a.jpg.xmp", "roses/a (2).jpg", "roses/b.webp"]
    assert made.photos[0].companions[0].content == content_hash(b"xmp")
    assert (made.bytes_needed, made.crosses_volumes, made.found, keras_unreadable(made)) == (12, False, 3, 1)
    assert made.bytes_free is not None
    assert not (tmp_path / "new").exists()


def test_a_copy_planned_again_has_nothing_to_do(tmp_path: Path) -> None:
    garden = grow(tmp_path / "g", GARDEN)
    rows = rows_of(garden)
    copied(plan(rows, garden, garden))
    again = plan([*rows, *rows_of(garden / "roses")], garden, garden)
    assert again.photos == ()
    assert again.expected() == {Outcome.ALREADY_THERE: 6}


def test_the_tree_of_a_source_is_kept(tmp_path: Path) -> None:
    garden = grow(tmp_path / "g", GARDEN)
    made = plan(rows_of(garden), tmp_path / "s", garden, rules=SortRules(keep_tree=True))
    assert targets(made) == ["roses/a.jpg", "roses/a.jpg.xmp", "roses/trip/a.jpg", "roses/trip/b.webp"]


def test_within_a_volume_a_move_and_a_link_need_no_space(tmp_path: Path) -> None:
    garden = grow(tmp_path / "g", GARDEN)
    for operation in (Operation.MOVE, Operation.LINK):
        assert plan(rows_of(garden), tmp_path / "s", garden, rules=SortRules(operation=operation)).bytes_needed == 0


def test_what_changed_or_went_since_it_was_labelled_is_not_planned(tmp_path: Path) -> None:
    garden = grow(tmp_path / "g", {"a.jpg": b"a", "b.jpg": b"b"})
    rows = rows_of(garden)
    (garden / "a.jpg").write_bytes(b"longer")
    (garden / "b.jpg").unlink()
    made = plan(rows, tmp_path / "s", garden)
    assert made.expected() == {Outcome.FAILED: 2}
    assert sorted(reasons(made))[1:] == ["It changed since it was labelled."]


@needs_posix
def test_one_file_by_a_link_or_two_names_is_there_already(tmp_path: Path) -> None:
    garden = grow(tmp_path / "g", {"roses": {"a.jpg": b"a"}, "b.jpg": b"b"})
    os.link(garden / "b.jpg", garden / "roses/b.jpg")
    (tmp_path / "s").symlink_to(garden)
    made = plan(rows_of(garden), tmp_path / "s", garden, rules=SortRules(operation=Operation.MOVE))
    assert made.photos == ()
    assert set(reasons(made)) == {"It is the same file as “roses/a.jpg”.", "It is the same file as “roses/b.jpg”."}


@needs_posix
def test_one_photo_in_a_folder_that_was_named_twice_by_a_link_goes_once(tmp_path: Path) -> None:
    garden = grow(tmp_path / "g", {"a.jpg": b"a", "b.jpg": b"b", "twin.jpg": b"a"})
    os.link(garden / "b.jpg", garden / "c.jpg")
    (tmp_path / "z").symlink_to(garden)
    rows = [*rows_of(garden), labelled(tmp_path / "z/a.jpg"), labelled(tmp_path / "z/twin.jpg")]
    for operation in Operation:
        made = plan(rows, tmp_path / "s", garden, tmp_path / "z", rules=SortRules(operation=operation))
        assert targets(made) == ["roses/a.jpg", "roses/b.jpg", "roses/c.jpg", "roses/twin.jpg"]
        assert reasons(made) == [
            f"It is the same file as “{garden / name}”, which was named, too." for name in ("a.jpg", "twin.jpg")
        ]


def test_a_folder_that_cant_be_listed_is_never_taken_for_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    garden = grow(tmp_path / "g", {"a.jpg": b"a"})

    def broken(folder: str) -> tuple[str, ...]:
        raise FolderError(f"The folder “{folder}” can't be listed: I/O error.")

    monkeypatch.setattr(sort_sources, "names_in", broken)
    made = plan(rows_of(garden), tmp_path / "s", garden)
    assert made.expected() == {Outcome.FAILED: 1}
    assert reasons(made)[0].endswith("I/O error. So its companions can't be told.")


def test_a_file_in_the_place_of_a_class_folder_refuses_the_plan(tmp_path: Path) -> None:
    garden = grow(tmp_path / "g", {"a.jpg": b"a"})
    grow(tmp_path / "s", {"roses": b""})
    with pytest.raises(SortError, match="roses” can't be listed"):
        plan(rows_of(garden), tmp_path / "s", garden)


def test_a_link_to_another_volume_is_not_possible_and_a_move_there_needs_space(tmp_path: Path) -> None:
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second volume at hand")
    garden = grow(tmp_path / "g", {"a.jpg": b"a"})
    into = memory / f"flowersort-{os.getpid()}"
    made = plan(rows_of(garden), into, garden, rules=SortRules(operation=Operation.LINK))
    assert reasons(made) == ["It is on another drive, and a link can't lead there; copy instead."]
    made = plan(rows_of(garden), into, garden, rules=SortRules(operation=Operation.MOVE))
    assert (made.crosses_volumes, made.bytes_needed) == (True, 1)


@pytest.mark.parametrize("folder", ["", ".", "/abs", "..", "a/../b", "C:/x", "a/.FlowerSort", "\\x"])
def test_a_folder_for_doubts_must_lie_below(tmp_path: Path, folder: str) -> None:
    with pytest.raises(UsageError):
        check_sort([str(tmp_path)], into=str(tmp_path / "s"), rules=SortRules(unsure=folder))


def test_what_cant_be_sorted_into_is_refused_before_anything_else(tmp_path: Path) -> None:
    grow(tmp_path, {"file": b"", "g": {}})
    source = str(tmp_path / "g")
    check_sort([source], into=str(tmp_path / "new/deep"), rules=SortRules())
    for into in ("file", "file/below"):
        with pytest.raises(SortError, match="is not a folder"):
            check_sort([source], into=str(tmp_path / into), rules=SortRules())
    with pytest.raises(UsageError):
        check_sort([source], into="", rules=SortRules())
    with pytest.raises(UsageError):
        check_sort([], into=str(tmp_path), rules=SortRules())
    with pytest.raises(UsageError, match="unknown field"):
        check_sort([source], into=str(tmp_path), rules=SortRules(rename="{who}"))
