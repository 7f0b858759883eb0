from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.core.errors import ExportError, PackError, UsageError
from flowersort.workflows.save_learned import check_place, save_learned
from tests.fakes.learned import NOW, learned_pack, learnt
from tests.fakes.packs import BUNDLED, copy_of_bundled_pack


def test_it_is_named_by_its_folder_and_its_moment(tmp_path: Path) -> None:
    facts = learned_pack(tmp_path / "deep" / "my-flowers").facts
    assert facts.title == "my-flowers 2023.11.14-221320"
    assert facts.learned is not None
    assert facts.learned.at == "2023-11-14"


def test_a_folder_whose_name_is_no_name_gives_it_one(tmp_path: Path) -> None:
    assert learned_pack(tmp_path / "my flowers (2)").facts.name == "flowers-learned"


def test_nothing_learnt_is_nothing_to_save(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to save"):
        save_learned(replace(learnt(), head=None), base=BUNDLED, into=tmp_path / "none", now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_base_that_changed_since_is_noticed(tmp_path: Path) -> None:
    base = copy_of_bundled_pack(tmp_path / "base")
    (base / "model.tflite").write_bytes(b"changed")
    with pytest.raises(PackError, match="changed or damaged"):
        learned_pack(tmp_path / "new", base=base)
    assert [path.name for path in tmp_path.iterdir()] == ["base"]


def test_the_bundled_pack_is_only_read(tmp_path: Path) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in BUNDLED.iterdir()}
    learned_pack(tmp_path / "new")
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in BUNDLED.iterdir()} == before


def test_a_place_is_looked_at_before_the_work(tmp_path: Path) -> None:
    check_place(tmp_path / "free")
    (tmp_path / "link").symlink_to("nowhere")
    for taken in (tmp_path, tmp_path / "link"):
        with pytest.raises(ExportError, match="is there already"):
            check_place(taken)


def test_a_file_in_the_way_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="could not be saved"):
        learned_pack(tmp_path / "file" / "new")
