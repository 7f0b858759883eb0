"""`flowersort classify` as a user types it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import termios
from pathlib import Path

import pytest

from flowersort import read_predictions
from flowersort.__main__ import main
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from tests.fakes.command import SLOW_READER, check_talk, end, flowersort, start
from tests.fakes.gardens import GARDEN, many, photo_bytes
from tests.fakes.trees import needs_posix

COUNTS = re.compile(r"([\d,]+) photos? found = (.+)")


def counts(talk: str) -> tuple[int, dict[str, int]]:
    """Return the summary's arithmetic: found, and its parts."""
    (line,) = [match for match in map(COUNTS.fullmatch, talk.splitlines()) if match]
    parts = (part.split(" ", 1) for part in line.group(2).split(" + "))
    return int(line.group(1).replace(",", "")), {word: int(count.replace(",", "")) for count, word in parts}


def test_a_folder_becomes_a_csv_and_a_summary_that_adds_up(garden: Path, tmp_path: Path) -> None:
    target = tmp_path / "predictions.csv"
    done = flowersort("classify", garden, "--csv", target)
    assert (done.status, done.data) == (0, "")
    table = read_predictions(target)
    assert list(table["file_name"]) == list(GARDEN)
    found, parts = counts(done.talk)
    assert found == sum(parts.values()) == 6
    assert list(parts) == ["sure", "unsure", "other flower", "no flower", "reviewed", "unreadable"]
    states = table["state"].value_counts().to_dict()
    assert {word.replace(" ", "_"): count for word, count in parts.items() if count} == states
    assert re.search(r"^\d+\.\d s, \d+ photos per second$", done.talk, re.MULTILINE)
    shares = table[[name for name in table.columns if name.startswith("p_")]]
    assert shares.sum(axis=1).to_numpy() == pytest.approx(1, abs=1e-6)


def test_piped_there_is_no_bar_and_nothing_but_the_summary_on_standard_error(garden: Path) -> None:
    done = flowersort("classify", garden, "--csv", "-")
    assert [row["file_name"] for row in csv.DictReader(io.StringIO(done.data))] == list(GARDEN)
    assert len(done.talk.splitlines()) == 2
    assert "\r" not in done.talk
    assert "\x1b" not in done.talk


def test_json_on_standard_output_is_json_alone(garden: Path) -> None:
    done = flowersort("classify", garden, "--json", "-", "--top-k", "2")
    assert len(json.loads(done.data)["photos"]) == 6


def test_without_a_target_there_is_a_line_for_each_photo(garden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", str(garden), "--top-k", "3"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [cells[0] for cells in lines] == list(GARDEN)
    assert {len(cells) for cells in lines} == {2 + 3}


@needs_posix
@pytest.mark.parametrize("columns", [100, 0])
def test_on_a_terminal_a_bar_shows_rate_and_time_left_whether_or_not_its_width_is_known(
    tmp_path: Path, columns: int
) -> None:
    folder = many(tmp_path / "many", 24)
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (25 if columns else 0, columns))
    try:
        process = start("0.05", "classify", folder, "--jobs", "1", code=SLOW_READER, stderr=theirs)
        os.close(theirs)
        shown = bytearray()
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:
                break
            if not some:
                break
            shown += some
        done = end(process)
    finally:
        os.close(ours)
    talk = shown.decode()
    check_talk(talk)
    assert done.status == 0
    # 8/24 [00:00<00:01, 15.34 photos/s]
    assert re.search(r"\d+/24 \[\d\d:\d\d<\d\d:\d\d, +[\d.]+ photos/s\]", talk), talk
    assert "24 photos found = " in talk
    assert len(done.data.splitlines()) == 24


def test_subfolders_are_left_out_on_request(garden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", str(garden), "--no-recursive", "--csv", "-"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert [row["file_name"] for row in rows] == ["1.jpg", "2.jpg", "10.jpg"]


def test_several_paths_mix_and_names_count_from_their_common_folder(
    garden: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(garden.parent)
    assert main(["classify", "garden/bed", "garden/1.jpg", "garden/bed/a.jpg", "--csv", "-"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert [row["file_name"] for row in rows] == ["1.jpg", "bed/a.jpg", "bed/b.jpg", "bed/far/c.jpg"]


def test_a_second_run_and_a_moved_folder_say_the_same_and_that_photos_were_known(garden: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(garden, tmp_path / "one")
    first = flowersort("classify", folder, "--csv", "-")
    assert "known from before" not in first.talk
    second = flowersort("classify", folder, "--csv", "-")
    assert "(6 known from before)" in second.talk
    moved = flowersort("classify", folder.rename(tmp_path / "two"), "--csv", "-")
    assert "(6 known from before)" in moved.talk
    fresh = flowersort("classify", tmp_path / "two", "--fresh", "--csv", "-")
    assert "known from before" not in fresh.talk
    assert first.data == second.data == moved.data == fresh.data


def test_without_a_store_nothing_is_kept(garden: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", str(garden), "--no-store", "--csv", "-"]) == 0
    assert not (home / "state").exists()


def test_the_threshold_is_the_users(garden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for threshold, forbidden in (("0", "unsure"), ("1", "sure")):
        assert main(["classify", str(garden), "--threshold", threshold, "--csv", "-"]) == 0
        states = [row["state"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))]
        assert forbidden not in states


def test_a_review_is_the_label_and_the_models_own_stands_beside(
    garden: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["classify", str(garden), "--csv", "-"]) == 0
    before = next(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    reviewed = "tulips" if before["model_label"] != "tulips" else "daisy"
    with Store.open(home / "state" / "store.sqlite") as store:
        store.put_review(before["content_hash"], Review(Verdict.CLASS, reviewed, at=1.0))
    assert main(["classify", str(garden), "--csv", "-"]) == 0
    shown = capsys.readouterr()
    after = next(csv.DictReader(io.StringIO(shown.out)))
    assert counts(shown.err)[1]["reviewed"] == 1
    assert (after["state"], after["label"], after["reviewed_label"]) == ("reviewed", reviewed, reviewed)
    unchanged = [name for name in before if name not in {"state", "label", "reviewed_label"}]
    assert [after[name] for name in unchanged] == [before[name] for name in unchanged]


def test_a_photo_named_from_the_working_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-dash.jpg").write_bytes(photo_bytes())
    monkeypatch.chdir(tmp_path)
    assert main(["classify", "--csv", "-", "--", "-dash.jpg"]) == 0
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["file_name"].endswith("-dash.jpg")


def test_real_photos_from_a_shared_folder(shared_photos: Path, tmp_path: Path) -> None:
    for photo in sorted((shared_photos / "daisy").glob("*.jpg"))[:8]:
        shutil.copy(photo, tmp_path)
    done = flowersort("classify", tmp_path, "--csv", "-")
    labels = [row["label"] for row in csv.DictReader(io.StringIO(done.data))]
    assert labels.count("daisy") >= 6
