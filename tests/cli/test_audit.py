"""`audit`: rows for programs, a summary for people, nothing changed."""

from __future__ import annotations

import csv
import json
import shlex
import shutil
from pathlib import Path

import pytest

from flowersort.__main__ import main
from flowersort.cli.audit import command_line
from flowersort.cli.parser import parse
from flowersort.core.audit import Reason
from tests.fakes.audited_folders import put
from tests.fakes.runs import pack

Captured = pytest.CaptureFixture[str]
CLASSES = pack().facts.classes
REASONS = {reason.value for reason in Reason}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two photos of each class; the first of all stands in another class as well."""
    sorted_photos = put(tmp_path / "sorted", *(f"{name}/{number}.jpg" for name in CLASSES for number in range(2)))
    shutil.copy(sorted_photos / CLASSES[0] / "0.jpg", sorted_photos / CLASSES[1] / "again.jpg")
    return sorted_photos


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_csv_and_json_hold_every_photo_the_most_suspicious_first(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    before = contents(folder)
    assert main(["audit", str(folder), "--csv", str(tmp_path / "a.csv"), "--json", str(tmp_path / "a.json")]) == 0
    assert contents(folder) == before
    assert capsys.readouterr().out == ""
    rows, found = rows_of((tmp_path / "a.csv").read_text("utf-8")), json.loads((tmp_path / "a.json").read_bytes())
    assert list(rows[0]) == ["file_name", "folder_label", "suggested_label", "label_quality", "reasons", "group"]
    assert [row["file_name"] for row in rows] == [photo["file_name"] for photo in found["photos"]]
    assert len(rows) == found["found"] == 2 * len(CLASSES) + 1
    assert {row["file_name"] for row in rows[:2]} == {f"{CLASSES[0]}/0.jpg", f"{CLASSES[1]}/again.jpg"}
    qualities = [float(row["label_quality"]) for row in rows]
    assert qualities == sorted(qualities)
    assert set().union(*(row["reasons"].split(";") for row in rows)) - {""} <= REASONS


def test_the_summary_counts_reasons_and_tells_the_way(folder: Path, capsys: Captured) -> None:
    assert main(["audit", str(folder), "--csv", "-"]) == 0
    shown = capsys.readouterr()
    rows = rows_of(shown.out)
    suspicious = sum(row["reasons"] != "" for row in rows)
    assert f"{len(rows)} photos audited in " in shown.err
    assert f"{suspicious} worth a look" in shown.err
    assert "calibrated probabilities" in shown.err


def test_without_a_file_there_is_a_line_for_each_suspicious_photo(folder: Path, capsys: Captured) -> None:
    assert main(["audit", str(folder), "--max", "2"]) == 0
    shown = capsys.readouterr()
    lines = [line.split("\t") for line in shown.out.splitlines()]
    assert {line[0] for line in lines} == {f"{CLASSES[0]}/0.jpg", f"{CLASSES[1]}/again.jpg"}
    assert all("duplicate_other_class" in line[4] for line in lines)
    assert "Told here: 2 photos of " in shown.err


def test_a_report_is_written_and_holds_the_command(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "report"
    assert main(["audit", str(folder), "--report", str(target), "--json", "-"]) == 0
    page = next(target.glob("*.html")).read_text("utf-8")
    assert "flowersort audit" in page
    assert f"The report: {target}" in capsys.readouterr().err


def test_limits_say_from_where_on_a_photo_has_a_problem(folder: Path, capsys: Captured) -> None:
    assert main(["audit", str(folder), "--csv", "-"]) == 0
    usual = rows_of(capsys.readouterr().out)
    assert not any("tiny" in row["reasons"].split(";") for row in usual)
    assert main(["audit", str(folder), "--csv", "-", "--limit", "tiny=9000", "--limit", "blurry=0"]) == 0
    strict = rows_of(capsys.readouterr().out)
    assert all("tiny" in row["reasons"].split(";") for row in strict)
    assert not any("blurry" in row["reasons"].split(";") for row in strict)


@pytest.mark.parametrize("wish", ["blurry", "sharp=0.2", "dark=much", "=1"])
def test_what_is_no_limit_is_refused_with_the_names(folder: Path, wish: str, capsys: Captured) -> None:
    assert main(["audit", str(folder), "--limit", wish]) == 2
    talk = capsys.readouterr().err
    assert "must be PROBLEM=VALUE" in talk
    assert "dark, overexposed, blurry, tiny, uniform" in talk


@pytest.mark.parametrize("wish", ["tiny=1.5", "dark=2", "dark=-1", "dark=nan", "tiny=inf"])
def test_a_limit_that_can_not_be_is_refused_before_anything_is_labelled(
    folder: Path, tmp_path: Path, wish: str, capsys: Captured
) -> None:
    assert main(["audit", str(folder), "--limit", wish, "--csv", str(tmp_path / "a.csv")]) == 2
    assert f"The limit for {wish.partition('=')[0]} must be" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()


def test_a_mapped_folder_name_counts_as_the_class(tmp_path: Path, capsys: Captured) -> None:
    folder = put(tmp_path / "sorted", "Rosen/1.jpg", f"{CLASSES[0]}/2.jpg")
    assert main(["audit", str(folder), "--csv", "-", "--map", "Rosen=roses"]) == 0
    assert {row["folder_label"] for row in rows_of(capsys.readouterr().out)} == {"roses", CLASSES[0]}


def test_no_photos_is_said(tmp_path: Path, capsys: Captured) -> None:
    assert main(["audit", str(tmp_path)]) == 0
    assert f"There are no photos in {tmp_path}." in capsys.readouterr().err


def test_a_missing_folder_a_file_and_an_unknown_name_end_in_one_sentence(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["audit", str(tmp_path / "none")]) == 1
    assert "none" in capsys.readouterr().err
    assert main(["audit", str(folder / CLASSES[0] / "0.jpg")]) == 2
    assert "is a file" in capsys.readouterr().err
    assert main(["audit", str(folder), "--map", "Rosen=roses"]) == 2
    assert "'Rosen'" in capsys.readouterr().err


def test_the_command_in_the_report_asks_for_the_same_again() -> None:
    words = ["audit", "my photos", "--csv", "a.csv", "--map", "Rosen=roses", "--limit", "dark=0.2", "--fresh"]
    first = parse(words)
    again = parse(shlex.split(command_line(first))[1:])
    assert vars(again) == vars(first)
