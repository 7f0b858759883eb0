"""Reviews out of one store into a file, and from there into another."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.content import content_hash
from flowersort.core.errors import PhotoError, StoreError, UsageError
from flowersort.core.filed_reviews import Keep
from flowersort.core.imported import ImportDone
from flowersort.core.photo import PhotoFile
from flowersort.core.progress import CancelToken
from flowersort.core.review import Review, Verdict
from flowersort.services.imaging.read import read_photo
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredPath
from flowersort.workflows.export_reviews import export_reviews, gather_reviews, gather_reviews_of
from flowersort.workflows.import_reviews import apply_import, find_import, known_imports, plan_filed_import, undo_import
from tests.fakes.failing_store import FailingStore
from tests.fakes.gardens import many
from tests.fakes.stored import child, content_of, photo_of, review_of, reviews_in

NOW = 1.8e9
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
_REVIEWS = st.dictionaries(
    st.integers(0, 999).map(content_of),
    st.one_of(
        st.builds(Review, st.just(Verdict.CLASS), _TEXT, st.floats(0, 4e9)),
        st.builds(Review, st.sampled_from(sorted(set(Verdict) - {Verdict.CLASS})), st.none(), st.floats(0, 4e9)),
    ),
    max_size=6,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three reviews; of one the photo is known."""
    with Store.open(tmp_path / "store.sqlite") as opened:
        opened.put([photo_of(1), photo_of(9)])
        opened.change_reviews({content_of(number): review_of(number) for number in (1, 2, 3)})
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "other.sqlite") as opened:
        yield opened


def filed(store: Store, folder: Path) -> str:
    export_reviews(gather_reviews(store), str(folder / "r.jsonl"), standard_output=io.StringIO())
    return str(folder / "r.jsonl")


def take_in(file: str, store: Store, folder: Path, keep: Keep = Keep.NEWER) -> ImportDone:
    return apply_import(plan_filed_import(file, store=store, keep=keep), store=store, folder=folder, now=NOW)


def test_all_reviews_go_out_with_the_names_that_are_known(store: Store) -> None:
    gathered = gather_reviews(store)
    assert {each.content: each.review for each in gathered.reviews} == reviews_in(store)
    assert {each.name for each in gathered.reviews} == {"1.jpg", ""}


def test_only_the_reviews_of_some_photos_go_out_whether_the_store_knows_their_paths_or_not(
    store: Store, tmp_path: Path
) -> None:
    folder = many(tmp_path / "photos", 3)
    known = folder / "000.jpg"
    status = known.stat()
    contents = [content_hash(path.read_bytes()) for path in sorted(folder.iterdir())]
    store.put([StoredPath(PhotoFile(str(known), status.st_size, status.st_mtime_ns), contents[0])])
    store.change_reviews({content: review_of(1) for content in contents[:2]})
    read: list[str] = []

    def reading(path: str) -> bytes:
        read.append(Path(path).name)
        if path.endswith("002.jpg"):
            raise PhotoError("The file is no longer there.")
        return read_photo(path)

    gathered = gather_reviews_of([str(folder)], store=store, read=reading, cancel=CancelToken())
    assert {each.content: each.name for each in gathered.reviews} == {contents[0]: "000.jpg", contents[1]: "001.jpg"}
    assert gathered.photos == 3
    assert [sentence.rpartition("/")[2] for sentence in gathered.failed] == ["002.jpg: The file is no longer there."]
    assert read == ["001.jpg", "002.jpg"]


@given(_REVIEWS)
def test_an_empty_store_gets_the_same_reviews_whatever_their_classes(
    tmp_path_factory: pytest.TempPathFactory, reviews: dict[str, Review]
) -> None:
    folder = tmp_path_factory.mktemp("carried")
    with Store.open(folder / "a.sqlite") as first, Store.open(folder / "b.sqlite") as second:
        first.change_reviews(reviews)
        assert take_in(filed(first, folder), second, folder / "imports").stored == len(reviews)
        assert reviews_in(second) == reviews


