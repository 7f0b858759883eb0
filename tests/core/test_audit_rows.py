"""Findings by rows: what is open, in which order, and what reviews and moves make of it."""

from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.audit import Reason
from flowersort.core.audit_rows import AuditRows, Cell, Doubts, busiest, is_class_tree
from flowersort.core.photo_table import PhotoTable
from flowersort.core.review import Review, Verdict
from tests.fakes.audits import MISLABEL, Finding, result_of
from tests.fakes.labelled import CLASSES, facts_of, sure, unreadable

ROOT = "/garden"
NAMES = ("roses/a.jpg", "roses/b.jpg", "roses/c.jpg", "tulips/d.jpg", "tulips/e.jpg", "Lily/f.jpg")
FINDINGS = {
    "roses/b.jpg": Finding("tulips", MISLABEL, 0.1),
    "tulips/d.jpg": Finding("no_flower", (Reason.NO_FLOWER, Reason.DARK), 0.05),
    "roses/c.jpg": Finding("", (Reason.DUPLICATE,), 0.8, group=4),
    "tulips/e.jpg": Finding("", (Reason.DUPLICATE,), 0.7, group=4),
}


@pytest.fixture
def table() -> PhotoTable:
    made = PhotoTable(facts_of())
    made.set_base(ROOT)
    made.put([sure(f"{ROOT}/{name}") for name in NAMES])
    return made


@pytest.fixture
def found(table: PhotoTable) -> AuditRows:
    gone = sure(f"{ROOT}/roses/gone.jpg")
    return AuditRows(result_of(ROOT, [*table.labelled_photos(), gone], FINDINGS), table)


def review(table: PhotoTable, row: int, label: str) -> None:
    verdict = Verdict(label) if label in list(Verdict) else Verdict.CLASS
    said = Review(verdict, label if verdict is Verdict.CLASS else None, 1.0)
    table.set_reviews({str(table.content(row)): said})


def test_the_most_suspicious_come_first_and_those_without_a_reason_not_at_all(found: AuditRows) -> None:
    assert found.shown(Doubts()).tolist() == [3, 1, 4, 2]
    assert found.shown(Doubts(reason=Reason.DUPLICATE)).tolist() == [4, 2]
    assert np.flatnonzero(found.open_rows()).tolist() == [1, 2, 3, 4]


def test_a_review_settles_a_photo_whatever_it_says(found: AuditRows, table: PhotoTable) -> None:
    review(table, 1, "roses")
    review(table, 3, "no_flower")
    assert found.shown(Doubts()).tolist() == [4, 2]
    assert found.counts() == {Reason.MISLABEL: 0, Reason.NO_FLOWER: 0, Reason.DUPLICATE: 2, Reason.DARK: 0}


def test_a_field_of_the_matrix_shows_all_its_photos_also_settled_ones(found: AuditRows, table: PhotoTable) -> None:
    roses, tulips = CLASSES.index("roses"), CLASSES.index("tulips")
    review(table, 1, "roses")
    assert found.shown(Doubts(cell=Cell(roses, tulips))).tolist() == [1]
    assert found.shown(Doubts(cell=Cell(roses, roses))).tolist() == [2, 0]
    assert found.shown(Doubts(cell=Cell(tulips, roses))).tolist() == []
    # As many as the matrix counts, but for the photo that is not open here.
    assert found.result.confusion[roses, roses] == 3


def test_an_unreadable_photo_is_listed_but_not_open(table: PhotoTable) -> None:
    table.put([unreadable(f"{ROOT}/roses/broken.jpg")])
    lost = Finding(reasons=(Reason.UNREADABLE,), quality=None)
    found = AuditRows(result_of(ROOT, table.labelled_photos(), {"roses/broken.jpg": lost}), table)
    assert found.shown(Doubts()).tolist() == []
    assert found.counts() == {Reason.UNREADABLE: 1}
    assert found.shown(Doubts(reason=Reason.UNREADABLE)).tolist() == [6]


def test_of_many_classes_those_are_drawn_that_are_mixed_up_most() -> None:
    confusion = np.eye(200, dtype=np.int64)
    confusion[150, 7] = 9
    confusion[3, 3] = 0
    assert {7, 150} <= set(busiest(confusion, 10).tolist())
    assert len(busiest(confusion, 10)) == 10
    assert busiest(np.array([[2, 0, 0], [0, 0, 0], [0, 0, 1]]), 10).tolist() == [0, 2]
    assert busiest(np.zeros((0, 0), np.int64), 10).tolist() == []


def test_copies_are_told_and_what_is_no_row_is_left_out(found: AuditRows) -> None:
    assert (found.copies(2), found.copies(4), found.copies(0)) == ((4,), (2,), ())
    assert found.copies(99) == ()
    assert found.photo(99) is None


def test_reviews_that_tell_another_class_than_the_folder_are_to_be_moved(found: AuditRows, table: PhotoTable) -> None:
    for row, label in ((0, "roses"), (1, "tulips"), (3, "no_flower"), (4, "excluded"), (5, "lily")):
        review(table, row, label)
    assert sorted(found.misplaced().tolist()) == [1, 3]
    table.relocate({f"{ROOT}/roses/b.jpg": f"{ROOT}/tulips/b.jpg", f"{ROOT}/tulips/d.jpg": f"{ROOT}/_review/d.jpg"})
    assert found.misplaced().tolist() == []


def test_rows_that_came_after_the_audit_are_no_matter(found: AuditRows, table: PhotoTable) -> None:
    table.put([sure(f"{ROOT}/roses/new.jpg")])
    assert len(found.open_rows()) == len(table)
    assert sorted(found.holding()) == ["Lily", "roses", "tulips"]


@pytest.mark.parametrize(
    ("folders", "sorted_already"),
    [
        (["Rose", "tulips"], True),
        (["train/daisy", "test/daisy", "train/Dandelions"], True),
        (["roses"], False),
        (["2024", "2025"], False),
        (["roses/trip", "roses"], False),
        ([], False),
    ],
)
def test_a_tree_of_class_folders_is_recognised_by_two_of_the_models_classes(
    folders: list[str], sorted_already: bool
) -> None:
    assert is_class_tree(folders, CLASSES) is sorted_already
