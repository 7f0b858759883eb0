from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from flowersort.core.errors import TrainingError
from flowersort.training.network import build_network, logits_model


@pytest.fixture(scope="module")
def network() -> keras.Model:
    return build_network(classes=3, side=32, weights=None, dropout=0.2)


def test_it_gives_logits_and_an_embedding_of_576_and_1280(network: keras.Model) -> None:
    answer = network(np.zeros((2, 32, 32, 3), np.float32))
    assert {name: tuple(value.shape) for name, value in answer.items()} == {"logits": (2, 3), "embedding": (2, 1856)}


def test_the_logits_model_shares_its_weights(network: keras.Model) -> None:
    photo = np.random.default_rng(1).uniform(-1, 1, (1, 32, 32, 3)).astype(np.float32)
    head = network.get_layer("logits")
    head.set_weights([head.get_weights()[0], np.array([1.0, 2.0, 3.0])])
    assert np.allclose(logits_model(network)(photo), network(photo)["logits"])
    assert np.allclose(logits_model(network)(photo), [[1, 2, 3]], atol=0.5)


def test_batch_norm_trains_like_every_other_layer_as_the_card_says(network: keras.Model) -> None:
    photo = np.random.default_rng(1).uniform(-1, 1, (2, 32, 32, 3)).astype(np.float32)
    before = [weights.numpy().copy() for weights in network.non_trainable_weights if "moving" in weights.path]
    network(photo, training=True)
    after = [weights.numpy() for weights in network.non_trainable_weights if "moving" in weights.path]
    assert len(before) > 50
    assert not any(map(np.array_equal, before, after))


def test_weights_of_the_bare_network_are_taken_from_a_file(tmp_path: Path) -> None:
    keras.utils.set_random_seed(7)
    bare = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(32, 32, 3))
    bare.save_weights(str(tmp_path / "bare.weights.h5"))
    loaded = build_network(classes=2, side=32, weights=tmp_path / "bare.weights.h5", dropout=0.0)
    photo = np.random.default_rng(1).uniform(-1, 1, (1, 32, 32, 3)).astype(np.float32)
    expected = np.asarray(bare(photo)).mean(axis=(1, 2))
    assert expected.std() > 0
    assert np.allclose(np.asarray(loaded(photo)["embedding"])[:, 576:], expected, rtol=1e-4, atol=0)


def wrong_network(path: Path) -> None:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.save_weights(str(path))


def with_top(path: Path) -> None:
    keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(32, 32, 3), alpha=0.35).save_weights(
        str(path)
    )


@pytest.mark.parametrize(
    "write",
    [wrong_network, with_top, lambda path: path.write_bytes(b"no weights"), lambda path: path.write_bytes(b"")],
    ids=["another network", "a narrower one", "text", "empty"],
)
def test_weights_of_another_network_are_a_sentence(tmp_path: Path, write: object) -> None:
    path = tmp_path / "other.weights.h5"
    write(path)
    with pytest.raises(TrainingError, match=r"other\.weights\.h5 does not hold weights of MobileNetV2 without its top"):
        build_network(classes=2, side=32, weights=path, dropout=0.0)


def test_a_file_that_keras_does_not_know_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "weights.pt").write_bytes(b"pickle")
    with pytest.raises(TrainingError, match="does not hold weights"):
        build_network(classes=2, side=32, weights=tmp_path / "weights.pt", dropout=0.0)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"There is no weights file .*nowhere"):
        build_network(classes=2, side=32, weights=tmp_path / "nowhere.weights.h5", dropout=0.0)


def test_the_shared_weights_load(shared_weights: Path) -> None:
    if not shared_weights.is_file():
        pytest.skip("the shared weights are not beside this checkout")
    network = build_network(classes=5, side=96, weights=shared_weights, dropout=0.2)
    photo = np.random.default_rng(1).uniform(-1, 1, (1, 96, 96, 3)).astype(np.float32)
    assert np.asarray(network(photo)["embedding"]).std() > 0.1
