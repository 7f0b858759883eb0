from __future__ import annotations

import os
from pathlib import Path

import keras
import numpy as np
import pytest

from flowersort.training.data import TrainingPhoto, read_training_set
from flowersort.training.finetune import Recipe, fine_tune
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
    from flowersort.training.network import build_network

    before = build_network(classes=3, side=32, weights=None, dropout=RECIPE.dropout)
    assert farthest(before, uninterrupted) > 1e-6


def test_an_interrupted_training_goes_on_and_ends_with_the_same_weights(
    photos: list[TrainingPhoto], uninterrupted: keras.Model, cut: Path
) -> None:
    network, said = tuned(photos, cut)
    assert [line.partition(":")[0] for line in said] == ["epoch 2 of 2"]
    assert farthest(network, uninterrupted) < 1e-5
    # Called again after its end, it has nothing left to do, and gives the same once more.
    again, said = tuned(photos, cut)
    assert said == []
    assert farthest(again, network) == 0.0


@pytest.mark.parametrize("damage", ["no note", "empty note"])
def test_a_first_backup_that_was_cut_short_is_begun_again(
    photos: list[TrainingPhoto], tmp_path: Path, damage: str
) -> None:
    backup = tmp_path / "backup"
    backup.mkdir()
    (backup / "latest.weights.h5").write_bytes(b"half a file")
    if damage == "empty note":
        (backup / "training_metadata.json").write_bytes(b"")
    with pytest.raises(PowerCut):
        tuned(photos, tmp_path, cut_after=1)
    assert (backup / "latest.weights.h5").stat().st_size > 1_000_000
    assert os.listdir(backup)
