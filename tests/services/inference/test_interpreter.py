from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from flowersort.core.errors import PackError, RuntimeMissing
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.interpreter import Interpreter
from flowersort.services.inference.manifest import Manifest
from flowersort.services.inference.pack import Pack, load_pack
from flowersort.services.inference.preprocess import model_input
from tests.fakes.packs import (
    BUNDLED,
    WITHOUT_CLASS_CURVES,
    copy_of_bundled_pack,
    npz,
    reference_arrays,
    replace_file,
    rewrite_manifest,
    without_statistics,
)
from tests.fakes.pictures import flower_like

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def bundled() -> Pack:
    return load_pack(BUNDLED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_bundled_pack(tmp_path / "pack")


def pixels(seed: int) -> np.ndarray:
    return model_input(flower_like(seed), 224)


def test_a_photo_gives_logits_and_embedding(bundled: Pack) -> None:
    logits, embedding = Interpreter(bundled.model, bundled.manifest).run(pixels(1))
    assert (logits.shape, logits.dtype) == ((5,), np.float32)
    assert (embedding.shape, embedding.dtype) == ((1856,), np.float32)
    assert logits.std() > 0


def test_the_answer_is_the_callers_to_keep(bundled: Pack) -> None:
    interpreter = Interpreter(bundled.model, bundled.manifest)
    logits, embedding = interpreter.run(pixels(1))
    kept = logits.copy(), embedding.copy()
    other, _ = interpreter.run(pixels(2))
    assert not np.array_equal(other, logits)
    assert np.array_equal(logits, kept[0])
    assert np.array_equal(embedding, kept[1])


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"garbage" * 1000, b"\0" * 10_000, b"\x1c\0\0\0TFL3" + b"\xff" * 1000],
    ids=["empty", "a byte", "text", "zeros", "only a head"],
)
def test_garbage_with_the_right_hash_is_refused(folder: Path, data: bytes) -> None:
    pack = load_pack(replace_file(folder, "model.tflite", data))
    with pytest.raises(PackError, match=r"model\.tflite could not be loaded"):
        PackClassifier(pack)


def test_a_damaged_network_with_the_right_hash_is_refused_or_runs(folder: Path, bundled: Pack) -> None:
    random = np.random.default_rng(5)
    refused = 0
    for _ in range(20):
        data = bytearray(bundled.model)
        for place in random.integers(len(data) - 60_000, len(data), 5):
            data[place] = random.integers(256)
        try:
            Interpreter(bytes(data), bundled.manifest)
        except PackError:
            refused += 1
    assert refused > 5


def test_a_cut_network_with_the_right_hash_is_refused(bundled: Pack) -> None:
    for length in (100, 10_000, len(bundled.model) - 1000):
        with pytest.raises(PackError, match="could not be loaded"):
            Interpreter(bundled.model[:length], bundled.manifest)


def with_other_embedding(folder: Path) -> Path:
    arrays = reference_arrays()
    shorter = {name: arrays[name][:-1] for name in ("mean", "scale", "weights")}
    (folder / "reference.npz").write_bytes(npz(**shorter, bias=arrays["bias"]))
    return without_statistics(folder, embedding=1855)


def with_classes(letters: str) -> Callable[[Path], Path]:
    return lambda folder: without_statistics(folder, classes=list(letters), **WITHOUT_CLASS_CURVES)


