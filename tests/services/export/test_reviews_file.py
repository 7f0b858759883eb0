from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.content import content_hash
from flowersort.core.errors import ExportError, FolderError, UsageError
from flowersort.core.filed_reviews import FiledReview
from flowersort.core.review import Review, Verdict
from flowersort.services.export.reviews_file import read_reviews, write_reviews
from tests.fakes.failing_disk import FailingDisk
from tests.fakes.stored import content_of

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
_AT = st.floats(allow_nan=False, allow_infinity=False)
_REVIEWS = st.one_of(
    st.builds(Review, st.just(Verdict.CLASS), _TEXT, _AT),
    st.builds(Review, st.sampled_from([each for each in Verdict if each is not Verdict.CLASS]), st.none(), _AT),
)

REVIEWS = [
    FiledReview(2, "a “1”.jpg", content_of(1), Review(Verdict.CLASS, "Löwenzahn\u2028", 1.7e9 + 0.1)),
    FiledReview(3, "", content_of(2), Review(Verdict.NO_FLOWER, None, 0.0)),
]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write_reviews(tmp_path / "r.jsonl", REVIEWS)
    return tmp_path / "r.jsonl"


def head(path: Path, **changes: object) -> None:
    """Change the first line of a file."""
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(json.dumps(json.loads(first) | changes) + "\n" + rest, encoding="utf-8")


def with_lines(path: Path, *reviews: object) -> Path:
    """Write a file whose head fits whatever lines it has."""
    lines = [json.dumps(each) for each in reviews]
    digest = content_hash("\n".join(lines).encode())
    first = {"format": "flowersort reviews", "schema": 1, "program": "x", "reviews": len(lines), "digest": digest}
    path.write_text("\n".join([json.dumps(first), *lines, ""]), encoding="utf-8")
    return path


@given(st.lists(_REVIEWS, max_size=8), _TEXT)
def test_what_was_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, reviews: list[Review], name: str
) -> None:
    path = tmp_path_factory.mktemp("reviews") / "r.jsonl"
    write_reviews(path, [FiledReview(2, name, content_of(n), review) for n, review in enumerate(reviews)])
    back = read_reviews(path)
    assert [(each.content, each.review) for each in back] == [(content_of(n), each) for n, each in enumerate(reviews)]
    assert [each.line for each in back] == [number + 2 for number in range(len(reviews))]


def test_names_are_there_to_be_read_and_a_line_is_the_files(written: Path) -> None:
    assert read_reviews(written) == REVIEWS
    assert written.read_text(encoding="utf-8").split("\n")[1].startswith(f'{{"content_hash": "{content_of(1)}"')


def test_a_name_that_is_no_text_is_written_readably(tmp_path: Path) -> None:
    write_reviews(tmp_path / "r.jsonl", [FiledReview(2, "caf\udce9\n.jpg", content_of(1), REVIEWS[0].review)])
    assert read_reviews(tmp_path / "r.jsonl")[0].name == "caf\\udce9 .jpg"


def test_a_file_cut_short_anywhere_is_refused(written: Path) -> None:
    whole = written.read_bytes()
    for length in range(len(whole) - 1):
        written.write_bytes(whole[:length])
        with pytest.raises(UsageError, match="cut short"):
            read_reviews(written)
    # The end of the last line says nothing.
    written.write_bytes(whole[:-1])
    assert read_reviews(written) == REVIEWS


def test_a_review_that_changed_on_the_way_is_noticed(written: Path) -> None:
    whole = written.read_bytes()
    for place in range(whole.index(b"\n") + 1, len(whole) - 1):
        written.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(UsageError):
            read_reviews(written)


@pytest.mark.parametrize("change", [lambda data: data.replace(b"\n", b"\r\n"), lambda data: b"\xef\xbb\xbf" + data])
def test_what_mail_and_editors_do_to_line_ends_does_no_harm(written: Path, change: object) -> None:
    assert callable(change)
    written.write_bytes(change(written.read_bytes()))
    assert read_reviews(written) == REVIEWS


def test_a_newer_files_name_and_version_are_said(written: Path) -> None:
    head(written, schema=2, program="flowersort 9.0")
    with pytest.raises(UsageError, match=r"newer flowersort \(flowersort 9.0\)"):
        read_reviews(written)


@pytest.mark.parametrize(
    "text", ["", "{}", "null", "[]", "a,b\n1,2\n", '{"format": "x", "schema": 1, "program": ""}', "[" * 9999]
)
def test_what_is_no_file_of_reviews_is_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.jsonl").write_text(text)
    with pytest.raises(UsageError, match="is no file of reviews"):
        read_reviews(tmp_path / "r.jsonl")


GOOD = {"content_hash": content_of(1), "verdict": "class", "class_name": "daisy", "at": 1.0, "file_name": "x"}


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "maybe"}, {"verdict": "no_flower"}, {"class_name": None}, {"class_name": ""}, {"class_name": 3},
        {"at": "soon"}, {"at": float("inf")}, {"at": None}, {"content_hash": "x"}, {"content_hash": None},
    ],
)  # fmt: skip
def test_a_line_that_is_no_review_refuses_the_file(tmp_path: Path, change: dict[str, object]) -> None:
    assert len(read_reviews(with_lines(tmp_path / "r.jsonl", GOOD))) == 1
    with pytest.raises(UsageError, match="no review"):
        read_reviews(with_lines(tmp_path / "r.jsonl", GOOD, GOOD | change))
    with pytest.raises(UsageError, match="no review"):
        read_reviews(with_lines(tmp_path / "r.jsonl", [1]))


def test_a_field_that_is_new_or_missing_where_nothing_depends_on_it_is_done_without(tmp_path: Path) -> None:
    nameless = {key: value for key, value in GOOD.items() if key != "file_name"}
    (each,) = read_reviews(with_lines(tmp_path / "r.jsonl", nameless | {"colour": "blue"}))
    assert each == FiledReview(2, "", content_of(1), Review(Verdict.CLASS, "daisy", 1.0))


@pytest.mark.parametrize("name", ["none.jsonl", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(FolderError, match="can't be read"):
        read_reviews(tmp_path / name)


@pytest.mark.parametrize("onwards", [False, True])
def test_a_disk_that_fails_leaves_the_file_before_or_the_file_after(tmp_path: Path, onwards: bool) -> None:
    target = tmp_path / "r.jsonl"
    for first in range(1, 50):
        write_reviews(target, REVIEWS[:1])
        before = target.read_bytes()
        with FailingDisk(first=first, onwards=onwards, code=errno.ENOSPC).in_place() as disk:
            try:
                write_reviews(target, REVIEWS)
            except ExportError:
                assert target.read_bytes() == before
        assert len(read_reviews(target)) in {1, 2}
        if not disk.failed:
            assert read_reviews(target) == REVIEWS
            return
    raise AssertionError("the disk never stopped failing")
