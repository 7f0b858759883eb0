"""Learned packs: whole or absent, checked like any pack, and never another pack's predictions."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import ExportError, PackError
from flowersort.services.inference import learned_pack as writing
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.pack import MAX_PACK_BYTES, load_pack
from tests.fakes.learned import NEW, learned_pack
from tests.fakes.packs import (
    BUNDLED,
    MISSING,
    WITHOUT_CLASS_CURVES,
    copy_of_bundled_pack,
    npz,
    replace_file,
    rewrite_manifest,
)
from tests.fakes.pictures import flower_like
from tests.fakes.runs import pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    learned_pack(tmp_path / "mine")
    return tmp_path / "mine"


def test_a_learned_pack_has_all_classes_and_the_files_of_its_base(folder: Path) -> None:
    loaded = load_pack(folder)
    assert loaded.facts.classes == (*pack().facts.classes, NEW)
    assert loaded.facts.stored_under == pack().facts.fingerprint != loaded.facts.fingerprint
    for path in BUNDLED.iterdir():
        if path.name not in ("manifest.json", "MODEL_CARD.md"):
            assert (folder / path.name).read_bytes() == path.read_bytes(), path.name
    assert sum(path.stat().st_size for path in folder.iterdir()) < MAX_PACK_BYTES
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["schema"] == 2


def test_it_says_what_it_was_learnt_from(folder: Path) -> None:
    learned = load_pack(folder).facts.learned
    assert (learned.base, learned.reviews) == (pack().facts.title, ((NEW, 10), ("daisy", 3)))
    card = (folder / "MODEL_CARD.md").read_text("utf-8")
    assert card.count("## Learnt from reviews") == 1
    assert f"`{NEW}` 10" in card


def test_its_head_is_put_on_what_the_network_says(tmp_path: Path) -> None:
    photo = flower_like(1, width=300, height=200)
    before = PackClassifier(pack()).classify(photo)
    after = PackClassifier(learned_pack(tmp_path / "all", level=30.0)).classify(photo)
    assert after.network.logits.tolist() == before.prediction.logits.tolist()
    assert after.prediction.top == len(pack().facts.classes)
    assert after.prediction.other_flower < 1e-6


def test_a_pack_learnt_on_a_learned_one_stands_on_the_base_below(folder: Path, tmp_path: Path) -> None:
    second = learned_pack(tmp_path / "second", base=folder, name="iris")
    assert second.facts.classes == (*pack().facts.classes, "iris")
    assert second.facts.base_fingerprint == pack().facts.fingerprint
    assert second.facts.learned.base == pack().facts.title
    assert (tmp_path / "second" / "MODEL_CARD.md").read_text("utf-8").count("## Learnt from reviews") == 1


def test_a_place_that_is_taken_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for taken in (folder, tmp_path / "file", BUNDLED):
        before = _everything(tmp_path)
        with pytest.raises(ExportError, match="is there already"):
            learned_pack(taken)
        assert _everything(tmp_path) == before


def test_a_disk_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = writing._write
    for fails_at in range(8):
        calls: list[Path] = []

        def failing(path: Path, data: bytes, calls: list[Path] = calls, fails_at: int = fails_at) -> None:
            calls.append(path)
            if len(calls) > fails_at:
                raise OSError(errno.ENOSPC, "No space left on device")
            write(path, data)

        monkeypatch.setattr(writing, "_write", failing)
        with pytest.raises(ExportError, match="could not be saved"):
            learned_pack(tmp_path / "full")
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"learned": MISSING},
        {"learned__own_classes": 1},
        {"learned__own_classes": 4},
        {"learned__own_classes": 60},
        {"learned__base": 5},
        {"learned__reviews": []},
        {"learned__reviews": {"tansy": -1}},
        {"learned__held_out": "many"},
        {"classes": [*pack().facts.classes, NEW, "another"]},
        {"classes": [NEW, *pack().facts.classes]},
        {"classes": [*pack().facts.classes, "Daisy"]},
        {"classes": [*pack().facts.classes, "no_flower"]},
        {"files__head.npz": MISSING},
        {"files__base.json": MISSING},
        {"files__head.npz": "0" * 64},
        {"input__side": 192},
        {"schema": 1},
        {"schema": 3},
    ],
    ids=repr,
)
def test_a_manifest_that_does_not_fit_is_refused(folder: Path, changes: dict[str, object]) -> None:
    rewrite_manifest(folder, **changes)
    with pytest.raises(PackError):
        load_pack(folder)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        npz(weights=np.zeros((1856, 6), np.float32)),
        npz(weights=np.zeros((1856, 5), np.float32), levels=np.zeros(6, np.float32)),
        npz(weights=np.zeros((1856, 6)), levels=np.zeros(6, np.float32)),
        npz(weights=np.full((1856, 6), np.nan, np.float32), levels=np.zeros(6, np.float32)),
        npz(weights=np.array([object()]), levels=np.zeros(6, np.float32)),
    ],
    ids=len,
)
def test_a_damaged_head_is_refused(folder: Path, data: bytes) -> None:
    replace_file(folder, "head.npz", data)
    with pytest.raises(PackError, match=r"head\.npz"):
        load_pack(folder)


def test_a_pack_can_not_claim_the_predictions_of_another(folder: Path, tmp_path: Path) -> None:
    other = copy_of_bundled_pack(tmp_path / "other")
    replace_file(other, "trained.npz", npz(hashes=np.array([1], np.uint64)))
    replace_file(folder, "base.json", (other / "manifest.json").read_bytes())
    with pytest.raises(PackError, match=r"base\.json"):
        load_pack(folder)


def test_a_pack_of_before_stays_readable(tmp_path: Path) -> None:
    assert pack().facts.learned is None
    assert pack().facts.stored_under == pack().facts.fingerprint
    older = copy_of_bundled_pack(tmp_path / "older")
    (older / "statistics.npz").unlink()
    rewrite_manifest(older, rehash=True, **WITHOUT_CLASS_CURVES)
    assert load_pack(older).statistics is None


def _everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
