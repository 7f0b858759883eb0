from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import tensorflow
from PIL import Image

from flowersort.services.inference.pack import load_pack
from flowersort.training import command
from flowersort.training.data import read_training_set
from tests.fakes.pictures import jpeg_bytes
from tests.fakes.training_sets import CLASSES, painted, write_flowers
from tests.training.conftest import SmallTraining

Main = Callable[[list[str]], tuple[int, str]]
ROOT = Path(__file__).resolve().parents[2]


def test_a_training_makes_a_pack_that_loads(trained: SmallTraining) -> None:
    assert trained.status == 0, trained.talk
    pack = load_pack(trained.out / "pack")
    assert pack.facts.classes == CLASSES
    assert (pack.manifest.side, pack.manifest.embedding) == (64, 1856)
    assert {path.name for path in (trained.out / "pack").iterdir()} == {
        "manifest.json",
        "model.tflite",
        "reference.npz",
        "MODEL_CARD.md",
    }


def test_it_says_how_far_it_is_and_what_it_left_out(trained: SmallTraining) -> None:
    lines = trained.talk.splitlines()
    assert any("36 photos of 3 classes; 6 held back to test on" in line for line in lines)
    assert any("left out" in line and "broken.jpg: The photo is damaged" in line for line in lines)
    assert any("epoch 1 of 1: accuracy" in line for line in lines)
    assert lines[-1].endswith(f"the pack is in {trained.out / 'pack'}; what it can do stands in its MODEL_CARD.md")


def test_the_manifest_says_where_the_pack_comes_from(trained: SmallTraining) -> None:
    content = json.loads((trained.out / "pack" / "manifest.json").read_text(encoding="utf-8"))
    expected = (
        "flowersort train flowers --out OUT --weights none --not-flowers not_flowers "
        "--other-flowers other_flowers --side 64 --epochs 1 --seed 20"
    )
    assert content["training"]["command"] == content["metrics"]["command"] == expected
    assert content["training"]["photos"] == 36
    assert content["metrics"]["held_out"]["photos"] == 6
    assert str(trained.folder) not in json.dumps(content)


def test_the_baseline_leaves_figures_and_pictures(trained: SmallTraining) -> None:
    folder = trained.out / "baseline"
    figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert sum(map(sum, figures["confusion"])) == figures["photos"] == 6
    for name in ("confusion.png", "actual.png", "actual_and_predicted.png"):
        with Image.open(folder / name) as picture:
            assert picture.format == "PNG"
            assert min(picture.size) > 300


