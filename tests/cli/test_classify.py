"""`classify`'s own decisions: usage, statuses, and what is said at the end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from flowersort import bootstrap
from flowersort.__main__ import main
from tests.fakes.failing_store import FailingStore
from tests.fakes.gardens import GARDEN, photo_bytes
from tests.fakes.packs import copy_of_bundled_pack, rewrite_manifest

Captured = pytest.CaptureFixture[str]


def test_csv_and_json_both_to_standard_output_is_wrong_usage(garden: Path, capsys: Captured) -> None:
    assert main(["classify", str(garden), "--csv", "-", "--json", "-"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "can't both go to standard output" in shown.err


def test_csv_and_json_both_to_one_file_is_wrong_usage(garden: Path, tmp_path: Path, capsys: Captured) -> None:
    target = str(tmp_path / "out")
    assert main(["classify", str(garden), "--csv", target, "--json", target]) == 2
    assert not Path(target).exists()


@pytest.mark.parametrize("threshold", ["-0.01", "1.01", "nan", "inf"])
def test_a_threshold_outside_0_to_1_is_wrong_usage(garden: Path, capsys: Captured, threshold: str) -> None:
    assert main(["classify", str(garden), "--threshold", threshold, "--csv", "-"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "between 0 and 1" in shown.err


def test_csv_and_json_at_once_hold_the_same_photos(garden: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["classify", str(garden), "--csv", str(tmp_path / "o.csv"), "--json", "-", "--top-k", "2"]) == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text("utf-8"))))
    photos = json.loads(capsys.readouterr().out)["photos"]
    assert [row["file_name"] for row in rows] == list(GARDEN) == [photo["file_name"] for photo in photos]


def test_a_copied_pack_is_used_and_named(garden: Path, tmp_path: Path, capsys: Captured) -> None:
    pack = rewrite_manifest(copy_of_bundled_pack(tmp_path / "pack"), name="mine", version="9.9.9")
    assert main(["classify", str(garden), "--model", str(pack), "--csv", "-"]) == 0
    assert {row["model"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))} == {"mine 9.9.9"}


def test_unreadable_photos_alone_are_status_0(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    assert main(["classify", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "a.jpg\tunreadable\tThe file is empty (0 bytes).\n"


def test_one_photo_is_found_in_its_own_folder(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.jpg").write_bytes(photo_bytes())
    assert main(["classify", str(tmp_path / "a.jpg")]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("a.jpg\t")
    assert shown.err.startswith("1 photo found = ")


def test_a_store_that_fails_in_the_middle_costs_a_sentence_and_no_result(
    garden: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bootstrap.Store.open

    class Failing:
        notice = None

        @staticmethod
        def open(path: Path) -> FailingStore:
            store = FailingStore(real(path), first=4, onwards=True)
            store.notice, store.close = None, lambda: None
            return store

    monkeypatch.setattr(bootstrap, "Store", Failing)
    assert main(["classify", str(garden), "--csv", "-", "--jobs", "1"]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 7
    assert "unreadable" not in shown.out
    sentence = "The store is on strike. This run goes on without remembering its results.\n"
    assert shown.err.count(sentence) == 1


def test_a_network_that_cannot_run_is_said_and_the_target_left_alone(
    garden: Path, tmp_path: Path, capsys: Captured
) -> None:
    target = tmp_path / "o.csv"
    target.write_text("precious")
    pack = rewrite_manifest(copy_of_bundled_pack(tmp_path / "pack"), input__side=96)
    assert main(["classify", str(garden), "--model", str(pack), "--csv", str(target), "--no-store"]) == 1
    shown = capsys.readouterr()
    assert "model.tflite" in shown.err
    assert f"Nothing was written to {target}." in shown.err
    assert "remembered" not in shown.err
    assert target.read_text() == "precious"
