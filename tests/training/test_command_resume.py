"""An interrupted training goes on where it was, whatever the last call left behind."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from flowersort.services.inference.pack import load_pack
from flowersort.training.answers import Answers
from tests.training.conftest import SmallTraining, files_no_larger_than

Main = Callable[[list[str]], tuple[int, str]]


def interrupted(trained: SmallTraining, out: Path) -> None:
    """Make a folder as several calls leave it that were ended, each within another step."""
    shutil.copytree(trained.out, out, ignore=shutil.ignore_patterns("pack", "keras_answers.csv", "verdicts.csv"))
    # The first teacher was done, and the other one's weights half written.
    (out / "teachers.npy").unlink()
    (out / "unfinished_teachers.npy").write_bytes(b"half")
    (out / "teacher1" / "finetuned.weights.h5").rename(out / "teacher1" / "unfinished_finetuned.weights.h5")
    # The network that ships was trained and quantised, but not asked.
    (out / "shipped" / "answers.npz").rename(out / "shipped" / "unfinished_answers.npz")
    (out / "pack.new").mkdir()
    (out / "pack.new" / "manifest.json").write_bytes(b"{")


def test_whatever_step_was_interrupted_the_next_call_ends_with_the_same_pack(
    trained: SmallTraining, run_main: Main, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    interrupted(trained, out)
    status, talk = run_main(trained.arguments(out=out))
    assert status == 0, talk
    assert "epoch" not in talk
    assert "view 1" not in talk
    before, after = (json.loads((each / "pack" / "manifest.json").read_text()) for each in (trained.out, out))
    changed = {"files": None, "training": None}
    assert {**after, **changed} == {**before, **changed}
    assert after["training"]["minutes"] >= before["training"]["minutes"]
    assert np.array_equal(np.load(out / "teachers.npy"), np.load(trained.out / "teachers.npy"))
    assert (out / "keras_answers.csv").read_bytes() == (trained.out / "keras_answers.csv").read_bytes()
    assert (out / "verdicts.csv").read_bytes() == (trained.out / "verdicts.csv").read_bytes()
    one, same = (Answers.load(each / "shipped" / "answers.npz") for each in (trained.out, out))
    assert np.allclose(one.logits, same.logits, atol=1e-6)
    assert np.allclose(one.embeddings, same.embeddings, atol=1e-6)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("name", ["frozen.npy"])
def test_a_damaged_file_of_a_finished_step_is_a_sentence_that_names_the_way_out(
    trained: SmallTraining, run_main: Main, tmp_path: Path, name: str
) -> None:
    out = Path(shutil.copytree(trained.out, tmp_path / "out", ignore=shutil.ignore_patterns("pack", "backup")))
    half(out / name)
    status, talk = run_main(trained.arguments(out=out))
    assert status == 1
    last = talk.splitlines()[-1]
    assert last.startswith(f"flowersort: {out / name} is damaged (")
    assert last.endswith("Delete it to make it again.")
    assert not (out / "pack").exists()


@pytest.mark.parametrize("size", [0, 2_000_000])
def test_a_full_disk_is_a_sentence_and_leaves_nothing_that_looks_finished(
    trained: SmallTraining, run_main: Main, tmp_path: Path, size: int
) -> None:
    """0 bytes: not even the note fits; 2 MB: the pictures do, the weights don't."""
    out, left_out = tmp_path / "out", ["finetuned.weights.h5", "pack", "*.csv", "model.tflite", "answers.npz"]
    if not size:
        left_out += ["*.json", "*.npy"]
    shutil.copytree(trained.out, out, ignore=shutil.ignore_patterns(*left_out))
    with files_no_larger_than(size):
        status, talk = run_main(trained.arguments(out=out))
    assert status == 1
    assert "flowersort: Training could not go on: " in talk.splitlines()[-1]
    names = {path.name for path in out.rglob("*")}
    assert not names & {"finetuned.weights.h5", "model.tflite", "answers.npz", "pack", "keras_answers.csv"}


def test_the_pack_that_was_there_stays_until_the_new_one_is_whole(
    trained: SmallTraining, run_main: Main, tmp_path: Path
) -> None:
    out = Path(shutil.copytree(trained.out, tmp_path / "out", ignore=shutil.ignore_patterns("backup")))
    before = {path.name: path.read_bytes() for path in (out / "pack").iterdir()}
    # The verdicts fit on the disk, the network doesn't.
    (out / "verdicts.csv").unlink()
    with files_no_larger_than(1_000_000):
        status, talk = run_main(trained.arguments(out=out))
    assert status == 1
    assert f"The pack could not be written to {out / 'pack'}" in talk
    assert {path.name: path.read_bytes() for path in (out / "pack").iterdir()} == before
    load_pack(out / "pack")