DIFFERENT: dict[str, tuple[Callable[[Path], Path], str]] = {
    "4 classes": (with_classes("abcd"), "`logits` of length 4"),
    "6 classes": (with_classes("abcdef"), "`logits` of length 6"),
    "side": (lambda folder: rewrite_manifest(folder, input__side=96), r"input of shape \(1, 96, 96, 3\)"),
    "input type": (lambda folder: rewrite_manifest(folder, input__type="float32"), "one float32 input"),
    "embedding": (with_other_embedding, "`embedding` of length 1855"),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_a_network_other_than_the_manifest_says_is_refused(folder: Path, case: str) -> None:
    change, sentence = DIFFERENT[case]
    pack = load_pack(change(folder))
    with pytest.raises(PackError, match=sentence):
        PackClassifier(pack)


BLOCKED = """
import sys
for name in sys.argv[2].split(","):
    sys.modules[name] = None
import json
from pathlib import Path
import numpy as np
from flowersort.core.errors import RuntimeMissing
from flowersort.services.inference.interpreter import Interpreter
from flowersort.services.inference.pack import load_pack
from flowersort.services.inference.preprocess import model_input
from tests.fakes.pictures import flower_like
pack = load_pack(Path(sys.argv[1]))
try:
    interpreter = Interpreter(pack.model, pack.manifest)
except RuntimeMissing as fault:
    print(fault)
else:
    answers = [interpreter.run(model_input(flower_like(seed), 224)) for seed in range(8)]
    print(json.dumps([[part.tolist() for part in answer] for answer in answers]))
"""


def run_without(*libraries: str) -> str:
    command = [sys.executable, "-c", BLOCKED, str(BUNDLED), ",".join(libraries)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_with_neither_runtime_a_sentence_says_what_to_install() -> None:
    assert run_without("ai_edge_litert", "tensorflow") == (
        "Nothing is installed that can run the model. Install LiteRT (pip install ai-edge-litert), or, where it has "
        "no wheel for this computer, TensorFlow (pip install 'flowersort[train]').\n"
    )
    assert issubclass(RuntimeMissing, PackError)


@pytest.mark.training
def test_where_litert_is_missing_tensorflow_gives_the_same_answers(bundled: Pack) -> None:
    if not tensorflow_is_installed():
        pytest.skip("the extra `train` is not installed")
    interpreter = Interpreter(bundled.model, bundled.manifest)
    for seed, (logits, embedding) in enumerate(json.loads(run_without("ai_edge_litert"))):
        expected = interpreter.run(pixels(seed))
        # Two builds of one engine may round a step of a quantised layer differently.
        assert np.allclose(logits, expected[0], atol=0.15)
        assert np.allclose(embedding, expected[1], atol=0.25)
        assert np.argmax(logits) == expected[0].argmax()


def tensorflow_is_installed() -> bool:
    from importlib.util import find_spec

    return find_spec("tensorflow") is not None


def small_network(run: Callable[[Any], dict[str, Any]]) -> bytes:
    """Return a float network on 16 × 16 pixels."""
    tf = pytest.importorskip("tensorflow")
    function = tf.function(run, input_signature=[tf.TensorSpec((1, 16, 16, 3), tf.float32, name="photo")])
    converter = tf.lite.TFLiteConverter.from_concrete_functions([function.get_concrete_function()])
    return bytes(converter.convert())


@pytest.fixture
def small_manifest(bundled: Pack) -> Manifest:
    return replace(bundled.manifest, classes=("a", "b", "c"), side=16, embedding=7, input_type="float32")


@pytest.mark.training
@pytest.mark.filterwarnings("ignore::DeprecationWarning:tensorflow")
def test_a_float_network_gets_its_pixels_scaled_from_minus_1_to_1(small_manifest: Manifest) -> None:
    tf = pytest.importorskip("tensorflow")

    def corners(photo: Any) -> dict[str, Any]:
        return {"logits": photo[:, 0, 0, :] * 1.0, "embedding": tf.tile(photo[:, 1, 1, :1], (1, 7)) * 1.0}

    picture = np.zeros((16, 16, 3), np.uint8)
    picture[0, 0], picture[1, 1] = (0, 255, 51), (255, 0, 0)
    logits, embedding = Interpreter(small_network(corners), small_manifest).run(picture)
    assert np.allclose(logits, [-1.0, 1.0, -0.6], atol=1e-6)
    assert np.allclose(embedding, 1.0)


@pytest.mark.training
@pytest.mark.filterwarnings("ignore::DeprecationWarning:tensorflow")
def test_a_network_that_gives_no_numbers_is_refused_at_the_photo(small_manifest: Manifest) -> None:
    tf = pytest.importorskip("tensorflow")

    def logarithm(photo: Any) -> dict[str, Any]:
        return {"logits": tf.math.log(photo[:, 0, 0, :]), "embedding": tf.tile(photo[:, 1, 1, :1], (1, 7))}

    interpreter = Interpreter(small_network(logarithm), small_manifest)
    interpreter.run(np.full((16, 16, 3), 255, np.uint8))
    with pytest.raises(PackError, match="not finite"):
        interpreter.run(np.zeros((16, 16, 3), np.uint8))
