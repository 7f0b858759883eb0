"""Targets that are refused, and lines of text."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.core.errors import ExportError, FolderError, UsageError
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.services.export.reader import read_predictions
from flowersort.workflows.export import (
    Labels,
    base_folder,
    check_target,
    check_targets_differ,
    export_csv,
    export_json,
    plain_lines,
)
from tests.fakes.labelled import facts_of, sure, unreadable

ROWS = (sure("/g/b10.jpg", "tulips"), unreadable("/g/b2.jpg"), sure("/g/a/1.jpg"))


def labels(*rows: object) -> Labels:
    return Labels(rows or ROWS, facts_of(), base="/g")


def test_the_base_is_the_deepest_common_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "c.jpg").write_bytes(b"")
    assert base_folder([str(tmp_path / "a" / "b"), str(tmp_path / "a" / "c.jpg")]) == str(tmp_path / "a")
    assert base_folder([str(tmp_path / "a" / "c.jpg")]) == str(tmp_path / "a")


def test_a_working_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(FolderError, match="working folder no longer exists"):
        base_folder(["photos"])
    assert base_folder([str(tmp_path)]) == str(tmp_path)


@pytest.mark.parametrize("target", [None, "-"])
def test_no_target_and_standard_output_are_always_right(target: str | None) -> None:
    check_target(target, inputs=["-"])


def test_a_folder_or_a_missing_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        check_target(str(tmp_path))
    with pytest.raises(ExportError, match="does not exist"):
        check_target(str(tmp_path / "gone" / "out.csv"))
    assert list(tmp_path.iterdir()) == []


def test_a_name_like_a_photo_is_no_target_so_a_star_too_many_costs_no_photo(tmp_path: Path) -> None:
    for name in ("1.jpg", "1.HEIC"):
        with pytest.raises(UsageError, match="photo"):
            check_target(str(tmp_path / name))


def test_a_file_that_is_read_is_no_target_under_any_of_its_names(tmp_path: Path) -> None:
    photo = tmp_path / "photo without suffix"
    photo.write_bytes(b"precious")
    (tmp_path / "link").symlink_to(photo)
    for name in (photo, tmp_path / "link", tmp_path / "." / photo.name):
        with pytest.raises(UsageError, match="photo"):
            check_target(os.fspath(name), inputs=[str(photo)])
    assert photo.read_bytes() == b"precious"


def test_two_outputs_in_one_place_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "out")
    for one, other in (("-", "-"), (str(tmp_path / "out"), str(tmp_path / "link"))):
        with pytest.raises(UsageError, match="can't both"):
            check_targets_differ(one, other)
    for fine in ((None, None), ("-", None), ("-", "out"), (str(tmp_path / "out"), str(tmp_path / "other"))):
        check_targets_differ(*fine)


def test_a_file_and_standard_output_get_the_same_text(tmp_path: Path) -> None:
    outputs = {"csv": io.StringIO(), "json": io.StringIO()}
    export_csv(labels(), "-", standard_output=outputs["csv"])
    export_json(labels(), "-", standard_output=outputs["json"], top=2)
    nothing = io.StringIO()
    export_csv(labels(), str(tmp_path / "csv"), standard_output=nothing)
    export_json(labels(), str(tmp_path / "json"), standard_output=nothing, top=2)
    for name, output in outputs.items():
        assert (tmp_path / name).read_bytes().decode() == output.getvalue()
    assert nothing.getvalue() == ""
    assert list(read_predictions(tmp_path / "csv")["file_name"]) == ["a/1.jpg", "b2.jpg", "b10.jpg"]


def test_a_line_has_name_state_and_the_most_probable_classes() -> None:
    assert list(plain_lines(labels(), top=2)) == [
        "a/1.jpg\tsure\troses 90.0%\tdaisy 2.5%",
        "b2.jpg\tunreadable\tThe file is empty (0 bytes).",
        "b10.jpg\tsure\ttulips 90.0%\tdaisy 2.5%",
    ]


def test_a_line_says_that_a_label_is_the_users() -> None:
    photo = replace(sure("/g/1.jpg"), state=State.REVIEWED, review=Review(Verdict.CLASS, "daisy", at=1.0))
    assert list(plain_lines(labels(photo), top=1)) == ["1.jpg\treviewed\tdaisy (reviewed)\troses 90.0%"]


@pytest.mark.parametrize("name", ["a\tb.jpg", "a\nb.jpg", "a\x1b[31m.jpg", "caf\udce9.jpg"])
def test_a_line_stays_one_line_of_readable_cells_whatever_the_name(name: str) -> None:
    (line,) = plain_lines(labels(sure(f"/g/{name}")), top=1)
    assert line.count("\t") == 2
    assert line.replace("\t", "").isprintable()
    line.encode("utf-8")


def test_asking_for_more_classes_than_there_are_lists_them_all() -> None:
    (line,) = plain_lines(labels(sure("/g/1.jpg")), top=99)
    assert line.count("%") == 5
