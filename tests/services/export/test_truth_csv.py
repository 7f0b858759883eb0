from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.core.errors import FolderError, UsageError
from flowersort.services.export.truth_csv import TrueLabel, read_truth


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / "truth.csv").write_bytes(text.encode(encoding))
    return folder / "truth.csv"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_columns_stand_in_any_order_and_are_separated_as_spreadsheets_do(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    lines = [("label", "more", "file_name"), ("rösen", "x", "a b.jpg"), ("", "", ""), ("", "", "ä.jpg"), ("tulips",)]
    text = "\r\n".join(separator.join(line) for line in lines)
    assert read_truth(table(tmp_path, text, encoding)) == [
        TrueLabel(2, "a b.jpg", "rösen"),
        TrueLabel(4, "ä.jpg", ""),
        TrueLabel(5, "", "tulips"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no column “file_name”"),
        ("file_name,labels\n", "no column “label”"),
        ("file_name,label,label\n", "the column “label” twice"),
        ('file_name,label\n"' + "x" * 200_000, "is not a CSV file"),
    ],
)
def test_what_is_no_such_table_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_truth(table(tmp_path, text))


def test_no_text_and_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" * 10)
    with pytest.raises(UsageError, match="not UTF-8"):
        read_truth(tmp_path / "photo.jpg")
    with pytest.raises(FolderError, match="can't be read"):
        read_truth(tmp_path / "none.csv")
    with pytest.raises(FolderError, match="no file has such a name"):
        read_truth("a\0b")
