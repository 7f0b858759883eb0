"""`export`'s own decisions: usage, statuses, questions, and what is said."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from flowersort.__main__ import main
from tests.fakes.gardens import GARDEN, garden
from tests.fakes.xmp_files import DARKTABLE

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return garden(tmp_path / "garden")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def xmp_files(folder: Path) -> set[str]:
    return {name for name in files(folder) if name.endswith(".xmp")}


def test_nothing_to_write_is_wrong_usage(photos: Path, capsys: Captured) -> None:
    assert main(["export", str(photos)]) == 2
    assert "--csv, --json, --xlsx or --xmp" in capsys.readouterr().err


def test_all_three_tables_hold_the_same_photos(photos: Path, tmp_path: Path) -> None:
    targets = {kind: tmp_path / f"out.{kind}" for kind in ("csv", "json", "xlsx")}
    options = [word for kind, target in targets.items() for word in (f"--{kind}", str(target))]
    assert main(["export", str(photos), *options]) == 0
    rows = list(csv.DictReader(targets["csv"].read_text("utf-8").splitlines()))
    sheet = openpyxl.load_workbook(targets["xlsx"]).active
    assert [row["file_name"] for row in rows] == list(GARDEN)
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(GARDEN)
    assert targets["json"].exists()
    assert xmp_files(photos) == set()


def test_without_a_terminal_and_without_yes_no_xmp_file_is_made(photos: Path, tmp_path: Path, capsys: Captured) -> None:
    before = files(tmp_path)
    assert main(["export", str(photos), "--xmp", "--csv", str(tmp_path / "o.csv")]) == 2
    assert "--yes" in capsys.readouterr().err
    assert files(tmp_path) == before


def test_a_dry_run_writes_nothing_and_says_what_it_would(photos: Path, tmp_path: Path, capsys: Captured) -> None:
    (photos / "1.jpg.xmp").write_text("no xmp")
    before = files(tmp_path)
    options = ("--threshold", "0", "--xmp", "--csv", str(tmp_path / "o.csv"), "--dry-run")
    status = main(["export", str(photos), *options])
    shown = capsys.readouterr().out
    assert files(tmp_path) == before
    assert "6 photos would be written to" in shown
    assert "XMP files: 6 photos = " in shown
    assert status == (1 if "It was left as it is." in shown else 0)


def test_xmp_files_are_made_and_the_arithmetic_is_said(photos: Path, capsys: Captured) -> None:
    (photos / "1.jpg.xmp").write_text(DARKTABLE)
    assert main(["export", str(photos), "--xmp", "--yes", "--threshold", "0"]) == 0
    talk = capsys.readouterr().err
    assert "XMP files: 6 photos = " in talk
    made = xmp_files(photos)
    assert main(["export", str(photos), "--xmp", "--yes", "--threshold", "0"]) == 0
    assert "0 to be made + 0 to be merged" in capsys.readouterr().err
    assert xmp_files(photos) == made


@pytest.mark.parametrize("target", ["-", "same.csv"])
def test_xlsx_needs_a_file_of_its_own(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", str(photos), "--csv", "same.csv", "--xlsx", target]) == 2
    assert not (tmp_path / "same.csv").exists()


def test_an_empty_folder_is_said(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "none").mkdir()
    assert main(["export", str(tmp_path / "none"), "--xmp", "--yes"]) == 0
    assert "There are no photos" in capsys.readouterr().err
