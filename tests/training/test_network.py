from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from flowersort.core.errors import TrainingError
from flowersort.training.network import (
    Kernels,
    build_lower,
    build_upper,
    folded_weights,
    join,
    load_folded,
    logits_model,
    lower_shape,
    trained_model,
)


def used_backbone() -> keras.Model:
    """Return Keras' MobileNetV2 with batch norm statistics as training leaves them, not 0 and 1."""
    keras.utils.set_random_seed(7)
    backbone = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(96, 96, 3))
    random = np.random.default_rng(7)
    for layer in backbone.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            count = len(layer.gamma.numpy())
            gamma, beta = random.uniform(0.7, 1.5, count), random.normal(0.3, 0.5, count)
            mean, variance = random.normal(0.0, 0.1, count), random.uniform(0.05, 0.5, count)
            layer.set_weights([gamma, beta, mean, variance])
    return backbone


@pytest.fixture(scope="module")
def backbone() -> keras.Model:
    return used_backbone()


@pytest.fixture(scope="module")
def weights(backbone: keras.Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "bare.weights.h5"
    backbone.save_weights(str(path))
    return path


@pytest.fixture(scope="module")
def kernels(weights: Path) -> Kernels:
    return folded_weights(weights, side=96)


def whole(kernels: Kernels, *, side: int, classes: int = 3, aside: int = 0) -> tuple[keras.Model, keras.Model]:
    """Return the joined network and its upper part."""
    lower, upper = build_lower(side=side), build_upper(classes=classes, dropout=0.2, aside=aside)
    for part in (lower, upper):
        load_folded(part, kernels)
    return join(lower, upper), upper


def noise(side: int, photos: int = 2) -> np.ndarray:
    return np.random.default_rng(1).uniform(-1, 1, (photos, side, side, 3)).astype(np.float32)


@pytest.mark.parametrize("side", [96, 64])
def test_folded_it_gives_what_keras_mobilenet_gives_in_inference(
    backbone: keras.Model, kernels: Kernels, side: int
) -> None:
    same = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(side, side, 3))
    same.set_weights(backbone.get_weights())
    early = keras.Model(same.input, [same.get_layer("block_13_expand_relu").output, same.output])
    expected = np.concatenate([np.asarray(maps).mean(axis=(1, 2)) for maps in early(noise(side), training=False)], 1)
    network, _ = whole(kernels, side=side)
    given = np.asarray(network(noise(side), training=False)["embedding"])
    assert given.shape == (2, 576 + 1280)
    assert expected.std() > 0.1
    assert np.abs(given - expected).max() < 1e-3


def test_every_convolution_of_the_backbone_is_folded_and_has_its_place(backbone: keras.Model, kernels: Kernels) -> None:
    norms = sum(isinstance(layer, keras.layers.BatchNormalization) for layer in backbone.layers)
    assert len(kernels) == norms == 52
    parts = (build_lower(side=64), build_upper(classes=2, dropout=0.0))
    names = [layer.name for part in parts for layer in part.layers if layer.weights]
    assert sorted(names) == sorted([*kernels, "logits"])


@pytest.mark.parametrize("side", [32, 64, 96])
def test_the_lower_part_gives_the_shape_that_views_are_kept_in_and_never_trains(side: int) -> None:
    lower = build_lower(side=side)
    assert lower.output.shape[1:] == lower_shape(side) == (side // 8, side // 8, 32)
    assert lower.trainable_weights == []


def test_the_upper_part_takes_maps_of_any_side(kernels: Kernels) -> None:
    upper = build_upper(classes=3, dropout=0.0)
    load_folded(upper, kernels)
    for side in (4, 8, 12):
        answer = upper(np.zeros((1, side, side, 32), np.float32))
        assert {name: tuple(value.shape) for name, value in answer.items()} == {
            "logits": (1, 3),
            "embedding": (1, 1856),
        }


def test_joined_it_shares_the_weights_of_its_parts(kernels: Kernels) -> None:
    network, upper = whole(kernels, side=32)
    head = upper.get_layer("logits")
    head.set_weights([np.zeros((1280, 3)), np.array([1.0, 2.0, 3.0])])
    assert np.allclose(network(noise(32), training=False)["logits"], [[1, 2, 3]] * 2)
    assert np.allclose(logits_model(network)(noise(32), training=False), [[1, 2, 3]] * 2)


def test_what_tells_outliers_in_training_does_not_ship(kernels: Kernels) -> None:
    network, upper = whole(kernels, side=32, aside=2)
    maps = np.random.default_rng(2).uniform(0, 1, (4, 4, 4, 32)).astype(np.float32)
    answer = upper(maps, training=False)
    assert answer["aside"].shape == (4, 5)
    assert np.array_equal(answer["aside"][:, :3], answer["logits"])
    assert np.array_equal(trained_model(upper)(maps, training=False), answer["aside"])
    assert set(network.output) == {"logits", "embedding"}


def test_without_outliers_training_fits_the_logits(kernels: Kernels) -> None:
    _, upper = whole(kernels, side=32)
    assert set(upper.output) == {"logits", "embedding"}
    assert trained_model(upper).output.shape == (None, 3)


def another_network(path: Path) -> None:
    keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)]).save_weights(str(path))


def a_narrower_one(path: Path) -> None:
    narrow = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(32, 32, 3), alpha=0.35)
    narrow.save_weights(str(path))


def text(path: Path) -> None:
    path.write_bytes(b"no weights")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("write", [another_network, a_narrower_one, text, nothing])
def test_weights_of_another_network_are_a_sentence(tmp_path: Path, write: object) -> None:
    path = tmp_path / "other.weights.h5"
    write(path)
    with pytest.raises(TrainingError, match=r"other\.weights\.h5 does not hold weights of MobileNetV2 without its top"):
        folded_weights(path, side=32)


def test_weights_that_were_cut_short_are_a_sentence(tmp_path: Path, weights: Path) -> None:
    path = tmp_path / "cut.weights.h5"
    path.write_bytes(weights.read_bytes()[:2_000_000])
    with pytest.raises(TrainingError, match="does not hold weights"):
        folded_weights(path, side=32)


def test_a_file_that_keras_does_not_know_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "weights.pt").write_bytes(b"pickle")
    with pytest.raises(TrainingError, match="does not hold weights"):
        folded_weights(tmp_path / "weights.pt", side=32)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"There is no weights file .*nowhere"):
        folded_weights(tmp_path / "nowhere.weights.h5", side=32)


def test_the_shared_weights_load(shared_weights: Path) -> None:
    if not shared_weights.is_file():
        pytest.skip("the shared weights are not beside this checkout")
    network, _ = whole(folded_weights(shared_weights, side=96), side=96, classes=5)
    assert np.asarray(network(noise(96), training=False)["embedding"]).std() > 0.1
