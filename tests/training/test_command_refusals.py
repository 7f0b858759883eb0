"""What the command refuses, each in a sentence, and before anything is written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.pictures import jpeg_bytes
from tests.fakes.training_sets import painted, write_flowers
from tests.training.conftest import SmallTraining

Main = Callable[[list[str]], tuple[int, str]]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("change", [{"seed": "21"}, {"side": "96"}, {"epochs": "2"}, {"folds": "3"}, {"name": "other"}])
def test_another_request_in_the_same_folder_is_refused(
    trained: SmallTraining, run_main: Main, change: dict[str, str]
) -> None:
    before = {path: path.read_bytes() for path in trained.out.rglob("*") if path.is_file()}
    status, talk = run_main(trained.arguments(**change))
    assert status == 1
    assert "holds another training (see request.json). Choose another --out folder, or empty this one." in talk
    assert {path: path.read_bytes() for path in trained.out.rglob("*") if path.is_file()} == before


def one_photo_more(folder: Path) -> str:
    (folder / "flowers" / "bellis" / "new.jpg").write_bytes(jpeg_bytes(painted("bellis", 99)))
    return "photos.json"


def a_class_renamed(folder: Path) -> str:
    (folder / "flowers" / "bellis").rename(folder / "flowers" / "zinnia")
    return "photos.json"


def a_photo_in_another_class(folder: Path) -> str:
    (folder / "flowers" / "bellis" / "1.jpg").rename(folder / "flowers" / "crocus" / "from_bellis.jpg")
    return "photos.json"


def one_outlier_less(folder: Path) -> str:
    (folder / "not_flowers" / "3.jpg").unlink()
    return "outliers.json"


def an_outlier_changed(folder: Path) -> str:
    (folder / "other_flowers" / "poppy" / "3.jpg").write_bytes(jpeg_bytes(painted("poppy", 77)))
    return "outliers.json"


@pytest.mark.parametrize(
    "change", [one_photo_more, a_class_renamed, a_photo_in_another_class, one_outlier_less, an_outlier_changed]
)
def test_other_pictures_in_the_same_folder_are_refused_since_the_weights_would_be_of_others(
    trained: SmallTraining, run_main: Main, tmp_path: Path, change: Callable[[Path], str]
) -> None:
    moved = SmallTraining(tmp_path / "set", tmp_path / "set" / "out", 0, "")
    shutil.copytree(trained.folder, moved.folder, ignore=shutil.ignore_patterns("out"))
    moved.out.mkdir()
    # The request names other folders now, so its note is left behind: only the pictures differ.
    for name in ("photos.json", "outliers.json"):
        shutil.copy(trained.out / name, moved.out)
    note = change(moved.folder)
    status, talk = run_main(moved.arguments())
    assert status == 1
    assert f"holds another training (see {note})" in talk


@pytest.mark.parametrize("name", ["request.json", "photos.json", "outliers.json"])
@pytest.mark.parametrize("text", [b"", b"{", b"\xff"])
def test_a_damaged_note_in_the_folder_is_a_sentence(
    trained: SmallTraining, run_main: Main, tmp_path: Path, name: str, text: bytes
) -> None:
    for note in ("request.json", "photos.json", "outliers.json"):
        shutil.copy(trained.out / note, tmp_path)
    (tmp_path / name).write_bytes(text)
    status, talk = run_main(trained.arguments(out=tmp_path))
    assert status == 1
    assert f"holds another training (see {name})" in talk


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"side": "31"}, "The side must be a multiple of 32 up to 1024 pixels, not 31."),
        ({"side": "16"}, "The side must be a multiple of 32 up to 1024 pixels, not 16."),
        ({"side": "100"}, "The side must be a multiple of 32 up to 1024 pixels, not 100."),
        ({"side": "1056"}, "The side must be a multiple of 32 up to 1024 pixels, not 1056."),
        ({"folds": "1"}, "Cross-validation needs at least 2 folds, not 1."),
        ({"seed": "-1"}, "The seed must lie between 0 and 2147483647, not -1."),
        ({"seed": "2147483648"}, "The seed must lie between"),
        ({"name": "my flowers"}, "'my flowers' can't be the name of a pack"),
        ({"version": "1/2"}, "'1/2' can't be the version of a pack"),
        ({"not_flowers": "nowhere"}, "There are no photos in nowhere."),
        ({"other_flowers": "nowhere"}, "There are no photos in nowhere."),
        ({"notes": "nowhere.md"}, "The notes in nowhere.md can't be read: "),
        ({"trial": "magic"}, "There is no recipe 'magic' to try; there are ships, given-labels, no-outliers,"),
    ],
)
def test_an_option_that_would_fail_at_the_end_is_refused_at_the_start(
    trained: SmallTraining, run_main: Main, tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    out = tmp_path / "out"
    status, talk = run_main(trained.arguments(out=out, **change))
    assert status == 1
    assert sentence in talk
    assert not out.exists()


@pytest.mark.parametrize("option", ["epochs", "confirm", "folds"])
def test_a_number_below_1_is_wrong_usage(trained: SmallTraining, run_main: Main, tmp_path: Path, option: str) -> None:
    status, talk = run_main(trained.arguments(out=tmp_path / "out", **{option: "0"}))
    assert status == 2
    assert f"--{option}" in talk
    assert not (tmp_path / "out").exists()


def test_notes_that_are_no_text_are_a_sentence(trained: SmallTraining, run_main: Main, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_bytes(b"\xff\xfe\x00")
    status, talk = run_main(trained.arguments(out=tmp_path / "out", notes=str(tmp_path / "notes.md")))
    assert status == 1
    assert f"The notes in {tmp_path / 'notes.md'} can't be read: " in talk


def test_weights_that_are_not_there_are_said(trained: SmallTraining, run_main: Main, tmp_path: Path) -> None:
    status, talk = run_main(trained.arguments(out=tmp_path / "out", weights=str(tmp_path / "none.weights.h5")))
    assert status == 1
    assert f"There is no weights file {tmp_path / 'none.weights.h5'}." in talk


def test_a_folder_that_is_not_there_is_said(run_main: Main, tmp_path: Path) -> None:
    status, talk = run_main(["train", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"), "--weights", "none"])
    assert status == 1
    assert f"There is no folder {tmp_path / 'nowhere'}" in talk


def few_photos(folder: Path) -> str:
    write_flowers(folder, photos=2, kinds=("bellis",))
    write_flowers(folder, photos=1, kinds=("crocus",))
    return "The class “crocus” has 1 readable photos; training needs at least 2 of each."


def one_class(folder: Path) -> str:
    write_flowers(folder, photos=2, kinds=("bellis",))
    return "has 1 class subfolders; training needs at least two."


def unreadable(folder: Path) -> str:
    write_flowers(folder, photos=2, kinds=("bellis", "crocus"))
    for path in (folder / "crocus").iterdir():
        path.write_bytes(b"no photo")
    return "The class “crocus” has 0 readable photos"


def one_picture(folder: Path) -> str:
    write_flowers(folder, photos=3, kinds=("bellis", "crocus"))
    for path in (folder / "crocus").iterdir():
        path.write_bytes(jpeg_bytes(painted("crocus", 1)))
    return "All photos of the class “crocus” show one picture; training needs at least 2 different ones."


@pytest.mark.parametrize("make", [few_photos, one_class, unreadable, one_picture])
def test_a_set_that_is_too_small_is_a_sentence(run_main: Main, tmp_path: Path, make: Callable[[Path], str]) -> None:
    sentence, out = make(tmp_path / "flowers"), tmp_path / "out"
    status, talk = run_main(
        ["train", str(tmp_path / "flowers"), "--out", str(out), "--weights", "none", "--side", "32"]
    )
    assert status == 1
    assert sentence in talk
    assert not (out / "pack").exists()


def test_a_file_in_the_place_of_the_output_folder_is_said(
    trained: SmallTraining, run_main: Main, tmp_path: Path
) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    status, talk = run_main(trained.arguments(out=tmp_path / "out"))
    assert status == 1
    assert "flowersort: Training could not go on: " in talk
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_offline_the_download_of_weights_is_a_sentence_that_names_the_way_out(tmp_path: Path) -> None:
    write_flowers(tmp_path / "flowers", photos=4)
    call = [sys.executable, "-m", "flowersort", "train", str(tmp_path / "flowers"), "--out", str(tmp_path / "out")]
    offline = {"KERAS_HOME": str(tmp_path), **{f"{kind}_proxy": "http://127.0.0.1:9" for kind in ("http", "https")}}
    done = subprocess.run(
        [*call, "--side", "96"], capture_output=True, text=True, cwd=ROOT, env=os.environ | offline, check=False
    )
    assert done.returncode == 1
    assert "flowersort: Keras could not download its ImageNet weights" in done.stderr
    assert done.stderr.rstrip().endswith("Offline, give a file: --weights FILE.weights.h5")
    assert "Traceback" not in done.stderr
