"""`reviews`' own decisions: usage, statuses, the diff, and the way back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from flowersort.__main__ import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def reviewed(garden: Path, tmp_path: Path, capsys: Captured) -> Path:
    """A CSV of six photos, two of them reviewed here, one as a class that the model lacks."""
    target = tmp_path / "reviewed.csv"
    assert main(["classify", str(garden), "--csv", str(target)]) == 0
    rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    for row, label in zip(rows, ["nettle", "no_flower"], strict=False):
        row |= {"label": label, "reviewed_label": label, "state": "reviewed"}
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert main(["import", str(target), "--yes"]) == 0
    capsys.readouterr()
    return target


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reviewed: Path) -> Path:
    """Go to another computer with a file of the reviews."""
    assert main(["reviews", "export", str(tmp_path / "r.jsonl")]) == 0
    monkeypatch.setenv("FLOWERSORT_HOME", str(tmp_path / "elsewhere"))
    return tmp_path / "r.jsonl"


def labels(garden: Path, tmp_path: Path) -> list[str]:
    assert main(["classify", str(garden), "--csv", str(tmp_path / "now.csv")]) == 0
    rows = csv.DictReader((tmp_path / "now.csv").read_text("utf-8").splitlines())
    return [row["reviewed_label"] for row in rows if row["reviewed_label"]]


def test_reviews_come_to_another_computer_before_their_photos_do(
    elsewhere: Path, garden: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["reviews", "import", str(elsewhere), "--yes"]) == 0
    talk = capsys.readouterr().err
    assert "2.jpg: no review → no_flower" in talk
    assert "no review → nettle: 1 photo" in talk
    assert "The model has no class nettle; these reviews are kept all the same." in talk
    assert "2 reviews = 2 taken in + 0 unchanged + 0 kept as here + 0 refused" in talk
    assert labels(garden, tmp_path) == ["nettle", "no_flower"]
    assert main(["reviews", "import", str(elsewhere), "--yes"]) == 0
    assert "0 taken in + 2 unchanged" in capsys.readouterr().err
    assert main(["reviews", "import", "--undo", "--yes"]) == 0
    assert "2 reviews brought back, 0 left" in capsys.readouterr().err
    assert labels(garden, tmp_path) == []
    assert main(["reviews", "import", "--undo", "--yes"]) == 2


@pytest.mark.usefixtures("elsewhere")
def test_a_csv_does_it_too_into_an_empty_store(reviewed: Path, garden: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["import", str(reviewed), "--yes"]) == 0
    assert "6 rows = 2 edited + 4 unchanged + 0 refused" in capsys.readouterr().err
    assert labels(garden, tmp_path) == ["nettle", "no_flower"]


def test_a_dry_run_and_a_missing_terminal_change_nothing(
    elsewhere: Path, garden: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["reviews", "import", str(elsewhere), "--dry-run"]) == 0
    assert "no review → nettle: 1 photo" in capsys.readouterr().out
    assert main(["reviews", "import", str(elsewhere)]) == 2
    assert labels(garden, tmp_path) == []


def test_a_newer_review_here_is_kept_and_said(elsewhere: Path, reviewed: Path, garden: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.csv"
    lines = reviewed.read_text("utf-8").splitlines()
    columns = lines[0].split(",")
    cells = lines[2].split(",")
    for column in ("label", "reviewed_label"):
        cells[columns.index(column)] = "excluded"
    newer.write_text("\n".join([lines[0], ",".join(cells)]), encoding="utf-8")
    assert main(["import", str(newer), "--yes"]) == 0
    assert main(["reviews", "import", str(elsewhere), "--yes"]) == 0
    assert labels(garden, tmp_path) == ["nettle", "excluded"]
    assert main(["reviews", "import", str(elsewhere), "--keep", "theirs", "--yes"]) == 0
    assert labels(garden, tmp_path) == ["nettle", "no_flower"]


@pytest.mark.usefixtures("reviewed")
def test_only_the_reviews_of_some_photos_are_written(garden: Path, capsys: Captured) -> None:
    assert main(["reviews", "export", "-", str(garden / "bed"), str(garden / "1.jpg")]) == 0
    told = capsys.readouterr()
    head, review = map(json.loads, told.out.splitlines())
    assert (head["reviews"], review["class_name"], review["file_name"]) == (1, "nettle", "1.jpg")
    assert "1 review of 4 photos written to standard output." in told.err


def test_no_reviews_are_a_file_as_well(tmp_path: Path, capsys: Captured) -> None:
    assert main(["reviews", "export", str(tmp_path / "r.jsonl")]) == 0
    assert main(["reviews", "import", str(tmp_path / "r.jsonl"), "--yes"]) == 0
    assert "0 reviews = 0 taken in" in capsys.readouterr().err


def test_a_file_cut_short_is_a_sentence(elsewhere: Path, capsys: Captured) -> None:
    elsewhere.write_bytes(elsewhere.read_bytes()[:-20])
    assert main(["reviews", "import", str(elsewhere), "--yes"]) == 2
    assert "was cut short" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["export"],
        ["export", "x", "--yes"],
        ["export", "x", "--undo"],
        ["export", "x", "none"],
        ["export", "none/x"],
        ["import"],
        ["import", "x", "y"],
        ["import", "x", "--undo", "y"],
        ["import", "none", "--yes"],
        ["import", "--undo", "none", "--yes"],
    ],
)
def test_wrong_calls_end_in_a_sentence(words: list[str], capsys: Captured) -> None:
    assert main(["reviews", *words]) in {1, 2}
    assert capsys.readouterr().err.startswith("flowersort: ")
