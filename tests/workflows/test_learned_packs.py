from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.bootstrap import models_folder
from flowersort.core.errors import PackError
from flowersort.workflows.learned_packs import free_place, learned_packs, pack_in_use, use_pack
from tests.fakes.learned import learned_pack
from tests.fakes.packs import rewrite_manifest


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return models_folder({"FLOWERSORT_HOME": str(tmp_path / "home")})


def test_at_first_there_are_none_and_the_original_is_in_use(models: Path) -> None:
    assert learned_packs(models) == []
    assert pack_in_use(models) is None
    use_pack(models, None)
    assert not models.exists()


def test_packs_are_listed_and_those_that_can_not_be_used_say_why(models: Path) -> None:
    for name in ("a", "b", "c"):
        learned_pack(models / name)
    (models / "b" / "head.npz").write_bytes(b"")
    rewrite_manifest(models / "c", schema=3)
    first, second, third = learned_packs(models)
    assert (first.folder, first.problem) == (models / "a", None)
    assert first.facts is not None
    assert (second.facts, third.facts) == (None, None)
    assert "damaged" in (second.problem or "")
    assert "A newer one may read it" in (third.problem or "")


def test_each_new_pack_has_a_place_of_its_own(models: Path) -> None:
    for number in (1, 2):
        place = free_place(models, "flowers")
        assert place == models / f"flowers-learned-{number}"
        learned_pack(place)


def test_a_pack_is_used_until_the_original_is_again(models: Path) -> None:
    learned_pack(models / "mine")
    use_pack(models, models / "mine")
    assert pack_in_use(models) == models / "mine"
    use_pack(models, None)
    assert pack_in_use(models) is None
    assert (models / "mine" / "head.npz").is_file()


def test_a_damaged_pack_is_not_used(models: Path) -> None:
    learned_pack(models / "mine")
    learned_pack(models / "bad")
    (models / "bad" / "head.npz").write_bytes(b"")
    use_pack(models, models / "mine")
    with pytest.raises(PackError):
        use_pack(models, models / "bad")
    assert pack_in_use(models) == models / "mine"


def test_a_pack_that_is_gone_leaves_the_original(models: Path) -> None:
    learned_pack(models / "mine")
    use_pack(models, models / "mine")
    (models / "mine").rename(models / "elsewhere")
    assert pack_in_use(models) is None
    (models / "in-use.txt").write_bytes(b"\xff\xfe")
    assert pack_in_use(models) is None
