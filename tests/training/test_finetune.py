from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest

from flowersort.training import finetune
from flowersort.training.finetune import EpochReport, LayerwiseAdamW, fine_tune
from flowersort.training.network import Kernels, build_upper, load_folded, lower_shape
from flowersort.training.recipes import Recipe
from flowersort.training.views import ViewBatches, Views

RECIPE = Recipe(epochs=2, batch=4, warm_up=0.5, rate=1e-2)


class PowerCut(Exception):
    """Ends a training from outside."""


class Remembered(Views):
    """Views of two sides in memory; notes which were asked for."""

    def __init__(self) -> None:
        super().__init__(Path("nowhere"), sides=(32, 64), pictures=12)
        self.read_views: list[int] = []

    def read(self, view: int, pictures: np.ndarray) -> np.ndarray:
        self.read_views.append(view)
        everything = np.random.default_rng(view).random((12, *lower_shape(self.sides[view])), np.float32)
        everything[::2, ..., :16] += 3.0
        return np.ascontiguousarray(everything[pictures])


def batches(views: Views, *, recipe: Recipe = RECIPE) -> ViewBatches:
    targets = np.eye(3, dtype=np.float32)[np.arange(12) % 2]
    targets[8:] = (0.0, 0.0, 1.0)
    return ViewBatches(views, pictures=np.arange(12), targets=targets, known=8, recipe=recipe, seed=3)


def kernels() -> Kernels:
    """Return convolutions that let something through: random ones by their number of inputs."""
    random, found = np.random.default_rng(5), {}
    for layer in build_upper(classes=2, dropout=0.0).layers:
        if layer.name != "logits" and layer.weights:
            kernel, bias = (weights.shape for weights in layer.weights)
            inputs = np.prod(kernel[:2]) * (1 if "depthwise" in layer.name else kernel[2])
            found[layer.name] = [
                random.normal(0, np.sqrt(2 / inputs), kernel).astype(np.float32),
                np.zeros(bias, np.float32),
            ]
    return found


def tuned(work: Path, *, cut_after: int | None = None) -> tuple[keras.Model, list[str], list[int]]:
    said: list[str] = []
    views = Remembered()

    def say(line: str) -> None:
        said.append(line)
        if len(said) == cut_after:
            raise PowerCut

    network = fine_tune(batches(views), classes=2, kernels=kernels(), recipe=RECIPE, work=work, say=say)
    return network, said, views.read_views


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[keras.Model, list[str], list[int]]:
    return tuned(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a training that ended after the first of its two epochs."""
    work = tmp_path_factory.mktemp("cut")
    with pytest.raises(PowerCut):
        tuned(work, cut_after=1)
    return work


def farthest(one: keras.Model, other: keras.Model) -> float:
    pairs = zip(one.trainable_weights, other.trainable_weights, strict=True)
    return max(float(np.abs(a.numpy() - b.numpy()).max()) for a, b in pairs)


def test_epochs_show_views_of_one_side_and_then_of_another(
    uninterrupted: tuple[keras.Model, list[str], list[int]],
) -> None:
    _, said, read = uninterrupted
    assert [line.partition(":")[0] for line in said] == ["epoch 1 of 2", "epoch 2 of 2"]
    assert all("about 0 min left" in line for line in said)
    assert read[-2:] == [1, 1]
    assert set(read[:-2]) == {0}


def test_training_moves_every_layer(uninterrupted: tuple[keras.Model, list[str], list[int]]) -> None:
    before = build_upper(classes=2, dropout=0.2, aside=1)
    load_folded(before, kernels())
    for layer in before.layers:
        if layer.name not in {"logits", "sorts"} and layer.weights:
            after = uninterrupted[0].get_layer(layer.name)
            # Far beyond what the next test takes for the same.
            assert np.abs(layer.kernel.numpy() - after.kernel.numpy()).max() > 1e-5, layer.name


def test_an_interrupted_training_goes_on_and_ends_with_the_same_weights(
    uninterrupted: tuple[keras.Model, list[str], list[int]], cut: Path
) -> None:
    network, said, _ = tuned(cut)
    assert [line.partition(":")[0] for line in said] == ["epoch 2 of 2"]
    assert farthest(network, uninterrupted[0]) < 1e-6
    # Called again after its end, it has nothing left to do, and gives the same once more.
    again, said, _ = tuned(cut)
    assert said == []
    assert farthest(again, network) == 0.0


def test_broken_backups_end_in_an_os_error_that_the_command_turns_into_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / NOTE).write_bytes(SOUND)
    (tmp_path / "backup" / WEIGHTS).write_bytes(b"no weights")
    with pytest.raises(OSError, match="Unable to"):
        tuned(tmp_path)


@pytest.mark.parametrize(
    ("path", "factor"),
    [
        ("sorts/bias", 4.0),
        ("logits/kernel", 4.0),
        ("Conv_1/kernel", 1.0),
        ("block_16_project/kernel", 0.5),
        ("block_13_expand/bias", 0.5**4),
        ("block_6_depthwise/kernel", 0.5**11),
    ],
)
def test_the_rate_falls_with_each_block_below_and_is_higher_for_the_head(path: str, factor: float) -> None:
    assert finetune._factor(path, replace(RECIPE, head=4.0, decay=0.5)) == pytest.approx(factor)
    assert finetune._factor(path, RECIPE) == (RECIPE.head if factor == 4.0 else 1.0)


def test_a_variables_step_is_as_long_as_its_factor_says() -> None:
    layers = [keras.layers.Dense(1, use_bias=False, kernel_initializer="ones", name=name) for name in ("slow", "fast")]
    for layer in layers:
        layer.build((None, 1))
    slow, fast = (layer.kernel for layer in layers)
    optimizer = LayerwiseAdamW(0.1, weight_decay=0.0, factors={slow.value.name: 0.25, fast.value.name: 1.0})
    optimizer.apply([np.ones((1, 1), np.float32)] * 2, [slow, fast])
    assert float(1.0 - fast.numpy()[0, 0]) == pytest.approx(0.1, rel=1e-4)
    assert float(1.0 - slow.numpy()[0, 0]) == pytest.approx(0.025, rel=1e-4)


def test_the_time_left_goes_by_the_epochs_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    report = EpochReport(batches(Remembered()), epochs=7, say=said.append)
    report.set_model(keras.Sequential([keras.Input((3,)), keras.layers.Dropout(0.5, name="dropout")]))
    seconds = iter([0.0, 60.0, 100.0, 280.0])
    monkeypatch.setattr(finetune.time, "monotonic", lambda: next(seconds))
    for epoch in range(2):
        report.on_epoch_begin(epoch)
        report.on_epoch_end(epoch, {"accuracy": 0.5})
    assert said == [
        "epoch 1 of 7: accuracy 0.5000; about 6 min left",
        "epoch 2 of 7: accuracy 0.5000; about 10 min left",
    ]


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
