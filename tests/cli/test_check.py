"""`check`: the sample, answers from a CSV, and what they say."""

from __future__ import annotations

import csv
import json
import shlex
import shutil
from pathlib import Path

import pytest

import flowersort
from flowersort.__main__ import main
from flowersort.cli.check import command_line
from flowersort.cli.parser import parse
from flowersort.services.store.store import Store
from tests.fakes.gardens import photo_bytes
from tests.fakes.pages import Page
from tests.fakes.runs import pack

Captured = pytest.CaptureFixture[str]
CLASSES = pack().facts.classes


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FLOWERSORT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(12):
        (photos / f"{number}.jpg").write_bytes(photo_bytes(number))
    (photos / "empty.jpg").write_bytes(b"")
    return photos


def labels(folder: Path, capsys: Captured) -> dict[str, str]:
    """What the model says of each photo."""
    assert main(["classify", str(folder), "--csv", "-", "--no-store"]) == 0
    rows = csv.DictReader(capsys.readouterr().out.splitlines())
    return {row["file_name"]: row["model_label"] for row in rows if row["model_label"]}


def written(path: Path, truth: dict[str, str]) -> str:
    path.write_text("file_name,label\n" + "".join(f"{name},{label}\n" for name, label in truth.items()), "utf-8")
    return str(path)


def reviews(home: Path) -> int:
    (path,) = home.rglob("*.sqlite")
    with Store.open(path) as store:
        return len(list(store.reviews()))


def test_without_answers_the_photos_to_look_at_are_listed(folder: Path, home: Path, capsys: Captured) -> None:
    assert main(["check", str(folder), "--sample", "5"]) == 0
    shown = capsys.readouterr()
    rows = list(csv.DictReader(shown.out.splitlines()))
    assert list(rows[0]) == ["file_name", "label", "model_label"]
    assert len({row["file_name"] for row in rows}) == 5
    assert all(row["label"] == "" and row["model_label"] in CLASSES for row in rows)
    assert "5 photos to look at, drawn by chance." in shown.err
    assert reviews(home) == 0


