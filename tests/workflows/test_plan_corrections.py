"""Moving photos of a sorted folder to the class of their review, and exactly back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.plan import Operation, Outcome, SortPlan
from flowersort.core.progress import CancelToken
from flowersort.core.review import Review, Verdict
from flowersort.core.sorts import Ending, Part, SortEnded
from flowersort.services.sorting.records import SortRecords
from flowersort.workflows.apply_sort import apply_sort
from flowersort.workflows.move_reviewed import misplaced, plan_moves
from flowersort.workflows.plan_corrections import needs_move, plan_corrections
from flowersort.workflows.undo_sort import find_sort, undo_sort
from tests.fakes.labelled import facts_of
from tests.fakes.on_disk import labelled
from tests.fakes.trees import Tree, grow

TREE: Tree = {
    "Rose": {"a.jpg": b"a", "trip": {"b.jpg": b"b", "b.xmp": b"xmp"}},
    "tulips": {"c.jpg": b"c"},
    "lilies": {"d.jpg": b"d"},
    "e.jpg": b"e",
}


def reviewed(path: Path, label: str) -> LabelledPhoto:
    verdict = Verdict(label) if label in list(Verdict) else Verdict.CLASS
    return replace(labelled(path), review=Review(verdict, label if verdict is Verdict.CLASS else None, 1.0))


def plans(root: Path, reviews: Mapping[str, str]) -> list[SortPlan]:
    photos = [reviewed(root / name, label) for name, label in reviews.items()]
    holding = {path.parent.relative_to(root).as_posix() for path in root.rglob("*.jpg")} - {"."}
    return plan_corrections(photos, root=str(root), holding=holding, model=facts_of(), cancel=CancelToken())


def targets(root: Path, found: list[SortPlan]) -> dict[str, str]:
    return {
        Path(file.source).relative_to(root).as_posix(): file.target
        for plan in found
        for photo in plan.photos
        for file in photo.files
    }


def files(root: Path) -> dict[str, bytes | None]:
    """Return everything but our own journals."""
    every = (path for path in root.rglob("*") if ".flowersort" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in every}


def test_a_photo_goes_to_the_folder_that_its_class_has_in_whatever_spelling(tmp_path: Path) -> None:
    root = grow(tmp_path, TREE)
    (plan,) = plans(root, {"tulips/c.jpg": "roses", "Rose/a.jpg": "tulips", "lilies/d.jpg": "roses"})
    assert (plan.into, plan.rules.operation) == (str(root), Operation.MOVE)
    assert targets(root, [plan]) == {
        "tulips/c.jpg": "Rose/c.jpg",
        "Rose/a.jpg": "tulips/a.jpg",
        "lilies/d.jpg": "Rose/d.jpg",
    }


def test_a_class_without_a_folder_gets_one_and_what_lies_below_a_class_stays_together(tmp_path: Path) -> None:
    root = grow(tmp_path, TREE)
    assert targets(root, plans(root, {"Rose/trip/b.jpg": "daisy"})) == {
        "Rose/trip/b.jpg": "daisy/trip/b.jpg",
        "Rose/trip/b.xmp": "daisy/trip/b.xmp",
    }


def test_what_is_no_flower_or_another_one_goes_where_every_sort_puts_it(tmp_path: Path) -> None:
    root = grow(tmp_path, TREE)
    assert targets(root, plans(root, {"Rose/a.jpg": "no_flower", "tulips/c.jpg": "other_flower"})) == {
        "Rose/a.jpg": "_review/no_flower/a.jpg",
        "tulips/c.jpg": "_review/other_flower/c.jpg",
    }


def test_what_stands_right_was_left_out_or_has_no_class_folder_is_in_no_plan(tmp_path: Path) -> None:
    root = grow(tmp_path, TREE)
    kept = {"Rose/a.jpg": "roses", "lilies/d.jpg": "lilies", "tulips/c.jpg": "excluded", "e.jpg": "daisy"}
    assert plans(root, kept) == []
    unreviewed = labelled(root / "Rose" / "a.jpg", "tulips")
    assert plan_corrections([unreviewed], root=str(root), holding=(), model=facts_of(), cancel=CancelToken()) == []


def test_photos_of_a_split_stay_in_it(tmp_path: Path) -> None:
    root = grow(
        tmp_path,
        {
            "train": {"roses": {"a.jpg": b"a", "n.jpg": b"n"}, "tulips": {"b.jpg": b"b"}},
            "test": {"roses": {"c.jpg": b"c", "n.jpg": b"m"}, "Tulip": {"d.jpg": b"d"}},
        },
    )
    reviews = {
        "train/roses/a.jpg": "tulips",
        "test/roses/c.jpg": "tulips",
        "train/tulips/b.jpg": "daisy",
        "train/roses/n.jpg": "no_flower",
        "test/roses/n.jpg": "no_flower",
    }
    found = plans(root, reviews)
    assert {plan.into for plan in found} == {str(root)}
    assert targets(root, found) == {
        "train/roses/a.jpg": "train/tulips/a.jpg",
        "test/roses/c.jpg": "test/Tulip/c.jpg",
        "train/tulips/b.jpg": "train/daisy/b.jpg",
        "train/roses/n.jpg": "_review/no_flower/train/n.jpg",
        "test/roses/n.jpg": "_review/no_flower/test/n.jpg",
    }


def test_two_folders_of_one_class_are_both_known_as_such(tmp_path: Path) -> None:
    root = grow(tmp_path, {"rose": {"far": {"a.jpg": b"a"}}, "roses": {"b.jpg": b"b"}, "tulip": {"c.jpg": b"c"}})
    reviews = {"rose/far/a.jpg": "tulips", "tulip/c.jpg": "roses"}
    assert targets(root, plans(root, reviews)) == {"rose/far/a.jpg": "tulip/far/a.jpg", "tulip/c.jpg": "roses/c.jpg"}


def test_undo_brings_back_exactly_the_tree(tmp_path: Path) -> None:
    root, records = grow(tmp_path / "Garden", TREE), SortRecords(tmp_path / "records")
    before = files(root)
    reviews = {"Rose/trip/b.jpg": "daisy", "tulips/c.jpg": "roses", "Rose/a.jpg": "no_flower", "lilies/d.jpg": "tulips"}
    ended = [follow(apply_sort(plan, records=records, cancel=CancelToken())) for plan in plans(root, reviews)]
    assert [(each.ending, each.summary.outcomes[Outcome.MOVED]) for each in ended] == [(Ending.FINISHED, 4)]
    assert "daisy/trip/b.xmp" in files(root)
    record = find_sort(records, ended[0].summary.id)
    assert follow(undo_sort(record, part=Part(), records=records, cancel=CancelToken())).ending is Ending.FINISHED
    assert files(root) == before


def follow(events: object) -> SortEnded:
    with closing(events) as steps:  # type: ignore[type-var]
        return next(event for event in steps if isinstance(event, SortEnded))  # type: ignore[attr-defined]


def test_after_that_a_photo_in_a_folder_of_another_spelling_does_not_count_as_misplaced(tmp_path: Path) -> None:
    root = grow(tmp_path, {**TREE, ".flowersort": {}})
    assert misplaced(reviewed(root / "Rose" / "trip" / "b.jpg", "roses"), model=facts_of()) is None
    found = misplaced(reviewed(root / "tulips" / "c.jpg", "roses"), model=facts_of())
    assert found is not None
    assert targets(root, plan_moves([found], model=facts_of(), cancel=CancelToken())) == {"tulips/c.jpg": "Rose/c.jpg"}


@pytest.mark.parametrize(
    ("label", "folder", "moves"),
    [("roses", "Rose", False), ("roses", "tulips", True), ("no_flower", "roses", True), ("excluded", "roses", False)],
)
def test_which_reviews_move_a_photo(label: str, folder: str, moves: bool) -> None:
    verdict = Verdict(label) if label in list(Verdict) else Verdict.CLASS
    review = Review(verdict, label if verdict is Verdict.CLASS else None, 1.0)
    assert needs_move(review, folder) is moves
    assert not needs_move(review, "")
    assert not needs_move(None, folder)