def test_the_float_networks_answers_are_written_down_test_photos_first(trained: SmallTraining) -> None:
    with (trained.out / "keras_answers.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    photos = read_training_set(trained.folder / "flowers")
    given = {photo.content: photos.classes[photo.target] for photo in photos.photos}
    assert header == ["content_hash", "given", *CLASSES]
    assert {row[0]: row[1] for row in rows} == given
    assert sorted(row[1] for row in rows[:6]) == sorted(2 * CLASSES)


def test_the_pack_classifies(trained: SmallTraining, run_main: Main, tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    status, talk = run_main(
        [
            "classify",
            str(trained.folder / "flowers" / "bellis"),
            "--model",
            str(trained.out / "pack"),
            "--csv",
            str(table),
        ]
    )
    assert status == 0, talk
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert {row["model_label"] for row in rows} <= set(CLASSES)
    assert all({f"p_{name}" for name in CLASSES} <= set(row) for row in rows)


def copied(trained: SmallTraining, folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    return Path(shutil.copytree(trained.out, folder, ignore=shutil.ignore_patterns(*without)))


def test_a_second_call_takes_the_weights_from_the_folder_and_makes_the_same_network(
    trained: SmallTraining, run_main: Main, tmp_path: Path
) -> None:
    out = copied(trained, tmp_path / "out", without=("backup",))
    status, talk = run_main(trained.arguments(out=out))
    assert status == 0, talk
    assert "fine-tune: taken from" in talk
    assert "epoch" not in talk
    assert (out / "keras_answers.csv").read_bytes() == (trained.out / "keras_answers.csv").read_bytes()
    # The two files differ in names that TensorFlow counts up within a process.
    before, after = (json.loads((folder / "pack" / "manifest.json").read_text()) for folder in (trained.out, out))
    assert {**after, "files": None} == {**before, "files": None}
    assert after["files"]["reference.npz"] == before["files"]["reference.npz"]


@pytest.mark.parametrize("change", [{"seed": "21"}, {"side": "96"}, {"epochs": "2"}, {"name": "other"}])
def test_another_request_in_the_same_folder_is_refused(
    trained: SmallTraining, run_main: Main, change: dict[str, str]
) -> None:
    before = {path: path.read_bytes() for path in trained.out.rglob("*") if path.is_file()}
    status, talk = run_main(trained.arguments(**change))
    assert status == 1
    assert "holds another training (see request.json). Choose another --out folder, or empty this one." in talk
    assert {path: path.read_bytes() for path in trained.out.rglob("*") if path.is_file()} == before


def one_photo_more(flowers: Path) -> None:
    (flowers / "bellis" / "new.jpg").write_bytes(jpeg_bytes(painted("bellis", 99)))


def a_class_renamed(flowers: Path) -> None:
    (flowers / "bellis").rename(flowers / "zinnia")


def a_photo_in_another_class(flowers: Path) -> None:
    (flowers / "bellis" / "1.jpg").rename(flowers / "crocus" / "from_bellis.jpg")


@pytest.mark.parametrize("change", [one_photo_more, a_class_renamed, a_photo_in_another_class])
def test_other_photos_in_the_same_folder_are_refused_since_the_weights_would_be_of_others(
    trained: SmallTraining, run_main: Main, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    moved = SmallTraining(tmp_path / "set", tmp_path / "set" / "out", 0, "")
    shutil.copytree(trained.folder, moved.folder)
    # The same request, as far as its note goes, so that only the photos differ.
    (moved.out / "request.json").unlink()
    change(moved.folder / "flowers")
    status, talk = run_main(moved.arguments())
    assert status == 1
    assert "holds another training (see photos.json)" in talk


@pytest.mark.parametrize("name", ["request.json", "photos.json"])
@pytest.mark.parametrize("text", [b"", b"{", b"\xff"])
def test_a_damaged_note_in_the_folder_is_a_sentence(
    trained: SmallTraining, run_main: Main, tmp_path: Path, name: str, text: bytes
) -> None:
    out = copied(trained, tmp_path / "out", without=("backup", "baseline", "pack"))
    (out / name).write_bytes(text)
    status, talk = run_main(trained.arguments(out=out))
    assert status == 1
    assert f"holds another training (see {name})" in talk


def test_damaged_weights_in_the_folder_are_a_sentence(trained: SmallTraining, run_main: Main, tmp_path: Path) -> None:
    out = copied(trained, tmp_path / "out", without=("backup", "pack"))
    os.truncate(out / "finetuned.weights.h5", 1_000_000)
    status, talk = run_main(trained.arguments(out=out))
    assert status == 1
    assert "finetuned.weights.h5 is damaged" in talk
    assert "Delete it to train again." in talk


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"side": "31"}, "The side must lie between 32 and 1024 pixels, not 31."),
        ({"side": "1025"}, "The side must lie between 32 and 1024 pixels, not 1025."),
        ({"seed": "-1"}, "The seed must lie between 0 and 4294967295, not -1."),
        ({"seed": "4294967296"}, "The seed must lie between"),
        ({"name": "my flowers"}, "'my flowers' can't be the name of a pack"),
        ({"version": "1/2"}, "'1/2' can't be the version of a pack"),
        ({"not_flowers": "nowhere"}, "There are no photos in nowhere."),
        ({"other_flowers": "nowhere"}, "There are no photos in nowhere."),
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


def test_weights_that_are_not_there_are_said(trained: SmallTraining, run_main: Main, tmp_path: Path) -> None:
    status, talk = run_main(trained.arguments(out=tmp_path / "out", weights=str(tmp_path / "none.weights.h5")))
    assert status == 1
    assert f"There is no weights file {tmp_path / 'none.weights.h5'}." in talk


def test_a_folder_that_is_not_there_is_said(run_main: Main, tmp_path: Path) -> None:
    status, talk = run_main(["train", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"), "--weights", "none"])
    assert status == 1
    assert f"There is no folder {tmp_path / 'nowhere'}" in talk


def test_a_file_in_the_place_of_the_output_folder_is_said(
    trained: SmallTraining, run_main: Main, tmp_path: Path
) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    status, talk = run_main(trained.arguments(out=tmp_path / "out"))
    assert status == 1
    assert "flowersort: Training could not go on: " in talk
    assert (tmp_path / "out").read_bytes() == b"mine"


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let every write beyond `size` bytes fail, as on a full disk."""
    resource = pytest.importorskip("resource", reason="this system can't limit the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 2_000_000])
def test_a_full_disk_is_a_sentence_and_leaves_nothing_that_looks_finished(
    trained: SmallTraining, run_main: Main, tmp_path: Path, size: int
) -> None:
    """0 bytes: not even the note fits; 2 MB: the pictures do, the weights don't."""
    out = copied(trained, tmp_path / "out", without=("finetuned.weights.h5", "pack", "*.json", "baseline"))
    if size:
        for name in ("request.json", "photos.json"):
            shutil.copy(trained.out / name, out)
        (out / "backup" / "training_metadata.json").write_text('{"epoch": 1, "batch": 0}', encoding="utf-8")
    with files_no_larger_than(size):
        status, talk = run_main(trained.arguments(out=out))
    assert status == 1
    assert "flowersort: Training could not go on: " in talk.splitlines()[-1]
    assert not (out / "finetuned.weights.h5").exists()
    assert not (out / "pack").exists()


def test_a_photo_that_went_away_is_told_without_what_tensorflow_wraps_around_it() -> None:
    gone = "FileNotFoundError: [Errno 2] No such file or directory: '1.jpg'"
    wrapped = tensorflow.errors.UnknownError(None, None, f"{{{{function_node IteratorGetNext}}}} {gone}\nTraceback …")
    assert command._brief(wrapped) == gone
    assert command._brief(OSError(28, "No space left on device")) == "[Errno 28] No space left on device"


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
