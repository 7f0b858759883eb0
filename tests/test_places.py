"""Where things lie, for this user and for the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.places import places, resource
from tests.fakes.homes import without_home
from tests.fakes.trees import needs_posix


def test_home_moves_every_place(tmp_path: Path) -> None:
    where = places({"FLOWERSORT_HOME": str(tmp_path)})
    assert where.store == tmp_path / "state" / "store.sqlite"
    assert where.log == tmp_path / "log" / "flowersort.log"
    assert (where.cache, where.config) == (tmp_path / "cache", tmp_path / "config")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("home", ["relative", "~/flowers", "~nobody-of-that-name/x"])
def test_home_may_be_relative_or_begin_with_a_tilde(home: str) -> None:
    assert places({"FLOWERSORT_HOME": home}).store.is_absolute()


def test_without_home_the_places_are_the_systems_and_differ() -> None:
    for environment in ({}, {"FLOWERSORT_HOME": ""}):
        where = places(environment)
        found = (where.store, where.log, where.cache, where.config)
        assert all(path.is_absolute() and "flowersort" in str(path) for path in found)
        assert len(set(found)) == 4


@needs_posix
def test_a_user_without_a_home_folder_has_places_of_no_use(monkeypatch: pytest.MonkeyPatch) -> None:
    without_home(monkeypatch)
    assert not places({}).store.is_absolute()


def test_resources_lie_beside_the_package() -> None:
    assert resource("models", "flowers", "manifest.json").is_file()
