"""Building: places, packs, stores, and what is said of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from flowersort.bootstrap import (
    BUNDLED_PACK,
    Settings,
    build,
    cores,
    open_pack,
    pack_folder,
    thumbnail_cache,
)
from flowersort.core.errors import PackError, UsageError
from flowersort.places import resource
from flowersort.services.imaging.read import read_photo
from tests.fakes.homes import without_home
from tests.fakes.packs import copy_of_bundled_pack
from tests.fakes.trees import needs_posix


def test_a_pack_is_found_by_name_and_by_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pack_folder(BUNDLED_PACK) == resource("models", BUNDLED_PACK)
    folder = copy_of_bundled_pack(tmp_path / "mine")
    assert pack_folder(str(folder)) == folder
    monkeypatch.setenv("HOME", str(tmp_path))
    assert pack_folder("~/mine") == folder
    assert open_pack(str(folder)).facts == open_pack(BUNDLED_PACK).facts


@pytest.mark.parametrize("model", ["roses", "", "..", "../models/flowers/manifest.json", "~nobody-of-that-name", "\0"])
def test_anything_else_is_no_pack(model: str) -> None:
    with pytest.raises(PackError, match="There is no model"):
        pack_folder(model)


@pytest.mark.parametrize("jobs", [0, -1])
def test_fewer_than_one_job_is_refused(jobs: int) -> None:
    with pytest.raises(UsageError, match="At least one job"):
        build(Settings(jobs=jobs), {})


def test_tools_come_with_a_store_that_can_be_closed(tmp_path: Path) -> None:
    built = build(Settings(jobs=3), {"FLOWERSORT_HOME": str(tmp_path)})
    assert (built.tools.jobs, built.notices) == (3, [])
    assert built.tools.store is not None
    assert built.tools.store.path == (tmp_path / "state" / "store.sqlite").resolve()
    assert built.tools.read is read_photo
    built.close()
    built.close()


def test_without_a_store_nothing_is_made(tmp_path: Path) -> None:
    built = build(Settings(with_store=False), {"FLOWERSORT_HOME": str(tmp_path)})
    assert (built.tools.store, built.tools.jobs) == (None, cores())
    built.close()
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_cannot_be_used_is_a_notice(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    built = build(Settings(), {"FLOWERSORT_HOME": str(tmp_path)})
    (notice,) = built.notices
    assert built.tools.store is None
    assert str(tmp_path / "state" / "store.sqlite") in notice
    assert notice.endswith("This run goes on without remembering its results.")


def test_a_store_that_was_repaired_is_a_notice(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "store.sqlite").write_bytes(b"no database " * 1000)
    built = build(Settings(), {"FLOWERSORT_HOME": str(tmp_path)})
    assert built.tools.store is not None
    assert built.notices == [built.tools.store.notice]
    built.close()


def test_thumbnails_are_kept_in_the_place_for_what_can_be_made_anew(tmp_path: Path) -> None:
    cache = thumbnail_cache({"FLOWERSORT_HOME": str(tmp_path)})
    assert cache is not None
    assert list(tmp_path.iterdir()) == []
    cache.put("ab" * 16, b"x")
    assert (tmp_path / "cache" / "thumbnails" / "ab" / f"{'ab' * 16}.jpg").read_bytes() == b"x"


@needs_posix
def test_a_user_without_a_home_folder_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    without_home(monkeypatch)
    assert thumbnail_cache({}) is None


def test_building_for_a_host_changes_nothing_of_its_pillow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    build(Settings(with_store=False), {"FLOWERSORT_HOME": str(tmp_path)})
    assert Image.MAX_IMAGE_PIXELS == 1000


def test_there_is_a_core_at_least() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
