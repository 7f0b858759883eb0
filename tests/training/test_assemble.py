from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.calibration import probabilities
from flowersort.core.evaluation import evaluate
from flowersort.core.training_request import TrainingRequest
from flowersort.training.assemble import Measured, Trained, assemble
from flowersort.training.baseline import Baseline
from flowersort.training.data import TrainingPhoto, TrainingSet
from flowersort.training.measure import Outputs
from flowersort.training.split import split

CLASSES = ("aster", "rose")


def trained(*, folder: str = "/photos/of/me/garden", weights: str = "none", right: float = 0.9) -> Trained:
    """Return a training whose network is right on a share of the photos, surer where it is right."""
    random = np.random.default_rng(1)
    photos = TrainingSet(
        CLASSES, tuple(TrainingPhoto(Path(f"{n}.jpg"), n % 2, f"{n:032x}", str(n)) for n in range(400)), ()
    )
    parts = split(photos, seed=20)
    targets = photos.targets[parts.test]
    correct = np.arange(len(targets)) < right * len(targets)
    named = np.where(correct, targets, 1 - targets)
    logits = random.normal(0, 0.1, (len(targets), 2))
    logits[np.arange(len(targets)), named] += np.where(correct, random.uniform(1, 6, len(targets)), 0.5)
    embeddings = random.normal(size=(len(targets), 4)).astype(np.float32)
    outputs = Outputs(logits.astype(np.float32), embeddings)
    nothing = Outputs(np.empty((0, 2), np.float32), np.empty((0, 4), np.float32))
    chances = np.full((len(targets), 2), 0.5)
    return Trained(
        request=TrainingRequest(folder, "/photos/of/me/out", weights=weights),
        photos=photos,
        parts=parts,
        baseline=Baseline(evaluate(targets, chances, CLASSES), chances),
        source=logits,
        measured=Measured(outputs, outputs, nothing, nothing, np.array([], str)),
        model=b"network",
    )


def test_the_default_threshold_keeps_at_most_one_wrong_label_in_a_hundred() -> None:
    one = trained()
    content = assemble(one)
    chances = probabilities(one.measured.test.logits, content.temperature)
    kept = chances.max(axis=1) >= content.thresholds.sure
    wrong = chances.argmax(axis=1) != one.photos.targets[one.parts.test]
    assert kept.sum() > 10
    assert wrong[kept].mean() <= 0.01
    assert wrong.mean() > 0.05
    assert content.thresholds.sure in [point.threshold for point in content.risk]


def test_where_no_threshold_is_good_enough_only_certainty_counts_as_sure() -> None:
    one = trained(right=0.5)
    one.measured.test.logits[:] = one.measured.test.logits[:, ::-1]
    assert assemble(one).thresholds.sure == 1.0


def test_the_agreement_of_file_and_source_is_measured() -> None:
    one = trained()
    assert assemble(one).metrics["agreement_with_float"] == 1.0
    one.source[:6] = one.source[:6, ::-1]
    expected = 1 - 6 / len(one.parts.test)
    assert assemble(one).metrics["agreement_with_float"] == pytest.approx(expected)


def test_the_command_names_folders_by_their_last_name_only() -> None:
    content = assemble(trained(folder="/photos/of/me/my garden", weights="/photos/of/me/w.weights.h5"))
    command = "flowersort train 'my garden' --out OUT --weights w.weights.h5 --side 224 --epochs 12 --seed 20"
    assert content.metrics["command"] == content.training["command"] == command
    assert "/photos" not in content.card


def test_a_folder_whose_name_is_no_text_makes_a_pack_all_the_same() -> None:
    content = assemble(trained(folder="/photos/of/me/caf\udce9"))
    content.card.encode()
    assert "caf\\udce9" in str(content.training["command"])


def test_photos_and_weights_are_told_by_hash(tmp_path: Path) -> None:
    (tmp_path / "w.weights.h5").write_bytes(b"weights")
    known = assemble(trained(weights=str(tmp_path / "w.weights.h5"))).training
    assert known["weights_sha256"] == hashlib.sha256(b"weights").hexdigest()
    assert assemble(trained()).training["weights_sha256"] is None
    assert known["photos"] == 400
    assert len(str(known["photos_sha256"])) == 64
