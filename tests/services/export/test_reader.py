from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flowersort.core.errors import FolderError, UsageError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFile
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.services.export.predictions_csv import columns, write_predictions, write_predictions_to
from flowersort.services.export.reader import read_predictions
from tests.fakes.labelled import CLASSES, facts_of, sure, unreadable

LIKE_NUMBERS = ("NA", "None", "001", "1e5", "nan", "true", "inf", "null")
COMPONENT = st.binary(min_size=1, max_size=60).map(lambda name: name.replace(b"/", b"_").replace(b"\0", b"_"))


def there_and_back(rows: list[LabelledPhoto], classes: tuple[str, ...] = CLASSES):
    stream = io.StringIO(newline="")
    write_predictions_to(stream, rows, facts_of(classes), base="/garden")
    # Through bytes, as on a disk.
    return read_predictions(io.StringIO(stream.getvalue().encode("utf-8").decode("utf-8"), newline=""))


def test_the_table_has_the_columns_of_the_file_with_fitting_types(tmp_path: Path) -> None:
    target = tmp_path / "predictions.csv"
    write_predictions(target, [sure("/garden/1.jpg"), unreadable("/garden/2.jpg")], facts_of(), base="/garden")
    table = read_predictions(target)
    assert tuple(table.columns) == columns(CLASSES)
    assert {str(table[name].dtype) for name in ("confidence", "p_roses", "no_flower", "other_flower")} == {"float64"}
    assert {str(table[name].dtype) for name in ("width", "height")} == {"Int64"}
    assert table["confidence"].tolist()[0] == 0.9
    assert table["confidence"].isna().tolist() == table["width"].isna().tolist() == [False, True]
    assert table["label"].tolist() == ["roses", ""]
    assert table["error"].tolist() == ["", "The file is empty (0 bytes)."]


def test_a_run_without_photos_is_an_empty_table() -> None:
    table = there_and_back([])
    assert tuple(table.columns) == columns(CLASSES)
    assert len(table) == 0


def test_labels_that_look_like_numbers_or_nothing_stay_text() -> None:
    table = there_and_back(
        [sure(f"/garden/{name}.jpg", name, classes=LIKE_NUMBERS) for name in LIKE_NUMBERS], LIKE_NUMBERS
    )
    assert table["file_name"].tolist() == [f"{label}.jpg" for label in table["label"]]
    assert set(table["label"]) == set(table["model_label"]) == set(LIKE_NUMBERS)
    assert [table.loc[table["label"] == "NA", "p_NA"].item()] == [0.9]


@pytest.mark.parametrize("content", ["1" * 32, "0" * 31 + "e", "1e" + "0" * 30])
def test_a_content_hash_of_digits_stays_text(content: str) -> None:
    photo = LabelledPhoto(PhotoFile("/garden/1.jpg", size=1, modified_ns=1), State.UNREADABLE, content=content)
    assert there_and_back([photo])["content_hash"].tolist() == [content]


def test_formulas_and_bytes_that_are_no_text_come_back() -> None:
    names = ["=1+1.jpg", "-rf.jpg", "@x/+y.jpg", "caf\udce9.jpg", "\udcff\\xff.jpg", "a\\b.jpg", "a\r\nb.jpg"]
    table = there_and_back([sure(f"/garden/{name}") for name in names])
    assert sorted(table["file_name"]) == sorted(names)


def test_a_reviewed_label_that_is_a_formula_comes_back() -> None:
    photo = LabelledPhoto(
        file=PhotoFile("/garden/1.jpg", size=1, modified_ns=1),
        state=State.UNREADABLE,
        review=Review(Verdict.CLASS, "=roses", at=0.0),
    )
    assert there_and_back([photo])["reviewed_label"].tolist() == ["=roses"]


@given(st.lists(COMPONENT, min_size=1, max_size=4, unique=True))
@example([b"\r", b"\n", b'"', b",", b" ", b"\t", b"\xff", b"\xef\xbb\xbf", b"=", b"NA", b"\x1a", b"\\"])
@example(["🌷".encode() * 63 + b"abc"])
def test_any_file_name_comes_back(names: list[bytes]) -> None:
    texts = [name.decode("utf-8", "surrogateescape") for name in names]
    rows = [sure(f"/garden/sub/{text}") for text in texts]
    table = there_and_back(rows)
    read = dict(zip(table["file_name"], table["content_hash"], strict=True))
    assert read == {f"sub/{text}": row.content for text, row in zip(texts, rows, strict=True)}
    assert {name.encode("utf-8", "surrogateescape") for name in read} == {b"sub/" + name for name in names}


def test_a_file_saved_again_by_a_spreadsheet_with_a_mark_in_front_is_read(tmp_path: Path) -> None:
    target = tmp_path / "predictions.csv"
    write_predictions(target, [sure("/garden/1.jpg")], facts_of(), base="/garden")
    target.write_bytes(b"\xef\xbb\xbf" + target.read_bytes())
    assert read_predictions(target)["file_name"].tolist() == ["1.jpg"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"nowhere\.csv can't be read: No such file"):
        read_predictions(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "No columns"),
        (b"a,b\r\n1,2\r\n", "no column 'file_name'"),
        (b"\xff\xfe\x00", "utf-8"),
        (b'"open', "EOF"),
        (",".join(columns(("a",))).encode() + b"\r\n" + b"x," * 14 + b"x\r\n", "x"),
    ],
)
def test_a_file_that_is_no_csv_of_predictions_is_said(tmp_path: Path, content: bytes, why: str) -> None:
    target = tmp_path / "other.csv"
    target.write_bytes(content)
    with pytest.raises(UsageError, match="is not a CSV of predictions") as caught:
        read_predictions(target)
    assert why in str(caught.value)
