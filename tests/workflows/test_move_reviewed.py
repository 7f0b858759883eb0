from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.core.errors import SortError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.plan import Operation
from flowersort.core.review import Review, Verdict
from flowersort.workflows.move_reviewed import plan_move
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


@pytest.mark.parametrize(
    ("name", "targets"),
    [("roses/trip/a.jpg", ["tulips/trip/a.jpg", "tulips/trip/a.xmp"]), ("Doubts/b.jpg", ["tulips/b.jpg"])],
)
def test_a_photo_moves_with_its_companions_to_the_folder_of_its_new_label(
    tmp_path: Path, name: str, targets: list[str]
) -> None:
    plan = plan_move(reviewed(grow(tmp_path, TREE) / name), model=facts_of())
    assert plan is not None
    assert (plan.into, plan.rules.operation) == (str(tmp_path), Operation.MOVE)
    assert [file.target for photo in plan.photos for file in photo.files] == targets


def test_a_photo_that_stands_right_or_was_left_out_stays(tmp_path: Path) -> None:
    path = grow(tmp_path, TREE) / "roses/trip/a.jpg"
    assert plan_move(reviewed(path, "roses"), model=facts_of()) is None
    assert plan_move(reviewed(path, None, Verdict.EXCLUDED), model=facts_of()) is None


def test_a_photo_outside_of_sorted_folders_stays(tmp_path: Path) -> None:
    path = grow(tmp_path, {"roses": {"a.jpg": b"a"}}) / "roses/a.jpg"
    assert plan_move(reviewed(path), model=facts_of()) is None


def test_a_photo_that_cant_be_moved_says_why(tmp_path: Path) -> None:
    photo = reviewed(grow(tmp_path, TREE) / "Doubts/b.jpg")
    Path(photo.file.path).write_bytes(b"changed")
    with pytest.raises(SortError, match="It changed since it was labelled"):
        plan_move(photo, model=facts_of())
