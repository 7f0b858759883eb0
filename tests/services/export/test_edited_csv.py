from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from flowersort.core.errors import FolderError, UsageError
from flowersort.core.imported import EditedRow
from flowersort.services.export.edited_csv import read_edited
from flowersort.services.export.predictions_csv import write_predictions
from tests.fakes.labelled import facts_of, sure

ROWS = [sure("/garden/1.jpg"), sure("/garden/a;b, “c”\n.jpg", "tulips"), sure("/garden/=2.jpg")]


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    write_predictions(tmp_path / "p.csv", ROWS, facts_of(), base="/garden")
    return tmp_path / "p.csv"


def saved(rows: list[list[str]], *, separator: str = ",", end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue()


def told(path: Path) -> set[tuple[str, str | None, str | None, str | None]]:
    return {(row.content, row.label, row.reviewed_label, row.model_label) for row in read_edited(path)}


def test_our_own_file_comes_back(exported: Path) -> None:
    first = read_edited(exported)[0]
    assert first == EditedRow(
        line=2, name="1.jpg", content=str(ROWS[0].content),
        label="roses", reviewed_label="", model_label="roses", state="sure",
    )  # fmt: skip
    assert {row.content for row in read_edited(exported)} == {row.content for row in ROWS}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_spreadsheet_saves_comes_back(exported: Path, separator: str, end: str, encoding: str) -> None:
    before = told(exported)
    header, *rows = csv.reader(io.StringIO(exported.read_bytes().decode(), newline=""))
    blank = [""] * (len(header) + 2)
    wider = [[*header, "", ""], *([*row, "", ""] for row in reversed(rows)), blank, blank]
    exported.write_bytes(saved(wider, separator=separator, end=end).encode(encoding))
    assert told(exported) == before


def test_excels_first_line_with_the_separator_is_passed_over(exported: Path) -> None:
    before = told(exported)
    rows = list(csv.reader(io.StringIO(exported.read_bytes().decode(), newline="")))
    exported.write_bytes(b"sep=;\r\n" + saved(rows, separator=";").encode())
    assert told(exported) == before
    assert read_edited(exported)[0].line == 3


def test_line_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("content_hash,label,file_name\na,x,1\n\n,,\nb,y,2\n")
    assert [(row.line, row.name) for row in read_edited(tmp_path / "p.csv")] == [(2, "1"), (5, "2")]


def test_short_rows_and_spare_blanks_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(" label , content_hash ,reviewed_label\n roses , ABC \n")
    (row,) = read_edited(tmp_path / "p.csv")
    assert (row.label, row.content, row.reviewed_label, row.model_label, row.state) == ("roses", "abc", "", None, None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no column “content_hash”"),
        ("label,file_name\n", "no column “content_hash”"),
        ("content_hash,file_name\n", "neither a column “label” nor “reviewed_label”"),
        ("content_hash,label,label\n", "the column “label” twice"),
    ],
)
def test_a_column_that_is_missing_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "p.csv").write_text(text)
    with pytest.raises(UsageError, match=sentence):
        read_edited(tmp_path / "p.csv")


def test_no_text_no_file_and_a_giant_cell_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(b"content_hash,label\n\xe9\xff,\n")
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_edited(tmp_path / "p.csv")
    (tmp_path / "p.csv").write_text(f"content_hash,label\n{'x' * 200_000},\n")
    with pytest.raises(UsageError, match="is not a CSV file"):
        read_edited(tmp_path / "p.csv")
    with pytest.raises(FolderError, match="can't be read"):
        read_edited(tmp_path / "none.csv")
