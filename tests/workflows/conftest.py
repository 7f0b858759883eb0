"""What tests of workflows share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flowersort.services.store.store import Store
from tests.fakes import gardens


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """Six different photos, to be changed at will."""
    return gardens.garden(tmp_path / "garden")


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """A store where the command line looks for it."""
    with Store.open(home / "state" / "store.sqlite") as opened:
        yield opened