def test_a_second_import_changes_nothing_and_undo_brings_back_what_was(
    store: Store, other: Store, tmp_path: Path
) -> None:
    other.change_reviews({content_of(1): Review(Verdict.CLASS, "lily", 1.0), content_of(7): review_of(7)})
    before, file, imports = reviews_in(other), filed(store, tmp_path), tmp_path / "imports"
    assert take_in(file, other, imports).stored == 3
    assert reviews_in(other) == before | reviews_in(store)
    assert take_in(file, other, imports).stored == 0
    assert len(known_imports(imports)) == 1
    undo_import(find_import(imports, None), store=other, folder=imports)
    assert reviews_in(other) == before


@pytest.mark.parametrize(("keep", "label"), [(Keep.NEWER, "lily"), (Keep.MINE, "lily"), (Keep.THEIRS, "rose")])
def test_a_review_that_differs_is_kept_or_taken_as_asked(
    store: Store, other: Store, tmp_path: Path, keep: Keep, label: str
) -> None:
    other.put_review(content_of(1), Review(Verdict.CLASS, "lily", 1.79e9))
    take_in(filed(store, tmp_path), other, tmp_path / "imports", keep)
    assert reviews_in(other)[content_of(1)].label == label


def test_a_truncated_file_changes_no_review(store: Store, other: Store, tmp_path: Path) -> None:
    file = Path(filed(store, tmp_path))
    whole = file.read_bytes()
    other.put_review(content_of(5), review_of(5))
    before = reviews_in(other)
    for length in range(len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(UsageError):
            take_in(str(file), other, tmp_path / "imports")
    assert reviews_in(other) == before
    assert not (tmp_path / "imports").exists()


@pytest.mark.parametrize("onwards", [False, True])
def test_a_store_that_fails_at_any_call_has_all_reviews_of_before_or_after(
    store: Store, other: Store, tmp_path: Path, onwards: bool
) -> None:
    file, imports = filed(store, tmp_path), tmp_path / "imports"
    for first in range(1, 20):
        other.change_reviews(dict.fromkeys(reviews_in(other)))
        failing = FailingStore(other, first=first, onwards=onwards)
        try:
            take_in(file, failing, imports)  # type: ignore[arg-type]
        except StoreError:
            assert reviews_in(other) == {}
        else:
            assert reviews_in(other) == reviews_in(store)
        if not failing.failed:
            return
    raise AssertionError("the store never stopped failing")


def test_reviews_that_another_program_gives_meanwhile_are_not_lost(store: Store, other: Store, tmp_path: Path) -> None:
    given_there = Review(Verdict.NO_FLOWER, None, 1.0)
    planned = plan_filed_import(filed(store, tmp_path), store=other, keep=Keep.NEWER)
    other.put_review(content_of(2), given_there)
    imports = tmp_path / "imports"
    done = apply_import(planned, store=other, folder=imports, now=NOW)
    assert (done.stored, len(done.left)) == (2, 1)
    assert reviews_in(other) == reviews_in(store) | {content_of(2): given_there}
    undone = undo_import(find_import(imports, None), store=other, folder=imports)
    assert (undone.stored, undone.left) == (2, ())
    assert reviews_in(other) == {content_of(2): given_there}


_REVIEWER = """
import sys, time
from pathlib import Path
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from tests.fakes.stored import content_of
with Store.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    for number in range(1000, 1200):
        store.put_review(content_of(number), Review(Verdict.CLASS, "mine", float(number)))
"""


def test_imports_beside_a_window_that_reviews_lose_none_of_either(store: Store, other: Store, tmp_path: Path) -> None:
    reviewer = child(_REVIEWER, other.path)
    assert reviewer.stdout is not None
    assert reviewer.stdout.readline() == "open\n"
    file, imports = filed(store, tmp_path), tmp_path / "imports"
    rounds = 0
    while reviewer.poll() is None or rounds == 0:
        assert take_in(file, other, imports).stored == 3
        undo_import(find_import(imports, None), store=other, folder=imports)
        rounds += 1
    take_in(file, other, imports)
    reviewer.communicate()
    mine = {content_of(number): Review(Verdict.CLASS, "mine", float(number)) for number in range(1000, 1200)}
    assert reviews_in(other) == mine | reviews_in(store)
