"""`audit`: lines for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from flowersort.__main__ import main
from tests.fakes.audits import put
from tests.fakes.runs import pack

Captured = pytest.CaptureFixture[str]
CLASSES = pack().facts.classes
COLUMNS = ["file_name", "folder_label", "suggested_label", "label_quality", "reasons", "group"]


@pytest.fixture(scope="session")
def sorted_photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sorted")
    put(folder, *(f"{name}/{number}.jpg" for name in CLASSES for number in range(2)), "top.jpg")
    shutil.copy(folder / CLASSES[0] / "0.jpg", folder / CLASSES[1] / "twin.jpg")
    (folder / CLASSES[2] / "empty.jpg").write_bytes(b"")
    (folder / "weeds").mkdir()
    return folder


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_csv_has_a_row_per_photo_ordered_by_label_quality(sorted_photos: Path, tmp_path: Path) -> None:
    target = tmp_path / "audit.csv"
    assert main(["audit", str(sorted_photos), "--csv", str(target)]) == 0
    text = target.read_text("utf-8")
    assert text.splitlines()[0].split(",") == COLUMNS
    rows = rows_of(text)
    assert len(rows) == 13
    qualities = [float(row["label_quality"]) for row in rows if row["label_quality"]]
    assert qualities == sorted(qualities)
    assert {rows[0]["file_name"], rows[1]["file_name"]} == {f"{CLASSES[0]}/0.jpg", f"{CLASSES[1]}/twin.jpg"}
    assert "duplicate_other_class" in rows[0]["reasons"].split(";")
    assert rows[0]["group"] == rows[1]["group"] != ""


def test_the_json_tells_everything(sorted_photos: Path, capsys: Captured) -> None:
    assert main(["audit", str(sorted_photos), "--json", "-"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["found"] == len(content["photos"]) == 13
    assert content["classes"] == list(CLASSES)
    assert content["ways"] == {"calibrated": 11, "not_judged": 2}
    assert content["empty_folders"] == ["weeds"]
    assert content["reasons"]["unreadable"] == {"photos": 1, "expected": 1.0}
    assert sum(map(sum, content["confusion"])) == 11
    assert {photo["file_name"]: photo["folder_label"] for photo in content["photos"]}["top.jpg"] is None


def test_without_an_output_suspicious_photos_are_lines_and_the_rest_is_talk(
    sorted_photos: Path, capsys: Captured
) -> None:
    assert main(["audit", str(sorted_photos)]) == 0
    shown = capsys.readouterr()
    cells = [line.split("\t") for line in shown.out.splitlines()]
    assert all(len(row) == 5 and row[4] for row in cells)
    assert "13 photos audited in" in shown.err
    assert "in several classes" in shown.err
    assert "calibrated probabilities" in shown.err
    assert "“weeds”" in shown.err


def test_csv_on_standard_output_stands_alone(sorted_photos: Path, capsys: Captured) -> None:
    assert main(["audit", str(sorted_photos), "--csv", "-", "--max", "3"]) == 0
    assert len(rows_of(capsys.readouterr().out)) == 3


def test_only_the_most_suspicious_are_told(sorted_photos: Path, capsys: Captured) -> None:
    assert main(["audit", str(sorted_photos), "--max", "2"]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2
    assert "Told here: 2 photos of" in shown.err


def test_folders_may_be_mapped(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, "Rosen/1.jpg", "tulips/2.jpg")
    assert main(["audit", str(tmp_path), "--map", "Rosen=rose", "--json", "-"]) == 0
    labels = {photo["folder_label"] for photo in json.loads(capsys.readouterr().out)["photos"]}
    assert labels == {"roses", "tulips"}


@pytest.mark.parametrize(
    "words",
    [
        ["--map", "Rosen"],
        ["--map", "=roses"],
        ["--map", "Rosen=roses"],
        ["--max", "0"],
        ["--csv", "-", "--json", "-"],
    ],
)
def test_what_makes_no_sense_is_wrong_usage(sorted_photos: Path, words: list[str]) -> None:
    assert main(["audit", str(sorted_photos), *words]) == 2


def test_a_file_is_wrong_usage_and_a_missing_folder_could_not_complete(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, "1.jpg")
    assert main(["audit", str(tmp_path / "1.jpg")]) == 2
    assert "needs a folder of class subfolders" in capsys.readouterr().err
    assert main(["audit", str(tmp_path / "gone")]) == 1


def test_a_folder_without_photos_says_so(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "roses").mkdir()
    assert main(["audit", str(tmp_path)]) == 0
    assert "There are no photos in" in capsys.readouterr().err


def test_a_photo_may_not_be_replaced_by_the_csv(sorted_photos: Path) -> None:
    assert main(["audit", str(sorted_photos), "--csv", str(sorted_photos / "out.jpg")]) == 2
