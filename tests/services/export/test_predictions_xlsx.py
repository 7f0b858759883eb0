from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import openpyxl
import pytest

from flowersort.core.errors import ExportError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFile
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.services.export.predictions_csv import write_predictions_to
from flowersort.services.export.predictions_xlsx import MOST_PHOTOS, check_xlsx_possible, write_predictions_xlsx
from tests.fakes.labelled import facts_of, prediction_of, sure, unreadable

ROWS = [
    sure("/garden/10.jpg"),
    sure("/garden/2.jpg", "tulips"),
    sure('/garden/=HYPERLINK("x").jpg'),
    sure("/garden/https:/x.jpg"),
    sure("/garden/caf\udce9 🌷.jpg"),
    unreadable("/garden/0.jpg", "=1+1 is no photo."),
    LabelledPhoto(
        file=PhotoFile("/garden/1.jpg", size=1, modified_ns=1),
        state=State.REVIEWED,
        content="0" * 32,
        prediction=prediction_of("roses"),
        review=Review(Verdict.CLASS, "daisy", 1.0),
    ),
]


def cells(path: Path) -> list[list[openpyxl.cell.Cell]]:
    return [list(row) for row in openpyxl.load_workbook(path)["photos"].iter_rows()]


def written(tmp_path: Path, rows: list[LabelledPhoto]) -> Path:
    write_predictions_xlsx(tmp_path / "out.xlsx", rows, facts_of(), base="/garden")
    return tmp_path / "out.xlsx"


def test_another_programs_reader_finds_the_csv_cell_by_cell(tmp_path: Path) -> None:
    stream = io.StringIO(newline="")
    write_predictions_to(stream, ROWS, facts_of(), base="/garden")
    expected = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    found = cells(written(tmp_path, ROWS))
    assert len(found) == len(expected)
    for cells_of_row, texts in zip(found, expected, strict=True):
        for cell, text in zip(cells_of_row, texts, strict=True):
            if isinstance(cell.value, int | float):
                assert cell.value == pytest.approx(float(text), abs=1e-9)
            else:
                assert (cell.value or "") == text


def test_numbers_are_numbers_and_no_text_is_a_formula_or_a_link(tmp_path: Path) -> None:
    header, *rows = cells(written(tmp_path, ROWS))
    names = [cell.value for cell in header]
    for row in rows:
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
        assert row[names.index("content_hash")].data_type != "n" or row[names.index("content_hash")].value is None
    assert rows[-1][names.index("confidence")].data_type == "n"


def test_the_first_row_stays_in_sight_and_has_filters(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path, ROWS))["photos"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}{len(ROWS) + 1}"


def test_a_text_beyond_a_cells_room_ends_in_an_ellipsis(tmp_path: Path) -> None:
    rows = [unreadable("/garden/a.jpg", "x" * 40_000), unreadable("/garden/b.jpg", "🌷" * 20_000)]
    _, first, second = cells(written(tmp_path, rows))
    assert first[-1].value == "x" * 32_766 + "…"
    assert second[-1].value == "🌷" * 16_383 + "…"


def test_more_photos_than_rows_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"room for 1,048,575 photos, and there are 1,048,576"):
        write_predictions_xlsx(tmp_path / "out.xlsx", ROWS[:1] * (MOST_PHOTOS + 1), facts_of(), base="/garden")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_library_is_a_sentence_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r"pip install 'flowersort\[xlsx\]'"):
        check_xlsx_possible()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"its folder does not exist"):
        write_predictions_xlsx(tmp_path / "none" / "out.xlsx", ROWS, facts_of(), base="/garden")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_a_sentence() -> None:
    with pytest.raises(ExportError, match=r"/dev/full can't be written: the disk is full"):
        write_predictions_xlsx("/dev/full", ROWS, facts_of(), base="/garden")
