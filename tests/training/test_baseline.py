from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from flowersort.services.inference.preprocess import model_input
from flowersort.training import baseline as baseline_module
from flowersort.training.baseline import FEATURES, frozen_features, run_baseline
from flowersort.training.batches import scaled
from flowersort.training.data import TrainingPhoto, TrainingSet, load_rgb
from flowersort.training.folds import divide
from tests.fakes.pictures import flower_like, jpeg_bytes


@pytest.fixture(autouse=True)
def _long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fit until these features are learned; the small training of the other tests stops before."""
    monkeypatch.setattr(baseline_module, "_EPOCHS", 8)
    monkeypatch.setattr(baseline_module, "_RATE", 2e-2)


def photos_of(*counts: int) -> TrainingSet:
    photos = tuple(
        TrainingPhoto(Path(f"{target}/{place}.jpg"), target, f"{target}-{place}", f"{target}-{place}")
        for target, count in enumerate(counts)
        for place in range(count)
    )
    return TrainingSet(tuple(f"kind{target}" for target in range(len(counts))), photos, ())


def features_of(kinds: np.ndarray) -> np.ndarray:
    """Return features that name the kind."""
    random = np.random.default_rng(1)
    patterns = random.choice([-1.0, 1.0], (int(kinds.max()) + 1, 300))
    return (patterns[kinds] + random.normal(0, 0.5, (len(kinds), 300))).astype(np.float32)


def test_every_photo_is_judged_out_of_fold_by_what_its_features_say() -> None:
    photos = photos_of(9, 9)
    features = features_of(photos.targets)
    baseline = run_baseline(photos, divide(photos, count=3, seed=1, features=None), features, seed=1)
    assert baseline.probabilities.shape == (18, 2)
    assert np.allclose(baseline.probabilities.sum(axis=1), 1.0, atol=1e-6)
    assert baseline.evaluation.photos == 18
    assert baseline.evaluation.correct >= 17


def test_features_are_the_last_1280_of_the_embedding_of_photos_as_every_run_sees_them(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.jpg" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(jpeg_bytes(flower_like(number, 60, 40)))
    photo = keras.Input((32, 32, 3))
    mean = keras.layers.GlobalAveragePooling2D()(photo)
    wide = keras.layers.Concatenate()([keras.layers.Rescaling(100.0)(mean), *[mean] * 427])[:, : 1280 + 3]
    network = keras.Model(photo, {"logits": mean, "embedding": wide})
    features = frozen_features(network, [TrainingPhoto(path, 0, "", "") for path in paths], side=32)
    assert features.shape == (3, FEATURES)
    expected = [scaled(model_input(load_rgb(path), 32)).mean(axis=(0, 1)) for path in paths]
    assert np.allclose(features[:, :3], expected, atol=1e-5)
