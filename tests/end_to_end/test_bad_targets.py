"""Outputs, packs and stores that can't be used."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from flowersort import read_predictions
from flowersort.__main__ import main
from flowersort.services.store.store import Store
from tests.fakes.command import AS_NOBODY, as_nobody, check_talk, flowersort, open_to_all, python
from tests.fakes.gardens import many
from tests.fakes.packs import copy_of_bundled_pack, replace_file, rewrite_manifest
from tests.fakes.trees import needs_posix

Captured = pytest.CaptureFixture[str]


def refused(capsys: Captured, *arguments: str | Path, status: int = 1) -> str:
    """Return the one sentence that a command ended with."""
    assert main([str(each) for each in arguments]) == status
    shown = capsys.readouterr()
    check_talk(shown.err)
    assert shown.out == ""
    (sentence,) = shown.err.splitlines()
    assert sentence.startswith("flowersort: ")
    return sentence


# The CSV's place


def test_a_folder_is_no_target(garden: Path, tmp_path: Path, capsys: Captured) -> None:
    assert f"{tmp_path} is a folder" in refused(capsys, "classify", garden, "--csv", tmp_path)


def test_a_target_in_a_missing_folder_is_refused_before_the_run(
    garden: Path, tmp_path: Path, capsys: Captured, home: Path
) -> None:
    target = tmp_path / "gone" / "out.csv"
    for option in ("--csv", "--json"):
        assert "its folder does not exist" in refused(capsys, "classify", garden, option, target)
    assert not (home / "state").exists()


@needs_posix
def test_a_read_only_target_is_refused_and_left_as_it_is(garden: Path) -> None:
    with open_to_all() as place:
        (place / "out.csv").write_text("precious")
        place.chmod(0o755)
        done = as_nobody(garden / "1.jpg", "classify", "/usr/share", "--no-store", "--csv", place / "out.csv")
        assert (place / "out.csv").read_text() == "precious"
    assert done.status == 1
    assert "read-only" in done.talk


def test_a_photo_is_never_overwritten_by_results(garden: Path, tmp_path: Path, capsys: Captured) -> None:
    shutil.copytree(garden, tmp_path / "garden")
    photos = sorted((tmp_path / "garden").glob("*.jpg"))
    before = [photo.read_bytes() for photo in photos]
    assert "is a photo or named like one" in refused(capsys, "classify", tmp_path, "--csv", *photos[:1], status=2)
    assert [photo.read_bytes() for photo in photos] == before


@needs_posix
def test_a_full_disk_is_a_sentence(garden: Path) -> None:
    done = flowersort("classify", garden, "--csv", "/dev/full")
    assert done.status == 1
    assert "/dev/full can't be written: the disk is full." in done.talk
    assert "6 photos found" in done.talk
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)  # noqa: PTH116


@needs_posix
@pytest.mark.parametrize("before", [None, "precious"])
def test_a_disk_that_fills_up_leaves_the_target_whole_or_absent(tmp_path: Path, before: str | None) -> None:
    folder, target = many(tmp_path / "many", 60), tmp_path / "out.csv"
    if before is not None:
        target.write_text(before)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = flowersort("classify", folder, "--no-store", "--csv", target, preexec_fn=limit)
    assert done.status == 1
    assert f"{target} can't be written" in done.talk
    assert "60 photos found" in done.talk
    assert (target.read_text() if target.exists() else None) == before
    assert sorted(tmp_path.iterdir()) == sorted([folder] + [target] * (before is not None))


# Standard streams


@needs_posix
def test_standard_output_closed_early_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number:0200}.jpg").touch()
    # Ends the pipe after the first line, as `head -1` does.
    code = "import os, sys; from subprocess import *; p = Popen([sys.executable, '-m', 'flowersort', 'classify', " \
        "sys.argv[1]], stdout=PIPE); p.stdout.readline(); p.stdout.close(); sys.exit(p.wait())"  # fmt: skip
    done = python("-c", code, folder)
    assert done.status == 1
    assert "standard output was closed before everything was written." in done.talk
    assert "3,000 photos found" in done.talk


@needs_posix
@pytest.mark.parametrize("unbuffered", [None, "1"])
@pytest.mark.parametrize("options", [("classify",), ("classify", "--csv", "-"), ("--version",)])
def test_standard_output_on_a_full_disk_is_a_sentence(
    garden: Path, options: tuple[str, ...], unbuffered: str | None
) -> None:
    paths = (garden,) if "classify" in options else ()
    with Path("/dev/full").open("wb") as full:
        done = flowersort(*options, *paths, stdout=full, extra={"PYTHONUNBUFFERED": unbuffered})
    assert done.status == 1
    assert "standard output failed (No space left on device)" in done.talk


@needs_posix
def test_without_standard_output_data_is_refused_and_a_file_is_written(garden: Path, tmp_path: Path) -> None:
    done = flowersort("classify", garden, stdout=None, preexec_fn=lambda: os.close(1))
    assert done.status == 1
    assert "standard output was closed" in done.talk
    done = flowersort("classify", garden, "--csv", tmp_path / "o.csv", stdout=None, preexec_fn=lambda: os.close(1))
    assert done.status == 0
    assert len(read_predictions(tmp_path / "o.csv")) == 6


@needs_posix
@pytest.mark.parametrize("closed", [False, True])
def test_without_anybody_who_listens_to_the_talk_the_data_is_right(garden: Path, closed: bool) -> None:
    expected = flowersort("classify", garden, "--csv", "-").data
    nobody, talk = os.pipe()
    os.close(nobody)
    options = {"stderr": None, "preexec_fn": lambda: os.close(2)} if closed else {"stderr": talk}
    done = flowersort("classify", garden, "--csv", "-", **options)
    assert (done.status, done.data) == (0, expected)
    assert flowersort("classify", garden / "gone", **options).status == 1
    assert flowersort("classify", **options).status == 2
    os.close(talk)


# Packs


def no_hash(pack: Path) -> None:
    (pack / "model.tflite").write_bytes((pack / "model.tflite").read_bytes()[:-1] + b"?")


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (no_hash, "SHA-256"),
        (lambda pack: rewrite_manifest(pack, input__side=96), "model.tflite"),
        (lambda pack: rewrite_manifest(pack, classes=["../x", "dandelion", "roses", "sunflowers", "tulips"]), "../x"),
        (lambda pack: rewrite_manifest(pack, schema=99), "99"),
        (lambda pack: (pack / "reference.npz").unlink(), "reference.npz is missing"),
        (lambda pack: (pack / "manifest.json").write_text("{"), "manifest"),
        (lambda pack: replace_file(pack, "model.tflite", b"no network"), "could not be loaded"),
    ],
)
def test_a_bad_pack_is_a_sentence(
    garden: Path, tmp_path: Path, harm: Callable[[Path], object], says: str, capsys: Captured
) -> None:
    pack = copy_of_bundled_pack(tmp_path / "pack")
    harm(pack)
    assert main(["classify", str(garden), "--model", str(pack), "--csv", str(tmp_path / "out.csv")]) == 1
    shown = capsys.readouterr()
    check_talk(shown.err)
    assert says in shown.err
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("model", ["roses", "../flowers", "", "~nobody-of-that-name/x", "/dev/null"])
def test_an_unknown_model_is_a_sentence(garden: Path, capsys: Captured, model: str) -> None:
    for command in (["classify", garden], ["evaluate", garden], ["info"]):
        assert f"There is no model {model!r}" in refused(capsys, *command, "--model", model)


# Stores


def damaged(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)


def newer(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA user_version = 999")


def a_folder(path: Path) -> None:
    path.mkdir()


def below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("no folder")


@pytest.mark.parametrize("harm", [damaged, newer, a_folder, below_a_file])
def test_a_store_that_cannot_be_used_costs_a_sentence_and_no_result(
    garden: Path, home: Path, capsys: Captured, harm: Callable[[Path], None]
) -> None:
    assert main(["classify", str(garden), "--no-store", "--csv", "-"]) == 0
    expected = capsys.readouterr().out
    (home / "state").mkdir()
    harm(home / "state" / "store.sqlite")
    assert main(["classify", str(garden), "--csv", "-"]) == 0
    shown = capsys.readouterr()
    check_talk(shown.err)
    assert shown.out == expected
    assert "store" in shown.err
    assert len(shown.err.splitlines()) == 3


@needs_posix
def test_a_store_on_a_full_disk_costs_a_sentence_and_no_result(tmp_path: Path) -> None:
    folder = many(tmp_path / "many", 60)
    expected = flowersort("classify", folder, "--no-store", "--csv", "-").data
    Store.open(Path(os.environ["FLOWERSORT_HOME"]) / "state" / "store.sqlite").close()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = flowersort("classify", folder, "--csv", "-", preexec_fn=limit)
    assert (done.status, done.data) == (0, expected)
    assert "without remembering" in done.talk


def test_without_a_home_folder_the_run_goes_on(garden: Path, tmp_path: Path) -> None:
    done = flowersort("classify", garden, "--csv", "-", extra={"HOME": None, "FLOWERSORT_HOME": str(tmp_path / "h")})
    assert done.status == 0
    assert (tmp_path / "h" / "state" / "store.sqlite").is_file()


@needs_posix
def test_a_user_without_any_home_gets_a_sentence_and_no_folder_named_tilde(garden: Path) -> None:
    with open_to_all() as place:
        code = AS_NOBODY.replace("65534", "54321")
        homeless = {"HOME": None, "FLOWERSORT_HOME": None}
        done = python("-c", code, garden / "1.jpg", "classify", place, "--csv", "-", extra=homeless, cwd=place)
        assert list(place.iterdir()) == []
    assert done.status == 0
    assert "There is no home folder to keep a store in; FLOWERSORT_HOME can name another place." in done.talk
