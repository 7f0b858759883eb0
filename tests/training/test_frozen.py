"""What a pack brings for audits, made by training and given to older packs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("keras")

from flowersort.core.errors import PackError, TrainingError
from flowersort.core.training_request import TrainingRequest
from flowersort.services.inference.interpreter import load_network
from flowersort.services.inference.pack import load_pack
from flowersort.training import extend as extending
from flowersort.training.data import read_training_set
from flowersort.training.extend import extend, main
from flowersort.training.frozen import frozen_features, trained_photos
from tests.fakes.audited_folders import put
from tests.fakes.packs import copy_of_bundled_pack, rewrite_manifest, without_audit_files
from tests.fakes.runs import pack

pytestmark = pytest.mark.training


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return put(tmp_path / "photos", *(f"{name}/{number}.jpg" for name in ("rose", "tulip") for number in range(3)))


def test_the_network_gives_both_layers(photos: Path) -> None:
    data = frozen_features(read_training_set(photos), weights=None, side=32, seed=1)
    network = load_network(data, name="features.tflite")
    (output,) = network.get_output_details()
    assert (tuple(output["shape"]), output["dtype"]) == ((1, 1856), np.float32)


def test_photos_are_recognised_by_what_training_wrote(photos: Path) -> None:
    known = trained_photos(read_training_set(photos))
    assert len(known.hashes) == 6
    assert known.recognise(known.hashes).all()


def test_an_older_pack_gets_both_files_and_predicts_as_before(photos: Path, tmp_path: Path, monkeypatch) -> None:
    folder = without_audit_files(copy_of_bundled_pack(tmp_path / "pack"))
    mine = extending._hash_of(read_training_set(photos))
    rewrite_manifest(folder, training__photos_sha256=mine)
    # The real one takes a minute at the pack's side.
    monkeypatch.setattr(extending, "frozen_features", lambda *_, **__: pack().features)
    for _ in range(2):
        extend(folder, TrainingRequest(str(photos), "", "weights.h5"))
    extended = load_pack(folder)
    assert (extended.model, extended.features) == (pack().model, pack().features)
    assert len(extended.trained.hashes) == 6
    assert extended.statistics.embeddings.shape == (6, 1856)
    assert sorted(extended.statistics.targets.tolist()) == [0, 0, 0, 1, 1, 1]
    assert (folder / "MODEL_CARD.md").read_text("utf-8").count("## For audits") == 1
    assert (folder / "MODEL_CARD.md").read_text("utf-8").count("## For learning") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack", "photos"]


def test_other_photos_are_refused_and_the_pack_stays(photos: Path, tmp_path: Path, capsys) -> None:
    folder = copy_of_bundled_pack(tmp_path / "pack")
    with pytest.raises(TrainingError, match="does not hold the photos"):
        extend(folder, TrainingRequest(str(photos), "", "weights.h5"))
    assert main([str(folder), str(photos), "--weights", "weights.h5"]) == 1
    assert "does not hold the photos" in capsys.readouterr().err
    with pytest.raises(PackError):
        extend(tmp_path / "gone", TrainingRequest(str(photos), "", "weights.h5"))
    assert load_pack(folder).manifest == pack().manifest
