from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flowersort.core.errors import PackError
from flowersort.services.inference.manifest import OPTIONAL_FILES, PACK_FILES
from flowersort.services.inference.pack import MANIFEST_FILE, MAX_PACK_BYTES, load_pack
from tests.fakes.packs import BUNDLED, copy_of_bundled_pack, manifest_of, replace_file, rewrite_manifest

EVERY_FILE = (MANIFEST_FILE, *PACK_FILES, *OPTIONAL_FILES)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_of_bundled_pack(tmp_path / "pack")


def test_the_bundled_pack_loads() -> None:
    pack = load_pack(BUNDLED)
    assert pack.facts.title == "flowers 2.0.0"
    assert pack.facts.classes == pack.manifest.classes
    assert hashlib.sha256(pack.model).hexdigest() == pack.manifest.hashes["model.tflite"]
    assert pack.reference.weights.shape == (1856, 2)


def test_the_bundled_pack_stays_under_10_mb() -> None:
    assert {path.name for path in BUNDLED.iterdir()} == set(EVERY_FILE)
    assert sum(path.stat().st_size for path in BUNDLED.iterdir()) < 10_000_000 == MAX_PACK_BYTES


def test_every_metric_of_the_bundled_pack_comes_with_the_command_that_made_it() -> None:
    content = manifest_of()
    assert content["metrics"]["command"].startswith("flowersort train ")
    assert content["metrics"]["command"] == content["training"]["command"]
    assert content["metrics"]["out_of_fold"]["photos"] == content["risk_photos"] >= 1000
    assert {"photos_licence", "photos_sha256", "weights_licence", "weights_sha256"} <= set(content["training"])
    assert content["metrics"]["command"] in (BUNDLED / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_the_shipped_recipe_meets_its_bars_on_photos_held_back() -> None:
    metrics = manifest_of()["metrics"]
    assert metrics["out_of_fold"]["accuracy"] >= metrics["baseline_out_of_fold"]["accuracy"] + 0.05
    assert metrics["out_of_fold"]["calibration_error"] <= 0.015
    assert metrics["lost_by_int8"] <= 0.003
    assert metrics["sure_among_known"] >= 0.80
    assert metrics["sure_among_other_flowers"] <= 0.25


@pytest.mark.parametrize("name", EVERY_FILE)
def test_a_missing_file_is_named(pack: Path, name: str) -> None:
    (pack / name).unlink()
    with pytest.raises(PackError, match=f"not whole: .*{name} is missing"):
        load_pack(pack)


@pytest.mark.parametrize("name", EVERY_FILE[1:])
@pytest.mark.parametrize("damage", ["one byte", "cut", "longer", "empty"])
def test_a_file_that_differs_from_its_hash_is_named(pack: Path, name: str, damage: str) -> None:
    data = (pack / name).read_bytes()
    other = {
        "one byte": data[:-1] + bytes([data[-1] ^ 1]),
        "cut": data[:-1],
        "longer": data + b"\0",
        "empty": b"",
    }[damage]
    (pack / name).write_bytes(other)
    with pytest.raises(PackError, match=f"{name} was changed or damaged"):
        load_pack(pack)


@pytest.mark.parametrize("name", EVERY_FILE)
def test_a_file_that_is_too_large_is_refused_unread(pack: Path, name: str) -> None:
    with (pack / name).open("r+b") as file:
        file.truncate(1 << 40)
    with pytest.raises(PackError, match=f"{name} is larger than"):
        load_pack(pack)


def test_files_that_are_too_large_together_are_refused(pack: Path) -> None:
    replace_file(pack, "MODEL_CARD.md", b" " * (MAX_PACK_BYTES - 1_000_000))
    with pytest.raises(PackError, match=r"The pack in .* is larger than the 10,000,000 bytes"):
        load_pack(pack)


@pytest.mark.parametrize("name", EVERY_FILE)
def test_a_folder_in_the_place_of_a_file_is_refused(pack: Path, name: str) -> None:
    (pack / name).unlink()
    (pack / name).mkdir()
    with pytest.raises(PackError, match=f"{name} is no file"):
        load_pack(pack)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for(pack: Path) -> None:
    (pack / "model.tflite").unlink()
    os.mkfifo(pack / "model.tflite")
    with pytest.raises(PackError, match="is no file"):
        load_pack(pack)


@pytest.mark.skipif(not hasattr(os, "setuid") or os.getuid() != 0, reason="needs root, to become somebody else")
def test_a_file_that_may_not_be_read_is_named(pack: Path) -> None:
    (pack / "model.tflite").chmod(0)
    code = (
        "import os, sys; from pathlib import Path; from flowersort.services.inference.pack import load_pack\n"
        "import flowersort.core.errors as e; folder = Path(sys.argv[1])\n"
        "os.chdir(folder); os.setuid(65534)\n"
        "try: load_pack(Path('.'))\n"
        "except e.PackError as fault: print(fault)\n"
    )
    for folder in pack.parents:
        if folder.stat().st_uid == os.getuid() and folder.name.startswith(("pytest", "test_")):
            folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", code, str(pack)], capture_output=True, text=True, check=True)
    assert done.stdout == "model.tflite could not be read: Permission denied.\n"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"manifest\.json is missing"):
        load_pack(tmp_path / "nowhere")


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(b"")
    with pytest.raises(PackError, match="could not be read: Not a directory"):
        load_pack(tmp_path / "pack")


def test_the_fingerprint_changes_with_any_byte_of_the_manifest(pack: Path) -> None:
    before = load_pack(pack).facts.fingerprint
    text = (pack / MANIFEST_FILE).read_bytes()
    seen = {before}
    for other in (text + b"\n", text.replace(b": ", b":  ", 1), text.replace(b'"wrong": 0.0', b'"wrong":  0.0', 1)):
        assert other != text
        (pack / MANIFEST_FILE).write_bytes(other)
        seen.add(load_pack(pack).facts.fingerprint)
    assert len(seen) == 4


def test_the_fingerprint_changes_with_any_file(pack: Path) -> None:
    before = load_pack(pack).facts.fingerprint
    card = (pack / "MODEL_CARD.md").read_bytes()
    assert load_pack(replace_file(pack, "MODEL_CARD.md", card + b"\n")).facts.fingerprint != before


def test_the_fingerprint_is_the_same_wherever_the_pack_lies(pack: Path) -> None:
    assert load_pack(pack).facts.fingerprint == load_pack(BUNDLED).facts.fingerprint


def test_a_pack_can_be_sent_to_another_process() -> None:
    pack = load_pack(BUNDLED)
    copy = pickle.loads(pickle.dumps(pack))
    assert (copy.facts, copy.manifest, copy.model) == (pack.facts, pack.manifest, pack.model)
    assert (copy.reference.weights == pack.reference.weights).all()


def test_only_the_bytes_that_were_checked_are_used(pack: Path) -> None:
    loaded = load_pack(pack)
    shutil.rmtree(pack)
    assert hashlib.sha256(loaded.model).hexdigest() == loaded.manifest.hashes["model.tflite"]


def test_a_pack_of_an_unknown_schema_is_refused(pack: Path) -> None:
    with pytest.raises(PackError, match="has schema 3"):
        load_pack(rewrite_manifest(pack, schema=3))
