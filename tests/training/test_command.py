"""The whole command, on one small training that all tests share: what comes out, and what it says."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import tensorflow
from PIL import Image

from flowersort.services.inference.pack import load_pack
from flowersort.training import command
from flowersort.training.data import TrainingSet
from tests.fakes.training_sets import CLASSES
from tests.training.conftest import SmallTraining

Main = Callable[[list[str]], tuple[int, str]]


def copied(trained: SmallTraining, folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    return Path(shutil.copytree(trained.out, folder, ignore=shutil.ignore_patterns(*without)))


def manifest(out: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((out / "pack" / "manifest.json").read_text(encoding="utf-8"))
    return content


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
        "trained.npz",
        "statistics.npz",
    }


@pytest.mark.parametrize(
    "words",
    [
        "36 photos of 3 classes",
        "view 1 of 1",
        "teacher 2 of 2 …",
        "epoch 1 of 1: accuracy",
        "; about 0 min left",
        "the network that ships, on all photos …",
        "student 2 of 2 …",
        "minutes in all, on ",
    ],
)
def test_it_says_how_far_it_is(trained: SmallTraining, words: str) -> None:
    assert any(words in line for line in trained.talk.splitlines())


def test_it_says_what_it_left_out_and_in_the_end_where_the_pack_is(trained: SmallTraining) -> None:
    lines = trained.talk.splitlines()
    assert any("left out" in line and "broken.jpg: The photo is damaged" in line for line in lines)
    assert lines[-1].endswith(f"the pack is in {trained.out / 'pack'}; what it can do stands in its MODEL_CARD.md")


def test_the_manifest_says_where_the_pack_comes_from(trained: SmallTraining) -> None:
    content = json.loads((trained.out / "pack" / "manifest.json").read_text(encoding="utf-8"))
    expected = (
        "flowersort train flowers --out OUT --weights none --not-flowers not_flowers "
        "--other-flowers other_flowers --side 64 --epochs 1 --folds 2 --seed 20"
    )
    assert content["training"]["command"] == content["metrics"]["command"] == expected
    assert content["training"]["photos"] == 36
    assert "tensorflow" in content["training"]["machine"]
    assert content["metrics"]["out_of_fold"]["photos"] == 36
    assert str(trained.folder) not in json.dumps(content)


def test_every_photo_is_judged_once(trained: SmallTraining, photos: TrainingSet) -> None:
    with (trained.out / "verdicts.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    judged = sorted((row["given"], row["photo"]) for row in rows)
    assert judged == sorted((photos.classes[photo.target], photo.path.name) for photo in photos.photos)
    assert {row["fold"] for row in rows} == {"0", "1"}
    shares = [float(row["p_given"]) for row in rows]
    assert shares == sorted(shares)


def test_the_baseline_leaves_figures_and_pictures(trained: SmallTraining) -> None:
    folder = trained.out / "baseline"
    figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert sum(map(sum, figures["confusion"])) == figures["photos"] == 36
    for name in ("confusion.png", "actual.png", "actual_and_predicted.png"):
        with Image.open(folder / name) as picture:
            assert picture.format == "PNG"
            assert min(picture.size) > 300


def test_the_float_networks_answers_are_written_down(trained: SmallTraining, photos: TrainingSet) -> None:
    with (trained.out / "keras_answers.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    given = {photo.content: photos.classes[photo.target] for photo in photos.photos}
    assert header == ["content_hash", "given", *CLASSES]
    assert {row[0]: row[1] for row in rows} == given


def test_the_pack_classifies(trained: SmallTraining, run_main: Main, tmp_path: Path) -> None:
    table, folder = tmp_path / "labels.csv", trained.folder / "flowers" / "bellis"
    status, talk = run_main(["classify", str(folder), "--model", str(trained.out / "pack"), "--csv", str(table)])
    assert status == 0, talk
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert {row["model_label"] for row in rows} <= set(CLASSES)
    assert all({f"p_{name}" for name in CLASSES} <= set(row) for row in rows)


def test_a_second_call_takes_everything_from_the_folder_and_adds_the_notes(
    trained: SmallTraining, run_main: Main, tmp_path: Path
) -> None:
    out, notes = copied(trained, tmp_path / "out"), tmp_path / "notes.md"
    notes.write_text("## What was tried\n\nMuch, in “gardens”.\n", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.suffix in (".h5", ".tflite", ".npy")}
    status, talk = run_main(trained.arguments(out=out, confirm="1", notes=str(notes)))
    assert status == 0, talk
    assert "epoch" not in talk
    assert "view 1" not in talk
    assert {path: path.stat().st_mtime_ns for path in before if path.parent.name != "pack"} == {
        path: time for path, time in before.items() if path.parent.name != "pack"
    }
    card = (out / "pack" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert card.count("\n\n## What was tried\n\nMuch, in “gardens”.\n") == 1
    assert "(here 1 of the 2 folds)" in card
    command = json.dumps(manifest(out)["training"])
    assert "--folds 2 --confirm 1 --notes notes.md --seed 20" in command
    assert load_pack(out / "pack").facts.risk_photos == 18


def test_a_trial_gives_a_row_and_leaves_the_pack_as_it_is(
    trained: SmallTraining, run_main: Main, tmp_path: Path
) -> None:
    out = copied(trained, tmp_path / "out", without=("pack", "student1", "shipped"))
    # The recipe that ships, on the first fold, is what its judge was trained by.
    (out / "student0").rename(out / "trial_ships")
    status, talk = run_main(trained.arguments(out=out, trial="ships"))
    assert status == 0, talk
    assert "epoch" not in talk
    *_, head, _, row = talk.splitlines()
    assert head.startswith("| recipe | accuracy | ECE |")
    cells = row.split(" | ")
    assert cells[0] == "| ships"
    assert " of 18 (" in cells[1]
    assert len(cells) == 6
    assert not (out / "pack").exists()
    assert not (out / "student0").exists()


def test_what_tensorflow_wraps_around_a_fault_is_taken_off() -> None:
    gone = "FileNotFoundError: [Errno 2] No such file or directory: '1.jpg'"
    wrapped = tensorflow.errors.UnknownError(None, None, f"{{{{function_node IteratorGetNext}}}} {gone}\nTraceback …")
    assert command._brief(wrapped) == gone
    assert command._brief(OSError(28, "No space left on device")) == "[Errno 28] No space left on device"
