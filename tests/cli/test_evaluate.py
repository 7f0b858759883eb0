"""`evaluate`: a table for people, JSON for programs."""

from __future__ import annotations

import html
import json
import shlex
from pathlib import Path

import pytest

from flowersort.__main__ import main
from flowersort.cli.evaluate import command_line
from flowersort.cli.parser import parse
from tests.fakes.gardens import photo_bytes
from tests.fakes.runs import pack

Captured = pytest.CaptureFixture[str]
CLASSES = pack().facts.classes


@pytest.fixture(scope="session")
def sorted_photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sorted")
    for number, name in enumerate((*CLASSES, CLASSES[0].upper(), "weeds")):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / f"{number}.jpg").write_bytes(photo_bytes(number))
    (folder / "weeds" / "more.jpg").write_bytes(photo_bytes(50))
    (folder / CLASSES[0] / "empty.jpg").write_bytes(b"")
    (folder / "top.jpg").write_bytes(photo_bytes(51))
    return folder


def test_the_table_and_the_json_tell_the_same(sorted_photos: Path, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "figures.json"
    assert main(["evaluate", str(sorted_photos), "--json", str(target)]) == 0
    figures, shown = json.loads(target.read_text("utf-8")), capsys.readouterr()
    assert figures["photos"] == len(CLASSES) + 1
    assert figures["left_out"] == {"": 1, "weeds": 2}
    assert figures["unreadable"] == 1
    share = f"{100 * figures['accuracy']:.2f}%"
    assert shown.out.startswith(f"accuracy {share} ({figures['correct']} of {figures['photos']})\n")
    assert "95 % interval (Wilson)" in shown.out
    assert "15 equal-width bins" in shown.out
    for word in ("macro F1", "Brier score", "precision", "recall", "confusion", "accuracy of the surest photos"):
        assert word in shown.out
    rows = [line.split() for line in shown.out.splitlines()]
    for name, counts in zip(CLASSES, figures["confusion"], strict=True):
        assert [name, *map(str, counts)] in rows


def test_what_was_left_out_is_said(sorted_photos: Path, capsys: Captured) -> None:
    assert main(["evaluate", str(sorted_photos)]) == 0
    talk = capsys.readouterr().err
    assert "Left out: 1 photo in no subfolder.\n" in talk
    assert "Left out: 2 photos in 'weeds', which is no class of the model.\n" in talk
    assert "Left out: 1 photo that could not be read.\n" in talk


def test_json_on_standard_output_stands_alone(sorted_photos: Path, capsys: Captured) -> None:
    assert main(["evaluate", str(sorted_photos), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["model"] == pack().facts.title


def test_a_report_is_written_and_named_and_holds_the_command(
    sorted_photos: Path, tmp_path: Path, capsys: Captured
) -> None:
    target = tmp_path / "my report"
    assert main(["evaluate", str(sorted_photos), "--no-store", "--report", str(target), "--json", "-"]) == 0
    shown = capsys.readouterr()
    assert f"The report: {target / 'report.html'}\n" in shown.err
    assert json.loads(shown.out) == json.loads((target / "evaluation.json").read_text("utf-8"))
    page = html.unescape((target / "report.html").read_text("utf-8"))
    command = f"flowersort evaluate {sorted_photos} --json - --report '{target}' --no-store"
    assert command in page
    assert parse(shlex.split(command)[1:]).report == str(target)


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--json", "a b.json", "--report", "o'ut", "--jobs", "3"],
        ["--model", "/my/pack", "--no-recursive", "--fresh", "--no-store"],
    ],
)
def test_the_command_asks_for_the_same_once_more(options: list[str]) -> None:
    asked = parse(["evaluate", "my photos", *options])
    assert parse(shlex.split(command_line(asked))[1:]) == asked


def test_a_report_that_cannot_be_written_is_refused_before_the_run(
    sorted_photos: Path, tmp_path: Path, capsys: Captured, home: Path
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("x")
    for target, status, says in (
        (tmp_path / "file", 1, "is a file; give the report a folder"),
        (tmp_path / "full", 1, "holds something else than a report (notes.txt)"),
        (tmp_path / "gone" / "report", 1, "does not exist. Make that first."),
        (sorted_photos / "report", 2, "The report can't lie in"),
    ):
        assert main(["evaluate", str(sorted_photos), "--report", str(target)]) == status
        shown = capsys.readouterr()
        assert says in shown.err
        assert shown.out == ""
    assert not (home / "state").exists()


def test_photos_that_are_all_unreadable_are_a_table_without_figures(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / CLASSES[0]).mkdir()
    (tmp_path / CLASSES[0] / "a.jpg").write_bytes(b"")
    assert main(["evaluate", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("accuracy – (0 of 0)\n")


def test_no_folder_of_a_class_is_wrong_usage(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "weeds").mkdir()
    (tmp_path / "weeds" / "a.jpg").write_bytes(photo_bytes())
    assert main(["evaluate", str(tmp_path), "--json", str(tmp_path / "f.json")]) == 2
    shown = capsys.readouterr()
    assert "stands in a subfolder named like a class of the model" in shown.err
    assert shown.out == ""
    assert not (tmp_path / "f.json").exists()


def test_a_file_is_wrong_usage_and_a_missing_folder_a_sentence(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.jpg").write_bytes(photo_bytes())
    assert main(["evaluate", str(tmp_path / "a.jpg")]) == 2
    assert "is a file" in capsys.readouterr().err
    assert main(["evaluate", str(tmp_path / "gone")]) == 1
    assert "no file or folder" in capsys.readouterr().err


def test_a_target_that_cannot_be_written_is_refused_before_the_run(sorted_photos: Path, capsys: Captured) -> None:
    assert main(["evaluate", str(sorted_photos), "--json", str(sorted_photos)]) == 1
    assert "is a folder" in capsys.readouterr().err
    assert main(["evaluate", str(sorted_photos), "--json", str(sorted_photos / "top.jpg")]) == 2


def test_a_folder_that_cannot_be_listed_is_no_folder_without_classes(
    sorted_photos: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(path: str) -> object:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.scandir", scandir)
    assert main(["evaluate", str(sorted_photos)]) == 1
    shown = capsys.readouterr()
    assert "lacks the permission" in shown.err
    assert "class of the model" not in shown.err
