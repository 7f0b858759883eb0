from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.plan import Operation, SortPlan
from flowersort.core.progress import CancelToken
from flowersort.core.review import Review, Verdict
from flowersort.workflows.move_reviewed import misplaced, plan_moves
from tests.fakes.labelled import facts_of
from tests.fakes.on_disk import labelled
from tests.fakes.trees import grow

TREE = {
    ".flowersort": {},
    "roses": {"trip": {"a.jpg": b"a", "a.xmp": b"xmp"}},
    "Doubts": {"b.jpg": b"b"},
}


def reviewed(path: Path, name: str | None = "tulips", verdict: Verdict = Verdict.CLASS) -> LabelledPhoto:
    return replace(labelled(path), review=Review(verdict, name, 1.0))


def moves(*photos: LabelledPhoto) -> list[SortPlan]:
    found = [where for photo in photos if (where := misplaced(photo, model=facts_of())) is not None]
    return plan_moves(found, model=facts_of(), cancel=CancelToken())


def targets(plan: SortPlan) -> list[str]:
    return [file.target for photo in plan.photos for file in photo.files]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("roses/trip/a.jpg", ["tulips/trip/a.jpg", "tulips/trip/a.xmp"]), ("Doubts/b.jpg", ["tulips/b.jpg"])],
)
def test_a_photo_moves_with_its_companions_to_the_folder_of_its_new_label(
    tmp_path: Path, name: str, expected: list[str]
) -> None:
    (plan,) = moves(reviewed(grow(tmp_path, TREE) / name))
    assert (plan.into, plan.rules.operation) == (str(tmp_path), Operation.MOVE)
    assert targets(plan) == expected


def test_photos_of_one_sorted_folder_move_together_and_each_keeps_its_folders(tmp_path: Path) -> None:
    trees = [grow(tmp_path / name, TREE) for name in ("one", "other")]
    photos = [reviewed(tree / name) for tree in trees for name in ("roses/trip/a.jpg", "Doubts/b.jpg")]
    plans = moves(*photos)
    assert {plan.into for plan in plans} == {str(tree) for tree in trees}
    assert sorted(name for plan in plans for name in targets(plan)) == sorted(
        ["tulips/trip/a.jpg", "tulips/trip/a.xmp", "tulips/b.jpg"] * 2
    )


def test_a_photo_that_stands_right_or_was_left_out_stays(tmp_path: Path) -> None:
    path = grow(tmp_path, TREE) / "roses/trip/a.jpg"
    assert misplaced(reviewed(path, "roses"), model=facts_of()) is None
    assert misplaced(reviewed(path, None, Verdict.EXCLUDED), model=facts_of()) is None


def test_a_photo_outside_of_sorted_folders_stays(tmp_path: Path) -> None:
    path = grow(tmp_path, {"roses": {"a.jpg": b"a"}}) / "roses/a.jpg"
    assert misplaced(reviewed(path), model=facts_of()) is None


def test_a_photo_that_cant_be_moved_says_why(tmp_path: Path) -> None:
    photo = reviewed(grow(tmp_path, TREE) / "Doubts/b.jpg")
    Path(photo.file.path).write_bytes(b"changed")
    (plan,) = moves(photo)
    assert plan.photos == ()
    assert [left.reason for left in plan.left] == ["It changed since it was labelled."]
