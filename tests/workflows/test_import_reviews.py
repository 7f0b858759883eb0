from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flowersort.core.errors import ExportError, StoreError, UsageError
from flowersort.core.imported import ImportPlan
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from flowersort.workflows.import_reviews import (
    apply_import,
    find_import,
    known_imports,
    plan_import,
    undo_import,
)
from tests.fakes.labelled import facts_of
from tests.fakes.stored import content_of, photo_of, reviews_in

CLASSES = ("daisy", "roses", "tulips")
MODEL = facts_of(CLASSES)
DAISY, ROSES = (Review(Verdict.CLASS, name, 1.0) for name in CLASSES[:2])
NOW = 1.8e9


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three photos that the model calls daisy, one of them reviewed as roses."""
    with Store.open(tmp_path / "store.sqlite") as opened:
        opened.put([photo_of(number, pack=MODEL.fingerprint) for number in (1, 2, 3)])
        opened.put_review(content_of(1), ROSES)
        yield opened


def edited(folder: Path, *reviews: str) -> str:
    """Write a CSV whose column `reviewed_label` says this of the photos 1, 2, 3."""
    lines = [f"{number}.jpg,{content_of(number)},{word}" for number, word in enumerate(reviews, start=1)]
    (folder / "p.csv").write_text("\n".join(["file_name,content_hash,reviewed_label", *lines]))
    return str(folder / "p.csv")


def plan(store: Store, folder: Path, *reviews: str) -> ImportPlan:
    return plan_import(edited(folder, *reviews), store=store, model=MODEL, now=NOW)


def labels(store: Store) -> dict[str, str]:
    return {content: review.label for content, review in reviews_in(store).items()}


def test_a_plan_stores_nothing(store: Store, tmp_path: Path) -> None:
    planned = plan(store, tmp_path, "daisy", "tulips", "")
    assert [each.change.content for each in planned.changes] == [content_of(1), content_of(2)]
    assert planned.unchanged == 1
    assert reviews_in(store) == {content_of(1): ROSES}
    assert not (tmp_path / "imports").exists()


def test_an_import_is_stored_with_its_moment_and_undone(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "imports"
    done = apply_import(plan(store, tmp_path, "", "no_flower", "daisy"), store=store, folder=folder, now=NOW)
    assert (done.stored, done.left) == (3, ())
    assert reviews_in(store) == {
        content_of(2): Review(Verdict.NO_FLOWER, None, NOW),
        content_of(3): Review(Verdict.CLASS, "daisy", NOW),
    }
    undone = undo_import(find_import(folder, None), store=store, folder=folder)
    assert (undone.stored, undone.left) == (3, ())
    assert reviews_in(store) == {content_of(1): ROSES}
    with pytest.raises(UsageError, match="undone already"):
        find_import(folder, done.id)
    with pytest.raises(UsageError, match="no import to undo"):
        find_import(folder, None)


def test_a_model_label_is_looked_up_where_the_file_has_none(store: Store, tmp_path: Path) -> None:
    top = "daisy"
    text = f"content_hash,label\n{content_of(2)},{top}\n{content_of(3)},tulips\n"
    (tmp_path / "p.csv").write_text(text)
    planned = plan_import(str(tmp_path / "p.csv"), store=store, model=MODEL, now=NOW)
    assert planned.unchanged == 1
    assert [each.change.content for each in planned.changes] == [content_of(3)]


def test_a_review_given_after_the_plan_stays(store: Store, tmp_path: Path) -> None:
    planned = plan(store, tmp_path, "daisy", "daisy")
    store.put_review(content_of(2), ROSES)
    done = apply_import(planned, store=store, folder=tmp_path / "imports", now=NOW)
    assert done.stored == 1
    assert "has changed since" in done.left[0].reason
    assert labels(store) == {content_of(1): "daisy", content_of(2): "roses"}


def test_a_review_given_after_the_import_survives_its_undo(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "imports"
    apply_import(plan(store, tmp_path, "daisy", "daisy"), store=store, folder=folder, now=NOW)
    store.put_review(content_of(2), ROSES)
    undone = undo_import(find_import(folder, None), store=store, folder=folder)
    assert (undone.stored, [left.line for left in undone.left]) == (1, [3])
    assert labels(store) == {content_of(1): "roses", content_of(2): "roses"}


def test_imports_are_undone_from_the_newest_on_or_by_id(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "imports"
    ids = [
        apply_import(plan(store, tmp_path, word), store=store, folder=folder, now=NOW).id
        for word in ("daisy", "tulips")
    ]
    assert [record.id for record in known_imports(folder)] == list(reversed(ids))
    assert find_import(folder, ids[0]).id == ids[0]
    for _ in ids:
        undo_import(find_import(folder, None), store=store, folder=folder)
    assert reviews_in(store) == {content_of(1): ROSES}


def test_an_import_that_changes_nothing_leaves_no_record(store: Store, tmp_path: Path) -> None:
    done = apply_import(plan(store, tmp_path, "roses", ""), store=store, folder=tmp_path / "imports", now=NOW)
    assert (done.stored, done.left) == (0, ())
    assert not (tmp_path / "imports").exists()


def test_without_a_record_nothing_is_stored(store: Store, tmp_path: Path) -> None:
    (tmp_path / "imports").write_text("a file")
    planned = plan(store, tmp_path, "daisy")
    with pytest.raises(ExportError):
        apply_import(planned, store=store, folder=tmp_path / "imports", now=NOW)
    assert reviews_in(store) == {content_of(1): ROSES}


def test_where_the_store_fails_the_record_is_marked_as_undone(store: Store, tmp_path: Path) -> None:
    class Failing:
        reviews = store.reviews

        def exchange_reviews(self, _changes: object) -> frozenset[str]:
            raise StoreError("The disk is full.")

    planned, folder = plan(store, tmp_path, "daisy"), tmp_path / "imports"
    with pytest.raises(StoreError, match="full"):
        apply_import(planned, store=Failing(), folder=folder, now=NOW)  # type: ignore[arg-type]
    assert known_imports(folder) == []


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"version": 2}', "null", '{"version": 1, "at": "x"}'])
def test_a_damaged_record_is_a_sentence_and_not_the_end_of_the_others(
    store: Store, tmp_path: Path, content: str
) -> None:
    folder = tmp_path / "imports"
    done = apply_import(plan(store, tmp_path, "daisy"), store=store, folder=folder, now=NOW)
    (folder / "zzz.json").write_text(content)
    assert find_import(folder, None).id == done.id
    with pytest.raises(UsageError, match="damaged"):
        find_import(folder, "zzz")


@pytest.mark.parametrize("name", ["../store", "none", "", "a/b", "x" * 500])
def test_an_id_that_is_none_is_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="There is no import"):
        find_import(tmp_path, name)
