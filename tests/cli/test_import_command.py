"""`import`'s own decisions: usage, statuses, the diff, and the way back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flowersort.__main__ import main

Captured = pytest.CaptureFixture[str]
Rows = list[dict[str, str]]


def labelled(garden: Path, target: Path) -> Rows:
    assert main(["classify", str(garden), "--csv", str(target)]) == 0
    return list(csv.DictReader(target.read_text("utf-8").splitlines()))


def save(rows: Rows, target: Path) -> str:
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(reversed(rows))
    return str(target)


@pytest.fixture
def edited(garden: Path, tmp_path: Path, capsys: Captured) -> str:
    """A CSV of six photos in which two labels were edited."""
    rows = labelled(garden, tmp_path / "before.csv")
    rows[0]["label"], rows[1]["reviewed_label"] = "no_flower", "Tulips"
    capsys.readouterr()
    return save(rows, tmp_path / "edited.csv")


def reviews(garden: Path, tmp_path: Path) -> list[str]:
    return [row["reviewed_label"] for row in labelled(garden, tmp_path / "now.csv")]


def test_an_edited_csv_comes_back_as_reviews_and_can_be_undone(
    edited: str, garden: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["import", edited, "--yes"]) == 0
    talk = capsys.readouterr().err
    assert "no review → no_flower: 1 photo" in talk
    assert "no review → tulips: 1 photo" in talk
    assert "6 rows = 2 edited + 4 unchanged + 0 refused" in talk
    assert "2 reviews changed" in talk
    assert reviews(garden, tmp_path) == ["no_flower", "tulips", "", "", "", ""]
    assert main(["import", "--undo", "--yes"]) == 0
    assert "2 reviews brought back, 0 left" in capsys.readouterr().err
    assert reviews(garden, tmp_path) == [""] * 6
    assert main(["import", "--undo", "--yes"]) == 2


def test_a_dry_run_prints_the_diff_and_changes_nothing(
    edited: str, garden: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["import", edited, "--dry-run"]) == 0
    assert "1.jpg: no review → no_flower" in capsys.readouterr().out
    assert reviews(garden, tmp_path) == [""] * 6


def test_without_a_terminal_and_without_yes_nothing_changes(edited: str, garden: Path, tmp_path: Path) -> None:
    assert main(["import", edited]) == 2
    assert reviews(garden, tmp_path) == [""] * 6


def test_a_refused_row_is_said_with_its_line_and_the_rest_goes_on(
    edited: str, garden: Path, tmp_path: Path, capsys: Captured
) -> None:
    text = Path(edited).read_text("utf-8-sig").replace("no_flower;", "nettle;", 1)
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    rows[-1]["label"] = "nettle"
    assert main(["import", save(rows[::-1], Path(edited)), "--yes"]) == 1
    talk = capsys.readouterr().err
    assert "“nettle” is no class of the model" in talk
    assert "Line " in talk
    assert reviews(garden, tmp_path)[1] == "tulips"


@pytest.mark.parametrize("words", [[], ["x.csv", "--undo", "y"], ["none.csv", "--yes"], ["--undo", "none", "--yes"]])
def test_wrong_calls_end_in_a_sentence(words: list[str], capsys: Captured) -> None:
    assert main(["import", *words]) in {1, 2}
    assert capsys.readouterr().err.startswith("flowersort: ")
