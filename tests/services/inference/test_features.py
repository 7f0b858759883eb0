"""The second network of a pack, and packs without one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import PackError
from flowersort.services.inference.features import FeatureNetwork
from flowersort.services.inference.pack import load_pack
from tests.fakes.packs import copy_of_bundled_pack, replace_file, without_audit_files
from tests.fakes.pictures import flower_like
from tests.fakes.runs import pack


def test_features_are_finite_and_always_the_same() -> None:
    network = FeatureNetwork(pack())
    one, other, again = (network.run(flower_like(seed)) for seed in (0, 1, 0))
    assert one.shape == (1856,)
    assert np.isfinite(one).all()
    assert (one == again).all()
    assert (one != other).any()


def test_a_pack_from_before_audits_loads_without_them(tmp_path: Path) -> None:
    old = load_pack(without_audit_files(copy_of_bundled_pack(tmp_path / "old")))
    assert (old.features, old.trained) == (None, None)
    with pytest.raises(PackError, match="has no features"):
        FeatureNetwork(old)


def test_the_bundled_pack_knows_what_it_was_trained_on() -> None:
    assert len(pack().trained.hashes) == 2935


@pytest.mark.parametrize("data", [b"no network", pack().model])
def test_another_network_is_refused(data: bytes) -> None:
    with pytest.raises(PackError, match=r"features\.tflite"):
        FeatureNetwork(replace(pack(), features=data))


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = copy_of_bundled_pack(tmp_path / "changed")
    (folder / "trained.npz").write_bytes(b"other")
    with pytest.raises(PackError, match="changed or damaged"):
        load_pack(folder)
    with pytest.raises(PackError, match=r"trained\.npz"):
        load_pack(replace_file(folder, "trained.npz", b"other"))