def test_the_filled_in_list_answers_and_is_remembered(
    folder: Path, home: Path, tmp_path: Path, capsys: Captured
) -> None:
    said = labels(folder, capsys)
    truth = written(tmp_path / "truth.csv", said)
    assert main(["check", str(folder), "--sample", "6", "--truth", truth, "--json", str(tmp_path / "a.json")]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("right  100 % (")
    assert "6 of 12 photos checked" in shown.out
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert (found["checked"], found["photos"], found["right"]["share"], found["open"]) == (6, 12, 1.0, [])
    assert found["right"]["low"] < 1.0
    assert found["date"]
    assert "Wilson" in found["method"]
    assert reviews(home) == 6
    assert main(["check", str(folder), "--sample", "6", "--json", "-"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["right"] == found["right"]


def test_only_what_the_sample_asks_counts(folder: Path, tmp_path: Path, home: Path, capsys: Captured) -> None:
    said = labels(folder, capsys)
    assert main(["check", str(folder), "--sample", "4", "--no-store"]) == 0
    asked = {row["file_name"] for row in csv.DictReader(capsys.readouterr().out.splitlines())}
    truth = {name: label if name in asked else "wrong" for name, label in said.items()}
    command = ["check", str(folder), "--sample", "4", "--truth", written(tmp_path / "t.csv", truth), "--json", "-"]
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["right"]["share"] == 1.0
    assert reviews(home) == 4


def test_wrong_labels_are_counted_and_the_rest_is_listed_as_open(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    said = labels(folder, capsys)
    name = next(iter(said))
    other = next(each for each in CLASSES if each != said[name])
    truth = written(tmp_path / "t.csv", {**said, name: other.upper()})
    assert main(["check", str(folder), "--sample", "50", "--truth", truth]) == 0
    shown = capsys.readouterr()
    assert "12 of 12 photos checked" in shown.out
    assert "right  91.7 % (91.7 % to 91.7 %)" in shown.out
    assert "not set right yet  about 0 (0 to 0)" in shown.out
    assert "You may stop: every photo is reviewed." in shown.out
    half = written(tmp_path / "half.csv", dict(list(said.items())[:3]))
    assert main(["check", str(folder), "--no-store", "--truth", half]) == 0
    assert "of the 12 to look at have no answer yet." in capsys.readouterr().err


def test_another_seed_draws_another_sample(folder: Path, capsys: Captured) -> None:
    lists = []
    for seed in ("0", "1", "2", "0"):
        assert main(["check", str(folder), "--sample", "4", "--seed", seed]) == 0
        lists.append(capsys.readouterr().out)
    assert lists[0] == lists[3]
    assert len(set(lists)) > 1


def test_reviews_stay_through_a_rename_and_the_check_with_them(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    truth = written(tmp_path / "t.csv", labels(folder, capsys))
    assert main(["check", str(folder), "--sample", "6", "--truth", truth, "--json", "-"]) == 0
    before = json.loads(capsys.readouterr().out)
    moved = tmp_path / "moved"
    shutil.move(folder, moved)
    for path in sorted(moved.iterdir()):
        path.rename(moved / f"new {path.name}")
    assert main(["check", str(moved), "--sample", "6", "--json", "-"]) == 0
    after = json.loads(capsys.readouterr().out)
    assert {key: after[key] for key in after if key != "date"} == {key: before[key] for key in before if key != "date"}


def test_strange_names_strange_labels_and_copies_that_contradict_are_said(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    shutil.copy(folder / "0.jpg", folder / "copy.jpg")
    said = labels(folder, capsys)
    truth = {**said, "gone.jpg": "roses", "0.jpg": "roses", "copy.jpg": "tulips", "1.jpg": "iris"}
    assert main(["check", str(folder), "--truth", written(tmp_path / "t.csv", truth)]) == 0
    shown = capsys.readouterr()
    assert "1 photo not found in the folder, such as gone.jpg." in shown.err
    assert "Copies of one photo were given different labels, so none of them counts: 0.jpg, copy.jpg." in shown.err
    assert "The model does not know iris; its labels are wrong there." in shown.err
    assert "1 photo of the 12 to look at have no answer yet." in shown.err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("a,b\n1,2\n", "no column “file_name”"), ("file_name\n1.jpg\n", "no column “label”"), ("", "no column")],
)
def test_a_file_that_is_no_list_is_refused_and_nothing_is_remembered(
    folder: Path, home: Path, tmp_path: Path, text: str, sentence: str, capsys: Captured
) -> None:
    (tmp_path / "t.csv").write_text(text, "utf-8")
    assert main(["check", str(folder), "--truth", str(tmp_path / "t.csv")]) == 2
    assert sentence in capsys.readouterr().err
    assert reviews(home) == 0
    assert main(["check", str(folder), "--truth", str(tmp_path / "none.csv")]) == 1
    assert "none.csv can't be read" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["0", "1", "100%", "x", "-1%", "nan"])
def test_a_target_that_is_no_share_is_refused(folder: Path, target: str, capsys: Captured) -> None:
    assert main(["check", str(folder), f"--target={target}"]) == 2
    assert "must be a share between 0 and 1, such as 2% or 0.02" in " ".join(capsys.readouterr().err.split())


def test_no_photos_and_none_that_can_be_read(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "none").mkdir()
    assert main(["check", str(tmp_path / "none")]) == 0
    shown = capsys.readouterr()
    assert "There is nothing to check." in shown.out
    assert "There are no photos in" in shown.err
    (tmp_path / "none" / "empty.jpg").write_bytes(b"")
    assert main(["check", str(tmp_path / "none"), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["advice"] == "nothing"


def test_the_csv_carries_the_estimate_after_the_usual_columns(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["classify", str(folder), "--csv", "-", "--no-store"]) == 0
    usual = next(csv.reader(capsys.readouterr().out.splitlines()))
    truth = written(tmp_path / "t.csv", labels(folder, capsys))
    assert main(["check", str(folder), "--sample", "6", "--truth", truth, "--csv", str(tmp_path / "o.csv")]) == 0
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == [*usual, "check_right", "check_low", "check_high", "check_design", "check_date"]
    assert {row["check_right"] for row in rows} == {"1.000000000"}
    assert len({row["check_low"] for row in rows}) == 1
    assert rows[0]["check_design"].startswith("6 of 12 photos, stratified random sample")
    assert sum(row["state"] == "reviewed" for row in rows) == 6
    assert len(flowersort.read_predictions(tmp_path / "o.csv")) == 13


def test_the_page_carries_the_estimate_its_interval_the_design_and_the_date(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    truth = written(tmp_path / "t.csv", labels(folder, capsys))
    target = tmp_path / "report"
    assert main(["check", str(folder), "--sample", "6", "--truth", truth, "--report", str(target)]) == 0
    shown = capsys.readouterr()
    assert f"The report: {target / 'report.html'}" in shown.err
    text = (target / "report.html").read_text("utf-8")
    found = json.loads((target / "check.json").read_text("utf-8"))
    for words in ("100 % of the labels are right", "6 of 12 photos looked at", "Wilson", "flowersort check"):
        assert words in text
    assert f"{100 * found['right']['low']:.1f} % to 100 %" in text
    Page(text)
    assert main(["check", str(folder), "--sample", "6", "--report", str(target)]) == 0
    assert main(["check", str(folder), "--report", str(folder / "in")]) == 2


def test_the_command_in_the_report_asks_for_the_same_again() -> None:
    words = ["check", "my photos", "--truth", "t.csv", "--target", "5%", "--sample", "60", "--seed", "3", "--fresh"]
    first = parse(words)
    assert vars(parse(shlex.split(command_line(first))[1:])) == vars(first)
