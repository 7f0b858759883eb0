from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from flowersort.training import finetune
from flowersort.training.data import TrainingPhoto, read_training_set
from flowersort.training.finetune import Recipe, fine_tune
from flowersort.training.network import build_network
from tests.fakes.training_sets import write_flowers

RECIPE = Recipe(side=32, epochs=2, batch=6, seed=3)


class PowerCut(Exception):
    """Ends a training from outside."""


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[TrainingPhoto]:
    return list(read_training_set(write_flowers(tmp_path_factory.mktemp("set"), photos=4)).photos)


def tuned(photos: list[TrainingPhoto], work: Path, *, cut_after: int | None = None) -> tuple[keras.Model, list[str]]:
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if len(said) == cut_after:
            raise PowerCut

    return fine_tune(photos, classes=3, weights=None, recipe=RECIPE, work=work, say=say), said


@pytest.fixture(scope="module")
def uninterrupted(photos: list[TrainingPhoto], tmp_path_factory: pytest.TempPathFactory) -> keras.Model:
    network, said = tuned(photos, tmp_path_factory.mktemp("whole"))
    assert [line.partition(":")[0] for line in said] == ["epoch 1 of 2", "epoch 2 of 2"]
    return network


@pytest.fixture(scope="module")
def cut(photos: list[TrainingPhoto], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a training that ended after the first of its two epochs."""
    work = tmp_path_factory.mktemp("cut")
    with pytest.raises(PowerCut):
        tuned(photos, work, cut_after=1)
    return work


def farthest(one: keras.Model, other: keras.Model) -> float:
    pairs = zip(one.trainable_weights, other.trainable_weights, strict=True)
    return max(float(np.abs(a.numpy() - b.numpy()).max()) for a, b in pairs)


def test_training_moves_the_weights(uninterrupted: keras.Model) -> None:
    keras.utils.set_random_seed(RECIPE.seed)
    before = build_network(classes=3, side=32, weights=None, dropout=RECIPE.dropout)
    # Far beyond what the next test takes for the same.
    assert farthest(before, uninterrupted) > 1e-5


def test_an_interrupted_training_goes_on_and_ends_with_the_same_weights(
    photos: list[TrainingPhoto], uninterrupted: keras.Model, cut: Path
) -> None:
    network, said = tuned(photos, cut)
    assert [line.partition(":")[0] for line in said] == ["epoch 2 of 2"]
    assert farthest(network, uninterrupted) < 1e-7
    # Called again after its end, it has nothing left to do, and gives the same once more.
    again, said = tuned(photos, cut)
    assert said == []
    assert farthest(again, network) == 0.0


NOTE, WEIGHTS = "training_metadata.json", "latest.weights.h5"
SOUND = b'{"epoch": 3, "batch": 0}'
CUT_SHORT: dict[str, tuple[dict[str, bytes], dict[str, bytes]]] = {
    "nothing yet": ({}, {}),
    "first weights, no note": ({WEIGHTS: b"half"}, {}),
    "first weights, empty note": ({WEIGHTS: b"whole", NOTE: b""}, {}),
    "sound": ({WEIGHTS: b"new", NOTE: SOUND}, {WEIGHTS: b"new", NOTE: SOUND}),
    "empty note, one before": (
        {WEIGHTS: b"new", NOTE: b"", f"{WEIGHTS}.bkp": b"old", f"{NOTE}.bkp": SOUND},
        {WEIGHTS: b"old", NOTE: SOUND, f"{WEIGHTS}.bkp": b"old", f"{NOTE}.bkp": SOUND},
    ),
    "half a note, only weights before": ({WEIGHTS: b"new", NOTE: b'{"ep', f"{WEIGHTS}.bkp": b"old"}, {}),
}


@pytest.mark.parametrize("case", CUT_SHORT)
def test_a_backup_that_was_cut_short_gives_way_to_the_one_before_or_to_none(tmp_path: Path, case: str) -> None:
    before, after = CUT_SHORT[case]
    folder = tmp_path / "backup"
    if before:
        folder.mkdir()
    for name, data in before.items():
        (folder / name).write_bytes(data)
    finetune._mend_backup(folder)
    assert {path.name: path.read_bytes() for path in folder.glob("*")} == after


def test_broken_backups_end_in_an_os_error_that_the_command_turns_into_a_sentence(
    photos: list[TrainingPhoto], tmp_path: Path
) -> None:
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / NOTE).write_bytes(SOUND)
    (tmp_path / "backup" / WEIGHTS).write_bytes(b"no weights")
    with pytest.raises(OSError, match="Unable to"):
        tuned(photos, tmp_path)
