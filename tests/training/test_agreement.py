"""Export and its agreement with Keras on generated pictures; the shipped file's own is in services/inference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import keras
import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter as LiteRt
from sklearn.linear_model import LogisticRegression

from flowersort.core.errors import TrainingError
from flowersort.services.imaging.decode import decode
from flowersort.services.inference.preprocess import model_input
from flowersort.training.answers import Answers, run_quantised
from flowersort.training.batches import PlainBatches, scaled
from flowersort.training.data import TrainingPhoto, load_rgb, read_training_set
from flowersort.training.export import to_int8
from flowersort.training.network import build_lower, build_upper, folded_weights, join, load_folded, logits_model
from tests.fakes.pictures import jpeg_bytes
from tests.fakes.training_sets import CLASSES, painted, write_flowers

SIDE = 64


@dataclass(frozen=True)
class Exported:
    network: keras.Model
    model: bytes
    new: list[TrainingPhoto]


def pixels_of(photos: list[TrainingPhoto]) -> np.ndarray:
    batches = PlainBatches(photos, side=SIDE)
    return np.concatenate([batches[number][0] for number in range(len(batches))])


def calm_weights(pixels: np.ndarray, path: Path) -> Path:
    """Write weights of a MobileNetV2 whose batch norm knows the statistics of these pixels."""
    keras.utils.set_random_seed(1)
    backbone = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(SIDE, SIDE, 3))
    for layer in backbone.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.0
            # Random weights with all their kinks amplify every difference; away from the kinks they don't.
            layer.beta.assign(layer.beta + 2.0)
            layer.gamma.assign(layer.gamma * 0.7)
    backbone(pixels, training=True)
    backbone.save_weights(str(path))
    return path


def quickly_trained(photos: list[TrainingPhoto], folder: Path) -> keras.Model:
    """Return a network that tells the classes apart without an epoch: statistics of one pass, and a fitted head."""
    pixels = pixels_of(photos)
    kernels = folded_weights(calm_weights(pixels, folder / "calm.weights.h5"), side=SIDE)
    lower, upper = build_lower(side=SIDE), build_upper(classes=len(CLASSES), dropout=0.2, aside=2)
    for part in (lower, upper):
        load_folded(part, kernels)
    network = join(lower, upper)
    last = np.asarray(network(pixels)["embedding"])[:, -1280:]
    mean, spread = last.mean(axis=0), last.std(axis=0) + 1e-9
    head = LogisticRegression(max_iter=1000).fit((last - mean) / spread, [photo.target for photo in photos])
    weights = head.coef_ / spread
    upper.get_layer("logits").set_weights([weights.T, head.intercept_ - weights @ mean])
    return network


def answers_of(model: bytes, photos: Sequence[TrainingPhoto]) -> Answers:
    loads = [partial(load_rgb, photo.path) for photo in photos]
    return run_quantised(model, loads, classes=CLASSES, side=SIDE, embedding=1856)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder = tmp_path_factory.mktemp("agreement")
    seen = list(read_training_set(write_flowers(folder / "seen", photos=40)).photos)
    new = list(read_training_set(write_flowers(folder / "new", photos=40, first=1000)).photos)
    network = quickly_trained(seen, folder)
    return Exported(network, to_int8(network, seen[::4], side=SIDE, seed=1), new)


def test_the_file_names_the_class_that_keras_names_on_98_of_100_pictures_never_seen(exported: Exported) -> None:
    keras_says = np.asarray(logits_model(exported.network)(pixels_of(exported.new)))
    outputs = answers_of(exported.model, exported.new)
    assert np.bincount(keras_says.argmax(axis=1), minlength=3).min() >= 30
    agreement = float((outputs.logits.argmax(axis=1) == keras_says.argmax(axis=1)).mean())
    assert agreement >= 0.98, f"{agreement:.1%}"
    assert np.corrcoef(outputs.logits.ravel(), keras_says.ravel())[0, 1] > 0.95


def test_the_embedding_is_keras_embedding_but_for_the_rounding(exported: Exported) -> None:
    chosen = exported.new[::10]
    keras_says = np.asarray(exported.network(pixels_of(chosen))["embedding"])
    outputs = answers_of(exported.model, chosen)
    assert np.corrcoef(outputs.embeddings.ravel(), keras_says.ravel())[0, 1] > 0.9


def test_pixels_go_in_as_bytes_and_numbers_come_out_as_floats(exported: Exported) -> None:
    network = LiteRt(model_content=exported.model)
    (photo,) = network.get_input_details()
    assert (photo["dtype"], tuple(photo["shape"])) == (np.uint8, (1, SIDE, SIDE, 3))
    outputs = network.get_output_details()
    assert {(output["dtype"], tuple(output["shape"])) for output in outputs} == {
        (np.float32, (1, 3)),
        (np.float32, (1, 1856)),
    }


def test_what_tells_outliers_in_training_is_not_in_the_file(exported: Exported) -> None:
    network = LiteRt(model_content=exported.model)
    network.allocate_tensors()
    shapes = {tuple(tensor["shape"]) for tensor in network.get_tensor_details()}
    assert (3, 1280) in shapes
    assert not {(2, 1280), (1, 2), (1, 5)} & shapes


def test_every_pixel_value_stands_for_its_own_step_from_minus_1_to_1(exported: Exported) -> None:
    (photo,) = LiteRt(model_content=exported.model).get_input_details()
    scale, zero = photo["quantization"]
    values = (np.arange(256) - zero) * scale
    assert np.allclose(values, scaled(np.arange(256, dtype=np.uint8)), atol=scale / 2)


def test_inside_all_is_int8(exported: Exported) -> None:
    network = LiteRt(model_content=exported.model)
    network.allocate_tensors()
    kinds = [np.dtype(tensor["dtype"]) for tensor in network.get_tensor_details()]
    ends = 1 + 2
    assert sum(kind == np.float32 for kind in kinds) <= ends
    assert sum(kind == np.uint8 for kind in kinds) == 1
    assert sum(kind == np.int8 for kind in kinds) > 100
    # Per channel: a kernel has as many scales as it has outputs.
    assert max(len(tensor["quantization_parameters"]["scales"]) for tensor in network.get_tensor_details()) == 1280


def test_a_network_is_a_quarter_of_its_float_self(exported: Exported) -> None:
    floats = 4 * sum(int(np.prod(weights.shape)) for weights in exported.network.weights)
    assert len(exported.model) < 0.32 * floats


def test_the_picture_of_a_photo_runs_as_it_is_decoded(exported: Exported) -> None:
    data = jpeg_bytes(painted("lilac", 77))
    network = LiteRt(model_content=exported.model)
    network.allocate_tensors()
    network.set_tensor(network.get_input_details()[0]["index"], model_input(decode(data).rgb, SIDE)[np.newaxis])
    network.invoke()
    logits = next(output for output in network.get_output_details() if output["shape"][1] == 3)
    assert network.get_tensor(logits["index"]).argmax() == CLASSES.index("lilac")


def test_a_photo_that_went_away_ends_the_export_with_a_sentence(tmp_path: Path) -> None:
    gone = TrainingPhoto(tmp_path / "gone.jpg", 0, "", "")
    photo = keras.Input((32, 32, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(photo)
    network = keras.Model(photo, {"logits": keras.layers.Dense(2)(pooled), "embedding": pooled})
    with pytest.raises(TrainingError, match=r"could not be converted to int8: [\s\S]*gone"):
        to_int8(network, [gone], side=32, seed=1)
